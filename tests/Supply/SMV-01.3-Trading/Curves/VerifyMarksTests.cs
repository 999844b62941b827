using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Trading.Curves;

namespace Busbar.Supply.Tests.Curves;

public sealed class VerifyMarksTests
{
    private static readonly OperatingDay March = OperatingDay.Of(2027, 3, 1);
    private static readonly MarkTolerance Tolerance = new(new(0.25), 1, 2);
    private static readonly ForwardQuote[] Quotes =
        [Quoted.Of("2027-01", "5x16", 60), Quoted.Of("2027-Q1", "5x16", 50), Quoted.Of("2027-Q1", "off-peak", 40)];

    [Fact]
    public void Marks_on_their_quotes_are_verified_without_a_word()
    {
        var outcome = Run([Day(0, Quotes), Day(1, Quotes), Day(2, Quotes)], Cell(March, PeakBlock.OnPeak, 1000));
        Assert.Empty(Given.FindingsOf(outcome));
        var verified = outcome.OrThrow();
        Assert.Equal(9, verified.Lines.Length);
        Assert.Equal(0, verified.Overstated.Value, 1e-6);
        Assert.Equal(["2027-01 5x16", "2027-Q1 off-peak", "2027-Q1 off-peak"], verified.Lines[..3].Select(line => line.Quote));
        Assert.Equal("2027-Q1 5x16", verified.Lines[6].Quote);
    }

    [Fact]
    public void Marks_that_are_off_come_by_dollars_and_their_sum_is_what_the_book_is_overstated_by()
    {
        // January's mark is 2 above its settle, the quarter's off-peak 1.5 below; 1 % of 60 is 0.60.
        ForwardQuote[] settles = [Quotes[0] with { Price = 58 }, Quotes[1], Quotes[2] with { Price = 41.5 }];
        var days = (ImmutableArray<MarkedDay>)[Day(0, Quotes), Day(1, Quotes), Day(2, Quotes) with { Independent = [.. settles] }];
        var outcome = Run(days, Cell(OperatingDay.Of(2027, 1, 1), PeakBlock.OnPeak, 1000), Cell(March, PeakBlock.Night, -5000),
            Cell(March, PeakBlock.Night, 1000), Cell(March, PeakBlock.Night, 9999) with { Location = "AEP" });
        var findings = Given.FindingsOf(outcome);
        var off = findings.Where(finding => finding.Code == "mark-off").ToArray();
        Assert.Equal(7, off.Length);
        Assert.Equal(["WESTERN HUB 2027-03 7x8", "WESTERN HUB 2027-01 5x16"], off[..2].Select(finding => finding.Where));
        Assert.Contains("6000.00 USD", off[0].What, StringComparison.Ordinal);
        Assert.Contains("+2.00", off[1].What, StringComparison.Ordinal);
        Assert.Equal(2000 + 6000, outcome.OrThrow().Overstated.Value, 1e-6);
        var stale = findings.Where(finding => finding.Code == "mark-stale").ToArray();
        Assert.Equal(7, stale.Length);
        Assert.Contains("moved +1.50", stale[0].What, StringComparison.Ordinal);
        Assert.Equal(14, findings.Length);
    }

    [Fact]
    public void A_mark_that_moved_is_not_stale_and_a_market_that_did_not_makes_none_stale()
    {
        ForwardQuote[] moved = [Quotes[0] with { Price = 65 }, .. Quotes[1..]];
        Assert.DoesNotContain(Given.FindingsOf(Run([Day(0, Quotes), Day(1, moved), Day(2, moved)])), f => f.Code == "mark-stale");
    }

    [Fact]
    public void What_no_independent_price_covers_is_named_with_its_value()
    {
        var day = Day(2, Quotes) with { Independent = [Quotes[1], Quoted.Of("2027", "5x16", 50)] };
        var outcome = Run([day], Cell(March, PeakBlock.WeekendDay, 100));
        var findings = Given.FindingsOf(outcome);
        Assert.Equal(("mark-not-verified", "WESTERN HUB 2027-03 2x16"), (findings[0].Code, findings[0].Where));
        Assert.Equal(6, findings.Count(finding => finding.Code == "mark-not-verified"));
        Assert.Equal(["quote-beyond-curve", "stale-not-tested"], findings[^2..].Select(finding => finding.Code));
        Assert.Equal(100 * Quoted.PriceOf(day.Mark, March, PeakBlock.WeekendDay), outcome.OrThrow().Unverified.Value, 1e-6);
    }

    [Theory]
    [InlineData("no-marks")]
    [InlineData("bad-tolerance")]
    [InlineData("other-curve")]
    [InlineData("other-mark-day")]
    [InlineData("wrong-unit")]
    public void What_cannot_be_verified_is_refused(string code)
    {
        var (day, position) = (Day(2, Quotes), new ConsolidatedPosition(default, Quoted.MarkDay.Plus(-1), []));
        var inputs = new VerifyMarksInputs(Quoted.Calendar, [Day(1, Quotes), day], Tolerance, position with { MarkDay = Quoted.MarkDay });
        Assert.Equal(code, Given.CodeOf(VerifyMarks.Run(code switch
        {
            "no-marks" => inputs with { Days = [] },
            "bad-tolerance" => inputs with { Tolerance = Tolerance with { Percent = double.NaN } },
            "other-curve" => inputs with { Days = [day, day] },
            "other-mark-day" => inputs with { Position = position },
            _ => inputs with { Days = [day with { Independent = [Quotes[0] with { Unit = "EUR/MWh" }] }] },
        })));
    }

    // The marks of 23, 24 and 25 November.
    private static MarkedDay Day(int number, ForwardQuote[] quotes) => new(
        BuildCurve.Run(Quoted.Inputs(quotes) with { MarkDay = Quoted.MarkDay.Plus(number - 2) }).OrThrow(), [.. quotes]);

    private static PositionCell Cell(OperatingDay month, PeakBlock block, double delta) =>
        new("trading", Commodity.PowerRealTime, "PJM", Quoted.Hub, month, block, delta, delta, 0, 0);

    private static Outcome<MarkVerification> Run(ImmutableArray<MarkedDay> days, params ImmutableArray<PositionCell> cells) =>
        VerifyMarks.Run(new(Quoted.Calendar, days, Tolerance, new(default, Quoted.MarkDay, cells)));
}
