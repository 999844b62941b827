using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Advisories;
using Busbar.Gateways.Bills;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Desks.Security;

/// <summary>The demonstration's findings: invented reports of two scanners and an invented statement of a maker, every title marked; and
/// Busbar's own bill of materials, which is true. What is there already stays as it
/// is.</summary>
public static class FindingSample
{
    /// <summary>Keeps them, dated back from a clock.</summary>
    public static void Keep(DigitalBooks books, Instant now)
    {
        if (!books.Security.Findings.All(AsOf.Latest).IsEmpty) return;
        var (parser, crypto) = (Entry("CVE-2099-1001", "parser", "pkg:nuget/sample-parser@1.2.0", "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
            Entry("CVE-2099-1002", "crypto", "pkg:deb/debian/sample-crypto@3.0", "AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:N/A:N"));
        var driver = Entry("CVE-2099-1003", "driver", "pkg:nuget/sample-driver@8.1", "AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H");
        Take(books, "busbar-web", "trivy", now - Duration.FromDays(20), parser, crypto);
        Take(books, "busbar-web", "grype", now - Duration.FromDays(19), parser with { Severity = StatedSeverity.Critical });
        Take(books, "busbar-web", "trivy", now - Duration.FromDays(9), parser);
        Take(books, "busbar-store", "trivy", now - Duration.FromDays(4), driver, crypto);
        var bill = OwnBill.Write();
        books.Security.Bills.Keep("busbar-web", ReadBill.Run(bill).OrThrow(), bill, Actor.Gateway).OrThrow();
        Say(books, now);
    }

    /// <summary>The maker of the crypto library says that the flaw does not reach this build of it.</summary>
    private static void Say(DigitalBooks books, Instant now)
    {
        var day = InstantPattern.ExtendedIso.Format(now - Duration.FromDays(2));
        var file = new SourceFile("simulated-vex.json", Encoding.UTF8.GetBytes($$"""
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://vex.example/simulated-1", "author": "Maker (simulated)",
            "timestamp": "{{day}}", "version": 1, "statements": [
            {"vulnerability": {"name": "CVE-2099-1002"}, "products": [{"@id": "pkg:deb/debian/sample-crypto@3.0"}],
            "status": "not_affected", "justification": "vulnerable_code_not_present"},
            {"vulnerability": {"name": "CVE-2099-1003"}, "products": [{"@id": "pkg:nuget/sample-driver@8.1"}],
            "status": "affected", "action_statement": "Update to 8.2 (simulated)"}]}
            """));
        books.Security.Advisories.Keep(ReadAdvisory.Run(file).OrThrow(), file, Actor.Gateway).OrThrow();
    }

    private static ScannedFinding Entry(string cve, string part, string purl, string vector) => new(
        cve, $"Flaw in a {part} (simulated)", StatedSeverity.High, [cve], [], new FindingPlace.Package(purl, part, "", ""), null, "",
        vector, FindingStatement.Affected, "", "simulated");

    private static void Take(DigitalBooks books, string asset, string scanner, Instant at, params ImmutableArray<ScannedFinding> entries)
    {
        var file = new SourceFile($"simulated-{scanner}.json", Encoding.UTF8.GetBytes($"{{\"simulated\":\"{scanner} {asset} {at}\"}}"));
        var report = new ScanReport(scanner, $"registry.example/{asset}:1", [], at, entries, ContentHash.Of(file.Content.Span));
        books.Security.Findings.Import(report, file, asset, Actor.Gateway).OrThrow();
    }
}
