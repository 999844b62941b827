using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Gateways.Telemetry;

/// <summary>OpenMetrics 1.0, read as strictly as it asks: a family's lines stand together, metadata first, and <c># EOF</c> ends the
/// text.</summary>
internal sealed class OpenMetricsText : IExpositionReader
{
    private readonly ImmutableArray<TelemetryFamily>.Builder families = ImmutableArray.CreateBuilder<TelemetryFamily>();
    private readonly HashSet<string> names = [];
    private OpenFamily? open;
    private bool isEnded;

    public ImmutableArray<TelemetryFamily> Families => families.ToImmutable();

    public string? Take(ReadOnlySpan<char> line, int maxLabels)
    {
        if (isEnded) return "there is text after # EOF";
        if (line.IsEmpty) return "the line is blank";
        if (line is "# EOF")
        {
            isEnded = true;
            return Close();
        }
        return line[0] == '#' ? TakeMetadata(line) : TakeSample(line, maxLabels);
    }

    public string? End() => isEnded ? null : "the text ends without # EOF";

    private string? TakeMetadata(ReadOnlySpan<char> line)
    {
        if (MetadataLine.Read(line, isStrict: true) is not { } metadata) return "neither a HELP, TYPE or UNIT line of a metric nor # EOF";
        string? fault = null;
        if (open?.Name != metadata.Name)
        {
            fault = Close();
            open = new(metadata.Name);
        }
        return fault ?? open!.Describe(metadata);
    }

    private string? TakeSample(ReadOnlySpan<char> line, int maxLabels)
    {
        var reader = new SampleLine(line, isStrict: true, maxLabels);
        var sample = reader.Read();
        if (reader.Fault is { } fault) return fault;
        if (open is null || !open.Owns(sample.Name))
        {
            if (Close() is { } clash) return clash;
            open = new(sample.Name);
        }
        return open.Add(sample);
    }

    private string? Close()
    {
        if (open is null) return null;
        var (family, fault) = open.Close();
        foreach (var suffix in Suffixes.Of(family.Kind).Append("").Distinct())
            if (!names.Add(family.Name + suffix)) fault ??= $"'{family.Name}{suffix}' is also a name of another metric of this text";
        families.Add(family);
        return fault;
    }
}
