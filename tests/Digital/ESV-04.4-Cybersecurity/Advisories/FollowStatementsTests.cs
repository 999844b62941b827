using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Advisories;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Tests.Advisories;

public class FollowStatementsTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 2, 1, 0, 0);

    [Fact]
    public void The_later_statement_stands_whatever_name_and_order_it_comes_in()
    {
        var standing = Follow(Of("GHSA-2QRG-X229-3V8Q", "a", VexStatus.Fixed, 3) with { Aliases = ["CVE-2026-1"] },
            Of("CVE-2026-1", "a", VexStatus.UnderInvestigation, 1), Of("CVE-2026-1", "a", VexStatus.Affected, 2),
            Of("CVE-2026-1", "b", VexStatus.Affected, 1)).OrThrow();
        Assert.Equal([("a", VexStatus.Fixed), ("b", VexStatus.Affected)], standing.Select(each => (each.Product, each.Statement.Status)));
    }

    [Fact]
    public void Of_two_at_one_instant_the_higher_version_stands() => Assert.Equal(VexStatus.Fixed, Assert.Single(Follow(
        Of("CVE-2026-1", "a", VexStatus.Fixed, 1) with { Version = 2 }, Of("CVE-2026-1", "a", VexStatus.Affected, 1))
            .OrThrow()).Statement.Status);

    [Fact]
    public void A_statement_on_a_part_leaves_the_whole_product_as_it_was() => Assert.Equal(
        [("", VexStatus.Affected), ("p", VexStatus.NotAffected)], Follow(Of("CVE-2026-1", "a", VexStatus.Affected, 1),
            Of("CVE-2026-1", "a", VexStatus.NotAffected, 2) with { Subcomponents = ["p"] }).OrThrow()
            .Select(each => (each.Subcomponent, each.Statement.Status)));

    [Fact]
    public void A_statement_of_tomorrow_and_two_that_contradict_each_other_are_found()
    {
        var done = Assert.IsType<Outcome<ImmutableArray<StandingStatement>>.Done>(Follow(
            Of("CVE-2026-1", "a", VexStatus.Fixed, 90), Of("CVE-2026-2", "a", VexStatus.Affected, 1),
            Of("CVE-2026-2", "a", VexStatus.Fixed, 1)));
        Assert.Equal(["statement-in-future", "statements-contradict"], done.Findings.Select(each => each.Code));
        Assert.Equal(VexStatus.Fixed, Assert.Single(done.Value).Statement.Status);
    }

    [Fact]
    public void One_update_of_a_distribution_does_not_make_its_vulnerabilities_one() => Assert.Equal(2, Follow(
        Of("CVE-2026-1", "a", VexStatus.Affected, 1) with { Aliases = ["DSA-1"] },
        Of("CVE-2026-2", "a", VexStatus.Fixed, 2) with { Aliases = ["DSA-1"] }).OrThrow().Length);

    private static Outcome<ImmutableArray<StandingStatement>> Follow(params VexStatement[] statements) =>
        FollowStatements.Run(statements, now);

    private static VexStatement Of(string id, string product, VexStatus status, int day) => new(id, [], [product], [], status, "", "",
        "Maker", Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromDays(day), 1);
}
