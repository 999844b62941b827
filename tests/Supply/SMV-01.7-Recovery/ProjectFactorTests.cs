using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Forecasting;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;

namespace Busbar.Supply.Recovery.Tests;

public sealed class ProjectFactorTests
{
    private static readonly PortfolioPlan Plan = new(new(2024, 3, 1), default,
        [
            new(PeakBlock.OnPeak, 336, 100_000, [new("coal", 40_000, new(20)), new("wind contract", 30_000, new(45))], 30_000),
            new(PeakBlock.WeekendDay, 160, 50_000, [new("coal", 60_000, new(20))], -10_000),
            new(PeakBlock.Night, 247, 50_000, [new("coal", 50_000, new(20))], 0),
        ], 0.5);

    private static readonly ProjectMonthInputs Inputs = new(Plan, [],
        new Dictionary<PeakBlock, UsdPerMwhEstimate>
        {
            [PeakBlock.OnPeak] = new(60), [PeakBlock.WeekendDay] = new(30), [PeakBlock.Night] = new(25),
        }.ToImmutableDictionary(),
        ImmutableDictionary<string, string>.Empty.Add("coal", "501"), 0.05m);

    [Fact]
    public void A_plan_becomes_a_month_of_projected_costs()
    {
        var month = ProjectMonth.Run(Inputs).OrThrow();
        Assert.Equal(["447 market -300000", "501 coal 3000000", "555 market 1800000", "555 wind contract 1350000"],
            month.Costs.Select(cost => FormattableString.Invariant($"{cost.Account} {cost.Item} {cost.Actual.Value:0}"))
                .Order(StringComparer.Ordinal));
        Assert.Equal(190_000, month.Sales.Single().Jurisdictional.Value);
    }

    [Fact]
    public void Forecasts_of_the_whole_month_replace_the_plans_load()
    {
        // 31 days of 24 hours here; the clock change is the calendar's to make, not ours.
        var month = ProjectMonth.Run(Inputs with { Forecasts = [.. Enumerable.Range(1, 31).Select(Forecast)] }).OrThrow();
        Assert.Equal(31 * 24 * 100 * 0.95m, month.Sales.Single().Jurisdictional.Value);
    }

    [Fact]
    public void Voltages_together_pay_the_cost_and_the_true_up_when_nothing_is_rounded()
    {
        var clause = Clause with { Losses = [new("secondary", 1.04m), new("primary", 1.01m)] };
        var projection = ProjectFactor.Run(new(clause, [Month], new(250_000))).OrThrow();
        Assert.Equal(5_850_000, projection.ProjectedCost.Value);
        Assert.Equal(6_100_000, projection.ByVoltage.Sum(voltage => (voltage.Sales * voltage.Factor).Value), 6);
        Assert.Equal(0, projection.RoundingResidue.Value, 6);
        Assert.Equal(1.04m / 1.01m, projection.ByVoltage[0].Factor.Value / projection.ByVoltage[1].Factor.Value, 12);
        Assert.Equal("(projected cost + net true-up) ÷ projected jurisdictional energy", projection.Working.Formula);
    }

    [Fact]
    public void What_a_rounded_factor_leaves_over_is_shown()
    {
        var projection = ProjectFactor.Run(new(Clause with { TariffDecimals = 0, Losses = [] },
            [Month with { Sales = [new("", new(190_000))] }], new(250_000))).OrThrow();
        Assert.Equal(32, projection.ByVoltage.Single().Factor.Value);
        Assert.Equal(6_100_000 - 32 * 190_000, projection.RoundingResidue.Value);
    }

    [Fact]
    public void What_cannot_be_projected_is_refused()
    {
        Assert.Equal("no-retail-sales", Assert.IsType<Outcome<FactorProjection>.Refused>(
            ProjectFactor.Run(new(Clause, [Month with { Sales = [] }], Usd.Zero))).Refusal.Code);
        Refused("price-missing", Inputs with { MarketPrice = ImmutableDictionary<PeakBlock, UsdPerMwhEstimate>.Empty });
        Refused("loss-out-of-range", Inputs with { RetailLossFraction = 1 });
        Refused("forecasts-not-whole", Inputs with { Forecasts = [Forecast(1)] });
        Refused("forecasts-not-whole", Inputs with { Forecasts = [.. Enumerable.Range(1, 31).Append(1).Select(Forecast)] });
    }

    private static readonly RecoveryClause Clause =
        new("plain", "test 1", ["447", "501", "555"], UsdPerMwh.Zero, 1, 0, 12, Usd.Zero, new(2024, 1, 1));

    private static readonly ClauseMonth Month = ProjectMonth.Run(Inputs).OrThrow() with
    {
        Sales = [new("secondary", new(150_000)), new("primary", new(40_000))],
    };

    private static LoadForecast Forecast(int day)
    {
        var load = new Series<MwEstimate>(Instant.FromUtc(2024, 3, day, 5, 0), Duration.FromHours(1),
            [.. Enumerable.Repeat(new MwEstimate(100), 24)]);
        return new(OperatingDay.Of(2024, 3, day), default, load, load, [], "test", ContentHash.Of(""), ContentHash.Of(""), "none");
    }

    private static void Refused(string code, ProjectMonthInputs inputs) =>
        Assert.Equal(code, Assert.IsType<Outcome<ClauseMonth>.Refused>(ProjectMonth.Run(inputs)).Refusal.Code);
}
