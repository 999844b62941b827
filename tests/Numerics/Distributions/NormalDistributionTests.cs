using Busbar.Numerics.Distributions;

namespace Busbar.Numerics.Tests.Distributions;

public sealed class NormalDistributionTests
{
    [Fact]
    public void The_distribution_function_is_the_power_series_of_the_centre_to_fifteen_digits()
    {
        for (var x = -3.0; x <= 3; x += 0.01) Assert.Equal(BySeries(x), NormalDistribution.Cumulative(x), 1e-15);
    }

    [Fact]
    public void Its_tail_is_the_continued_fraction_as_far_as_numbers_reach()
    {
        for (var x = 3.0; x <= 37; x += 0.1) Assert.Equal(1, NormalDistribution.Cumulative(-x) / ByFraction(x), 2e-14);
        Assert.Equal(0, NormalDistribution.Cumulative(-40));
        Assert.Equal(1, NormalDistribution.Cumulative(40));
    }

    // Abramowitz and Stegun, table 26.1.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068543)]
    [InlineData(2, 0.977249868051821)]
    [InlineData(3, 0.998650101968370)]
    public void Tabled_probabilities_come_out(double x, double probability) =>
        Assert.Equal(probability, NormalDistribution.Cumulative(x), 1e-15);

    [Fact]
    public void The_inverse_undoes_the_function_from_the_centre_into_the_tail()
    {
        for (var x = -37.0; x <= 5; x += 0.01)
        {
            var p = NormalDistribution.Cumulative(x);
            // Above 0 the probability itself is rounded: half a unit of its last place moves x by that over the density.
            var slack = x > 0 ? 2e-16 / NormalDistribution.Density(x) : 0;
            Assert.Equal(x, NormalDistribution.Inverse(p), 1e-14 * Math.Max(1, Math.Abs(x)) + slack);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Inverse(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Inverse(1));
    }

    // Marsaglia 2004, Evaluating the normal distribution: Φ(x) = ½ + φ(x)·Σ x^(2k+1)/(1·3·5…(2k+1)), in decimals.
    private static double BySeries(double x)
    {
        decimal exact = (decimal)x, term = exact, sum = exact;
        for (var k = 1; k < 120; k++) sum += term *= exact * exact / (2 * k + 1);
        decimal bell = 1, power = 1;
        for (var k = 1; k < 120; k++) bell += power *= -exact * exact / 2 / k;
        return (double)(0.5m + sum * bell * 0.3989422804014326779399460599m);
    }

    // Abramowitz and Stegun 26.2.14.
    private static double ByFraction(double x)
    {
        var tail = x;
        for (var n = 400; n >= 1; n--) tail = x + n / tail;
        var whole = Math.Floor(x * 16) / 16;
        return Math.Exp(-whole * whole / 2) * Math.Exp(-(x - whole) * (x + whole) / 2) / Math.Sqrt(2 * Math.PI) / tail;
    }
}
