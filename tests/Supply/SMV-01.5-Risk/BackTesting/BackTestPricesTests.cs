using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Gateways.RiskFiles;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.BackTesting;

namespace Busbar.Supply.Risk.Tests.BackTesting;

public sealed class BackTestPricesTests
{
    [Fact]
    public void Sixteen_published_back_tests_come_out_of_the_hourly_prices_to_six_decimals()
    {
        using var summary = JsonDocument.Parse(SharedFigures.Text("var_backtest_summary.json"));
        var prices = new[] { "PJM", "DE" }.ToDictionary(market => market, market =>
            PriceHistoryCsv.Read(SharedFigures.File($"epf_{market.ToLowerInvariant()}.csv.gz", "prices")).OrThrow());
        var rows = summary.RootElement.EnumerateArray().ToList();
        Assert.Equal(16, rows.Count);
        foreach (var row in rows)
        {
            double Number(string name) => row.GetProperty(name).GetDouble();
            var (market, level) = (row.GetProperty("market").GetString()!, 1 - Number("p"));
            var test = BackTestPrices.Run(new(prices[market], new(2400), 250, level,
                MethodOf(row.GetProperty("method").GetString()!))).OrThrow();
            Assert.Equal((Number("T"), Number("N")), (test.Coverage.Days, test.Coverage.Exceptions));
            Assert.Equal(Number("LRuc"), test.Coverage.Coverage, 6);
            Assert.Equal(Number("LRind"), test.Coverage.Independence, 6);
            Assert.Equal(Number("LRcc"), test.Coverage.Conditional, 6);
            Assert.Equal(Number("p_uc"), test.Coverage.CoverageProbability, 6);
            Assert.Equal(Number("p_cc"), test.Coverage.ConditionalProbability, 6);
            Assert.Equal(Number("last250"), test.RecentExceptions);
            if (row.GetProperty("zone").GetString() is { } zone) Assert.Equal(zone, test.Light.ToString().ToLowerInvariant());
            Assert.Equal(Number("VaR_first"), test.ValueAtRiskUsd[0], 1e-3);
            Assert.Equal(Number("VaR_last"), test.ValueAtRiskUsd[^1], 1e-3);
            Assert.Equal(Number("avgVaR"), test.ValueAtRiskUsd.Average(), 6e-3);
        }
    }

    [Fact]
    public void No_exceptions_are_tested_without_a_logarithm_of_nothing()
    {
        var test = BackTestPrices.Run(Inputs(Rising(60)) with { Window = 20 }).OrThrow();
        Assert.Equal(0, test.Coverage.Exceptions);
        Assert.True(double.IsFinite(test.Coverage.Conditional));
        Assert.Equal(TrafficLight.Green, test.Light);
    }

    [Fact]
    public void What_cannot_be_tested_is_refused_and_a_gap_is_said()
    {
        Refused("fewer-profits-than-window", Inputs(Rising(250)));
        Refused("fewer-profits-than-window", Inputs([]));
        Refused("wrong-window", Inputs(Rising(60)) with { Window = 19 });
        Refused("no-such-level", Inputs(Rising(60)) with { Level = 1 });
        Refused("wrong-decay", Inputs(Rising(60)) with { Decay = 1 });
        Refused("days-out-of-order", Inputs([.. Rising(30), .. Rising(30)]) with { Window = 20 });
        Refused("zero-variance", Inputs([.. Rising(60).Select(price => price with { UsdPerMwh = 40 })]) with { Window = 20 });
        var gap = (Outcome<PriceBackTest>.Done)BackTestPrices.Run(Inputs(Rising(60).RemoveAt(30)) with { Window = 20 });
        Assert.Equal("days-missing", Assert.Single(gap.Findings).Code);
    }

    // Basel Committee 1996, table 2: 0 to 4 green, 5 to 9 yellow, 10 and more red.
    [Theory]
    [InlineData(0, TrafficLight.Green)]
    [InlineData(4, TrafficLight.Green)]
    [InlineData(5, TrafficLight.Yellow)]
    [InlineData(9, TrafficLight.Yellow)]
    [InlineData(10, TrafficLight.Red)]
    [InlineData(250, TrafficLight.Red)]
    public void Two_hundred_and_fifty_days_at_ninety_nine_per_cent_have_the_published_zones(int exceptions, TrafficLight light) =>
        Assert.Equal(light, TrafficLights.Of(exceptions, 250, 0.01));

    // The same table's cumulative probabilities, in per cent: 8.11, 89.22, 95.88, 99.97, 99.99.
    [Theory]
    [InlineData(0, 0.0811)]
    [InlineData(4, 0.8922)]
    [InlineData(5, 0.9588)]
    [InlineData(9, 0.9997)]
    [InlineData(250, 1)]
    public void Cumulative_probabilities_are_the_published_ones(int exceptions, double probability) =>
        Assert.Equal(probability, TrafficLights.BinomialUpTo(exceptions, 250, 0.01), 1e-4);

    [Fact]
    public void The_model_page_says_which_models_stand()
    {
        var green = BackTestPrices.Run(Inputs(Noise(1200)) with { Method = BackTestMethod.Normal }).OrThrow();
        var red = green with { Light = TrafficLight.Red, RecentExceptions = 12 };
        var yellow = green with { Light = TrafficLight.Yellow, RecentExceptions = 6 };
        var clustered = green with { Coverage = green.Coverage with { ConditionalProbability = 0.01 } };
        var day = OperatingDay.Of(2026, 6, 1);
        RiskModel Model(string name, params PriceBackTest[] tests) => new(name, "Risk", "limits", day.Plus(-100), [.. tests]);
        var done = (Outcome<ImmutableArray<ModelReview>>.Done)ReviewModels.Run(new(day,
            [Model("a", green), Model("b", green, yellow), Model("c", red, green), Model("d"), Model("e",
                clustered) with { LastReview = null }], 365));
        Assert.Equal([ModelStanding.Fit, ModelStanding.Watched, ModelStanding.Unfit, ModelStanding.Untested, ModelStanding.Watched],
            done.Value.Select(review => review.Standing));
        Assert.Equal(["model-unfit", "model-untested", "review-overdue"], done.Findings.Select(finding => finding.Code));
        string Code(params RiskModel[] models) =>
            ((Outcome<ImmutableArray<ModelReview>>.Refused)ReviewModels.Run(new(day, [.. models], 365))).Refusal.Code;
        Assert.Equal("no-models", Code());
        Assert.Equal("model-without-owner", Code(Model("a") with { Owner = "" }));
        Assert.Equal("model-twice", Code(Model("a"), Model("a")));
        Assert.Equal("wrong-review-days", ((Outcome<ImmutableArray<ModelReview>>.Refused)ReviewModels.Run(new(day, [Model("a")],
            0))).Refusal.Code);
    }

    private static BackTestMethod MethodOf(string name) => name switch
    {
        "HS250" => BackTestMethod.Historical,
        "Normal250" => BackTestMethod.Normal,
        "EWMA94" => BackTestMethod.MovingNormal,
        _ => BackTestMethod.Filtered,
    };

    private static BackTestPricesInputs Inputs(ImmutableArray<DailyPrice> prices) => new(prices, new(2400), 250, 0.99,
        BackTestMethod.Historical);

    private static ImmutableArray<DailyPrice> Rising(int days) => Days(days, i => 30 + i + i % 3);

    private static ImmutableArray<DailyPrice> Noise(int days)
    {
        var chance = new SeededRandom(3);
        var price = 40.0;
        return Days(days, _ => price += chance.NextNormal());
    }

    private static ImmutableArray<DailyPrice> Days(int days, Func<int, double> priceOf) =>
        [.. Enumerable.Range(0, days).Select(i => new DailyPrice(OperatingDay.Of(2020, 1, 1).Plus(i), priceOf(i), 24))];

    private static void Refused(string code, BackTestPricesInputs inputs) =>
        Assert.Equal(code, ((Outcome<PriceBackTest>.Refused)BackTestPrices.Run(inputs)).Refusal.Code);
}
