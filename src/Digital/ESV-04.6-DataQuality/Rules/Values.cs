using Busbar.Digital.Handoffs.DataQuality;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>Reads text as what a contract says it is. A time without an offset counts as UTC; a date is its midnight.</summary>
internal static class Values
{
    private static readonly InstantPattern[] instants = [InstantPattern.ExtendedIso];

    private static readonly OffsetDateTimePattern[] offsets =
    [
        OffsetDateTimePattern.ExtendedIso, OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss;FFFFFFFFFo<Z+HH:mm>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss;FFFFFFFFF o<Z+HHmm>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss;FFFFFFFFFo<Z+HH:mm>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<Z+HH:mm>"),
    ];

    private static readonly LocalDateTimePattern[] locals =
    [
        .. new[]
        {
            "uuuu-MM-dd'T'HH:mm:ss;FFFFFFFFF", "uuuu-MM-dd HH:mm:ss;FFFFFFFFF", "uuuu-MM-dd HH:mm", "uuuu-MM-dd'T'HH:mm", "uuuu-MM-dd",
            "MMM dd uuuu HH:mm:ss", "MMM d uuuu", "d MMM uuuu", "M/d/uuuu", "M/d/uuuu H:mm", "M/d/uuuu H:mm:ss", "uuuuMMdd",
        }.Select(LocalDateTimePattern.CreateWithInvariantCulture),
    ];

    /// <summary>The instant that a text names in one of the ways above; null when in none.</summary>
    public static Instant? ToInstant(string text)
    {
        if (text.Length is < 8 or > 40) return null;
        foreach (var pattern in locals)
            if (pattern.Parse(text) is { Success: true } local) return local.Value.InUtc().ToInstant();
        foreach (var pattern in instants)
            if (pattern.Parse(text) is { Success: true } instant) return instant.Value;
        foreach (var pattern in offsets)
            if (pattern.Parse(text) is { Success: true } offset) return offset.Value.ToInstant();
        return null;
    }

    /// <summary>The same value in another kind; null where it is of none that turns into it.</summary>
    public static Cell? InKind(Cell cell, CellKind? kind) => (cell.Kind, kind) switch
    {
        (_, null) => cell,
        _ when cell.Kind == kind => cell,
        (CellKind.Text, CellKind.Time) => ToInstant(cell.Text) is { } instant ? Cell.Of(instant) : null,
        (CellKind.Number, CellKind.Flag) => cell,
        _ => null,
    };
}
