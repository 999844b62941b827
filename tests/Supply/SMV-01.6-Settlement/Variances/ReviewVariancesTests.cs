using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Variances;

namespace Busbar.Supply.Settlement.Tests.Variances;

public sealed class ReviewVariancesTests
{
    private static readonly SettleDayInputs Inputs = SampleDay.Inputs(SampleDay.Autumn);
    private static readonly ShadowStatement Shadow = SampleDay.Statement(Inputs);
    private static readonly ToleranceRule Nothing = new("", new(0.005m), Usd.Zero, 0);

    [Fact]
    public void A_meter_an_award_and_a_missing_hour_are_told_apart()
    {
        var hours = MarketCalendar.IsoNe.HoursOf(SampleDay.Autumn);
        var review = Review(line => (line.Asset, line.Interval) switch
        {
            // The meter of one hour: only the balancing charges move.
            ("load", var at) when at == hours[4] && line.Code.StartsWith("RT", StringComparison.Ordinal) => Metered(line, 3),
            // The award of another: day-ahead and balancing move against one another.
            ("load", var at) when at == hours[7] => Metered(line, line.Code.StartsWith("RT", StringComparison.Ordinal) ? -5 : 5),
            // The repeated hour of the autumn day is not there at all.
            ("load", var at) when at == hours[2] => null,
            // A single line is missing from an hour that has others.
            ("gas-1", var at) when at == hours[9] && line.Code == "DA-ENERGY" => null,
            _ => Billed(line),
        });
        Assert.Equal(
            [
                ("DA-ENERGY", "gas-1", VarianceCause.MissingLine, 9), ("DA-ENERGY", "load", VarianceCause.Award, 7),
                ("DA-ENERGY", "load", VarianceCause.MissingHour, 2), ("RT-ENERGY", "load", VarianceCause.Award, 7),
                ("RT-ENERGY", "load", VarianceCause.Meter, 4), ("RT-ENERGY", "load", VarianceCause.MissingHour, 2),
            ],
            review.Problems.Where(each => each.Code.EndsWith("ENERGY", StringComparison.Ordinal)).OrderBy(each => each.Code)
                .ThenBy(each => each.Asset).ThenBy(each => each.Cause.ToString())
                .Select(each => (each.Code, each.Asset, each.Cause, hours.IndexOf(each.Intervals.Single()))));
    }

    [Fact]
    public void Problems_sum_to_the_differences_and_the_largest_comes_first()
    {
        var review = Review(line => line.Asset == "steam-1" ? Billed(line) with { Amount = Billed(line).Amount + new Usd(1) }
            : Billed(line));
        Assert.All(review.Items.Zip(review.Items.Skip(1)), pair =>
            Assert.True(Math.Abs(pair.First.Difference.Value) >= Math.Abs(pair.Second.Difference.Value)));
        Assert.Equal(6 * 25, review.Items.Sum(each => each.Intervals.Length));
        Assert.InRange(review.Items.Sum(each => each.Difference.Value), 149, 151);
    }

    [Fact]
    public void A_tolerance_of_line_day_or_share_lets_pass_and_says_so()
    {
        VarianceProblem Only(ToleranceRule rule) => Review(line =>
            line.Asset == "load" && line.Code == "DA-ENERGY" && line.Interval == Shadow.Lines[0].Interval
                ? Billed(line) with { Amount = line.Amount.ToCents() + new Usd(2) } : Billed(line), rule).Items.Single();
        Assert.True(Only(Nothing).IsProblem);
        Assert.Contains("beyond", Only(Nothing).Rule);
        Assert.Equal((false, "each line within 2.005 USD"), (Only(Nothing with { PerLine = new(2.005m) }).IsProblem,
            Only(Nothing with { PerLine = new(2.005m) }).Rule));
        Assert.Equal("the day within 2.005 USD", Only(Nothing with { PerDay = new(2.005m) }).Rule);
        Assert.StartsWith("within 0.01 % of our", Only(Nothing with { Share = 0.0001m }).Rule);
        Assert.True(Review(_ => null, Nothing with { PerLine = new(1e9m) }).Problems.IsEmpty);
    }

    [Fact]
    public void Rules_that_cannot_be_are_refused()
    {
        var reconciliation = Reconcile(_ => null);
        string Code(OperatingDay day, params ToleranceRule[] rules) => Assert.IsType<Outcome<VarianceReview>.Refused>(ReviewVariances.Run(
            new(reconciliation with { Day = day }, Shadow, [], [.. rules]))).Refusal.Code;
        Assert.Equal("another-day", Code(SampleDay.Plain, Nothing));
        Assert.Equal("negative-tolerance", Code(SampleDay.Autumn, Nothing with { PerDay = new(-1) }));
        Assert.Equal("rule-twice", Code(SampleDay.Autumn, Nothing, Nothing));
        Assert.Equal("no-tolerance", Code(SampleDay.Autumn, Nothing with { Code = "FTR" }));
    }

    private static VarianceReview Review(Func<SettlementLine, StatementLine?> bill, ToleranceRule? rule = null) =>
        ReviewVariances.Run(new(Reconcile(bill), Shadow, ["DA-ENERGY", "DA-CONGESTION", "DA-LOSS"], [rule ?? Nothing])).OrThrow();

    private static Reconciliation Reconcile(Func<SettlementLine, StatementLine?> bill)
    {
        ImmutableArray<StatementLine> lines = [.. Shadow.Lines.Select(bill).OfType<StatementLine>()];
        var iso = new IsoStatement(SampleDay.Autumn, "initial", Inputs.SettledAt, lines,
            lines.Aggregate(Usd.Zero, (sum, line) => sum + line.Amount), true);
        return ReconcileDay.Run(new(SampleDay.Autumn, Inputs.SettledAt, Shadow, iso, new(0.005m))).OrThrow();
    }

    private static StatementLine Billed(SettlementLine line) =>
        new(line.Code, line.Asset, line.Interval, line.Quantity, line.Rate, line.Amount.ToCents());

    private static StatementLine Metered(SettlementLine line, decimal more)
    {
        var quantity = line.Quantity with { Value = line.Quantity.Value + more };
        return Billed(line) with { Quantity = quantity, Amount = (quantity * line.Rate).ToCents() };
    }
}
