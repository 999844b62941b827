using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Digital.Cybersecurity.Findings;

/// <summary>Which names mean one vulnerability, by union and find. Two CVEs are never one vulnerability, whatever a report links: the link
/// that would join them is left out. Advisories of distributions gather many vulnerabilities and join nothing.</summary>
internal sealed class AliasSets
{
    /// <summary>Beginnings of numbers that distributions and vendors give to updates, not to vulnerabilities.</summary>
    private static readonly ImmutableArray<string> updates =
    [
        "DSA-", "DLA-", "DTSA-", "USN-", "LSN-", "RHSA-", "RHBA-", "RHEA-", "CESA-", "ALAS", "ELSA-", "ALSA-", "RLSA-", "SUSE-",
        "OPENSUSE-", "FEDORA-", "MGASA-", "GLSA-", "VMSA-", "ICSA-", "KB",
    ];

    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly List<int> parents = [];
    private readonly List<string> cves = [];

    /// <summary>The names that an entry goes by: its aliases that are vulnerabilities, and the scanner's rule.</summary>
    public static ImmutableArray<string> NamesOf(string scanner, ScannedFinding entry) =>
        [.. entry.Aliases.Where(IsVulnerability), $"{scanner}:{entry.Rule}"];

    /// <summary>False for a number of an update.</summary>
    public static bool IsVulnerability(string alias)
    {
        foreach (var update in updates)
            if (alias.StartsWith(update, StringComparison.Ordinal)) return false;
        return true;
    }

    /// <summary>Joins names. Gives the two CVEs that a link would have made one, or null.</summary>
    public (string One, string Other)? Join(ImmutableArray<string> names)
    {
        (string, string)? conflict = null;
        var root = RootOf(names[0]);
        for (var index = 1; index < names.Length; index++)
        {
            var other = RootOf(names[index]);
            if (root == other) continue;
            if (cves[root] != "" && cves[other] != "")
            {
                conflict ??= (cves[root], cves[other]);
                continue;
            }
            if (cves[root] == "") cves[root] = cves[other];
            parents[other] = root;
        }
        return conflict;
    }

    /// <summary>The set of a name.</summary>
    public int RootOf(string name)
    {
        if (!places.TryGetValue(name, out var place))
        {
            places.Add(name, place = parents.Count);
            parents.Add(place);
            cves.Add(name.StartsWith("CVE-", StringComparison.Ordinal) ? name : "");
        }
        while (parents[place] != place) place = parents[place] = parents[parents[place]];
        return place;
    }
}
