using System.Text.Json;
using Busbar.Host.Commands;

namespace Busbar.Host.Tests;

/// <summary>Scores, versions and decisions from the command line.</summary>
public sealed class SecurityCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("busbar-security-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Vectors_are_answered_line_by_line_and_the_refused_are_named()
    {
        var (code, output, errors) =
            Run("AV:N/AC:L/Au:N/C:C/I:C/A:C\nCVSS:3.1/AV:N\nCVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
            false, "security", "cvss");
        Assert.Equal((ExitCodes.Refused, "10.0\tHIGH\nrefused\tcvss-missing\n9.3\tCRITICAL\n"), (code, output.ReplaceLineEndings("\n")));
        Assert.Contains("standard input:2", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_are_ordered_by_their_scheme()
    {
        var (code, output, _) = Run("1.0.0-alpha 1.0.0\n1.10.0 1.9.0\n1.0.0 v1.0.0+build", false, "security", "version", "--scheme", "npm");
        Assert.Equal((ExitCodes.Done, "<\n>\n=\n"), (code, output.ReplaceLineEndings("\n")));
        Assert.Equal(ExitCodes.Refused, Run("1 2", false, "security", "version", "--scheme", "conan").Code);
        Assert.Equal(ExitCodes.Refused, Run("1", false, "security", "version", "--scheme", "npm").Code);
    }

    [Fact]
    public void Exposure_moves_a_decision_from_sixty_days_to_three()
    {
        var file = Path.Combine(folder.FullName, "points.csv");
        File.WriteAllText(file, "cve,exploitation,automatable,technical_impact\nCVE-2026-1,None,YES,total\n");
        string Due(string exposure) => JsonDocument.Parse(Run("", true, "security", "decide", "--exposure", exposure, file, "--from",
            "2026-03-06").Output).RootElement.GetProperty("decisions")[0].GetProperty("decision").GetProperty("due").GetString()!;
        Assert.Equal(("2026-05-05", "2026-03-09"), (Due("no"), Due("yes")));
        Assert.Contains("CVE-2026-1,3 days,2026-03-09,no,", Run("", false, "security", "decide", "--exposure", "yes", file, "--from",
            "2026-03-06").Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Refused, Run("", false, "security", "decide", "--exposure", "yes", file, "--from", "06.03.2026").Code);
    }

    [Fact]
    public void Cisas_decisions_with_its_catalogue_have_the_reference_counts()
    {
        var (code, output, _) = Run("", true, "security", "decide", "--exposure", "yes",
            BusbarProcess.Shared("service/datasets/cisa_vulnrichment_ssvc_cvss_44130cve_2024-10-24.csv.gz"), "--kev",
            BusbarProcess.Shared("service/datasets/cisa_kev_2025-08-25.csv.gz"));
        var counts = JsonDocument.Parse(output).RootElement.GetProperty("counts");
        Assert.Equal(ExitCodes.Done, code);
        Assert.Equal((25_355, 15_420, 3_057, 194), (Of("60 days"), Of("14 days"), Of("3 days"), Of("3 days & forensic investigation")));
        int Of(string timeline) => counts.GetProperty(timeline).GetInt32();
    }

    [Fact]
    public void A_bill_is_listed_or_refused_with_the_place_of_its_fault()
    {
        var (code, output, _) = Run("", true, "security", "bill", Written("bill.json", """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
             "components": [{"type": "library", "name": "parser", "version": "1.2.0", "purl": "pkg:nuget/parser@1.2.0"}]}
            """));
        Assert.Equal(ExitCodes.Done, code);
        Assert.Equal("parser", JsonDocument.Parse(output).RootElement.GetProperty("document").GetProperty("components")[0]
            .GetProperty("name").GetString());
        var (refused, _, errors) = Run("", false, "security", "bill", Written("bad.json", """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "gadget", "name": "parser"}]}
            """));
        Assert.Equal(ExitCodes.Refused, refused);
        Assert.Contains("bad.json", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void An_advisory_is_read_whole_with_where_its_products_stand()
    {
        using var archive = new System.Formats.Tar.TarReader(new System.IO.Compression.GZipStream(File.OpenRead(
            BusbarProcess.Shared("service/datasets/cisa_csaf_ot_energy_679.tar.gz")), System.IO.Compression.CompressionMode.Decompress));
        System.Formats.Tar.TarEntry entry;
        do entry = archive.GetNextEntry()!;
        while (!entry.Name.EndsWith(".json", StringComparison.Ordinal));
        var file = Path.Combine(folder.FullName, "advisory.json");
        entry.ExtractToFile(file, overwrite: true);
        var (code, output, _) = Run("", true, "security", "advisory", file);
        Assert.Equal(ExitCodes.Done, code);
        Assert.NotEmpty(JsonDocument.Parse(output).RootElement.GetProperty("document").GetProperty("vulnerabilities").EnumerateArray());
        Assert.Equal(ExitCodes.Refused, Run("", false, "security", "advisory", Written("none.json", "{}")).Code);
    }

    [Theory]
    [InlineData("<bom xmlns='http://cyclonedx.org/schema/bom/1.6'><components><component type='library'><name>parser</name></component>"
        + "</components></bom>", "CycloneDX 1.6")]
    [InlineData("""
        SPDXVersion: SPDX-2.3
        DataLicense: CC0-1.0
        SPDXID: SPDXRef-DOCUMENT
        DocumentName: bill
        DocumentNamespace: https://example.com/bill
        Creator: Tool: hand
        Created: 2026-01-02T03:04:05Z
        PackageName: parser
        SPDXID: SPDXRef-parser
        PackageDownloadLocation: NONE
        """, "SPDX 2.3")]
    public void A_bill_of_another_format_is_told_by_its_content(string text, string format)
    {
        var (code, output, _) = Run("", true, "security", "bill", Written("bill", text));
        Assert.Equal(ExitCodes.Done, code);
        var document = JsonDocument.Parse(output).RootElement.GetProperty("document");
        Assert.Equal((format, "parser"), (document.GetProperty("format").GetString(), document.GetProperty("components")[0]
            .GetProperty("name").GetString()));
    }

    [Fact]
    public void Of_an_openvex_document_only_what_stands_is_shown()
    {
        var (code, output, _) = Run("", false, "security", "advisory", Written("vex.json", """
            { "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex", "author": "Maker", "version": 2,
              "timestamp": "2026-01-02T00:00:00Z", "statements": [
                { "timestamp": "2026-01-01T00:00:00Z", "vulnerability": { "name": "CVE-2026-1" }, "status": "under_investigation",
                  "products": [{ "@id": "pkg:npm/desk@1" }] },
                { "vulnerability": { "name": "CVE-2026-1" }, "products": [{ "@id": "pkg:npm/desk@1" }], "status": "fixed" }] }
            """));
        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("fixed", output, StringComparison.Ordinal);
        Assert.DoesNotContain("looked into", output, StringComparison.Ordinal);
    }

    private string Written(string name, string text)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    private (int Code, string Output, string Errors) Run(string input, bool isJson, params string[] args)
    {
        var before = Console.In;
        try
        {
            Console.SetIn(new StringReader(input));
            return CommandHere.Run(SecurityCommand.Create(), folder, args, isJson);
        }
        finally
        {
            Console.SetIn(before);
        }
    }
}
