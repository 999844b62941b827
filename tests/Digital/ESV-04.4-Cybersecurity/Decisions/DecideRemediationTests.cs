using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Digital.Cybersecurity.Decisions;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Advisories;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Tests.Decisions;

public class DecideRemediationTests
{
    private const string Points = "cisa_vulnrichment_ssvc_cvss_44130cve_2024-10-24.csv.gz";
    private const string Catalogue = "cisa_kev_2025-08-25.csv.gz";
    private static readonly LocalDate day = new(2026, 8, 1);

    /// <summary>The counts were made by another program (reference, section 4.5).</summary>
    [Theory]
    [InlineData(false, "3 days & forensic investigation 83; 14 days 168; 60 days 7756; fix on system upgrade 36019",
        "3 days & forensic investigation 67; 14 days 11; 60 days 2081; fix on system upgrade 769")]
    [InlineData(true, "3 days & forensic investigation 194; 3 days 3057; 14 days 15420; 60 days 25355",
        "3 days & forensic investigation 74; 3 days 1946; 14 days 774; 60 days 134")]
    public void Cisas_44026_decisions_fall_as_counted_when_no_asset_is_exposed_and_when_all_are(bool isExposed, string all, string critical)
    {
        var known = Known().OrThrow();
        var scores = SharedFiles.Lines($"datasets/{Points}").Skip(1).Select(Fields)
            .ToDictionary(row => row[0], row => row[11].Length > 0 ? row[11] : row[13]);
        var decided = Read().Where(each => !each.IsRejected).Select(each => (each.Cve, Decide(each, known.Contains(each.Cve), isExposed)
            .Timeline)).ToList();
        Assert.Equal(44_026, decided.Count);
        Assert.Equal(all, Counted(decided));
        Assert.Equal(critical, Counted(decided.Where(each => scores[each.Cve] is { Length: > 0 } score
            && decimal.Parse(score, CultureInfo.InvariantCulture) >= 9)));
    }

    [Fact]
    public void Of_44130_published_points_104_are_rejected_and_126_drift_in_case()
    {
        var outcomes = Read().Select(ReadPoints.Run).ToList();
        Assert.Equal(44_130, outcomes.Count);
        Assert.Equal(104, outcomes.OfType<Outcome<SsvcPoints>.Refused>().Count(each => each.Refusal.Code == "cve-rejected"));
        Assert.Equal(126, outcomes.OfType<Outcome<SsvcPoints>.Done>().Count(each => each.Findings is [{ Code: "point-case" }]));
    }

    [Fact]
    public void Fifteen_rows_of_the_catalogue_were_due_before_they_were_added()
    {
        var done = Assert.IsType<Outcome<ImmutableHashSet<string>>.Done>(Known());
        Assert.Equal((1_404, 15), (done.Value.Count, done.Findings.Count(each => each.Code == "due-before-added")));
        Assert.Equal(15, done.Findings.Length);
    }

    [Fact]
    public void A_row_that_comes_twice_counts_once_and_one_of_tomorrow_not_yet()
    {
        KnownExploited Row(string cve, LocalDate added) => new(cve, "x", added, added, false, "kev.csv:2");
        var done = Assert.IsType<Outcome<ImmutableHashSet<string>>.Done>(
            ReviewKnownExploited.Run([Row("CVE-2026-1", day), Row("cve-2026-1", day), Row("CVE-2026-2", day.PlusDays(1))], day));
        Assert.Equal(["CVE-2026-1"], done.Value);
        Assert.Equal(["cve-twice", "added-later"], done.Findings.Select(each => each.Code));
    }

    [Theory]
    [InlineData("", "no", "total", "point-missing")]
    [InlineData("none", "maybe", "total", "point-unknown")]
    public void Points_that_decide_nothing_are_refused(string exploitation, string automatable, string impact, string code) =>
        Assert.Equal(code, Assert.IsType<Outcome<SsvcPoints>.Refused>(
            ReadPoints.Run(new("CVE-2026-1", exploitation, automatable, impact, false, false, "points.csv:2"))).Refusal.Code);

    [Fact]
    public void The_clock_runs_in_calendar_days_over_the_change_of_time_and_an_upgrade_has_none()
    {
        RemediationDecision On(LocalDate from, bool isExposed) => DecideRemediation.Run(new(new(Exploitation.None, true,
            TechnicalImpact.Total), false, isExposed, SystemExposure.Open, HumanImpact.VeryHigh, from));
        Assert.Equal((3, new LocalDate(2026, 3, 9)), (On(new(2026, 3, 6), true).Days, On(new(2026, 3, 6), true).Due));
        Assert.Equal(("60 days", new LocalDate(2026, 12, 30)), (On(new(2026, 10, 31), false).Timeline, On(new(2026, 10, 31), false).Due));
        var upgrade = DecideRemediation.Run(new(new(Exploitation.None, false, TechnicalImpact.Total), false, false, SystemExposure.Small,
            HumanImpact.Low, day));
        Assert.Equal((null, null, false, "defer", "track"),
            (upgrade.Days, upgrade.Due, upgrade.NeedsForensics, upgrade.Priority, upgrade.Level));
    }

    [Fact]
    public void A_known_exploited_vulnerability_on_a_critical_open_asset_is_immediate_with_forensics()
    {
        var decision = DecideRemediation.Run(new(new(Exploitation.None, true, TechnicalImpact.Total), true, true, SystemExposure.Open,
            HumanImpact.VeryHigh, day));
        Assert.Equal(("immediate", "act", true), (decision.Priority, decision.Level, decision.NeedsForensics));
    }

    [Fact]
    public void A_catalogue_with_a_date_that_is_none_is_refused_with_its_line() => Assert.Equal("not-a-date", Assert.IsType<
        Outcome<ImmutableArray<KnownExploited>>.Refused>(KnownExploitedCsv.Read(new("kev.csv",
            Encoding.UTF8.GetBytes("cveID,vendorProject,product,dateAdded,dueDate,knownRansomwareCampaignUse\nCVE-1,a,b,2024-13-01,x,"
                + "Known\n")))).Refusal.Code);

    private static RemediationDecision Decide(PublishedPoints points, bool isKnown, bool isExposed) => DecideRemediation.Run(
        new(ReadPoints.Run(points).OrThrow(), isKnown, isExposed, SystemExposure.Small, HumanImpact.Low, day));

    private static string Counted(IEnumerable<(string Cve, string Timeline)> decided) => string.Join("; ", decided
        .CountBy(each => each.Timeline).OrderBy(each => "3 14 60 fi".IndexOf(each.Key[..2], StringComparison.Ordinal))
        .ThenByDescending(each => each.Key.Length).Select(each => $"{each.Key} {each.Value}"));

    private static IEnumerable<PublishedPoints> Read() =>
        PublishedPointsCsv.Read(new(Points, SharedFiles.Read($"datasets/{Points}"))).OrThrow();

    private static Outcome<ImmutableHashSet<string>> Known() => ReviewKnownExploited.Run(
        KnownExploitedCsv.Read(new(Catalogue, SharedFiles.Read($"datasets/{Catalogue}"))).OrThrow(), day);

    private static string[] Fields(string line) => [.. System.Text.RegularExpressions.Regex.Matches(line, "(?:^|,)(\"(?:[^\"]|\"\")*\"|[^,]*)")
        .Select(match => match.Groups[1].Value)];
}
