using System.Globalization;
using System.Security.Claims;
using Busbar.Host.Cycles;
using Busbar.Host.Desks;
using Busbar.Host.People;
using Busbar.Host.Screens.Shell;
using Busbar.Host.Work;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Handoffs.Forecasting;
using Microsoft.AspNetCore.Mvc;

namespace Busbar.Host.Screens.Forecasting;

/// <summary>Where the override form goes: keeps the override in the person's name, issues the day anew, and leads back to it.</summary>
public static class OverrideEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapOverrides(this WebApplication app) =>
        app.MapPost("/override", Keep).RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();

    private static IResult Keep(
        [FromForm] string day, [FromForm] string hours, [FromForm] string mw, [FromForm] string at, [FromForm] string reason,
        ClaimsPrincipal by, FactStore store)
    {
        var profile = PeriodRun.ProfileOf(store);
        var calendar = Markets.CalendarOf(profile);
        var asked = DayAsked.Read(day);
        var change = new LoadOverride(
            HourSpan.Read(calendar, asked, hours).OrThrow(), new(MwOf(mw)), by.Identity!.Name!, reason,
            new MarketClock(calendar).Read(at, "decided").OrThrow());
        IssueForecast.WithOverride(store, profile, asked, change, by.FindFirstValue(ClaimTypes.Role) ?? "");
        return Results.LocalRedirect($"/supply/forecasting?day={asked}");
    }

    private static double MwOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var mw) && double.IsFinite(mw) ? mw
            : throw new RefusedException(new("override-mw", $"'{text}' is not a number of MW", "MW", "Write it as 25 or -12.5."));
}
