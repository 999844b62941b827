using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs;

namespace Busbar.Supply.Recovery.Tests;

public sealed class MeasureRecoveryTests
{
    [Fact]
    public void Recovery_lag_and_balance_follow_from_the_closed_months()
    {
        var month = CloseMonth.Run(RecoveryCase.Read("florida-average-balance.txt").Inputs()).OrThrow();
        var metrics = MeasureRecovery.Run(new(OperatingDay.Of(2017, 2, 10), OperatingDay.Of(2017, 3, 31),
            [month, month with { Month = new(2017, 4, 1) }]));
        Assert.Equal("SMV-01.7", metrics.Stage);
        Assert.Equal(100.0 * 10 / 12, Value(metrics, "Recovered cost")!.Value, 9);
        Assert.False(metrics.Metrics[0].IsOnTarget);
        // 12 million in 28 days is 13,044,642.86 a month of 30.4375 days; 3.01 million of it waits.
        Assert.Equal(3_010_000 / (12_000_000 / 28.0 * 30.4375), Value(metrics, "Regulatory lag")!.Value, 9);
        Assert.Equal(100 * 3_010_000 / (10_000_000 / 28.0 * 365.25), Value(metrics, "Balance to annual revenue")!.Value, 9);
        Assert.All(metrics.Metrics, metric => Assert.NotEmpty(metric.Parts));
    }

    [Fact]
    public void Triggers_the_months_to_a_factor_what_was_disallowed_and_carrying_cost_are_measured()
    {
        var missouri = Measure("missouri-fac.txt", OperatingDay.Of(2009, 6, 1), OperatingDay.Of(2009, 9, 30));
        Assert.Equal(17_169_838, Value(missouri, "Disallowed"));
        Assert.Equal(-7_959.82, Value(missouri, "Carrying cost")!.Value, 6);
        var california = Measure("california-erra.txt", OperatingDay.Of(2024, 1, 1), OperatingDay.Of(2024, 3, 31));
        Assert.Equal(4.0777, Value(california, "Balance against ERRA trigger")!.Value, 4);
        Assert.False(california.Metrics.Single(metric => metric.Name == "Balance against ERRA trigger").IsOnTarget);
        Assert.True(california.Metrics.Single(metric => metric.Name == "Balance against ERRA threshold").IsOnTarget);
        Assert.Equal(82_800 + 88_731.20 + 94_686.12, Value(california, "Carrying cost")!.Value, 6);
        Assert.Null(Value(california, "Cost month to factor month"));
        var kentucky = Measure("kentucky-fac.txt", OperatingDay.Of(2024, 1, 1), OperatingDay.Of(2024, 6, 30));
        Assert.Equal(2, Value(kentucky, "Cost month to factor month"));
        Assert.All(kentucky.Metrics.Concat(missouri.Metrics).Concat(california.Metrics), metric => Assert.NotEmpty(metric.Formula));
    }

    [Fact]
    public void Costs_wait_for_the_first_factor_set_after_them()
    {
        var inputs = ClauseCase.Read("california-erra.txt").Inputs;
        var clause = inputs.Clause with
        {
            Riders = [.. inputs.Clause.Riders, new(new(2024, 3, 1), new(70)), new(new(2024, 7, 1), new(80))],
        };
        var months = RunClause.Run(inputs with { Clause = clause }).OrThrow().Months;
        // January waits 2 months, February 1, March 4, each of one cost.
        var metrics = MeasureRecovery.Run(new(OperatingDay.Of(2024, 1, 1), OperatingDay.Of(2024, 3, 31), months) { Clause = clause });
        Assert.Equal(7.0 / 3, Value(metrics, "Cost month to factor month")!.Value, 9);
    }

    private static StageMetrics Measure(string name, OperatingDay first, OperatingDay last)
    {
        var inputs = ClauseCase.Read(name).Inputs;
        return MeasureRecovery.Run(new(first, last, RunClause.Run(inputs).OrThrow().Months) { Clause = inputs.Clause });
    }

    [Fact]
    public void Without_a_closed_month_every_metric_is_null() =>
        Assert.All(MeasureRecovery.Run(new(OperatingDay.Of(2017, 2, 1), OperatingDay.Of(2017, 2, 28), [])).Metrics, metric =>
            Assert.Null(metric.Value));

    private static double? Value(StageMetrics metrics, string name) => metrics.Metrics.Single(metric => metric.Name == name).Value;
}
