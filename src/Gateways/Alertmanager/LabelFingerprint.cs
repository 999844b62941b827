using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Busbar.Gateways.Alertmanager;

/// <summary>The name that Prometheus gives a set of labels: FNV-1a of 64 bits over name and value in order of name, each closed by a byte
/// 255. Source: prometheus/common, model/fingerprinting.go; checked against payloads of Alertmanager 0.25.</summary>
internal static class LabelFingerprint
{
    public static string Of(ImmutableSortedDictionary<string, string> labels)
    {
        var hash = 14695981039346656037UL;
        foreach (var (name, value) in labels) hash = Add(Add(hash, name), value);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (var octet in Encoding.UTF8.GetBytes(text)) hash = Step(hash, octet);
        return Step(hash, 255);
    }

    private static ulong Step(ulong hash, byte octet) => unchecked((hash ^ octet) * 1099511628211UL);
}
