using System.Collections.Immutable;

namespace Busbar.Supply.Handoffs.Trading.Deals;

/// <summary>A field of a deal's written form: what a screen asks, a column of a deal file, a line of a confirmation.</summary>
/// <param name="Name">Name as files spell it, <c>first_day</c>.</param>
/// <param name="Asks">What sort of answer it takes.</param>
/// <param name="Unit">Unit of a number, or empty.</param>
/// <param name="Choices">The words allowed; empty when the text is free.</param>
/// <param name="Default">What an empty answer means; null when it must be answered.</param>
/// <param name="Kinds">Kinds of deal that have it; empty for all.</param>
public sealed record TicketField(
    string Name, TicketAnswer Asks, string Unit, ImmutableArray<string> Choices, string? Default, ImmutableArray<string> Kinds)
{
    /// <summary>True when a kind of deal has this field.</summary>
    public bool IsOf(string kind) => Kinds.IsEmpty || Kinds.Contains(kind);
}

/// <summary>What sort of answer a field takes.</summary>
public enum TicketAnswer
{
    /// <summary>Free text.</summary>
    Text,
    /// <summary>One of a few words.</summary>
    Choice,
    /// <summary>A number with a decimal point.</summary>
    Number,
    /// <summary>A number, or runs of numbers hour by hour: <c>50*8,60*16</c>.</summary>
    Hourly,
    /// <summary>A date, <c>2027-03-01</c>.</summary>
    Day,
}
