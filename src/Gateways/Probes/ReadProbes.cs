using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Yaml;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Gateways.Probes;

/// <summary>Reads probes as YAML of our own: a list <c>probes</c>, each with <c>name</c>, <c>target</c>, <c>kind</c> (http, tcp, process,
/// database, file, feed), <c>every</c>, <c>timeout</c>, optionally <c>slow_after</c>, <c>down_after</c> (3), <c>up_after</c> (1), and the
/// fields of its kind: <c>url</c>, <c>status</c> (200), <c>body</c>; <c>host</c>, <c>port</c>; <c>process</c>; <c>connection</c>;
/// <c>path</c>, <c>age_max</c>; <c>series</c>, <c>age_max</c>. Times are <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>2h</c>, <c>1d</c>. Refuses
/// the file whole, by line and column, for a field that is unknown, missing or out of range.</summary>
public static class ReadProbes
{
    private static readonly string[] shared = ["name", "target", "kind", "every", "timeout", "slow_after", "down_after", "up_after"];

    private static readonly Dictionary<string, string[]> kinds = new()
    {
        ["http"] = ["url", "status", "body"], ["tcp"] = ["host", "port"], ["process"] = ["process"], ["database"] = ["connection"],
        ["file"] = ["path", "age_max"], ["feed"] = ["series", "age_max"],
    };

    /// <summary>The probes, in the file's order.</summary>
    public static Outcome<ImmutableArray<ProbeDefinition>> Read(SourceFile file)
    {
        var text = file.ReadText(4 << 20);
        if (text is Outcome<ReadOnlyMemory<byte>>.Refused tooMuch) return tooMuch.Refusal;
        switch (YamlText.Read(Encoding.UTF8.GetString(text.OrThrow().Span), file.Name))
        {
            case Outcome<ImmutableArray<YamlDotNet.RepresentationModel.YamlNode>>.Refused refused: return refused.Refusal;
            case Outcome<ImmutableArray<YamlDotNet.RepresentationModel.YamlNode>>.Done { Value: [var root] }:
                var fault = new YamlFault(file.Name);
                var probes = Probes(YamlMap.Of(root, "", fault));
                return fault.Refusal is { } wrong ? wrong : probes;
            default: return new Refusal("no-probes", "One YAML document was expected", file.Name, "Write one list of probes.");
        }
    }

    private static ImmutableArray<ProbeDefinition> Probes(YamlMap root)
    {
        var (probes, names) = (ImmutableArray.CreateBuilder<ProbeDefinition>(), new HashSet<string>());
        if (!root.Has("probes")) root.Refuse("probes", "no-probes", "The list 'probes' is missing or empty", "Write the probes under it.");
        foreach (var map in root.Maps("probes"))
        {
            if (!names.Add(map.Text("name"))) map.Refuse("name", "duplicate-probe", $"Two probes are called '{map.Text("name")}'");
            if (Probe(map) is { } probe) probes.Add(probe);
        }
        return probes.ToImmutable();
    }

    private static ProbeDefinition? Probe(YamlMap map)
    {
        var kind = map.Text("kind");
        if (!kinds.TryGetValue(kind, out var own))
        {
            map.Refuse("kind", "unknown-kind", $"'{kind}' is no kind of probe", $"Use one of {string.Join(", ", kinds.Keys)}.");
            return null;
        }
        foreach (var key in map.Node.Children.Keys.Select(key => key.ToString()).Where(key => !shared.Contains(key) && !own.Contains(key)))
            map.Refuse(key, "unknown-field", $"'{map.PathOf(key)}' is no field of a probe of kind {kind}",
                $"Use {string.Join(", ", shared.Concat(own))}.");
        var (every, timeout) = (Time(map, "every"), Time(map, "timeout"));
        if (timeout >= every) map.Refuse("timeout", "out-of-range", "The timeout is not shorter than the interval");
        var (name, target) = (map.Text("name"), map.Text("target"));
        Duration? slow = map.Has("slow_after") ? Time(map, "slow_after") : null;
        var (down, up) = (Number(map, "down_after", 3, 1, 100), Number(map, "up_after", 1, 1, 100));
        return kind switch
        {
            "http" => new HttpProbe(name, target, every, timeout, slow, down, up, Url(map), Number(map, "status", 200, 100, 599),
                map.Has("body") ? map.Text("body") : null),
            "tcp" => new TcpProbe(name, target, every, timeout, slow, down, up, map.Text("host"), Number(map, "port", null, 1, 65535)),
            "process" => new ProcessProbe(name, target, every, timeout, slow, down, up, map.Text("process")),
            "database" => new DatabaseProbe(name, target, every, timeout, slow, down, up, map.Text("connection")),
            "file" => new FileAgeProbe(name, target, every, timeout, slow, down, up, map.Text("path"), Time(map, "age_max")),
            _ => new FeedProbe(name, target, every, timeout, slow, down, up, map.Text("series"), Time(map, "age_max")),
        };
    }

    private static string Url(YamlMap map)
    {
        var text = map.Text("url");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo != "")
            map.Refuse("url", "bad-url", $"'{map.PathOf("url")}' is no absolute http or https address without a password",
                "Write it as https://host/path.");
        return text;
    }

    private static int Number(YamlMap map, string key, int? otherwise, int least, int most)
    {
        var number = otherwise is null ? map.Number(key) : map.NumberOrNull(key) ?? otherwise.Value;
        if (number >= least && number <= most && number == decimal.Truncate(number)) return (int)number;
        map.Refuse(key, "out-of-range", $"'{map.PathOf(key)}' is {number}, {least} to {most} is possible");
        return least;
    }

    /// <summary>A time from a millisecond to a year.</summary>
    private static Duration Time(YamlMap map, string key)
    {
        var text = map.Text(key);
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9') is var end and > 0 ? end : text.Length;
        var unit = text[digits..] switch { "ms" => 1L, "s" => 1000, "m" => 60_000, "h" => 3_600_000, "d" => 86_400_000, _ => 0 };
        if (unit > 0 && int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            && count * unit <= 366L * 86_400_000)
            return Duration.FromMilliseconds(count * unit);
        map.Refuse(key, "bad-time", $"'{map.PathOf(key)}' is '{text}', no time from 1ms to 366d", "Write it as 30s, 5m, 2h or 1d.");
        return Duration.FromMilliseconds(1);
    }
}
