using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Gateways.Telemetry;

/// <summary>A family of an OpenMetrics text while its lines come in. Each step answers what is wrong, or null.</summary>
internal sealed class OpenFamily(string name)
{
    private readonly ImmutableArray<TelemetrySample>.Builder samples = ImmutableArray.CreateBuilder<TelemetrySample>();
    private readonly HashSet<string> groups = [];
    private readonly HashSet<string> untimed = [];
    private TelemetryKind? kind;
    private string? unit, help;
    private string group = "";
    private decimal? groupTime;

    public string Name => name;

    private TelemetryKind Kind => kind ?? TelemetryKind.Unknown;

    /// <summary>True when a number of this name belongs to the family, or would if its kind allowed it.</summary>
    public bool Owns(string sample) =>
        sample == name || sample.StartsWith(name, StringComparison.Ordinal) && Suffixes.Of(Kind).Contains(sample[name.Length..]);

    public string? Describe(MetadataLine line)
    {
        if (samples.Count > 0) return $"the {line.Word} line of '{name}' comes after its numbers";
        if (line.Word switch { "HELP" => help is not null, "TYPE" => kind is not null, _ => unit is not null })
            return $"'{name}' has more than one {line.Word} line";
        if (line.Word == "HELP") help = Escape.Undo(line.Text);
        else if (line.Word == "UNIT") unit = line.Text;
        else if (Suffixes.KindOf(line.Text, isStrict: true) is { } known) kind = known;
        else return $"'{line.Text}' is no kind of metric";
        return null;
    }

    public string? Add(TelemetrySample sample)
    {
        var suffix = sample.Name[name.Length..];
        if (!Suffixes.Of(Kind).Contains(suffix)) return $"'{sample.Name}' is no number of a metric of kind {Kind}";
        var fault = SampleRules.Fault(Kind, suffix, name, sample) ?? Order(sample);
        samples.Add(sample);
        return fault;
    }

    public (TelemetryFamily Family, string? Fault) Close()
    {
        var family = new TelemetryFamily(name, Kind, unit ?? "", help ?? "", samples.ToImmutable());
        var fault = !string.IsNullOrEmpty(unit) && !name.EndsWith($"_{unit}", StringComparison.Ordinal)
            ? $"'{name}' does not end in its unit _{unit}"
            : !string.IsNullOrEmpty(unit) && Kind is TelemetryKind.Info or TelemetryKind.StateSet && unit?.Length > 0
                ? $"'{name}' of kind {Kind} cannot have a unit"
                : Kind is TelemetryKind.Histogram or TelemetryKind.GaugeHistogram ? HistogramRules.Fault(family) : null;
        return (family, fault);
    }

    /// <summary>The numbers of one set of labels stand together, and their times do not go back.</summary>
    private string? Order(TelemetrySample sample)
    {
        var key = GroupOf(Kind, name, sample);
        var isFirst = samples.Count == 0;
        if (isFirst || key != group)
        {
            if (!groups.Add(key)) return $"the numbers of '{name}' with these labels do not stand together";
            untimed.Clear();
        }
        else if (sample.UnixSeconds.HasValue != groupTime.HasValue)
        {
            return $"some numbers of '{name}' with these labels have a time and some have not";
        }
        else if (sample.UnixSeconds < groupTime && Kind != TelemetryKind.Info)
        {
            return $"the times of '{name}' go back";
        }
        (group, groupTime) = (key, sample.UnixSeconds);
        return sample.UnixSeconds is null && !untimed.Add(sample.Name + Key(sample.Labels))
            ? $"'{sample.Name}' with these labels is there twice and has no time" : null;
    }

    /// <summary>The labels that tell one metric of the family from another.</summary>
    internal static string GroupOf(TelemetryKind kind, string name, TelemetrySample sample)
    {
        var own = kind switch
        {
            TelemetryKind.Histogram or TelemetryKind.GaugeHistogram => "le",
            TelemetryKind.Summary => "quantile",
            TelemetryKind.StateSet => name,
            _ => "",
        };
        return Key(sample.Labels.Where(label => label.Name != own));
    }

    private static string Key(IEnumerable<TelemetryLabel> labels) =>
        string.Concat(labels.OrderBy(label => label.Name, StringComparer.Ordinal)
            .Select(label => $"{label.Name}\u0001{label.Value}\u0002"));
}
