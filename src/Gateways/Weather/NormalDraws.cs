namespace Busbar.Gateways.Weather;

/// <summary>Seeded draws close to the standard normal: twelve uniforms added up, less six (variance one, no value beyond ±6). Only sums and
/// shifts, so that every machine draws the same bits. Uniforms: SplitMix64 (Steele, Lea and Flood 2014,
/// doi:10.1145/2660193.2660195).</summary>
internal sealed class NormalDraws(ulong seed)
{
    private const double ToUnit = 1.0 / (1UL << 53);
    private ulong state = seed;

    public double Next()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += (NextBits() >> 11) * ToUnit;
        return sum;
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
