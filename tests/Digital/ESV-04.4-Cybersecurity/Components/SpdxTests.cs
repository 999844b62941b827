using System.Text;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Bills;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Components;

/// <summary>SPDX 2.3 by its published text: one document written by hand in both of its forms, and what it allows and does not.</summary>
public class SpdxTests
{
    private const string Json = """
        { "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "desk-bill",
          "documentNamespace": "https://example.com/spdx/desk-1", "comment": "By hand",
          "creationInfo": { "created": "2026-01-02T03:04:05Z", "creators": ["Tool: hand-1", "Person: Jane (jane@example.com)"],
            "licenseListVersion": "3.28" },
          "externalDocumentRefs": [{ "externalDocumentId": "DocumentRef-other", "spdxDocument": "https://example.com/spdx/other",
            "checksum": { "algorithm": "SHA1", "checksumValue": "00ff" } }],
          "packages": [
            { "name": "desk", "SPDXID": "SPDXRef-desk", "versionInfo": "1.0", "downloadLocation": "NOASSERTION", "filesAnalyzed": false,
              "primaryPackagePurpose": "APPLICATION", "licenseConcluded": "NOASSERTION", "licenseDeclared": "MIT",
              "checksums": [{ "algorithm": "SHA256", "checksumValue": "00ff" }], "attributionTexts": ["Thanks"],
              "packageVerificationCode": { "packageVerificationCodeValue": "00ff" } },
            { "name": "parser", "SPDXID": "SPDXRef-parser", "versionInfo": "2.1", "downloadLocation": "https://example.com/parser",
              "licenseConcluded": "Apache-2.0 OR (LicenseRef-own AND GPL-2.0-or-later WITH Classpath-exception-2.0)",
              "description": "Two\nlines",
              "externalRefs": [
                { "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:nuget/parser@2.1" },
                { "referenceCategory": "SECURITY", "referenceType": "cpe23Type",
                  "referenceLocator": "cpe:2.3:a:maker:parser:2.1:*:*:*:*:*:*:*" }] },
            { "name": "core", "SPDXID": "SPDXRef-core", "downloadLocation": "NONE" }],
          "files": [{ "fileName": "./a.cs", "SPDXID": "SPDXRef-file", "checksums": [{ "algorithm": "SHA1", "checksumValue": "00ff" }],
            "fileTypes": ["SOURCE"], "licenseInfoInFiles": ["MIT"] }],
          "snippets": [{ "SPDXID": "SPDXRef-snippet", "snippetFromFile": "SPDXRef-file", "ranges": [{
            "startPointer": { "reference": "SPDXRef-file", "offset": 3 }, "endPointer": { "reference": "SPDXRef-file", "offset": 9 } }] }],
          "hasExtractedLicensingInfos": [{ "licenseId": "LicenseRef-own", "extractedText": "Do as\nyou like", "name": "Own" }],
          "relationships": [
            { "spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-desk" },
            { "spdxElementId": "SPDXRef-desk", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-parser" },
            { "spdxElementId": "SPDXRef-core", "relationshipType": "RUNTIME_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-parser" },
            { "spdxElementId": "SPDXRef-desk", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-core" },
            { "spdxElementId": "SPDXRef-desk", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-file" },
            { "spdxElementId": "SPDXRef-desk", "relationshipType": "COPY_OF",
              "relatedSpdxElement": "DocumentRef-other:SPDXRef-desk" }] }
        """;

    private const string TagValue = """
        SPDXVersion: SPDX-2.3
        DataLicense: CC0-1.0
        SPDXID: SPDXRef-DOCUMENT
        DocumentName: desk-bill
        DocumentNamespace: https://example.com/spdx/desk-1
        DocumentComment: <text>By hand</text>
        ExternalDocumentRef: DocumentRef-other https://example.com/spdx/other SHA1: 00ff
        # Who
        Creator: Tool: hand-1
        Creator: Person: Jane (jane@example.com)
        Created: 2026-01-02T03:04:05Z
        LicenseListVersion: 3.28
        Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-desk

        PackageName: desk
        SPDXID: SPDXRef-desk
        PackageVersion: 1.0
        PackageDownloadLocation: NOASSERTION
        FilesAnalyzed: false
        PrimaryPackagePurpose: APPLICATION
        PackageLicenseConcluded: NOASSERTION
        PackageLicenseDeclared: MIT
        PackageChecksum: SHA256: 00ff
        PackageVerificationCode: 00ff (./a.spdx)
        PackageAttributionText: <text>Thanks</text>
        Relationship: SPDXRef-desk DEPENDS_ON SPDXRef-parser
        RelationshipComment: as built
        Relationship: SPDXRef-core RUNTIME_DEPENDENCY_OF SPDXRef-parser
        Relationship: SPDXRef-desk CONTAINS SPDXRef-core
        Relationship: SPDXRef-desk CONTAINS SPDXRef-file
        Relationship: SPDXRef-desk COPY_OF DocumentRef-other:SPDXRef-desk

        PackageName: parser
        SPDXID: SPDXRef-parser
        PackageVersion: 2.1
        PackageDownloadLocation: https://example.com/parser
        PackageLicenseConcluded: Apache-2.0 OR (LicenseRef-own AND GPL-2.0-or-later WITH Classpath-exception-2.0)
        PackageDescription: <text>Two
        lines</text>
        ExternalRef: PACKAGE-MANAGER purl pkg:nuget/parser@2.1
        ExternalRef: SECURITY cpe23Type cpe:2.3:a:maker:parser:2.1:*:*:*:*:*:*:*

        PackageName: core
        SPDXID: SPDXRef-core
        PackageDownloadLocation: NONE

        FileName: ./a.cs
        SPDXID: SPDXRef-file
        FileChecksum: SHA1: 00ff
        FileType: SOURCE
        LicenseInfoInFile: MIT

        SnippetSPDXID: SPDXRef-snippet
        SnippetFromFileSPDXID: SPDXRef-file
        SnippetByteRange: 3:9

        LicenseID: LicenseRef-own
        ExtractedText: <text>Do as
        you like</text>
        LicenseName: Own
        """;

    [Theory]
    [InlineData(Json)]
    [InlineData(TagValue)]
    public void Both_forms_are_one_bill(string text)
    {
        var done = Assert.IsType<Outcome<BillOfMaterials>.Done>(Read(text));
        var bill = done.Value;
        Assert.Empty(done.Findings);
        Assert.Equal(("SPDX 2.3", "https://example.com/spdx/desk-1", "desk 1.0"), (bill.Format, bill.Serial, bill.Subject));
        Assert.Equal([
            "SPDXRef-desk application desk 1.0 - - MIT",
            "SPDXRef-parser  parser 2.1 pkg:nuget/parser@2.1 cpe:2.3:a:maker:parser:2.1:*:*:*:*:*:*:* "
                + "Apache-2.0 OR (LicenseRef-own AND GPL-2.0-or-later WITH Classpath-exception-2.0)",
            "SPDXRef-core  core  - - ",
        ], bill.Components.Select(each => $"{each.Ref} {each.Kind} {each.Name} {each.Version} {each.Package?.ToString() ?? "-"} "
            + $"{(each.Cpe == "" ? "-" : each.Cpe)} {string.Join('/', each.Licences)}"));
        Assert.Equal(["SPDXRef-desk: SPDXRef-parser, SPDXRef-core", "SPDXRef-parser: SPDXRef-core"],
            bill.Dependencies.Select(each => $"{each.Ref}: {string.Join(", ", each.DependsOn)}"));
    }

    /// <summary>The examples of annex D, and what its grammar does not say.</summary>
    [Theory]
    [InlineData("CDDL-1.0", null)]
    [InlineData("CDDL-1.0+", null)]
    [InlineData("mit AND Lgpl-2.1-Only", null)]
    [InlineData("LGPL-2.1-only OR BSD-3-Clause AND MIT", null)]
    [InlineData("MIT AND (LGPL-2.1-or-later OR BSD-3-Clause)", null)]
    [InlineData("(GPL-2.0-or-later WITH Bison-exception-2.2)", null)]
    [InlineData("DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2", null)]
    [InlineData("LicenseRef-own", null)]
    [InlineData("LicenseRef-nobody", "licence-unknown")]
    [InlineData("Gadget-1.0", "licence-unknown")]
    [InlineData("MIT WITH MIT", "licence-unknown")]
    [InlineData("Apache 2.0", "licence-form")]
    [InlineData("MIT and ISC", "licence-form")]
    [InlineData("MIT OR", "licence-form")]
    [InlineData("(MIT", "licence-form")]
    [InlineData("MIT)", "licence-form")]
    [InlineData("(MIT OR ISC) WITH Bison-exception-2.2", "licence-form")]
    [InlineData("MIT +", "licence-form")]
    [InlineData("MIT WITH LicenseRef-own", "licence-form")]
    public void Licence_expressions_are_read_by_annex_d(string expression, string? code)
    {
        var done = Assert.IsType<Outcome<BillOfMaterials>.Done>(Read(TagValue.Replace("LicenseDeclared: MIT",
            $"LicenseDeclared: {expression}", StringComparison.Ordinal)));
        Assert.Equal(code, done.Findings.SingleOrDefault()?.Code);
        Assert.Equal(expression, Assert.Single(done.Value.Components[0].Licences));
    }

    [Fact]
    public void Brackets_without_end_are_no_licence_and_are_not_followed() => Assert.Equal("licence-form",
        Assert.IsType<Outcome<BillOfMaterials>.Done>(Read(TagValue.Replace("LicenseDeclared: MIT",
            $"LicenseDeclared: {new string('(', 100_000)}", StringComparison.Ordinal))).Findings.Single().Code);

    [Fact]
    public void What_cannot_be_followed_is_found() => Assert.Equal(["bad-purl", "ref-twice", "ref-unknown"],
        Assert.IsType<Outcome<BillOfMaterials>.Done>(Read(TagValue.Replace("pkg:nuget/parser@2.1", "pkg:nuget", StringComparison.Ordinal)
            .Replace("SPDXID: SPDXRef-file", "SPDXID: SPDXRef-core", StringComparison.Ordinal))).Findings.Select(each => each.Code)
            .Order());

    [Theory]
    [InlineData("SPDXVersion: SPDX-2.3", "SPDXVersion: SPDX-3.0", "bill-version", "spdx:1:1")]
    [InlineData("Created: 2026-01-02T03:04:05Z", "Created: 2 January", "bad-bill", "spdx:11:1")]
    [InlineData("Creator: Tool: hand-1", "Creator: hand-1", "bad-bill", "spdx:9:1")]
    [InlineData("DataLicense: CC0-1.0", "DataLicense: MIT", "bad-bill", "spdx:2:1")]
    [InlineData("FilesAnalyzed: false", "FilesAnalyzed: no", "bad-bill", "spdx:19:1")]
    [InlineData("PackageDownloadLocation: NONE", "# none", "bad-bill", "spdx:43:1")]
    [InlineData("DESCRIBES", "MENTIONS", "bad-bill", "spdx:13:1")]
    [InlineData("SnippetByteRange: 3:9", "SnippetByteRange: 3", "not-tag-value", "spdx:55")]
    [InlineData("PackageVersion: 1.0", "PackageColour: red", "not-tag-value", "spdx:17")]
    [InlineData("PackageVersion: 1.0", "1.0", "not-tag-value", "spdx:17")]
    [InlineData("LicenseName: Own", "LicenseName: <text>Own", "not-tag-value", "spdx:60")]
    [InlineData("PackageVersion: 2.1", "PackageVersion: 2\nPackageVersion: 3", "not-tag-value", "spdx:36")]
    public void What_the_standard_does_not_allow_is_refused_with_its_line(string text, string other, string code, string where)
    {
        var refusal = Assert.IsType<Outcome<BillOfMaterials>.Refused>(Read(TagValue.Replace(text, other, StringComparison.Ordinal)))
            .Refusal;
        Assert.Equal((code, where), (refusal.Code, refusal.Where));
    }

    private static Outcome<BillOfMaterials> Read(string text) => ReadBill.Run(new("spdx", Encoding.UTF8.GetBytes(text)));
}
