using System.Collections.Immutable;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Checkers.Settlement.Codes;

/// <summary>A charge in the tariff's words as the checker reads them: what is billed, and the money, each worked out from the determinants
/// on its own. The rate is not looked at: quantity × rate must be the amount.</summary>
/// <param name="Code">As the statement prints it.</param>
/// <param name="Unit">Of the quantity.</param>
/// <param name="Minutes">The tariff's interval; 0 for one line a day.</param>
/// <param name="Basis">A subject with any of these of its own is billed.</param>
internal sealed record ChargeRule(
    string Code, string Unit, int Minutes, ImmutableArray<string> Basis, Func<Grid, Row> Quantity, Func<Grid, Row> Amount)
{
    /// <summary>The kinds of subject billed; empty for all.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>First operating day; null for as long as anyone asks.</summary>
    public OperatingDay? From { get; init; }

    /// <summary>First operating day after; null while in force.</summary>
    public OperatingDay? Until { get; init; }

    /// <summary>What all shares together cannot exceed; null for what is not shared.</summary>
    public Func<Grid, Row>? Shared { get; init; }

    /// <summary>True when the money is never a charge: rights of compensation, payments for services.</summary>
    public bool IsNeverCharge { get; init; }

    public bool IsOn(OperatingDay day) =>
        (From is not { } from || from.CompareTo(day) <= 0) && (Until is not { } until || day.CompareTo(until) < 0);
}
