using Busbar.Gateways.PglibUc;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Mps;

/// <summary>Start costs by matching each start to the stop before it: a start costs as the coldest, less what the match saves (Knueven,
/// Ostrowski and Watson, Computers &amp; OR 117, 2020). The saving is worked out under the rule of the case.</summary>
internal static class StartMatching
{
    public static void Add(MpsModel model, CommitmentCase given, UnitColumns unit)
    {
        var one = unit.Unit;
        for (var t = 0; t < unit.Hours; t++) model.AddCost(unit.StartColumn(t), one.Starts[^1].Usd);
        if (one.Starts.Length == 1) return;
        var byStart = Enumerable.Range(0, unit.Hours).Select(_ => new List<Term>()).ToArray();
        var byStop = Enumerable.Range(0, unit.Hours).Select(_ => new List<Term>()).ToArray();
        var byStateBefore = new List<Term>();
        for (var t = 0; t < unit.Hours; t++)
        {
            if (!one.Before.IsOn) Match(t, -one.Before.HoursInState, byStateBefore);
            for (var stop = Math.Max(0, t - one.Starts[^1].HoursOffAtLeast + 1); stop <= t - one.MinDownHours; stop++)
                Match(t, stop, byStop[stop]);
        }
        for (var t = 0; t < unit.Hours; t++)
        {
            if (byStart[t].Count > 0) model.AddRow(unit.Row("match-start", t), RowSense.AtMost, 0, [.. byStart[t], .. unit.Start(t, -1)]);
            if (byStop[t].Count > 0) model.AddRow(unit.Row("match-stop", t), RowSense.AtMost, 0, [.. byStop[t], .. unit.Stop(t, -1)]);
        }
        if (byStateBefore.Count > 0) model.AddRow($"match-before[{unit.Name}]", RowSense.AtMost, 1, byStateBefore);

        void Match(int start, int stop, List<Term> ofStop)
        {
            var usd = one.Starts[ReferenceStarts.TypeOf(one, given.StartRule, start + 1, stop + 1)].Usd;
            if (usd >= one.Starts[^1].Usd) return;
            var column = model.AddColumn(
                FormattableString.Invariant($"match[{unit.Name},{stop + 1},{start + 1}]"), usd - one.Starts[^1].Usd, 0, 1);
            byStart[start].Add(new(column, 1));
            ofStop.Add(new(column, 1));
        }
    }
}
