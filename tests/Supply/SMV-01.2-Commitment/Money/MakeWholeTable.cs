using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Money;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests.Money;

/// <summary>One table under cases/commitment/make-whole: a market, one offer, some hours of a day (the others are idle) and the credits
/// that an analyst expects.</summary>
internal sealed record MakeWholeTable(EstimateMakeWholeInputs Inputs, ImmutableArray<string> Expected)
{
    public static readonly OperatingDay Day = OperatingDay.Of(2024, 5, 14);

    public static readonly string Folder = Path.Combine(SharedFiles.Root(), "cases", "commitment", "make-whole");

    public static MakeWholeTable Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name)).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        string[] Line(string key) => lines.Single(line => line[0] == key);
        var calendar = MarketCalendar.All.Single(market => market.Name == Line("market")[1]);
        var rows = lines.SkipWhile(line => line[0] != "hour").Skip(1).TakeWhile(line => line[0] != "credit").ToList();
        return new(InputsOf(calendar, Line("offer"), Line("segments"), rows),
            [.. lines.Where(line => line[0] == "credit").Select(line => string.Join(' ', line.Skip(1)))]);
    }

    /// <summary>The credits as the tables write them.</summary>
    public static IEnumerable<string> Write(FleetMakeWhole answer) => answer.Credits.Select(credit => FormattableString.Invariant(
        $"{credit.Rule} {credit.Hours[0] + 1}-{credit.Hours[^1] + 1} cost {credit.Cost.Value:0.##} revenue {credit.Revenue.Value:0.##} ")
        + FormattableString.Invariant($"owed {credit.Credit.Value:0.##}"));

    private static EstimateMakeWholeInputs InputsOf(MarketCalendar calendar, string[] offer, string[] segments, List<string[]> rows)
    {
        string Text(string key) => offer[Array.IndexOf(offer, key) + 1];
        decimal Of(string key) => SharedFiles.Number(Text(key));
        var start = calendar.WholeDay(Day).Start;
        Series<T> Hourly<T>(Func<string[]?, T> of) => new(start, Duration.FromHours(1),
            [.. Enumerable.Range(0, calendar.HourCount(Day)).Select(hour => of(hour < rows.Count ? rows[hour] : null))]);
        decimal At(string[]? row, int column) => row is null ? 0 : SharedFiles.Number(row[column]);
        var unit = Fixtures.Steam("unit") with { MinMw = new(Of("min")), MaxMw = new(Of("max")), MinUpHours = (int)Of("min-run"),
            HeatInput = [new(new(Of("min")), new(100)), new(new(Of("max")), new(1000))] };
        var bid = new UnitOffer("unit", Hourly(_ => unit.MinMw), Hourly(_ => unit.MaxMw), unit.MaxMw, new(Of("start")),
            new(Of("min-load")),
            [.. segments.Skip(1).Select(text => text.Split(':').Select(SharedFiles.Number).ToArray())
                .Select(part => new OfferSegment(new(part[0]), new(part[1])))],
            Hourly(row => row?[5] == "yes").Values, new(Text("before") == "on" ? Of("min") : 0));
        var award = RealTime.RealTimeFixtures.Scheduled("unit", _ => 0) with { Output = Hourly(row => new Mw(At(row, 1))) };
        return new(calendar, Day, start + Duration.FromDays(2), Fixtures.Fleet(unit),
            new(Day, start, start, "hub", [bid]), new(Day, ScheduleBasis.DayAheadAwards, start, [award]),
            [new("unit", Hourly(row => new Mwh(At(row, 2))))], Hourly(row => new UsdPerMwh(At(row, 3))),
            Hourly(row => new UsdPerMwh(At(row, 4))),
            [new("unit", [.. Enumerable.Range(0, rows.Count).Where(hour => rows[hour][6] == "yes")])]);
    }
}
