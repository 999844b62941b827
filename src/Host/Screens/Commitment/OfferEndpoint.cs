using System.Security.Claims;
using Busbar.Host.Desks;
using Busbar.Host.People;
using Busbar.Host.Screens.Shell;
using Busbar.Host.Work;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Commitment.Editing;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Host.Screens.Commitment;

/// <summary>Where the offer form goes: checks the cells, and what the market's rules say of the offer, while a person
/// types, and saves the day's offers as a new version in the person's name.</summary>
public static class OfferEndpoint
{
    private const string EditRun = "offer edit ";

    /// <summary>Maps it.</summary>
    public static void MapOffers(this WebApplication app)
    {
        app.MapPost("/offer", Save).RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        app.MapPost("/offer/check", Check).RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
    }

    private static IResult Check(IFormCollection form, FactStore store)
    {
        var stored = Offers(store, Field(form, "day"));
        var offer = OfferOf(stored, Field(form, "unit"));
        var cells = Read(form, offer);
        var market = cells.Faults.IsEmpty ? JudgeOffer.Run(MarketOf(store), stored.Body.Day, Changed(offer, cells),
            JudgeOffer.AtCost(AsBuilt(store, stored), offer)) : null;
        return Results.Json(new
        {
            faults = cells.Faults.Select(fault => new { fault.Row, fault.Field, fault.What }),
            market = (market?.Refusals ?? []).Select(refusal => new
                {
                    isRefusal = true, rule = refusal.Code, refusal.What, refusal.Where, refusal.Remedy,
                })
                .Concat((market?.Findings ?? []).Select(finding => new
                {
                    isRefusal = false, rule = finding.Code, finding.What, finding.Where, Remedy = finding.Done,
                })),
            segments = cells.Segments.Select(segment => new { mw = segment.ToMw.Value, price = segment.Price.Value }),
        });
    }

    private static IResult Save(IFormCollection form, ClaimsPrincipal by, FactStore store)
    {
        var (day, unit) = (Field(form, "day"), Field(form, "unit"));
        var stored = Offers(store, day);
        var cells = Read(form, OfferOf(stored, unit));
        if (cells.Faults.FirstOrDefault(fault => fault.Code == "not-a-number") is { } unread)
            throw new RefusedException(new(unread.Code, unread.What, $"offer of {unit}", "Write numbers, as 120 or 31.5."));
        var calendar = MarketOf(store);
        var decided = new MarketClock(calendar).Read(Field(form, "at"), "decided").OrThrow();
        if (decided < stored.Body.SubmittedAt)
            throw new RefusedException(new("offer-moved", $"the offers of {day} were last changed at {stored.Body.SubmittedAt}",
                $"offers of {day}", "Decide after the last change."));
        var changed = EditOffer.Run(new(calendar, stored.Body, AsBuilt(store, stored), unit, new(cells.StartUp), new(cells.MinimumLoad),
            cells.Segments, decided)).OrThrow();
        using (var batch = store.Begin(
            by.AsActor(), new RunId($"{EditRun}{day} {unit}")))
        {
            batch.PutDocument(IdOf(stored), changed, decided);
            batch.Commit();
        }
        return Results.LocalRedirect($"/offer?day={stored.Body.Day}&unit={Uri.EscapeDataString(unit)}");
    }

    private static MarketCalendar MarketOf(FactStore store) => Markets.CalendarOf(PeriodRun.ProfileOf(store));

    private static HandoffId IdOf(StoredDocument<FleetOffers> stored) => new(nameof(FleetOffers), stored.Body.Day.ToString());

    /// <summary>The day's offers as they were last built at cost, before any person changed them.</summary>
    private static FleetOffers AsBuilt(FactStore store, StoredDocument<FleetOffers> stored) =>
        store.Versions<FleetOffers>(IdOf(stored)).LastOrDefault(
            version => !version.Run.Value.StartsWith(EditRun, StringComparison.Ordinal))?.Body ?? stored.Body;

    private static UnitOffer Changed(UnitOffer offer, OfferCells cells) => offer with
    {
        StartUp = new(cells.StartUp), MinimumLoadUsdPerHour = new(cells.MinimumLoad), Segments = cells.Segments,
    };

    private static OfferCells Read(IFormCollection form, UnitOffer offer) => OfferCells.Read(
        offer, Field(form, "startUp"), Field(form, "minimumLoad"), [.. form["mw"].Select(text => text ?? "")],
        [.. form["price"].Select(text => text ?? "")]);

    private static string Field(IFormCollection form, string name) => form[name].ToString();

    private static UnitOffer OfferOf(StoredDocument<FleetOffers> stored, string unit) =>
        stored.Body.Units.FirstOrDefault(offer => offer.Unit == unit) ?? throw new RefusedException(new(
            "unknown-unit", $"No offer of {stored.Body.Day} names '{unit}'", "unit", "Choose a unit of the list."));

    private static StoredDocument<FleetOffers> Offers(FactStore store, string day) =>
        new SupplyReads(store).OfDay<FleetOffers>(DayAsked.Read(day), AsOf.Latest) ?? throw new RefusedException(new(
            "missing-document", $"No offers of {day} are known", "day", "Build the day's offers first."));
}
