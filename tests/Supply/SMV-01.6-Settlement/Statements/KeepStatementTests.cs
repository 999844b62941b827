using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Statements;
using NodaTime;
using static Busbar.Supply.Settlement.Tests.Statements.SampleStatement;

namespace Busbar.Supply.Settlement.Tests.Statements;

public sealed class KeepStatementTests
{
    private static KeptStatement First { get; } = KeepStatement.Run(Inputs(Of(1))).OrThrow();

    private static string CodeOf(KeepStatementInputs inputs) =>
        Assert.IsType<Outcome<KeptStatement>.Refused>(KeepStatement.Run(inputs)).Refusal.Code;

    private static MarketStatement With(MarketStatement statement, Func<MarketStatementLine, MarketStatementLine> change)
    {
        var lines = statement.Lines.Select(change).ToList();
        var total = new Usd(lines.Sum(line => line.Amount.Value));
        return statement with { Lines = [.. lines], Total = total, NetAmount = total };
    }

    [Fact]
    public void A_whole_statement_becomes_the_next_version_and_says_what_it_changes()
    {
        Assert.Equal((1, Of(1).Total), (First.Sequence, First.Change));
        var second = Assert.IsType<Outcome<KeptStatement>.Done>(KeepStatement.Run(Inputs(Of(2, 0, 3, -1), First)));
        Assert.Equal((2, new Usd(2)), (second.Value.Sequence, second.Value.Change));
        Assert.Empty(second.Findings);
        Assert.Empty(second.Value.UnknownCodes);
    }

    [Fact]
    public void Each_fault_puts_the_file_into_quarantine_under_its_own_reason()
    {
        var (one, two) = (Of(1), Of(2));
        Assert.Equal("another-participant", CodeOf(Inputs(two with { Participant = "THEM" })));
        Assert.Equal("another-participant", CodeOf(Inputs(two with { Account = "8" })));
        Assert.Equal("another-day", CodeOf(Inputs(two with { OperatingDay = Day.Plus(1) }, First)));
        Assert.Equal("not-known-yet", CodeOf(Inputs(two) with { KeptAt = two.PublishedAt - Duration.Epsilon }));
        Assert.Equal("same-file-twice", CodeOf(Inputs(two, First) with { File = First.File }));
        Assert.Equal("same-version-twice", CodeOf(Inputs(one, First) with { File = ContentHash.Of("other") }));
        Assert.Equal("older-version", CodeOf(Inputs(one, First with { Statement = two }) with { File = ContentHash.Of("other") }));
        Assert.Equal("duplicate-charge", CodeOf(Inputs(two with { Lines = [two.Lines[0], two.Lines[0]] })));
        Assert.Equal("totals-do-not-add", CodeOf(Inputs(two with { Total = two.Total + new Usd(0.02m) })));
        Assert.Equal("intervals-do-not-add", CodeOf(Inputs(With(two, line => line with { Amount = line.Amount + new Usd(0.14m) }))));
    }

    [Theory]
    [InlineData(24, 60)]
    [InlineData(26, 60)]
    [InlineData(96, 15)]
    [InlineData(92, 15)]
    [InlineData(288, 5)]
    public void A_day_of_another_length_is_refused_on_the_autumn_day(int count, int minutes)
    {
        var series = new Series<decimal>(Whole.Start, Duration.FromMinutes(minutes), [.. Enumerable.Repeat(1m, count)]);
        var wrong = With(Of(2), line => line.Intervals is null ? line : line with { Intervals = series, Amount = new(count) });
        var refusal = Assert.IsType<Outcome<KeptStatement>.Refused>(KeepStatement.Run(Inputs(wrong))).Refusal;
        Assert.Equal("interval-count", refusal.Code);
        Assert.Contains($"{25 * 60 / minutes} of them", refusal.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_cent_an_interval_is_rounding_and_passes()
    {
        var series = new Series<decimal>(Whole.Start, Duration.FromHours(1), [.. Enumerable.Repeat(1.004m, 25)]);
        var rounded = With(Of(2), line => line.Intervals is null ? line : line with { Intervals = series, Amount = new(25m) });
        Assert.Equal(2, KeepStatement.Run(Inputs(rounded, First)).OrThrow().Sequence);
    }

    [Fact]
    public void A_sign_flipped_file_is_seen_against_the_version_before_and_against_our_own_totals()
    {
        var flipped = With(Of(2), line => line with { Amount = -line.Amount, Intervals = line.Intervals?.Select(value => -value) });
        Assert.Equal("sign-flipped", CodeOf(Inputs(flipped, First)));
        ChargeTotal[] ours = [new("RTEIAMT", "", new(550.2m), new(550.2m))];
        Assert.Equal("sign-flipped", CodeOf(Inputs(flipped) with { Expected = [.. ours] }));
        Assert.Equal(1, KeepStatement.Run(Inputs(flipped)).OrThrow().Sequence);
        Assert.Equal(1, KeepStatement.Run(Inputs(Of(2)) with { Expected = [.. ours] }).OrThrow().Sequence);
    }

    [Fact]
    public void An_unknown_charge_is_kept_and_shown_and_what_it_recalls_is_held_against_what_is_kept()
    {
        var strange = Of(2) with
        {
            Lines = [.. Of(2).Lines, new("NEWAMT", "New charge", new(7), null, "USD")], Total = Of(2).Total + new Usd(7),
            PreviousTotals = [new(StatementType.Initial, 1, new(1), "STL1")],
        };
        var kept = Assert.IsType<Outcome<KeptStatement>.Done>(KeepStatement.Run(Inputs(strange, First)));
        Assert.Equal(["NEWAMT"], kept.Value.UnknownCodes);
        Assert.Equal(["unknown-charge-code", "net-does-not-add", "previous-differs"], kept.Findings.Select(finding => finding.Code));
        var recalled = Of(2) with { PreviousTotals = [new(StatementType.Initial, 1, First.Statement.Total, "")], NetAmount = Usd.Zero };
        Assert.Empty(Assert.IsType<Outcome<KeptStatement>.Done>(KeepStatement.Run(Inputs(recalled, First))).Findings);
        var alone = Assert.IsType<Outcome<KeptStatement>.Done>(KeepStatement.Run(Inputs(recalled)));
        Assert.Equal("previous-differs", Assert.Single(alone.Findings).Code);
    }
}
