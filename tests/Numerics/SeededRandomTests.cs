namespace Busbar.Numerics.Tests;

public sealed class SeededRandomTests
{
    [Fact]
    public void Bits_are_those_of_the_authors_reference_program()
    {
        // First outputs of xoshiro256** from the state 1, 2, 3, 4 (the vector that the reference C program prints).
        var random = SeededRandom.FromState(1, 2, 3, 4);
        ulong[] expected = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360];
        foreach (var bits in expected) Assert.Equal(bits, random.NextBits());
    }

    [Fact]
    public void Seeds_are_spread_by_split_mix()
    {
        // SplitMix64 of seed 1234567 begins 6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431.
        var seeded = new SeededRandom(1234567);
        var stated = SeededRandom.FromState(6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431);
        for (var i = 0; i < 10; i++) Assert.Equal(stated.NextBits(), seeded.NextBits());
    }

    [Fact]
    public void A_part_does_not_depend_on_what_was_drawn_before()
    {
        var fresh = new SeededRandom(9).Split(3);
        var used = new SeededRandom(9);
        for (var i = 0; i < 100; i++) used.NextNormal();
        Assert.Equal(fresh.NextBits(), used.Split(3).NextBits());
        Assert.NotEqual(new SeededRandom(9).Split(4).NextBits(), new SeededRandom(9).Split(3).NextBits());
    }

    [Fact]
    public void Uniform_and_normal_numbers_have_their_moments()
    {
        var random = new SeededRandom(42);
        var uniform = Enumerable.Range(0, 200_000).Select(_ => random.NextUniform()).ToArray();
        var normal = Enumerable.Range(0, 200_000).Select(_ => random.NextNormal()).ToArray();
        Assert.All(uniform, value => Assert.InRange(value, 0, 1 - 1e-17));
        Assert.Equal(0.5, Statistics.Mean(uniform), 0.003);
        Assert.Equal(Math.Sqrt(1.0 / 12), Statistics.StandardDeviation(uniform), 0.002);
        Assert.Equal(0, Statistics.Mean(normal), 0.01);
        Assert.Equal(1, Statistics.StandardDeviation(normal), 0.01);
        Assert.Equal(1.6449, Quantile.Of(normal, 0.95), 0.02);
    }

    [Fact]
    public void Every_whole_number_below_the_bound_comes_equally_often()
    {
        var random = new SeededRandom(8);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++) counts[random.NextBelow(6)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextBelow(0));
    }

    [Fact]
    public void A_state_of_zeros_is_refused() => Assert.Throws<ArgumentException>(() => SeededRandom.FromState(0, 0, 0, 0));

    [Fact]
    public void Normals_drawn_together_have_the_moments_of_a_normal_and_are_not_correlated_in_pairs()
    {
        var drawn = new double[400_001];
        new SeededRandom(12).FillNormals(drawn);
        Assert.Equal(0, drawn.Average(), 0.01);
        Assert.Equal(1, drawn.Average(x => x * x), 0.01);
        Assert.Equal(0, drawn.Average(x => x * x * x), 0.03);
        Assert.Equal(3, drawn.Average(x => x * x * x * x), 0.06);
        Assert.Equal(0, Enumerable.Range(0, 200_000).Average(i => drawn[2 * i] * drawn[2 * i + 1]), 0.01);
        var again = new double[400_001];
        new SeededRandom(12).FillNormals(again);
        Assert.Equal(drawn, again);
    }
}
