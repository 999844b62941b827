using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Credit;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Contracts.Tests.Credit;

public sealed class PotentialExposureTests
{
    private const int Paths = 40_000;
    private const double Normal95 = 1.6448536269514722;
    private const double Normal99 = 2.3263478740408408;

    // One forward of the twelfth month, at the money, 10 MW on-peak.
    private static readonly double Mwh = 10 * CreditBook.HoursOf(12, PeakBlock.OnPeak);

    private static MeasureExposureInputs OneForward(CurveVolatility volatility, Side side = Side.Buy, MasterAgreement? master = null) =>
        CreditBook.Inputs([CreditBook.Party("p", master ?? CreditBook.Master("M"))],
            [CreditBook.Deal("T", "p", CreditBook.Power(side, 12, 1, 10, 50))], volatility: volatility, paths: Paths);

    private static ExposureProfile Profile(MeasureExposureInputs inputs) => CreditBook.Measure(inputs).Profiles.Single();

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    public void A_lognormal_forward_has_the_exposure_of_its_closed_form(double reversion)
    {
        var profile = Profile(OneForward(CreditBook.Volatility(0.4, reversion: reversion)));
        Assert.Equal(13, profile.Points.Length);
        var delivery = Years(CreditBook.First(12));
        foreach (var point in profile.Points.Skip(1))
        {
            var time = Years(point.Day);
            var spread = 0.4 * Math.Exp(-reversion * (delivery - time))
                * Math.Sqrt(reversion > 0 ? (1 - Math.Exp(-2 * reversion * time)) / (2 * reversion) : time);
            double Quantile(double z) => Mwh * 50 * (Math.Exp(z * spread - spread * spread / 2) - 1);
            // An at-the-money call without discounting: F·(2Φ(s/2) − 1).
            Within(Mwh * 50 * (2 * Phi(spread / 2) - 1), point.Expected.Value, 0.025);
            Within(Quantile(Normal95), point.Potential95.Value, 0.03);
            Within(Quantile(Normal99), point.Potential99.Value, 0.05);
        }
    }

    [Fact]
    public void A_normal_forward_has_the_exposure_of_its_closed_form_and_both_sides_the_same()
    {
        foreach (var side in new[] { Side.Buy, Side.Sell })
            foreach (var point in Profile(OneForward(CreditBook.Volatility(20, isNormal: true), side)).Points.Skip(1))
            {
                var spread = Mwh * 20 * Math.Sqrt(Years(point.Day));
                Within(spread / Math.Sqrt(2 * Math.PI), point.Expected.Value, 0.025);
                Within(spread * Normal95, point.Potential95.Value, 0.03);
                Within(spread * Normal99, point.Potential99.Value, 0.05);
            }
    }

    [Fact]
    public void Wrong_way_multiplies_the_loss_as_its_closed_form_says()
    {
        // Under the tilt the factor has mean t: E[(z + t)⁺] = φ(t) + t·Φ(t); without it φ(0). The forward's own spread cancels.
        var inputs = OneForward(CreditBook.Volatility(20, isNormal: true, loading: 1));
        var expected = inputs.Simulation with { IntensityVolatility = 1, WrongWay = [new("p", 0.7)] };
        var bell = Math.Exp(-0.245) / Math.Sqrt(2 * Math.PI);
        Within((bell + 0.7 * Phi(0.7)) * Math.Sqrt(2 * Math.PI), Profile(inputs with { Simulation = expected }).Alpha, 0.03);
        Assert.Equal(1, Profile(inputs).Alpha, 12);
        Assert.InRange(Profile(inputs with { Simulation = expected with { WrongWay = [new("p", -0.7)] } }).Alpha, 0.1, 0.7);
    }

    [Fact]
    public void The_expected_loss_is_the_exposure_of_each_month_at_its_default_probability()
    {
        var profile = Profile(OneForward(CreditBook.Volatility()));
        var loss = Enumerable.Range(1, 12).Sum(i => profile.Points[i].Expected.Value * 0.6
            * (Math.Exp(-0.02 * Years(profile.Points[i - 1].Day)) - Math.Exp(-0.02 * Years(profile.Points[i].Day))));
        Within(loss, profile.ExpectedLoss.Value, 1e-9);
    }

    [Fact]
    public void A_threshold_caps_exposure_and_a_margin_period_lets_it_through_again()
    {
        var master = CreditBook.Master("M", theirs: 10_000);
        var instant = OneForward(CreditBook.Volatility(), master: master);
        Assert.All(Profile(instant).Points, point => Assert.InRange(point.Potential99.Value, 0, 10_000.001));
        var delayed = Profile(instant with { Simulation = instant.Simulation with { MarginDays = 10 } });
        var free = Profile(OneForward(CreditBook.Volatility()));
        Assert.InRange(delayed.Points[6].Potential95.Value, 10_001, free.Points[6].Potential95.Value);
    }

    [Fact]
    public void Deals_that_offset_have_no_potential_exposure_when_netted_and_both_when_not()
    {
        ImmutableArray<Trade> trades = [CreditBook.Deal("B", "p", CreditBook.Power(Side.Buy, 6, 1, 10, 50)),
            CreditBook.Deal("S", "p", CreditBook.Power(Side.Sell, 6, 1, 10, 50))];
        double Potential(bool isNetted) => CreditBook.Measure(CreditBook.Inputs(
            [CreditBook.Party("p", CreditBook.Master("M", isNetted: isNetted))], trades)).Exposure.Counterparties[0].Potential.Value;
        Assert.Equal(0, Potential(true), 6);
        Assert.True(Potential(false) > 1000);
    }

    [Fact]
    public void Energy_leaves_when_it_is_delivered_and_an_invoice_when_it_is_due()
    {
        var inputs = CreditBook.Inputs([CreditBook.Party("p", CreditBook.Master("M"))],
            [CreditBook.Deal("T", "p", CreditBook.Power(Side.Buy, 1, 3, 10, 40))], volatility: CreditBook.Volatility(0)) with
        {
            Invoices = [new("p", "M", "i", CreditBook.First(2).Plus(3), new(-700))],
        };
        double Left(int fromMonth) => Enumerable.Range(fromMonth, 4 - fromMonth).Sum(month => 100 * CreditBook.HoursOf(month, PeakBlock.OnPeak));
        var points = Profile(inputs).Points;
        Assert.Equal([Left(1) + 700, Left(1) + 700, Left(2) + 700, Left(3)], points.Select(point => Math.Round(point.Expected.Value, 6)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_does_not()
    {
        var inputs = OneForward(CreditBook.Volatility()) with { Simulation = new(3, 500, 10, [CreditBook.Volatility()], 1, []) };
        Assert.Equal(Profile(inputs).Points, Profile(inputs).Points);
        Assert.NotEqual(Profile(inputs).Points, Profile(inputs with { Simulation = inputs.Simulation with { Seed = 4 } }).Points);
    }

    private static double Years(OperatingDay day) =>
        NodaTime.Period.DaysBetween(CreditBook.MarkDay.Date, day.Date) / 365.0;

    private static void Within(double expected, double actual, double relative) =>
        Assert.InRange(actual, expected * (1 - relative), expected * (1 + relative));

    // By Simpson's rule over the density: independent of any library.
    private static double Phi(double x)
    {
        const int steps = 2000;
        var step = x / steps;
        var sum = 0.0;
        for (var i = 0; i <= steps; i++)
            sum += (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-(i * step) * (i * step) / 2);
        return 0.5 + sum * step / 3 / Math.Sqrt(2 * Math.PI);
    }
}
