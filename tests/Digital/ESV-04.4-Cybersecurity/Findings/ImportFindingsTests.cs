using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Findings;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Scanners;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Tests.Findings;

public sealed class ImportFindingsTests
{
    [Fact]
    public void Two_scanners_that_see_one_CVE_make_one_finding_with_two_sources()
    {
        var state = Scans.After(Scans.Report("trivy", 0, Scans.Entry("CVE-2021-23337", "", "CVE-2021-23337") with
            {
                Place = new FindingPlace.Package("", "lodash", "4.17.20", "npm"), Title = "Command injection",
                Severity = StatedSeverity.Low,
            }),
            Scans.Report("grype", 0, Scans.Entry("GHSA-35JH-R3H4-6JHM", aliases: ["CVE-2021-23337", "GHSA-35JH-R3H4-6JHM"])));
        var finding = Assert.Single(state.Findings);
        Assert.Equal(["trivy", "grype"], finding.Sources.Select(source => source.Scanner));
        Assert.Equal(StatedSeverity.High, finding.StatedSeverity);
        Assert.Equal(["CVE-2021-23337", "GHSA-35JH-R3H4-6JHM"], finding.Aliases.Order());
    }

    [Fact]
    public void A_rerated_and_retitled_finding_stays_the_same()
    {
        var before = Scans.After(Scans.Report("trivy", 0, Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"])));
        var facts = before.Import(Scans.Report("trivy", 1,
            Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"]) with { Severity = StatedSeverity.Critical, Title = "Another" })).Value;
        Assert.Equal(StatedSeverity.High, Assert.IsType<FindingFact.Rerated>(facts[0]).From);
        var finding = Assert.Single(before.With(facts).Findings);
        Assert.Equal((before.Findings[0].Id, StatedSeverity.Critical), (finding.Id, finding.StatedSeverity));
    }

    [Fact]
    public void A_new_tag_and_a_new_version_that_is_still_vulnerable_keep_the_finding()
    {
        var first = Scans.Report("trivy", 0, Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"]));
        var next = Scans.Report("trivy", 1, Scans.Entry("CVE-2021-1", "pkg:npm/lodash@4.17.21?arch=x", "CVE-2021-1")) with
        {
            Target = "registry/app:2.0@sha256:00",
        };
        Assert.Equal(Scans.After(first).Findings[0].Id, Assert.Single(Scans.After(first, next).Findings).Id);
    }

    [Fact]
    public void The_same_report_again_changes_nothing()
    {
        var report = Scans.Report("trivy", 0, Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"]));
        var again = Scans.After(report).Import(report);
        Assert.Empty(again.Value);
        Assert.Equal("already-imported", Assert.Single(again.Findings).Code);
        var other = Scans.After(report).Import(report with { Hash = ContentHash.Of("other") });
        Assert.IsType<FindingFact.ScanTaken>(Assert.Single(other.Value));
    }

    [Fact]
    public void A_rescan_of_the_same_scope_closes_and_a_sight_reopens_on_the_original_clock()
    {
        var entry = Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"]);
        var closed = Assert.Single(Scans.After(Scans.Report("trivy", 0, entry), Scans.Report("trivy", 2)).Findings);
        Assert.Equal(Scans.Start + Duration.FromDays(2), closed.ClosedAt);
        var other = Scans.Report("trivy", 2) with { Target = "registry/other:1" };
        Assert.True(Assert.Single(Scans.After(Scans.Report("trivy", 0, entry), other).Findings).IsOpen);
        var both = Scans.After(Scans.Report("trivy", 0, entry), Scans.Report("grype", 1, entry), Scans.Report("trivy", 2));
        Assert.True(Assert.Single(both.Findings).IsOpen);
        var back = Assert.Single(
            Scans.After(Scans.Report("trivy", 0, entry), Scans.Report("trivy", 2), Scans.Report("trivy", 5, entry)).Findings);
        Assert.Equal((true, Scans.Start, 1), (back.IsOpen, back.FirstSeen, back.TimesReopened));
        Assert.Equal(Scans.Start + Duration.FromDays(5), back.OpenedAt);
    }

    [Fact]
    public void A_network_scan_closes_only_on_the_hosts_that_it_looked_at()
    {
        var first = Scans.Report("nessus", 0, Scans.At("42873", "a", 443), Scans.At("42873", "b", 443));
        var next = Scans.Report("nessus", 1) with { Hosts = ["a"] };
        Assert.Equal([false, true], Scans.After(first, next).Findings.Select(finding => finding.IsOpen));
        Assert.Equal(["net:a:443", "net:b:443"], Scans.After(first).Findings.Select(finding => finding.Component));
    }

    [Fact]
    public void Vex_closes_with_its_evidence_and_the_same_scanner_takes_it_back()
    {
        var entry = Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"]);
        var vex = Scans.Report("cyclonedx", 1, entry with { Statement = FindingStatement.NotAffected, Reason = "code_not_reachable" });
        var closed = Assert.Single(Scans.After(Scans.Report("trivy", 0, entry), vex).Findings);
        Assert.Equal((false, vex.Hash.Hex, "code_not_reachable"), (closed.IsOpen, closed.Judgement!.Evidence, closed.Judgement.Reason));
        Assert.False(Assert.Single(Scans.After(Scans.Report("trivy", 0, entry), vex, Scans.Report("trivy", 3, entry)).Findings).IsOpen);
        var taken = Scans.Report("cyclonedx", 4, entry);
        Assert.True(Assert.Single(Scans.After(Scans.Report("trivy", 0, entry), vex, taken).Findings).IsOpen);
    }

    [Fact]
    public void What_a_document_calls_fixed_reopens_when_a_later_scan_sees_it()
    {
        var entry = Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"]);
        var vex = Scans.Report("cyclonedx", 1, entry with { Statement = FindingStatement.Fixed });
        Assert.True(Assert.Single(Scans.After(Scans.Report("trivy", 0, entry), vex, Scans.Report("trivy", 3, entry)).Findings).IsOpen);
    }

    [Fact]
    public void Vex_about_nothing_that_was_found_leaves_a_note()
    {
        var vex = Scans.Report("cyclonedx", 1,
            Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"]) with { Statement = FindingStatement.Fixed });
        var done = AssetFindings.None("web-1").Import(vex);
        Assert.Equal("vex-without-finding", Assert.Single(done.Findings).Code);
        Assert.IsType<FindingFact.ScanTaken>(Assert.Single(done.Value));
    }

    [Fact]
    public void What_a_scanner_was_told_to_suppress_stays_open() => Assert.True(Assert.Single(Scans.After(Scans.Report("sarif", 0,
        Scans.Entry("tool/rule") with { Statement = FindingStatement.Suppressed, Reason = "later" })).Findings).IsOpen);

    [Fact]
    public void An_alias_learned_later_merges_two_findings_into_the_older()
    {
        var state = Scans.After(Scans.Report("trivy", 0, Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"])),
            Scans.Report("npm-audit", 1, Scans.Entry("1", aliases: ["GHSA-1"])));
        Assert.Equal(2, state.Findings.Length);
        var link = Scans.Report("osv-scanner", 2, Scans.Entry("GHSA-1", aliases: ["CVE-2021-1", "GHSA-1"]));
        var merged = state.With(state.Import(link).Value);
        var finding = Assert.Single(merged.Findings);
        Assert.Equal((state.Findings[0].Id, 3), (finding.Id, finding.Sources.Length));
        var known = ImportFindings.Run(new(state, Scans.Report("nmap", 2), [["GHSA-1", "CVE-2021-1"]], Scans.Start)).OrThrow();
        Assert.Equal(state.Findings[0].Id, Assert.IsType<FindingFact.Merged>(known[0]).Into);
    }

    [Fact]
    public void Two_CVEs_are_never_one_vulnerability()
    {
        var done = AssetFindings.None("web-1").Import(Scans.Report("grype", 0,
            Scans.Entry("A", aliases: ["CVE-2021-1", "GHSA-1"]), Scans.Entry("B", aliases: ["CVE-2021-2", "GHSA-1"])));
        Assert.Equal("alias-conflict", Assert.Single(done.Findings).Code);
        Assert.Equal(2, AssetFindings.None("web-1").With(done.Value).Findings.Length);
    }

    [Fact]
    public void An_update_of_a_distribution_joins_no_vulnerabilities()
    {
        var state = Scans.After(Scans.Report("dependency-track", 0, Scans.Entry("A", aliases: ["CVE-2022-42003", "DSA-5283-1"]),
            Scans.Entry("B", aliases: ["CVE-2022-42004", "DSA-5283-1"])));
        Assert.Equal(2, state.Findings.Length);
    }

    [Fact]
    public void An_older_scan_of_a_scope_is_refused()
    {
        var entry = Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"]);
        var read = Scans.Try(Scans.After(Scans.Report("trivy", 3, entry)), Scans.Report("trivy", 1));
        Assert.Equal("older-scan", Assert.IsType<Outcome<ImmutableArray<FindingFact>>.Refused>(read).Refusal.Code);
    }

    [Fact]
    public void Dates_yet_to_come_leave_findings()
    {
        var entry = Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"]) with { PublishedOn = new LocalDate(2033, 1, 1) };
        var done = AssetFindings.None("web-1").Import(Scans.Report("trivy", 1000, entry));
        Assert.Equal(["future-date", "future-date"], done.Findings.Select(finding => finding.Code));
        var seen = Assert.IsType<FindingFact.Seen>(done.Value[0]);
        Assert.Equal((null, Scans.Start + Duration.FromDays(100)), (seen.PublishedOn, seen.At));
    }

    [Fact]
    public void Every_published_report_imports_and_again_adds_no_finding()
    {
        var files = SharedFiles.Unpack("defectdojo_scans.tar.gz").Where(file => file.Key.Contains("/scans/", StringComparison.Ordinal));
        foreach (var (folder, scanner) in ((string, string)[])[("anchore_grype", "grype"), ("trivy", "trivy"), ("zap", "zap"),
            ("sarif", "sarif"), ("snyk", "snyk"), ("openvas", "openvas"), ("tenable", "nessus"), ("cyclonedx", "cyclonedx")])
            foreach (var (path, bytes) in files.Where(file => file.Key.Contains($"/scans/{folder}/", StringComparison.Ordinal)))
            {
                if (ReadScanReport.Read(scanner, new SourceFile(path, bytes)) is not Outcome<ScanReport>.Done { Value: var report })
                    continue;
                var state = Scans.After(report with { ScannedAt = Scans.Start });
                var again = state.Import(report with { ScannedAt = Scans.Start, Hash = ContentHash.Of("again") }).Value;
                Assert.IsType<FindingFact.ScanTaken>(Assert.Single(again));
            }
    }

    [Fact]
    public void Random_histories_agree_with_a_plain_model()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var state = AssetFindings.None("web-1");
            var seen = new Dictionary<(string Scanner, int Cve, int Package), bool>();
            for (var day = 0; day < 12; day++)
            {
                var scanner = new[] { "trivy", "grype", "snyk" }[random.Next(3)];
                var present = Enumerable.Range(0, random.Next(8)).Select(_ => (Cve: random.Next(4), Package: random.Next(3))).Distinct()
                    .ToArray();
                foreach (var key in seen.Keys.Where(key => key.Scanner == scanner).ToArray()) seen[key] = false;
                foreach (var (cve, package) in present) seen[(scanner, cve, package)] = true;
                state = state.With(state.Import(Scans.Report(scanner, day, [.. present.Select(each =>
                    Scans.Entry($"{scanner}-{each.Cve}", $"pkg:npm/p{each.Package}@{random.Next(3)}", $"CVE-2021-{each.Cve}"))])).Value);
            }
            Assert.Equal(
                seen.GroupBy(each => (each.Key.Cve, each.Key.Package)).OrderBy(group => group.Key)
                    .Select(group => ($"CVE-2021-{group.Key.Cve}", $"pkg:npm/p{group.Key.Package}", group.Any(each => each.Value))),
                state.Findings.Select(finding => (finding.Aliases.First(), finding.Component, finding.IsOpen)).Order());
        }
    }
}
