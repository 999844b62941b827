using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>The open hours of one calendar year as instants in order, with the hours before each, so that any sum over the year is one
/// search.</summary>
internal sealed class OpenYear(ImmutableArray<(Instant Opens, Instant Closes)> spans)
{
    private readonly Instant[] opens = [.. spans.Select(span => span.Opens)];
    private readonly Duration[] before = Totals(spans);

    /// <summary>The open hours of the whole year.</summary>
    public Duration Total => before[^1];

    /// <summary>The open hours of the year before an instant.</summary>
    public Duration Before(Instant at)
    {
        var index = LastNotAfter(opens, at);
        return index < 0 ? Duration.Zero : before[index] + (Instant.Min(at, spans[index].Closes) - spans[index].Opens);
    }

    /// <summary>True inside open hours; a closing instant is outside.</summary>
    public bool IsOpen(Instant at) => LastNotAfter(opens, at) is >= 0 and var index && at < spans[index].Closes;

    /// <summary>When so much of the year's open hours has passed; null when the year has not as many.</summary>
    public Instant? Reach(Duration amount, BudgetEnd end)
    {
        var index = end == BudgetEnd.NextOpening ? LastNotAfter(before, amount) : LastBefore(amount);
        return index < 0 || index >= opens.Length ? null : opens[index] + (amount - before[index]);
    }

    /// <summary>The last place whose hours before are less than the amount: the first span that ends at or after it.</summary>
    private int LastBefore(Duration amount)
    {
        var index = Array.BinarySearch(before, amount);
        if (index < 0) return ~index - 1;
        while (index > 0 && before[index - 1] == amount) index--;
        return index - 1;
    }

    private static int LastNotAfter<T>(T[] sorted, T value) where T : IComparable<T>
    {
        var index = Array.BinarySearch(sorted, value);
        return index >= 0 ? index : ~index - 1;
    }

    private static Duration[] Totals(ImmutableArray<(Instant Opens, Instant Closes)> spans)
    {
        var totals = new Duration[spans.Length + 1];
        for (var index = 0; index < spans.Length; index++)
            totals[index + 1] = totals[index] + (spans[index].Closes - spans[index].Opens);
        return totals;
    }
}
