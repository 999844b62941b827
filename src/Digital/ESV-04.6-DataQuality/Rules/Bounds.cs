using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>The bounds a rule gives: <c>min_value</c> and <c>max_value</c>, both included unless <c>strict_</c>.</summary>
internal sealed record Bounds(Cell? Min, Cell? Max, bool IsMinStrict, bool IsMaxStrict)
{
    public bool IsOpen => Min is null && Max is null;

    public bool IsEmpty => Min is { } min && Max is { } max && min.CompareTo(max) > 0;

    public static Bounds Of(RuleRun run, CellKind? kind) =>
        new(run.Bound("min_value", kind), run.Bound("max_value", kind), run.Flag("strict_min"), run.Flag("strict_max"));

    public bool Contains(Cell cell) =>
        (Min is not { } min || cell.CompareTo(min) >= (IsMinStrict ? 1 : 0)) && (Max is not { } max || cell.CompareTo(max) <= (IsMaxStrict
            ? -1 : 0));
}
