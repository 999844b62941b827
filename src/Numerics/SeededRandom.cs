using System.Numerics;

namespace Busbar.Numerics;

/// <summary>Reproducible chance: xoshiro256** 1.0 of Blackman and Vigna (Scrambled Linear Pseudorandom Number Generators, ACM TOMS 47(4),
/// 2021), its state filled from the seed by SplitMix64. Period 2²⁵⁶ − 1. The same seed gives the same numbers on every machine, for
/// ever.</summary>
public sealed class SeededRandom
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private readonly ulong origin;
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>A generator for a seed.</summary>
    public SeededRandom(ulong seed)
    {
        origin = seed;
        var filler = seed;
        s0 = SplitMix(ref filler);
        s1 = SplitMix(ref filler);
        s2 = SplitMix(ref filler);
        s3 = SplitMix(ref filler);
    }

    private SeededRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (this.s0, this.s1, this.s2, this.s3) = (s0, s1, s2, s3);

    /// <summary>A generator with a given state, as the authors' reference program starts.</summary>
    /// <exception cref="ArgumentException">All four words are zero, which the generator never leaves.</exception>
    public static SeededRandom FromState(ulong s0, ulong s1, ulong s2, ulong s3) =>
        (s0 | s1 | s2 | s3) == 0
            ? throw new ArgumentException("The state of xoshiro256** is not all zero.")
            : new SeededRandom(s0, s1, s2, s3);

    /// <summary>A generator for a numbered part of the same work. It depends on the seed and the number only, not on how many
    /// numbers were drawn before, so that work can be split in any order.</summary>
    public SeededRandom Split(ulong part)
    {
        var filler = unchecked(origin + GoldenGamma * (part + 1));
        return new(SplitMix(ref filler) ^ BitOperations.RotateLeft(part, 32));
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
            var shifted = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= shifted;
            s3 = BitOperations.RotateLeft(s3, 45);
            return result;
        }
    }

    /// <summary>A number in [0, 1), one of 2⁵³ equally spaced ones.</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number, by the polar method of Marsaglia and Bray (SIAM Review 6(3), 1964). It takes the
    /// platform's logarithm, whose last bit may differ between operating systems.</summary>
    public double NextNormal()
    {
        while (true)
        {
            var x = 2 * NextUniform() - 1;
            var y = 2 * NextUniform() - 1;
            var square = x * x + y * y;
            if (square is > 0 and < 1) return x * Math.Sqrt(-2 * Math.Log(square) / square);
        }
    }

    /// <summary>Standard normal numbers by the same method, which gives two at a time: half the work of one by one, and other
    /// numbers.</summary>
    public void FillNormals(Span<double> into)
    {
        for (var i = 0; i < into.Length;)
        {
            var x = 2 * NextUniform() - 1;
            var y = 2 * NextUniform() - 1;
            var square = x * x + y * y;
            if (square is not (> 0 and < 1)) continue;
            var factor = Math.Sqrt(-2 * Math.Log(square) / square);
            into[i++] = x * factor;
            if (i < into.Length) into[i++] = y * factor;
        }
    }

    /// <summary>A whole number in [0, bound), each equally likely (Lemire, ACM TOMACS 29(1), 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1.</exception>
    public int NextBelow(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var range = (ulong)bound;
        var reject = unchecked(0UL - range) % range;
        while (true)
        {
            var high = Math.BigMul(NextBits(), range, out var low);
            if (low >= reject) return (int)high;
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            state += GoldenGamma;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
