using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Fuel;
using Busbar.Supply.Commitment.Master;
using Busbar.Supply.Commitment.Offers;
using Busbar.Supply.Handoffs.Commitment.Masters;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Commitment.Tests.Offers;

/// <summary>The sample fleet of cases/commitment/offers and inputs made of it.</summary>
internal static class OfferCases
{
    public static readonly OperatingDay Day = OperatingDay.Of(2026, 3, 6);

    private static readonly string folder = Path.Combine(SharedFiles.Root(), "cases", "commitment", "offers");

    public static string Text(string name) => File.ReadAllText(Path.Combine(folder, name));

    /// <summary>The lines of a table, comments left out.</summary>
    public static ImmutableArray<string> Table(string name) =>
        [.. Text(name).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];

    public static UnitMaster Fleet() => ReadUnitMaster.Run("fleet.json", Text("fleet.json")).OrThrow();

    public static MasterUnit Unit() => Fleet().Units.Single();

    /// <summary>The unit moved to a market, without hourly limits and events.</summary>
    public static UnitMaster PlainIn(string market) => new("test master",
        [Unit() with { Resource = new(market, "CYCLE_CC1", "HUB"), ByHour = [], Events = [] }]);

    public static MarketCalendar Market(string name) => MarketCalendar.All.Single(calendar => calendar.Name == name);

    public static Instant Decided(MarketCalendar calendar, OperatingDay day) => calendar.At(day.Plus(-1), new LocalTime(9, 0));

    public static BuildMarketOffersInputs Inputs(UnitMaster master, string market, OperatingDay? day = null, decimal gas = 4.90m,
        decimal oil = 11.5m)
    {
        var (calendar, of) = (Market(market), day ?? Day);
        GasDayPrice Price(string fuel, int days, decimal price) =>
            new(fuel, of.Plus(days), new(price), calendar.At(of.Plus(-1), new LocalTime(8, 0)));
        return new(calendar, of, Decided(calendar, of), master,
            [Price("gas", -1, gas), Price("gas", 0, gas), Price("oil", -1, oil), Price("oil", 0, oil)], [], [], []);
    }

    public static OperatingDay DayOf(string text) => new(LocalDatePattern.Iso.Parse(text).Value);
}
