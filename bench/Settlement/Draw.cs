using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Engine;
using NodaTime;

namespace Busbar.Settlement.Bench;

/// <summary>Numbers of a day drawn from its date, the determinant's name and place: the same on every machine.</summary>
internal sealed class Draw(OperatingDay day)
{
    private readonly DeliveryInterval whole = MarketCalendar.Pjm.WholeDay(day);
    private readonly ulong seed = (ulong)(day.Date.Year * 10_000 + day.Date.Month * 100 + day.Date.Day);

    public DeterminantSeries Five(string name, string at, int low, int high, byte decimals, int parts = 1) =>
        Series(name, at, Duration.FromMinutes(5), low, high, decimals, parts);

    public DeterminantSeries Hourly(string name, string at, int low, int high, byte decimals) =>
        Series(name, at, Duration.FromHours(1), low, high, decimals, 1);

    public DeterminantSeries Daily(string name, string at, int low, int high, byte decimals) =>
        Series(name, at, whole.Length, low, high, decimals, 1);

    private DeterminantSeries Series(string name, string at, Duration step, int low, int high, byte decimals, int parts)
    {
        var state = seed;
        foreach (var letter in name) state = Next(state ^ letter);
        foreach (var letter in at) state = Next(state ^ letter);
        var (values, scale) = (new decimal[(int)(whole.Length / step)], (long)Math.Pow(10, decimals));
        for (var i = 0; i < values.Length; i++)
        {
            state = Next(state);
            var drawn = low * scale + (long)(state >> 24) % ((high - low) * scale + 1);
            // No zeros at the end: the store keeps the number and not its zeros, and bytes are compared.
            values[i] = drawn / parts / (decimal)scale;
        }
        return new(name, at, new(whole.Start, step, ImmutableCollectionsMarshal.AsImmutableArray(values)), "generated");
    }

    private static ulong Next(ulong state) => unchecked(Mix(state + 0x9E3779B97F4A7C15UL));

    private static ulong Mix(ulong z) => unchecked(Last((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL));

    private static ulong Last(ulong z) => unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL) ^ (z >> 31);
}
