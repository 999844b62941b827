using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Decisions;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>What coordinators publish of vulnerabilities, as it was known on a day: decision points, and which are exploited.</summary>
/// <param name="Points">By CVE.</param>
/// <param name="KnownExploited">CVEs of the catalogue.</param>
public sealed record VulnerabilityPoints(ImmutableArray<PointsOfCve> Points, ImmutableArray<string> KnownExploited)
{
    /// <summary>Nothing published.</summary>
    public static VulnerabilityPoints None { get; } = new([], []);
}

/// <summary>The points of one CVE.</summary>
public sealed record PointsOfCve(string Cve, SsvcPoints Points);

/// <summary>Keeps what is published, a version a feed, so that a decision is made with what was known then.</summary>
public sealed class PointsBook(FactStore store)
{
    private const string Kind = nameof(VulnerabilityPoints);
    private readonly LastRead<(ImmutableDictionary<string, SsvcPoints> Points, ImmutableHashSet<string> Exploited)> last =
        new(store, Kind, (ImmutableDictionary<string, SsvcPoints>.Empty, []));

    /// <summary>Points and catalogue as of an instant.</summary>
    public (ImmutableDictionary<string, SsvcPoints> Points, ImmutableHashSet<string> Exploited) Read(AsOf asOf) => last.Of(asOf, () =>
    {
        var body = store.ReadDocument<VulnerabilityPoints>(new(Kind, Kinds.Current), asOf)?.Body ?? VulnerabilityPoints.None;
        return (body.Points.ToImmutableDictionary(each => each.Cve, each => each.Points), [.. body.KnownExploited]);
    });

    /// <summary>Puts a feed in the place of the last one. Rows that decide nothing are left out, each with its refusal as a
    /// finding.</summary>
    /// <returns>How many points were kept.</returns>
    public Outcome<int> Keep(ImmutableArray<PublishedPoints> published, ImmutableArray<KnownExploited> catalogue, Actor who, Instant at)
    {
        var (points, findings) = (new SortedDictionary<string, SsvcPoints>(StringComparer.Ordinal), new List<Finding>());
        foreach (var row in published)
            switch (ReadPoints.Run(row))
            {
                case Outcome<SsvcPoints>.Done done:
                    points[row.Cve] = done.Value;
                    findings.AddRange(done.Findings);
                    break;
                case Outcome<SsvcPoints>.Refused { Refusal: var refusal }:
                    findings.Add(new(refusal.Code, Severity.Warning, refusal.What, refusal.Where, "left the row out"));
                    break;
            }
        var exploited = catalogue.Select(row => row.Cve).Concat(published.Where(row => row.IsKnownExploited).Select(row => row.Cve));
        using var batch = store.Begin(who, new RunId("vulnerability points"));
        batch.PutDocument(new(Kind, Kinds.Current), new VulnerabilityPoints(
            [.. points.Select(each => new PointsOfCve(each.Key, each.Value))],
            [.. exploited.Distinct().Order(StringComparer.Ordinal)]), at);
        batch.Commit();
        return Outcome.Of(points.Count, findings);
    }
}
