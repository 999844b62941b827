using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Utility;

namespace Busbar.Host.Desks;

/// <summary>Which calendar and which series prefix a utility's market has.</summary>
public static class Markets
{
    /// <summary>The calendar of the profile's market.</summary>
    /// <exception cref="RefusedException">The market is not known.</exception>
    public static MarketCalendar CalendarOf(UtilityProfile profile) =>
        MarketCalendar.Find(profile.Market) ?? throw new RefusedException(new(
            "unknown-market", $"The market '{profile.Market}' is not known", "UtilityProfile market",
            $"Use one of {string.Join(", ", MarketCalendar.All.Select(calendar => calendar.Name))}."));

    /// <summary>The series names of the profile's market: its name in lower case without dashes.</summary>
    public static SupplySeries SeriesOf(UtilityProfile profile) =>
        new(profile.Market.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant());
}
