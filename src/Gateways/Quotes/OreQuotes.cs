using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using NodaTime.Text;

namespace Busbar.Gateways.Quotes;

/// <summary>Market and fixing text of Open Source Risk Engine: one line a number, <c>date key value</c>, with <c>#</c> for comments.
/// Futures are keyed <c>COMMODITY_FWD/PRICE/root/USD/expiry</c>, published prices <c>COMM-root-day</c>. Lines of other instruments are
/// passed over with one finding; a line that is not three fields, a bad date, a value that is not a number, another currency and a
/// repeated key are refused. Source: ORE User Guide, chapter Market Data.</summary>
public static class OreQuotes
{
    private const int MaxBytes = 64 << 20;

    /// <summary>The futures' settlement prices.</summary>
    public static Outcome<ImmutableArray<FuturesSettle>> Settles(SourceFile file) => Read<FuturesSettle>(file, line =>
    {
        if (line.Key.Split('/') is not ["COMMODITY_FWD", "PRICE", var root, var currency, var expiry]) return null;
        if (currency != "USD")
            return line.Refuse("wrong-unit", $"The price is in {currency}, not in USD", "Convert it, or leave the line out.");
        return DayOf(expiry) is { } day ? new FuturesSettle(root, line.Day, day, line.Price) : line.RefuseDate(expiry);
    });

    /// <summary>The published daily prices of one root.</summary>
    public static Outcome<ImmutableArray<DailyFixing>> Fixings(SourceFile file, string root) => Read<DailyFixing>(file, line =>
    {
        if (!line.Key.StartsWith($"COMM-{root}-", StringComparison.Ordinal)) return null;
        var text = line.Key[$"COMM-{root}-".Length..];
        return DayOf(text) is { } day ? new DailyFixing(day, line.Price) : line.RefuseDate(text);
    });

    private static Outcome<ImmutableArray<T>> Read<T>(SourceFile file, Func<Line, Outcome<T>?> make)
    {
        var text = file.ReadText(MaxBytes);
        if (text is Outcome<ReadOnlyMemory<byte>>.Refused { Refusal: var unread }) return unread;
        var (made, keys, passed, number) = (ImmutableArray.CreateBuilder<T>(), new HashSet<(OperatingDay, string)>(), 0, 0);
        foreach (var row in Encoding.UTF8.GetString(text.OrThrow().Span).Split('\n'))
        {
            number++;
            if (row.Trim() is [] or ['#', ..]) continue;
            var parsed = Line.Of(row, $"{file.Name}:{number}");
            if (parsed is Outcome<Line>.Refused { Refusal: var broken }) return broken;
            var line = parsed.OrThrow();
            if (!keys.Add((line.Day, line.Key)))
                return line.Refuse("duplicate-quote", $"{line.Key} stands twice", "Keep one line of each.");
            switch (make(line))
            {
                case Outcome<T>.Done { Value: var item }: made.Add(item); break;
                case Outcome<T>.Refused { Refusal: var refusal }: return refusal;
                default: passed++; break;
            }
        }
        return Outcome.Of(made.ToImmutable(), passed == 0 ? [] : (IEnumerable<Finding>)
            [new("other-instrument", Severity.Note, $"{passed} lines are of other instruments", file.Name, "passed over")]);
    }

    private static OperatingDay? DayOf(string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? new(date) : null;

    private sealed record Line(OperatingDay Day, string Key, UsdPerMwhEstimate Price, string Where)
    {
        public static Outcome<Line> Of(string row, string where)
        {
            var line = new Line(default, "", default, where);
            if (row.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries) is not [var date, var key, var value])
                return line.Refuse("field-count", "The line is not a date, a key and a value", "Part the three by spaces.");
            if (DayOf(date) is not { } day) return line.RefuseDate(date);
            return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var price) && double.IsFinite(price)
                ? new Line(day, key, new(price), where)
                : line.Refuse("not-a-number", $"'{value}' is not a price", "Correct the value: digits, point and sign only.");
        }

        public Refusal Refuse(string code, string what, string remedy) => new(code, what, Where, remedy);

        public Refusal RefuseDate(string text) => Refuse("bad-date", $"'{text}' is not a date", "Write dates as 2020-04-27.");
    }
}
