using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Scanners;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Scanners;

/// <summary>Reports of real scanners as DefectDojo's tests hold them, against the counts that those tests expect. Ours is what the report
/// states; where theirs differs, a reason says why, and the reason is computed: their choice applied to our entries gives their
/// count.</summary>
public sealed class PublishedReportsTests
{
    private const string Folder = "django-DefectDojo/unittests/scans/";

    private static readonly Dictionary<string, string> scanners = new()
    {
        ["anchore_grype"] = "grype", ["cyclonedx"] = "cyclonedx", ["dependency_track"] = "dependency-track", ["generic"] = "generic",
        ["nmap"] = "nmap", ["npm_audit"] = "npm-audit", ["openvas"] = "openvas", ["osv_scanner"] = "osv-scanner", ["sarif"] = "sarif",
        ["semgrep"] = "semgrep", ["snyk"] = "snyk", ["tenable"] = "nessus", ["trivy"] = "trivy", ["zap"] = "zap",
    };

    private static readonly Reason sameRuleAndPlace = new(
        "The report states one rule of one place twice (another layer, another path); our import makes one finding of both",
        all => all.Select(each => (each.Rule, each.Place)).Distinct().Count());

    private static readonly Reason sameTitle = new(
        "Theirs merges entries of one title and severity over hosts and ports; ours keeps one a host and port",
        all => all.Select(each => (each.Title, each.Severity)).Distinct().Count());

    private static readonly Reason sameHost = new(
        "Theirs merges the ports of a host",
        all => all.Select(each => (each.Rule, ((FindingPlace.Service)each.Place).Host)).Distinct().Count());

    private static readonly Reason noApplications = new(
        "Theirs leaves out the applications inside the image",
        all => all.Count(each => !each.Where.Contains("applications", StringComparison.Ordinal)));

    /// <summary>By report, or by test where one report has two counts.</summary>
    private static readonly Dictionary<string, Reason> reasons = new()
    {
        ["check_all_fields.json"] = sameRuleAndPlace, ["test_default_mode_deduplicates_same_cve_different_paths"] = sameRuleAndPlace,
        ["generic_report1.csv"] = sameTitle, ["issue12411.xml"] = sameTitle, ["report_combine_v2.csv"] = sameRuleAndPlace,
        ["repeated_findings.json"] = sameRuleAndPlace, ["snykcontainer_issue_9270.json"] = noApplications,
        ["snykcontainer_issue_epss.json"] = noApplications, ["nessus_many_vuln.xml"] = sameTitle, ["nessus_v_unknown.xml"] = sameTitle,
        ["nessus_with_cvssv3.nessus"] = sameTitle, ["issue_9612.csv"] = sameHost, ["issue_11102.csv"] = sameHost,
    };

    private sealed record Reason(string Why, Func<ImmutableArray<ScannedFinding>, int> Theirs);

    [Fact]
    public void Every_published_report_has_the_expected_findings_or_a_reason()
    {
        var files = SharedFiles.Unpack("defectdojo_scans.tar.gz");
        var (equal, explained, absent) = (0, 0, 0);
        var wrong = new List<string>();
        foreach (var row in SharedFiles.Lines("vectors/defectdojo_expected_findings.csv").Skip(1).Select(line => line.Trim().Split(',')))
        {
            if (!scanners.TryGetValue(row[0], out var scanner)) continue;
            if (FileOf(files, row[0], row[1]) is not { } bytes)
            {
                absent++;
                continue;
            }
            var all = ReadScanReport.Read(scanner, new SourceFile(row[1], bytes)).OrThrow().Findings;
            var stated = int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture);
            if (all.Length == stated) equal++;
            else if ((reasons.GetValueOrDefault(row[3]) ?? reasons.GetValueOrDefault(row[1]))?.Theirs(all) == stated) explained++;
            else wrong.Add($"{string.Join(' ', row)}: ours {all.Length}");
        }
        Assert.Empty(wrong);
        Assert.Equal((165, 13, 5), (equal, explained, absent));
    }

    /// <summary>Null for the four tables that DefectDojo's tests write in their code, and for OSV-Scanner's empty file; see
    /// <see cref="BrokenReportsTests"/>.</summary>
    private static byte[]? FileOf(SortedDictionary<string, byte[]> files, string folder, string name) => files
        .Where(file => file.Key.StartsWith($"{Folder}{folder}/", StringComparison.Ordinal))
        .Where(file => file.Key.EndsWith($"/{name}", StringComparison.Ordinal))
        .Select(file => file.Value).FirstOrDefault();
}
