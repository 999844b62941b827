using Busbar.Numerics.Options;

namespace Busbar.Numerics.Tests.Options;

public sealed class Black76Tests
{
    [Theory]
    [InlineData(40, 35, 0.3)]
    [InlineData(40, 40, 0.05)]
    [InlineData(40, 90, 0.9)]
    public void A_call_is_the_integral_of_its_payoff_over_the_lognormal(double forward, double strike, double stdDev)
    {
        var (sum, step) = (0.0, 1e-4);
        var from = (Math.Log(strike / forward) + stdDev * stdDev / 2) / stdDev;
        for (var z = from + step / 2; z < from + 12; z += step)
            sum += (forward * Math.Exp(stdDev * z - stdDev * stdDev / 2) - strike) * Math.Exp(-z * z / 2) * step / Math.Sqrt(2 * Math.PI);
        Assert.Equal(0.95 * sum, Black76.Price(true, forward, strike, stdDev, 0.95).Value, 1e-6);
    }

    [Fact]
    public void A_call_less_a_put_is_the_forward_less_the_strike_discounted()
    {
        foreach (var strike in new[] { 5.0, 39, 40, 200 })
            Assert.Equal(0.9 * (40 - strike),
                Black76.Price(true, 40, strike, 0.4, 0.9).Value - Black76.Price(false, 40, strike, 0.4, 0.9).Value, 1e-12);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Greeks_are_the_slopes_of_the_value(bool isCall)
    {
        const double step = 1e-4;
        double At(double forward, double stdDev) => Black76.Price(isCall, forward, 42, stdDev, 0.9).Value;
        var value = Black76.Price(isCall, 40, 42, 0.3, 0.9);
        Assert.Equal((At(40 + step, 0.3) - At(40 - step, 0.3)) / (2 * step), value.Delta, 1e-8);
        Assert.Equal((At(40 + step, 0.3) - 2 * value.Value + At(40 - step, 0.3)) / (step * step), value.Gamma, 1e-5);
        Assert.Equal((At(40, 0.3 + step) - At(40, 0.3 - step)) / (2 * step), value.Vega, 1e-6);
    }

    [Fact]
    public void Without_deviation_an_option_is_worth_its_payoff_and_a_strike_below_nothing_is_always_called()
    {
        Assert.Equal(new OptionValue(4.5, 0.9, 0, 0), Black76.Price(true, 40, 35, 0, 0.9));
        Assert.Equal(new OptionValue(4.5, -0.9, 0, 0), Black76.Price(false, 35, 40, 0, 0.9));
        Assert.Equal(default, Black76.Price(true, 35, 40, 0, 0.9));
        Assert.Equal(new OptionValue(45, 1, 0, 0), Black76.Price(true, 40, -5, 0.3, 1));
        Assert.Equal(default, Black76.Price(false, 40, -5, 0.3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Black76.Price(true, 0, 40, 0.3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Black76.Price(true, 40, 40, -0.3, 1));
    }

    [Fact]
    public void Many_calls_at_once_are_worth_what_they_are_one_by_one()
    {
        double[] forwards = [.. Enumerable.Range(1, 1999).Select(i => i * 0.1)];
        double[] logs = [.. forwards.Select(price => Math.Log(price))];
        foreach (var (strike, stdDev) in new[] { (40.0, 0.3), (40.0, 0.01), (95.5, 1.2) })
        {
            var sums = new double[forwards.Length];
            Black76.AddCalls(forwards, logs, strike, stdDev, 3, sums);
            for (var i = 0; i < forwards.Length; i++)
                Assert.Equal(3 * Black76.Price(true, forwards[i], strike, stdDev, 1).Value, sums[i], 1e-12 * forwards[i]);
            var apart = new double[forwards.Length];
            Black76.AddCalls(forwards.AsSpan(0, 7), logs.AsSpan(0, 7), strike, stdDev, 3, apart.AsSpan(0, 7));
            Black76.AddCalls(forwards.AsSpan(7), logs.AsSpan(7), strike, stdDev, 3, apart.AsSpan(7));
            Assert.Equal(sums, apart);
        }
    }
}
