using System.Collections.Immutable;

namespace Busbar.Supply.Checkers.Settlement.Codes;

/// <summary>PJM's operating reserves: who deviated and pays, who is made whole. A deviation is netted within its place and category and
/// borne by size; make-whole runs segment by segment where a minimum run is given.</summary>
internal static class PjmUplift
{
    private static readonly ImmutableArray<string> plants = ["Generation", "Resource"];
    private static readonly string[] categories = ["Load Decrement", "Increment", "Generation"];

    public static IEnumerable<ChargeRule> All =>
    [
        new("1375", "MWh", 0, ["RT MWh", "DA MWh"], day => day.All(Deviated(day)), day => Deviated(day) * day.OfMarket("RTO deviation rate")
            + Deviated(day) * day.OfRegion("regional deviation rate"))
        { Kinds = ["Load", "Generation", "Increment", "Decrement"] },
        new("2370", "resource-day", 0, ["DA offer cost"], day => day.All(1), day => day.All(Math.Min(0,
            -day.OverDay(at => at.Energy("DA offer cost")) - day.OverDay(Cleared))))
        { Kinds = plants, IsNeverCharge = true },
        new("2375", "resource-day", 0, ["RT offer cost", "MWh held back"], day => day.All(1),
            day => day.All(-MadeWhole(day) - HeldBack(day)))
        { Kinds = plants, IsNeverCharge = true },
    ];

    private static decimal Deviated(Grid day) => day.OverDay(at =>
    {
        var kinds = categories.First(each => each.Contains(at.Kind, StringComparison.Ordinal));
        var net = at.Netted(kinds, Counted).Each(Math.Abs);
        return Row.Share(Counted(at).Each(Math.Abs) * net, at.Netted(kinds, one => Counted(one).Each(Math.Abs)));
    });

    /// <summary>The deviation, or nothing within 5 MW or 5 % of what was desired.</summary>
    private static Row Counted(Grid at)
    {
        var whole = at.Energy("RT MWh") - at.Energy("DA MWh");
        if (!at.HasOwn("desired MWh")) return whole;
        var (desired, least) = (at.Energy("desired MWh"), 5 * at.HoursEach);
        var off = (at.Energy("RT MWh") - desired).Each(Math.Abs);
        return new([.. Enumerable.Range(0, whole.Count).Select(i =>
            off[i] <= least || off[i] * 20 <= Math.Abs(desired[i]) ? 0 : whole[i])]);
    }

    private static decimal HeldBack(Grid day) => !day.HasOwn("MWh held back") ? 0 : day.OverDay(at => at.Energy("MWh held back")
        * (RealTimePrice(at) - at.Own("offer price held back")).Each(above => Math.Max(0, above)));

    private static decimal MadeWhole(Grid day)
    {
        if (!day.HasOwn("minimum run hours"))
            return Math.Max(0, day.OverDay(at => at.Energy("RT offer cost")) + day.OverDay(Cleared) + day.OverDay(Balanced)
                - day.Energy("DA operating reserve credit")[0] - day.Energy("reserve and regulation revenue")[0]);
        return day.AtFinest(Lost, at =>
        {
            var (lost, scheduled, metered) = (Lost(at), at.Energy("DA MWh"), at.Energy("RT MWh"));
            var minimum = day.Own("minimum run hours")[0] / at.HoursEach;
            var paid = 0m;
            foreach (var run in Runs(metered))
            {
                var first = Math.Max(minimum, run.Count(i => scheduled[i] != 0));
                paid += Math.Max(0, run.Where((_, n) => n < first).Sum(i => lost[i])) + Math.Max(0, run.Where((_, n) => n >= first)
                    .Sum(i => lost[i]));
            }
            return paid;
        });
    }

    private static Row Lost(Grid at) => at.Energy("RT offer cost") + Cleared(at) + Balanced(at) - at.Energy("DA operating reserve credit")
        - at.Energy("reserve and regulation revenue");

    private static IEnumerable<List<int>> Runs(Row metered)
    {
        var run = new List<int>();
        for (var i = 0; i <= metered.Count; i++)
            if (i < metered.Count && metered[i] != 0) run.Add(i);
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
    }

    private static Row Cleared(Grid at) =>
        at.Energy("DA MWh") * (at.Price("DA loss price") + at.Price("DA congestion price") + at.Price("DA energy price"));

    private static Row Balanced(Grid at) => (at.Energy("RT MWh") - at.Energy("DA MWh")) * RealTimePrice(at);

    private static Row RealTimePrice(Grid at) =>
        at.Price("RT loss price") + at.Price("RT congestion price") + at.Price("RT energy price");
}
