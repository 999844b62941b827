using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Settlement.Tests;

public sealed class MeasureSettlementTests
{
    [Fact]
    public void Rates_are_counted_over_the_lines_of_the_days_in_the_period()
    {
        var interval = SampleDay.Hourly(SampleDay.Plain, _ => 0).IntervalAt(0);
        Variance Off(decimal iso) => new("RT-ENERGY", "load", interval, new(10), new(iso), VarianceCause.Meter, "evidence");
        var day = new Reconciliation(SampleDay.Plain, interval.End, "initial", new(10), new(10), 400, [Off(7), Off(12)], Usd.Zero, true);
        var metrics = MeasureSettlement.Run(new(SampleDay.Plain, SampleDay.Plain.Plus(1),
            [day, day with { Day = SampleDay.Plain.Plus(1), Variances = [] }, day with { Day = SampleDay.Plain.Plus(2) }]));
        Assert.Equal("SMV-01.6", metrics.Stage);
        Assert.Equal(0.25, Named(metrics, "Dispute rate").Value);
        Assert.True(Named(metrics, "Dispute rate").IsOnTarget);
        Assert.Equal(5, Named(metrics, "Value in variance").Value);
        Assert.Equal(2, Named(metrics, "Settled days").Value);
        Assert.Contains("simulated", Named(metrics, "Value in variance").Parts[0].Source);
    }

    [Fact]
    public void What_cannot_be_measured_is_null_and_says_why()
    {
        var metrics = MeasureSettlement.Run(new(SampleDay.Plain, SampleDay.Plain, []));
        Assert.Null(Named(metrics, "Dispute rate").Value);
        Assert.Null(Named(metrics, "Value in variance").Value);
        Assert.Null(Named(metrics, "On-time payment").Value);
        Assert.Null(Named(metrics, "Value recovered").Value);
        Assert.Null(Named(metrics, "Days to final").Value);
        Assert.Equal(0, Named(metrics, "Settled days").Value);
    }

    private static Metric Named(StageMetrics metrics, string name) => metrics.Metrics.Single(metric => metric.Name == name);
}
