using Busbar.Numerics.Distributions;

namespace Busbar.Numerics.Tests.Distributions;

public sealed class ZigguratTests
{
    private const int Draws = 4_000_000;
    private static readonly double[] Sample = Draw(20_260_101);

    [Fact]
    public void The_first_eight_moments_are_the_normal_ones()
    {
        // E[z^k] = (k - 1)!! for even k; the variance of the sample moment is (E[z^2k] - E[z^k]^2) / n.
        double[] expected = [0, 1, 0, 3, 0, 15, 0, 105];
        double[] deviation = [1, 2, 15, 96, 945, 10_170, 135_135, 2_016_000];
        for (var k = 1; k <= 8; k++)
        {
            var moment = Sample.Sum(z => Math.Pow(z, k)) / Draws;
            Assert.InRange(moment, expected[k - 1] - 4.5 * Math.Sqrt(deviation[k - 1] / Draws),
                expected[k - 1] + 4.5 * Math.Sqrt(deviation[k - 1] / Draws));
        }
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.158655253931457)]
    [InlineData(2, 0.0227501319481792)]
    [InlineData(3, 0.00134989803163009)]
    [InlineData(3.6541528853610088, 0.000129011)]
    [InlineData(4, 3.16712418331199e-05)]
    public void Each_tail_holds_its_share(double beyond, double share)
    {
        var error = 4.5 * Math.Sqrt(share * (1 - share) / Draws);
        Assert.InRange(Sample.Count(z => z > beyond) / (double)Draws, share - error, share + error);
        Assert.InRange(Sample.Count(z => z < -beyond) / (double)Draws, share - error, share + error);
    }

    [Fact]
    public void Neighbours_are_uncorrelated_and_the_same_seed_gives_the_same_numbers()
    {
        var product = Enumerable.Range(1, Draws - 1).Sum(i => Sample[i] * Sample[i - 1]) / Draws;
        Assert.InRange(product, -4.5 / Math.Sqrt(Draws), 4.5 / Math.Sqrt(Draws));
        Assert.Equal(Sample, Draw(20_260_101));
    }

    private static double[] Draw(ulong seed)
    {
        var values = new double[Draws];
        Ziggurat.Fill(new SeededRandom(seed), values);
        return values;
    }
}
