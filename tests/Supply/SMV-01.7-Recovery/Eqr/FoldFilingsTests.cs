using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Recovery.Eqr;
using NodaTime;
using System.Collections.Immutable;

namespace Busbar.Supply.Recovery.Tests.Eqr;

public sealed class FoldFilingsTests
{
    [Fact]
    public void A_refiling_years_later_supersedes_and_nothing_is_lost()
    {
        var (folded, findings) = Fold(Filed("REPLACE", 2029), Filed("NEW", 2025));
        Assert.Equal(["NEW", "REPLACE"], folded.Versions.Select(version => version.Type));
        Assert.Equal("REPLACE", folded.InForce?.Type);
        Assert.Empty(findings);
    }

    [Fact]
    public void A_quarter_filed_twice_is_told()
    {
        var (folded, findings) = Fold(Filed("NEW", 2025), Filed("NEW", 2026));
        Assert.Equal(Filed("NEW", 2026).FiledAt, folded.InForce?.FiledAt);
        Assert.Equal("quarter-filed-twice", Assert.Single(findings).Code);
        Assert.Equal(2, folded.Versions.Length);
    }

    [Fact]
    public void A_deleted_quarter_stands_no_more_and_is_still_on_record()
    {
        var (folded, findings) = Fold(Filed("NEW", 2025), Filed("NOACTION", 2026), Filed("DELETE", 2027));
        Assert.Null(folded.InForce);
        Assert.Equal(3, folded.Versions.Length);
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("REPLACE", true)]
    [InlineData("DELETE", false)]
    [InlineData("NOACTION", false)]
    public void Changing_a_quarter_that_was_never_filed_is_told(string type, bool stands)
    {
        var (folded, findings) = Fold(Filed(type, 2025));
        Assert.Equal("nothing-filed-before", Assert.Single(findings).Code);
        Assert.Equal(stands, folded.InForce is not null);
    }

    [Fact]
    public void A_filing_without_its_quarter_is_refused() => Assert.Equal("filing-without-quarter",
        Assert.IsType<Outcome<ImmutableArray<FiledQuarter>>.Refused>(FoldFilings.Run(
            [SampleEqr.Filing with { Identification = EqrTable.Empty(EqrSection.Identification) }])).Refusal.Code);

    private static (FiledQuarter Quarter, ImmutableArray<Finding> Findings) Fold(params ImmutableArray<EqrFiling> filings)
    {
        var done = Assert.IsType<Outcome<ImmutableArray<FiledQuarter>>.Done>(FoldFilings.Run(filings));
        return (Assert.Single(done.Value), done.Findings);
    }

    private static EqrFiling Filed(string type, int year) => BuildEqr.Run(SampleEqr.Inputs with
    {
        Type = type, Notes = "corrected", BuiltAt = Instant.FromUtc(year, 2, 1, 0, 0),
    }).OrThrow();
}
