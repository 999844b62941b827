using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Advisories;
using Busbar.Digital.Cybersecurity.Findings;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Tests.Findings;

/// <summary>Statements of makers over findings of scanners.</summary>
public sealed class JudgeFindingsTests
{
    private const string Lodash = "pkg:npm/lodash@4.17.20";
    private static readonly Instant now = Scans.Start + Duration.FromDays(50);

    private static AssetFindings Seen(params string[] purls) => Scans.After(Scans.Report("grype", 0, [.. purls.Select(purl =>
        Scans.Entry("GHSA-1", purl, "CVE-2021-1", "GHSA-1") with
        {
            Place = new FindingPlace.Package(purl, "lodash", purl.Split('@')[1], ""),
        })]));

    private static VexStatement Says(VexStatus status, string product, string vulnerability = "CVE-2021-1", string part = "") => new(
        vulnerability, [], [product], part == "" ? [] : [part], status, "", "because", "maker", Scans.Start, 1);

    private static Outcome<ImmutableArray<FindingFact>> Judge(AssetFindings state, string document, params VexStatement[] statements) =>
        JudgeFindings.Run(new(state, document, FollowStatements.Run(statements, now).OrThrow(), ContentHash.Of(document), now));

    private static AssetFindings After(AssetFindings state, string document, params VexStatement[] statements) =>
        state.With(Judge(state, document, statements).OrThrow());

    [Theory]
    [InlineData(VexStatus.NotAffected, false)]
    [InlineData(VexStatus.Fixed, false)]
    [InlineData(VexStatus.Affected, true)]
    [InlineData(VexStatus.UnderInvestigation, true)]
    public void What_does_not_matter_or_is_fixed_closes_and_the_document_is_the_evidence(VexStatus status, bool isOpen)
    {
        var finding = Assert.Single(After(Seen(Lodash), "vex-1", Says(status, Lodash)).Findings);
        Assert.Equal(isOpen, finding.IsOpen);
        if (!isOpen) Assert.Equal((now, ContentHash.Of("vex-1").Hex), (finding.ClosedAt!.Value, finding.Judgement!.Evidence));
    }

    [Theory]
    [InlineData("pkg:npm/lodash", "", true)]
    [InlineData("pkg:npm/lodash@4.17.21", "", false)]
    [InlineData("pkg:npm/underscore@4.17.20", "", false)]
    [InlineData("pkg:oci/app@sha256%3Aabc", Lodash, true)]
    [InlineData("pkg:oci/app@sha256%3Aabc", "pkg:npm/lodash@1.0.0", false)]
    public void A_statement_is_about_its_component_in_the_versions_it_names(string product, string part, bool closes) =>
        Assert.Equal(!closes, After(Seen(Lodash), "vex-1", Says(VexStatus.NotAffected, product, part: part)).Findings[0].IsOpen);

    [Fact]
    public void Every_version_that_scanners_see_must_be_named()
    {
        var two = Seen(Lodash, "pkg:npm/lodash@4.17.19");
        var one = Judge(two, "vex-1", Says(VexStatus.NotAffected, Lodash));
        Assert.Empty(one.OrThrow());
        Assert.Equal(["vex-other-version"], one.FindingsOrNone().Select(each => each.Code));
        Assert.False(Assert.Single(After(two, "vex-1", Says(VexStatus.NotAffected, Lodash),
            Says(VexStatus.NotAffected, "pkg:npm/lodash@4.17.19")).Findings).IsOpen);
    }

    [Fact]
    public void A_vulnerability_goes_by_any_of_its_names_and_another_stays_untouched()
    {
        Assert.False(After(Seen(Lodash), "vex-1", Says(VexStatus.Fixed, Lodash, "ghsa-1")).Findings[0].IsOpen);
        Assert.True(After(Seen(Lodash), "vex-1", Says(VexStatus.Fixed, Lodash, "CVE-2021-2")).Findings[0].IsOpen);
    }

    [Fact]
    public void The_same_again_changes_nothing_and_only_the_document_itself_takes_back()
    {
        var closed = After(Seen(Lodash), "vex-1", Says(VexStatus.NotAffected, Lodash));
        Assert.Empty(Judge(closed, "vex-1", Says(VexStatus.NotAffected, Lodash)).OrThrow());

        var other = Judge(closed, "vex-2", Says(VexStatus.Affected, Lodash));
        Assert.Empty(other.OrThrow());
        Assert.Equal(["vex-contradicts"], other.FindingsOrNone().Select(each => each.Code));

        var opened = After(closed, "vex-1", Says(VexStatus.Affected, Lodash)).Findings[0];
        Assert.Equal((true, 1), (opened.IsOpen, opened.TimesReopened));
    }

    [Fact]
    public void References_of_a_document_are_resolved_to_package_urls()
    {
        var statement = Says(VexStatus.NotAffected, "product-1");
        var advisory = new Advisory("A-1", "", "maker", "csaf_vex", "CSAF 2.0", Scans.Start, [new("product-1", "Lodash", Lodash),
            new("product-2", "App", null)],
            [new("CVE-2021-1", "", [], [statement, statement with { Products = ["product-2"] }], true, false)]);
        Assert.Equal([Lodash, "product-2"], ResolveProducts.Run(advisory).SelectMany(each => each.Products));
        var bill = new BillOfMaterials("CycloneDX 1.6", "", "", [new("ref-1", "library", "lodash", "4.17.20",
            PackageUrl.Parse(Lodash, isTolerant: false).OrThrow(), "", [])], [], [statement with { Products = ["ref-1"] }]);
        Assert.Equal([Lodash], Assert.Single(ResolveProducts.Run(bill)).Products);
    }
}
