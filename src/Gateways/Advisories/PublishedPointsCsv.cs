using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Advisories;

/// <summary>Published SSVC decision points as CSV: columns <c>cve</c>, <c>exploitation</c>, <c>automatable</c>, <c>technical_impact</c>, and
/// <c>state</c> (REJECTED), <c>kev</c> (yes) or <c>kev_date</c> where there are.</summary>
public static class PublishedPointsCsv
{
    private static readonly ImmutableArray<string> wanted = ["cve", "exploitation", "automatable", "technical_impact"];

    /// <summary>The rows as they stand. Refuses what the CSV reader refuses.</summary>
    public static Outcome<ImmutableArray<PublishedPoints>> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header) return rows.Refusal!;
        if (header.Places(rows, "a table of SSVC decision points", wanted) is not { } at) return rows.Refusal!;
        var (state, kev, since) = (header.Names.IndexOf("state"), header.Names.IndexOf("kev"), header.Names.IndexOf("kev_date"));
        var points = ImmutableArray.CreateBuilder<PublishedPoints>();
        while (rows.Read() && header.Fits(rows))
            points.Add(new(rows.Text(at[0]), rows.Text(at[1]), rows.Text(at[2]), rows.Text(at[3]),
                state >= 0 && rows.Text(state).Equals("REJECTED", StringComparison.OrdinalIgnoreCase),
                (kev >= 0 && rows.Text(kev).Equals("yes", StringComparison.OrdinalIgnoreCase)) || (since >= 0 && rows.Text(since).Length > 0),
                $"{file.Name}:{rows.Line}"));
        return rows.Refusal is { } refusal ? refusal : Outcome.Of(points.ToImmutable(), rows.Findings);
    }
}
