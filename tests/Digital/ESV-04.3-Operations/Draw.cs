namespace Busbar.Digital.Operations.Tests;

/// <summary>Numbers that look random and are the same each time (a linear congruential generator, Knuth's MMIX constants).</summary>
internal sealed class Draw(int seed)
{
    private ulong state = (ulong)seed;

    /// <summary>A number from 0 up to, not including, <paramref name="below"/>.</summary>
    public int Next(int below)
    {
        state = unchecked(state * 6364136223846793005UL + 1442695040888963407UL);
        return (int)((state >> 33) % (ulong)below);
    }
}
