using Busbar.Supply.Checkers.Commitment.Systems;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Commitment.Bench;

/// <summary>What a solver knew at which second: the cost of its best schedule and its lower bound, each improving. Its last schedule,
/// where it
/// can be read, is costed and checked again by the independent checker.</summary>
internal sealed class PeerTrack
{
    private static readonly double[] marks = [5, 10, 15, 20, 30];

    private readonly List<(double Seconds, double Objective, double Bound)> points = [];
    private double objective = double.PositiveInfinity;
    private double bound = double.NegativeInfinity;
    private string recosted = "no schedule";

    /// <summary>Heads the table.</summary>
    public static string Header =>
        $"| Case | Solver | First schedule, s | {string.Join(" | ", marks.Select(mark => $"Gap at {mark:0} s"))} "
        + "| Objective | Bound | End, s | Recosted |\n"
        + $"|---|---|{string.Concat(marks.Select(_ => "---|"))}---|---|---|---|---|";

    /// <summary>Seconds until the solver ended.</summary>
    public double EndSeconds { get; set; }

    /// <summary>Adds what is known at a second; null is nothing new.</summary>
    public void Add(double seconds, double? objectiveUsd, double? boundUsd)
    {
        if (objectiveUsd is { } usd && usd < objective) objective = usd;
        if (boundUsd is { } low && low > bound) bound = low;
        points.Add((seconds, objective, bound));
    }

    /// <summary>Costs and checks the last schedule.</summary>
    public void Recost(CommitmentCase given, SystemSchedule schedule)
    {
        var findings = CheckSystemSchedule.Run(given, schedule with { LowerBoundUsd = double.NegativeInfinity });
        recosted = FormattableString.Invariant($"{ScheduleCost.Usd(given, schedule):N2}, ")
            + (findings.IsEmpty ? "feasible" : $"{findings.Length} findings: {findings[0].Code} {findings[0].What}");
    }

    /// <summary>One line of the table.</summary>
    public string Row(string name, string solver)
    {
        var first = points.FirstOrDefault(point => double.IsFinite(point.Objective), (double.NaN, 0, 0)).Seconds;
        return FormattableString.Invariant($"| {name} | {solver} | {(double.IsNaN(first) ? "none" : first.ToString("0.0"))} | ")
            + string.Join(" | ", marks.Select(GapAt))
            + FormattableString.Invariant($" | {objective:N2} | {bound:N2} | {EndSeconds:0.0} | {recosted} |");
    }

    private string GapAt(double seconds)
    {
        var (_, usd, low) = points.LastOrDefault(point => point.Seconds <= seconds, (0, double.PositiveInfinity, double.NegativeInfinity));
        return double.IsFinite(usd) && double.IsFinite(low) ? FormattableString.Invariant($"{(usd - low) / Math.Abs(usd):P3}") : "–";
    }
}
