using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Handoffs.Trading.Deals;

/// <summary>The words of a ticket's written form and what they mean.</summary>
public static class TicketWords
{
    /// <summary>Kinds of deal.</summary>
    public static ImmutableArray<string> Kinds { get; } =
        ["power", "swap", "option", "award", "virtual", "up-to-congestion", "transmission-right", "fuel", "certificate", "ancillary"];

    /// <summary>Which way.</summary>
    public static FrozenDictionary<string, Side> Sides { get; } = Words(("buy", Side.Buy), ("sell", Side.Sell));

    /// <summary>Published prices: day-ahead, real time.</summary>
    public static FrozenDictionary<string, PriceIndex> Indexes { get; } = Words(("DA", PriceIndex.DayAhead), ("RT", PriceIndex.RealTime));

    /// <summary>How often an option is exercised.</summary>
    public static FrozenDictionary<string, OptionExercise> Exercises { get; } =
        Words(("daily", OptionExercise.Daily), ("monthly", OptionExercise.Monthly));

    /// <summary>What a transmission right is.</summary>
    public static ImmutableArray<string> Rights { get; } = ["obligation", "option", "auction-revenue"];

    /// <summary>The blocks that are traded. ATC is around the clock; the wrap is all that is not on-peak.</summary>
    public static FrozenDictionary<string, ImmutableArray<PeakBlock>> Blocks { get; } = Words<ImmutableArray<PeakBlock>>(
        ("5x16", [PeakBlock.OnPeak]), ("2x16", [PeakBlock.WeekendDay]), ("7x8", [PeakBlock.Night]),
        ("7x16", [PeakBlock.OnPeak, PeakBlock.WeekendDay]), ("wrap", [PeakBlock.WeekendDay, PeakBlock.Night]),
        ("ATC", [PeakBlock.OnPeak, PeakBlock.WeekendDay, PeakBlock.Night]));

    /// <summary>A number as it is written: without needless zeros, point as decimal sign.</summary>
    public static string Text(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The word of blocks; their names joined by + where the trade has no word.</summary>
    public static string Text(ImmutableArray<PeakBlock> blocks) =>
        Blocks.FirstOrDefault(word => word.Value.ToHashSet().SetEquals(blocks)).Key ?? string.Join("+", blocks);

    /// <summary>The word of a value.</summary>
    public static string Text<T>(FrozenDictionary<string, T> words, T value) =>
        words.First(word => EqualityComparer<T>.Default.Equals(word.Value, value)).Key;

    /// <summary>Values hour by hour as runs: <c>50*8,60*16</c>.</summary>
    public static string Runs(IEnumerable<decimal> values)
    {
        var runs = new List<(decimal Value, int Count)>();
        foreach (var value in values)
            if (runs.Count > 0 && runs[^1].Value == value) runs[^1] = (value, runs[^1].Count + 1);
            else runs.Add((value, 1));
        return string.Join(",", runs.Select(run => FormattableString.Invariant($"{Text(run.Value)}*{run.Count}")));
    }

    private static FrozenDictionary<string, T> Words<T>(params (string Word, T Value)[] words) =>
        words.ToFrozenDictionary(word => word.Word, word => word.Value, StringComparer.OrdinalIgnoreCase);
}
