using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Ppa;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Tests;
using NodaTime;

namespace Busbar.Supply.Contracts.Tests.Ppa;

public sealed class ValuePpaTests
{
    private static readonly PpaRisks NoRisks = new(0, 0, 0, 0, 0, 0, 0, 0, 0, -1000, 0);
    private static readonly OperatingDay First = OperatingDay.Of(2017, 10, 1);
    private static readonly OperatingDay Last = OperatingDay.Of(2017, 11, 30);
    private static readonly int Hours = First.Through(Last).Sum(Given.Calendar.HourCount);

    // 120 MW, half ours; E[y·tanh y] of a standard normal, by the sum below.
    private static readonly double TanhSlope = Mean(y => y * Math.Tanh(y));

    private static ValuePpaInputs Inputs(PpaRisks risks, PowerAgreement? agreement = null, int paths = 400) => new(Given.Calendar,
        agreement ?? Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant()), First.Plus(-365), First, Last,
        Hourly(i => 20 + i % 60), Hourly(i => 30 + i % 24), risks, false, 0, 42, paths);

    private static Series<double> Hourly(Func<int, double> value) =>
        new(Given.Calendar.WholeDay(First).Start, Duration.FromHours(1), [.. Enumerable.Range(0, Hours).Select(value)]);

    private static PpaValue Value(ValuePpaInputs inputs) => ValuePpa.Run(inputs).OrThrow();

    private static double Piece(PpaValue value, PpaDriver driver) => value.Pieces.Single(piece => piece.Driver == driver).Value.Value;

    private static double Sum(Func<double, double, double> of) => Enumerable.Range(0, Hours).Sum(i => 0.5 * of(20 + i % 60, 30 + i % 24));

    [Fact]
    public void Without_risks_a_ppa_is_worth_its_intrinsic_value_over_a_clock_change()
    {
        Assert.Equal(61 * 24 + 1, Hours);
        var value = Value(Inputs(NoRisks));
        Assert.Equal(Sum((mw, usd) => mw * (usd - 40)), value.Mean.Value, 1e-6);
        Assert.Equal(value.Mean.Value, Piece(value, PpaDriver.Intrinsic), 1e-6);
        Assert.Equal((value.Mean.Value, 0.0), (value.P5.Value, value.StandardError.Value));
        Assert.Equal(Sum((mw, usd) => mw * usd) / Sum((mw, _) => mw) / (Sum((_, usd) => usd) / (0.5 * Hours)), value.CaptureRate, 1e-9);
    }

    [Fact]
    public void The_pieces_sum_to_the_mean_with_every_risk_on()
    {
        var risks = new PpaRisks(0.3, 1, 12, 0.9, 0.8, -0.6, -4, 9, -0.5, 0, 0.1);
        var agreement = Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant(), clauses: new(Curtailment: new(true, false, 10, new(24))));
        var value = Value(Inputs(risks, agreement));
        Assert.Equal(value.Mean.Value, value.Pieces.Sum(piece => piece.Value.Value), 1e-6);
        Assert.Equal(value.Mean.Value, value.Explain().Because.Sum(part => double.Parse(part.Value)), 1e-6);
        Assert.True(value.Cvar95 <= value.P5 && value.P5 < value.P50 && value.P50 < value.P95);
        Assert.True(value.CurtailedEnergy.Value > 0 && Piece(value, PpaDriver.Curtailment) != 0 && Piece(value, PpaDriver.Shape) < 0);
        Assert.Equal(value.Pieces, Value(Inputs(risks, agreement)).Pieces);
        Assert.NotEqual(value.Mean, Value(Inputs(risks, agreement) with { Seed = 1 }).Mean);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public void Shape_and_basis_cost_what_covariance_says(double persistence)
    {
        var risks = NoRisks with
        {
            HourlyPriceSd = 15, OutputSpread = 0.8, OutputPriceCorrelation = -0.7, Persistence = persistence, BasisMean = -3, BasisSd = 6,
            BasisOutputCorrelation = -0.5,
        };
        var value = Value(Inputs(risks, paths: 1000));
        var room = Sum((mw, _) => 0.8 * Math.Min(mw, 120 - mw)) * TanhSlope;
        Assert.Equal(-0.7 * 15 * room, Piece(value, PpaDriver.Shape), 5 * value.StandardError.Value);
        Assert.Equal(-3 * Sum((mw, _) => mw) - 0.5 * 6 * room, Piece(value, PpaDriver.Basis), 5 * value.StandardError.Value);
        Assert.InRange(value.StandardError.Value, 1, 0.05 * Math.Abs(Piece(value, PpaDriver.Shape)));
    }

    [Fact]
    public void Curtailment_gives_what_a_truncated_normal_says_and_costs_the_deemed_energy_that_is_paid()
    {
        var risks = NoRisks with { HourlyPriceSd = 30, CurtailBelow = 5 };
        var expected = Sum((mw, usd) => mw * Mean(x => usd + 30 * x < 5 ? -(usd + 30 * x - 40) : 0));
        var free = Value(Inputs(risks));
        Assert.Equal(expected, Piece(free, PpaDriver.Curtailment), 0.02 * expected);
        Assert.Equal(Sum((mw, usd) => mw * Mean(x => usd + 30 * x < 5 ? 1 : 0)), free.CurtailedEnergy.Value, 0.02 * free.CurtailedEnergy.Value);
        var paid = Value(Inputs(risks, Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant(),
            clauses: new(Curtailment: new(true, false, 0, new(24))))));
        Assert.Equal(Piece(free, PpaDriver.Curtailment) - 64 * free.CurtailedEnergy.Value, Piece(paid, PpaDriver.Curtailment), 1e-6 * expected);
        var mustTake = Value(Inputs(risks, Agreements.Of(DeliveryObligation.MustTake, Agreements.Plant())));
        Assert.Equal(Piece(free, PpaDriver.Curtailment) - 40 * free.CurtailedEnergy.Value, Piece(mustTake, PpaDriver.Curtailment), 1e-6 * expected);
    }

    [Fact]
    public void The_price_level_alone_gives_the_quantiles_of_a_lognormal()
    {
        // A single day a year ahead.
        var inputs = Inputs(NoRisks with { LevelVolatility = 0.5 }, paths: 20_000) with { Last = First };
        var day = Given.Calendar.WholeDay(First);
        inputs = inputs with { OutputMw = inputs.OutputMw.Slice(day.Start, day.End), HubPrice = inputs.HubPrice.Slice(day.Start, day.End) };
        var value = Value(inputs);
        double At(double z) => Enumerable.Range(0, 24).Sum(i => 0.5 * (20 + i) * ((30 + i) * Math.Exp(0.5 * z - 0.125) - 40));
        Assert.Equal(At(-1.6448536), value.P5.Value, 0.02 * Math.Abs(At(-1.6448536)));
        Assert.Equal(At(0), value.P50.Value, 0.02 * At(1.6448536));
        Assert.Equal(At(1.6448536), value.P95.Value, 0.03 * At(1.6448536));
        // The mean of the tail: Φ(−1.645 − s)·e^… of a lognormal, by the sum below.
        Assert.Equal(Mean(z => z < -1.6448536 ? At(z) : 0) / 0.05, value.Cvar95.Value, 0.02 * Math.Abs(At(-1.6448536)));
    }

    [Fact]
    public void Calm_and_windy_years_spread_the_value_and_leave_its_mean()
    {
        var value = Value(Inputs(NoRisks with { YearlyOutputSd = 0.1 }, paths: 4000));
        Assert.Equal(0, Piece(value, PpaDriver.Volume), 5 * value.StandardError.Value);
        var intrinsic = Piece(value, PpaDriver.Intrinsic);
        Assert.Equal(Math.Abs(intrinsic) * 0.1 / Math.Sqrt(4000), value.StandardError.Value, 0.05 * value.StandardError.Value);
    }

    [Fact]
    public void A_virtual_ppa_settles_at_the_hub_and_a_floor_at_zero_is_worth_the_puts()
    {
        var risks = NoRisks with { HourlyPriceSd = 30, BasisMean = -10 };
        PowerAgreement Virtual(bool floored) =>
            Agreements.Of(DeliveryObligation.Financial, Agreements.Plant(), new DifferencePricing(PriceIndex.DayAhead, floored));
        var plain = Value(Inputs(risks, Virtual(false)) with { IsSettledAtHub = true });
        Assert.Equal(0, Piece(plain, PpaDriver.Basis), 1e-6);
        var floored = Value(Inputs(risks, Virtual(true)) with { IsSettledAtHub = true });
        var puts = Sum((mw, usd) => mw * Mean(x => Math.Max(0, -(usd + 30 * x))));
        Assert.Equal(puts, floored.Mean.Value - plain.Mean.Value, 0.02 * puts);
    }

    [Fact]
    public void An_indexed_price_leaves_the_adder_and_money_to_come_is_discounted()
    {
        var index = Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant(), new IndexPricing(PriceIndex.DayAhead), price: 3);
        Assert.Equal(-3 * Sum((mw, _) => mw), Value(Inputs(NoRisks with { HourlyPriceSd = 20 }, index)).Mean.Value, 1e-6);
        var (now, later) = (Value(Inputs(NoRisks)).Mean.Value, Value(Inputs(NoRisks) with { DiscountRate = 0.05 }).Mean.Value);
        Assert.InRange(later / now, Math.Exp(-0.05 * 426 / 365), Math.Exp(-0.05));
    }

    [Fact]
    public void What_is_not_a_ppa_or_does_not_fit_is_refused()
    {
        string Code(ValuePpaInputs inputs) => Given.CodeOf(ValuePpa.Run(inputs));
        var inputs = Inputs(NoRisks);
        Assert.Equal("not-a-ppa", Code(Inputs(NoRisks, Agreements.Of(DeliveryObligation.Firm, Agreements.AroundTheClock(1)))));
        Assert.Equal("impossible-terms", Code(Inputs(NoRisks, Agreements.Of(DeliveryObligation.Firm, Agreements.Plant(3)))));
        Assert.Equal("outside-term", Code(inputs with { Last = OperatingDay.Of(2030, 1, 1) }));
        Assert.Equal("hours-do-not-match", Code(inputs with { HubPrice = Given.NaiveDay(First, 30.0) }));
        Assert.Equal("not-a-number", Code(inputs with { HubPrice = Hourly(_ => double.NaN) }));
        Assert.Equal("not-a-number", Code(inputs with { OutputMw = Hourly(_ => 121) }));
        Assert.Equal("impossible-simulation", Code(Inputs(NoRisks with { Persistence = 1 })));
        Assert.Equal("impossible-simulation", Code(Inputs(NoRisks, paths: 3)));
        Assert.Equal("missing-index", Code(Inputs(NoRisks, Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant(),
            clauses: new(Escalator: new(0, "CPI")), first: OperatingDay.Of(2016, 1, 1)))));
    }

    // The mean of a function of a standard normal, by the midpoint rule.
    private static double Mean(Func<double, double> of)
    {
        const double step = 0.01;
        var sum = 0.0;
        for (var x = -8 + step / 2; x < 8; x += step) sum += of(x) * Math.Exp(-x * x / 2) * step;
        return sum / Math.Sqrt(2 * Math.PI);
    }
}
