namespace Busbar.Supply.Commitment.Systems;

/// <summary>Hours on of a unit as bits: the first hour is the lowest bit.</summary>
internal static class HoursOn
{
    public static ulong Of(ReadOnlySpan<bool> isOn)
    {
        var pattern = 0UL;
        for (var hour = 0; hour < isOn.Length; hour++) if (isOn[hour]) pattern |= 1UL << hour;
        return pattern;
    }
}
