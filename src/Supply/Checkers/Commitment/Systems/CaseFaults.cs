using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using static System.FormattableString;

namespace Busbar.Supply.Checkers.Commitment.Systems;

/// <summary>Faults of a system schedule found so far, with the tolerances they are found by.</summary>
internal sealed class CaseFaults(string schedule)
{
    /// <summary>Two costs are one when they differ by no more than this part of them.</summary>
    public const double CostTolerance = 1e-6;

    private const double PowerTolerance = 1e-4;
    private const double LargeMw = 10_000;

    private readonly List<Finding> found = [];

    public ImmutableArray<Finding> ToImmutable() => [.. found];

    public bool IsClean => found.Count == 0;

    /// <summary>MW (or MWh) that a sum of such a size may stray: 0.0001, and as much for each 10,000 of the size.</summary>
    public static double Slack(double size) => PowerTolerance * Math.Max(1, Math.Abs(size) / LargeMw);

    public static bool Exceeds(double value, double limit) => !(value <= limit + Slack(limit));

    public void Add(string code, string what, string where, int hour) =>
        Add(code, what, hour < 0 ? where : Invariant($"{where}, hour {hour + 1}"));

    public void Add(string code, string what, string where) =>
        found.Add(new(code, Severity.Error, what, $"schedule of {schedule}, {where}", "Nothing was changed."));
}
