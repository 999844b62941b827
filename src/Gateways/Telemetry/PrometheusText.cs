using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Gateways.Telemetry;

/// <summary>Prometheus' text format 0.0.4: comments and blank lines are skipped, metadata may be missing, a family's lines may be anywhere,
/// and counters keep their name whole.</summary>
internal sealed class PrometheusText : IExpositionReader
{
    private sealed class Family(string name)
    {
        public string Name => name;
        public TelemetryKind? Kind;
        public string? Help;
        public ImmutableArray<TelemetrySample>.Builder Samples { get; } = ImmutableArray.CreateBuilder<TelemetrySample>();
    }

    private readonly List<Family> families = [];
    private readonly Dictionary<string, Family> byName = [];

    public ImmutableArray<TelemetryFamily> Families =>
        [.. families.Select(family => new TelemetryFamily(
            family.Name, family.Kind ?? TelemetryKind.Unknown, "", family.Help ?? "", family.Samples.ToImmutable()))];

    public string? Take(ReadOnlySpan<char> line, int maxLabels)
    {
        line = line.Trim(" \t\r");
        if (line.IsEmpty) return null;
        if (line[0] == '#') return MetadataLine.Read(line, isStrict: false) is { } metadata ? TakeMetadata(metadata) : null;
        var reader = new SampleLine(line, isStrict: false, maxLabels);
        var sample = reader.Read();
        if (reader.Fault is null) OwnerOf(sample.Name).Samples.Add(sample);
        return reader.Fault;
    }

    public string? End() => null;

    private string? TakeMetadata(MetadataLine line)
    {
        var family = Named(line.Name);
        if (line.Word == "HELP")
        {
            if (family.Help is not null) return $"'{line.Name}' has more than one HELP line";
            family.Help = Escape.Undo(line.Text);
        }
        else if (line.Word == "TYPE")
        {
            if (family.Kind is not null) return $"'{line.Name}' has more than one TYPE line";
            if (family.Samples.Count > 0) return $"the TYPE line of '{line.Name}' comes after its numbers";
            if (Suffixes.KindOf(line.Text, isStrict: false) is not { } kind) return $"'{line.Text}' is no kind of metric";
            family.Kind = kind;
        }
        return null;
    }

    private Family Named(string name)
    {
        if (byName.TryGetValue(name, out var known)) return known;
        var family = new Family(name);
        families.Add(family);
        return byName[name] = family;
    }

    /// <summary>The histogram or summary that a sum, count or bucket belongs to, or the family of its own name.</summary>
    private Family OwnerOf(string sample)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["_bucket", "_count", "_sum"])
            if (sample.EndsWith(suffix, StringComparison.Ordinal) && byName.TryGetValue(sample[..^suffix.Length], out var whole)
                && whole.Kind is { } kind && (kind == TelemetryKind.Histogram || kind == TelemetryKind.Summary && suffix != "_bucket"))
                return whole;
        return Named(sample);
    }
}
