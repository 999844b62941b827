using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Decisions;
using Busbar.Digital.Cybersecurity.Exposure;
using Busbar.Digital.Cybersecurity.Tests.Findings;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Digital.Cybersecurity.Tests.Exposure;

/// <summary>Findings decided by the table of BOD 26-04, row by row of reference 4.5 where the points are published.</summary>
public sealed class DecideFindingTests
{
    private static readonly ConfigurationItem web = new("web", "server", "ops", Criticality.Vital, NetworkExposure.Public);

    [Theory]
    [InlineData("nnnp", "next-upgrade")]
    [InlineData("ynnp", "14-days")]
    [InlineData("nynp", "60-days")]
    [InlineData("nnyt", "60-days")]
    [InlineData("nyyp", "14-days")]
    [InlineData("yyyp", "3-days")]
    [InlineData("yynt", "3-days-forensics")]
    [InlineData("nyyt", "3-days")]
    [InlineData("yyyt", "3-days-forensics")]
    public void Published_points_and_exposure_decide(string key, string expected)
    {
        var points = new SsvcPoints(Exploitation.None, key[2] == 'y', key[3] == 't' ? TechnicalImpact.Total : TechnicalImpact.Partial);
        var decision = DecideFinding.Run(new(Finding(""), web with
        {
            Exposure = key[1] == 'y' ? NetworkExposure.Public : NetworkExposure.Internal,
        }, ImmutableDictionary<string, SsvcPoints>.Empty.Add("CVE-2021-1", points), key[0] == 'y' ? ["CVE-2021-1"] : []));
        Assert.Equal((expected, "published", expected.StartsWith('3')),
            (decision.Term.Class, decision.Basis, decision.Term.IsCritical));
    }

    [Theory]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "3-days", "vector")]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", "3-days", "vector")]
    [InlineData("AV:N/AC:L/Au:N/C:C/I:C/A:C", "3-days", "vector")]
    [InlineData("CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", "14-days", "vector")]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N", "14-days", "vector")]
    [InlineData("CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N", "60-days", "vector")]
    [InlineData("", "14-days", "severity")]
    public void Without_published_points_they_are_estimated_and_it_says_so(string vector, string expected, string basis)
    {
        var decision = DecideFinding.Run(new(Finding(vector), web, ImmutableDictionary<string, SsvcPoints>.Empty, []));
        Assert.Equal((expected, basis), (decision.Term.Class, decision.Basis));
    }

    [Fact]
    public void Of_several_vulnerabilities_the_shortest_decides()
    {
        var finding = Finding("") with { Covers = ["CVE-2021-2"] };
        var points = ImmutableDictionary<string, SsvcPoints>.Empty
            .Add("CVE-2021-1", new(Exploitation.None, false, TechnicalImpact.Partial))
            .Add("CVE-2021-2", new(Exploitation.None, true, TechnicalImpact.Total));
        Assert.Equal("3-days", DecideFinding.Run(new(finding, web, points, [])).Term.Class);
    }

    [Fact]
    public void The_likeliest_exploited_of_its_vulnerabilities_is_told_and_decides_nothing()
    {
        var finding = Finding("") with { Covers = ["CVE-2021-2"] };
        FindingQuestion question = new(finding, web, ImmutableDictionary<string, SsvcPoints>.Empty, []);
        var told = DecideFinding.Run(question with
        {
            Predictions = new[] { new ExploitScore("CVE-2021-1", .2, .9), new("CVE-2021-2", .94, .99), new("CVE-2021-3", .99, 1) }
                .ToImmutableDictionary(each => each.Cve),
        });

        Assert.Equal(("CVE-2021-2", .94), (told.Prediction!.Cve, told.Prediction.Probability));
        Assert.Equal(DecideFinding.Run(question), told with { Prediction = null });
    }

    private static Busbar.Digital.Cybersecurity.Findings.SecurityFinding Finding(string vector) =>
        Scans.After(Scans.Report("trivy", 0, Scans.Entry("CVE-2021-1", aliases: ["CVE-2021-1"]) with { Vector = vector })).Findings[0];
}
