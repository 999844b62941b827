using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Digital.Cybersecurity.Findings;

/// <summary>The findings of one asset as its facts tell them.</summary>
/// <param name="Asset">The configuration item's name.</param>
/// <param name="Findings">Open and closed ones, in the order they were first seen.</param>
/// <param name="Scans">The last scan of each scanner and scope.</param>
public sealed record AssetFindings(
    string Asset, ImmutableArray<SecurityFinding> Findings, ImmutableArray<FindingFact.ScanTaken> Scans)
{
    /// <summary>An asset that nobody scanned yet.</summary>
    public static AssetFindings None(string asset) => new(asset, [], []);

    /// <summary>The findings after more facts.</summary>
    public AssetFindings With(IEnumerable<FindingFact> facts)
    {
        var findings = Findings.ToBuilder();
        var places = new Dictionary<string, int>(findings.Count);
        for (var index = 0; index < findings.Count; index++) places.Add(findings[index].Id, index);
        var scans = Scans;
        var merged = new HashSet<string>();
        foreach (var fact in facts)
        {
            if (fact is FindingFact.ScanTaken scan)
                scans = [.. scans.Where(each => (each.Scanner, each.Scope) != (scan.Scanner, scan.Scope)), scan];
            else if (fact is FindingFact.Seen seen && !places.ContainsKey(seen.Id))
            {
                places.Add(seen.Id, findings.Count);
                findings.Add(FollowFinding.Open(seen));
            }
            else if (fact is FindingFact.Merged merge)
            {
                findings[places[merge.Into]] = FollowFinding.Absorb(findings[places[merge.Into]], findings[places[merge.Id]]);
                merged.Add(merge.Id);
            }
            else
            {
                var place = places[IdOf(fact)];
                findings[place] = FollowFinding.Apply(findings[place], fact);
            }
        }
        return new(Asset, [.. findings.Where(finding => !merged.Contains(finding.Id))], scans);
    }

    private static string IdOf(FindingFact fact) => fact switch
    {
        FindingFact.Seen seen => seen.Id,
        FindingFact.Rerated rerated => rerated.Id,
        FindingFact.GoneFromScan gone => gone.Id,
        FindingFact.Judged judged => judged.Id,
        _ => throw new InvalidOperationException("The fact is about no single finding."),
    };
}
