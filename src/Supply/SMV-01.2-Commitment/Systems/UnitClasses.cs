using System.Collections.Immutable;
using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Sorts the units of a case into classes of equals and works out their numbers.</summary>
internal static class UnitClasses
{
    /// <param name="case">The case.</param>
    /// <param name="isFreeBefore">Leave the state before open, for a bound on hours from the middle of a longer horizon.</param>
    public static ImmutableArray<UnitClass> Of(CommitmentCase @case, bool isFreeBefore)
    {
        var uses = @case.Budgets.SelectMany((budget, index) => budget.Uses.Select(use => (use.Unit, Budget: index, Use: use)))
            .ToLookup(each => each.Unit, each => (each.Budget, each.Use), StringComparer.Ordinal);
        var classes = new List<(Key Key, List<int> Members)>();
        var byKey = new Dictionary<Key, int>();
        for (var i = 0; i < @case.Thermal.Length; i++)
        {
            var key = Key.Of(@case.Thermal[i], [.. uses[@case.Thermal[i].Name]]);
            if (!byKey.TryGetValue(key, out var at))
            {
                byKey[key] = at = classes.Count;
                classes.Add((key, []));
            }
            classes[at].Members.Add(i);
        }
        var startRow = 0;
        return
        [
            .. classes.Select((each, index) =>
            {
                var unit = @case.Thermal[each.Members[0]];
                return Make(index, unit, [.. each.Members], [.. uses[unit.Name]], unit.MostStarts is null ? -1 : startRow++, @case,
                    isFreeBefore);
            }),
        ];
    }

    private static UnitClass Make(
        int index, CaseThermal unit, ImmutableArray<int> members, ImmutableArray<(int Budget, BudgetUse Use)> uses, int startRow,
        CommitmentCase @case, bool isFreeBefore)
    {
        var hours = @case.Hours;
        var (ends, slopes) = Segments(unit);
        // A unit of one output has one segment of no width.
        uses =
        [
            .. uses.Select(each => each.Use.PerMwhAbove.IsEmpty ? (each.Budget, each.Use with { PerMwhAbove = [0] }) : each),
        ];
        var starts = new StartTable(unit, @case.StartRule, hours);
        return new()
        {
            Index = index, Members = members, Unit = unit, Uses = uses, StartRow = startRow, OnUsd = unit.Cost[0].UsdPerHour,
            SlopeUsd = slopes, StartUsd = starts.ByCategory,
            InitialStartUsd = isFreeBefore ? [.. starts.Initial.Select(_ => unit.Starts[0].Usd)] : starts.Initial,
            Model = new()
            {
                Hours = hours, Min = unit.MinMw, RampUp = unit.RampUpMwPerHour, RampDown = unit.RampDownMwPerHour,
                Range = [.. Enumerable.Range(0, hours).Select(hour =>
                    Math.Min(unit.AvailableMw.IsDefaultOrEmpty ? unit.MaxMw : unit.AvailableMw[hour], unit.MaxMw) - unit.MinMw)],
                StartCap = Math.Min(unit.StartUpMw, unit.MaxMw) - unit.MinMw, StopCap = Math.Min(unit.ShutDownMw, unit.MaxMw) - unit.MinMw,
                MinUp = Math.Max(1, unit.MinUpHours), MinDown = Math.Max(1, unit.MinDownHours), IsFreeBefore = isFreeBefore,
                IsOnBefore = isFreeBefore || unit.Before.IsOn,
                HoursBefore = isFreeBefore ? Math.Max(unit.MinUpHours, 1) : unit.Before.HoursInState,
                AboveMinBefore = isFreeBefore ? Math.Max(0, unit.MaxMw - unit.MinMw)
                    : unit.Before.IsOn ? unit.Before.OutputMw - unit.MinMw : 0,
                SegmentEnd = ends, StartCategory = starts.CategoryByHoursOff, IsMustRun = unit.IsMustRun,
                DownwardSegments = ends.Length,
            },
        };
    }

    private static (double[] Ends, double[] Slopes) Segments(CaseThermal unit)
    {
        double[] ends = unit.Cost.Length > 1 ? [.. unit.Cost.Skip(1).Select(point => point.Mw - unit.MinMw)] : [0];
        ends[^1] = Math.Max(unit.MaxMw - unit.MinMw, 0);
        var slopes = new double[ends.Length];
        for (var i = 1; i < unit.Cost.Length; i++)
        {
            var width = unit.Cost[i].Mw - unit.Cost[i - 1].Mw;
            slopes[i - 1] = width > 0 ? (unit.Cost[i].UsdPerHour - unit.Cost[i - 1].UsdPerHour) / width : 0;
        }
        return (ends, slopes);
    }

    /// <summary>A unit without its name, comparable by value.</summary>
    private sealed record Key(CaseThermal Unit, string Arrays)
    {
        public static Key Of(CaseThermal unit, ImmutableArray<(int Budget, BudgetUse Use)> uses) => new(
            unit with { Name = "", Starts = default, Cost = default, AvailableMw = default },
            string.Join('|', [.. unit.Starts, .. unit.Cost, .. unit.AvailableMw.IsDefaultOrEmpty ? [] : unit.AvailableMw.Cast<object>(),
                .. uses.Select(UseKey)]));

        private static string UseKey((int Budget, BudgetUse Use) each) =>
            $"{each.Budget} {each.Use.PerHourOn:R} {string.Join(' ', each.Use.PerMwhAbove)} {each.Use.PerStart:R}";
    }
}
