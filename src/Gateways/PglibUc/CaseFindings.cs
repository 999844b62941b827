using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.PglibUc;

/// <summary>What was imperfect about a case, one finding a kind.</summary>
internal sealed class CaseFindings(string file)
{
    private readonly SortedSet<string> unknownFields = new(StringComparer.Ordinal);
    private readonly List<string> snappedUnits = [];
    private readonly SortedSet<string> raisedUnits = new(StringComparer.Ordinal);

    /// <summary>A field that no reader asks for.</summary>
    public void UnknownField(string field) => unknownFields.Add(field);

    /// <summary>A unit whose cost curve ends beside its limits by rounding.</summary>
    public void Snapped(string unit) => snappedUnits.Add(unit);

    /// <summary>A unit whose minimum time is 0 hours.</summary>
    public void Raised(string unit) => raisedUnits.Add(unit);

    public ImmutableArray<Finding> ToImmutable()
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        if (unknownFields.Count > 0)
            findings.Add(new("unknown-field", Severity.Warning,
                $"The file has fields that are not pglib-uc's: {string.Join(", ", unknownFields)}",
                file, "left them out"));
        if (snappedUnits.Count > 0)
            findings.Add(new("curve-ends-snapped", Severity.Note,
                $"Cost curves of {snappedUnits.Count} units end beside the limits by rounding: {string.Join(", ", snappedUnits.Take(5))}",
                file, "set their ends to the limits"));
        if (raisedUnits.Count > 0)
            findings.Add(new("minimum-time-raised", Severity.Note,
                $"Minimum times of {raisedUnits.Count} units are 0 hours: {string.Join(", ", raisedUnits.Take(5))}", file,
                "set them to 1 hour, which asks for nothing either"));
        return findings.DrainToImmutable();
    }
}
