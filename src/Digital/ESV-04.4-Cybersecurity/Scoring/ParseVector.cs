using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Scoring;

/// <summary>Reads a CVSS vector of version 2, 3.0, 3.1 or 4.0. Version 4 has one order of metrics (specification section 7); versions 2 and
/// 3 are read in any.</summary>
public static class ParseVector
{
    private const int MaxLength = 400;

    private static readonly ImmutableArray<CvssVersion> prefixed = [CvssVersion.V31, CvssVersion.V40, CvssVersion.V30];

    /// <summary>The vector. Refuses (<c>cvss-length</c>, <c>cvss-version</c>, <c>cvss-form</c>, <c>cvss-metric</c>, <c>cvss-value</c>,
    /// <c>cvss-order</c>, <c>cvss-twice</c>, <c>cvss-missing</c>) what its version does not allow.</summary>
    public static Outcome<CvssVector> Run(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > MaxLength)
            return new Refusal("cvss-length", $"A vector has 1 to {MaxLength} characters, this has {text.Length}", "vector",
                "Give one vector.");
        if (VersionOf(text) is not { } version)
            return Refuse("cvss-version", "The vector names a version that is not 3.0, 3.1 or 4.0", text,
                "Versions are written CVSS:3.0/, CVSS:3.1/, CVSS:4.0/, and version 2 without a prefix.");
        var metrics = CvssMetrics.Of(version);
        var (values, at) = (UInt128.Zero, 0);
        var rest = text[CvssMetrics.Prefix(version).Length..];
        while (true)
        {
            var end = rest.IndexOf('/');
            var piece = end < 0 ? rest : rest[..end];
            if (Take(piece, metrics, version == CvssVersion.V40, ref values, ref at) is { } refusal) return refusal;
            if (end < 0) break;
            rest = rest[(end + 1)..];
        }

        for (var metric = 0; metrics[metric].IsNeeded; metric++)
            if (((values >> (4 * metric)) & 15) == UInt128.Zero)
                return Refuse("cvss-missing", $"The vector does not state {metrics[metric].Name}", text, "State every base metric.");
        return new CvssVector(version, values);
    }

    private static CvssVersion? VersionOf(ReadOnlySpan<char> text)
    {
        foreach (var version in prefixed)
            if (text.StartsWith(CvssMetrics.Prefix(version), StringComparison.Ordinal)) return version;
        return text.StartsWith("CVSS", StringComparison.OrdinalIgnoreCase) ? null : CvssVersion.V2;
    }

    private static Refusal? Take(
        ReadOnlySpan<char> piece, ImmutableArray<CvssMetric> metrics, bool isOrdered, ref UInt128 values, ref int at)
    {
        var colon = piece.IndexOf(':');
        if (colon <= 0 || colon == piece.Length - 1)
            return Refuse("cvss-form", "A metric is written NAME:VALUE", piece, "Check the vector for lost characters.");
        var name = piece[..colon];
        var value = piece[(colon + 1)..];
        var metric = at;
        for (var tried = 0; !name.SequenceEqual(metrics[metric % metrics.Length].Name); tried++, metric++)
            if (tried == metrics.Length)
                return Refuse("cvss-metric", "The version has no such metric", piece, "Names are case-sensitive; check the version.");
        if (((values >> (4 * (metric % metrics.Length))) & 15) != UInt128.Zero)
            return Refuse("cvss-twice", "A metric is stated twice", piece, "State it once.");
        if (isOrdered && metric >= metrics.Length)
            return Refuse("cvss-order", "A metric stands too late in the vector", piece, "Write the metrics in the specification's order.");
        metric %= metrics.Length;
        var place = 0;
        while (place < metrics[metric].Values.Length && !value.SequenceEqual(metrics[metric].Values[place])) place++;
        if (place == metrics[metric].Values.Length)
            return Refuse("cvss-value", $"{metrics[metric].Name} is one of {string.Join(", ", metrics[metric].Values)}", piece,
                "Values are case-sensitive.");
        values |= (UInt128)(place + 1) << (4 * metric);
        at = (metric + 1) % metrics.Length == 0 && !isOrdered ? 0 : Math.Min(metric + 1, metrics.Length - 1);
        return null;
    }

    private static Refusal Refuse(string code, string what, ReadOnlySpan<char> where, string remedy) =>
        new(code, what, $"'{(where.Length > 60 ? string.Concat(where[..60], "…") : where.ToString())}'", remedy);
}
