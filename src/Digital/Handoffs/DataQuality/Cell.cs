using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Digital.Handoffs.DataQuality;

/// <summary>What a field of a dataset holds.</summary>
public enum CellKind
{
    /// <summary>Text as it stands.</summary>
    Text,
    /// <summary>A number, whole or not.</summary>
    Number,
    /// <summary>True or false.</summary>
    Flag,
    /// <summary>An instant.</summary>
    Time,
    /// <summary>An object or a list of a JSON document, as its text.</summary>
    Nested,
}

/// <summary>One value of a dataset's field. A missing value is null, never a cell. Two cells are equal when kind, number and text
/// are.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">The number; 1 or 0 of a flag; seconds since 1970 of an instant; 0 of the others.</param>
/// <param name="Text">The text; an instant in ISO form; of a number only where a double does not hold it exactly.</param>
public readonly record struct Cell(CellKind Kind, double Number, string Text) : IComparable<Cell>
{
    private const double ExactlyWhole = 9007199254740992;

    /// <summary>A text.</summary>
    public static Cell Of(string text) => new(CellKind.Text, 0, text);

    /// <summary>A number.</summary>
    public static Cell Of(double number) => new(CellKind.Number, number == 0 ? 0 : number, "");

    /// <summary>A number as it is written; beyond 2⁵³ the digits stay, so that two long keys do not become one.</summary>
    public static Cell OfNumber(double number, string written) =>
        Math.Abs(number) >= ExactlyWhole ? new(CellKind.Number, number, written) : Of(number);

    /// <summary>True or false.</summary>
    public static Cell Of(bool flag) => new(CellKind.Flag, flag ? 1 : 0, "");

    /// <summary>An instant.</summary>
    public static Cell Of(Instant instant) =>
        new(CellKind.Time, (instant - NodaConstants.UnixEpoch).TotalSeconds, InstantPattern.ExtendedIso.Format(instant));

    /// <summary>Numbers and instants by size, text by its code units, kinds apart.</summary>
    public int CompareTo(Cell other) => Kind != other.Kind ? Kind.CompareTo(other.Kind)
        : Kind is CellKind.Text or CellKind.Nested ? string.CompareOrdinal(Text, other.Text) : Number.CompareTo(other.Number);

    /// <summary>As printed.</summary>
    public override string ToString() => Kind switch
    {
        CellKind.Number => Text.Length > 0 ? Text : Number.ToString("R", CultureInfo.InvariantCulture),
        CellKind.Flag => Number == 0 ? "false" : "true",
        _ => Text,
    };
}
