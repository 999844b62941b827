using System.Collections.Immutable;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>A charge code of one market: its number on the statement, its title, where its money is booked, and the rules that computed
/// it over the years. One code is one file.</summary>
/// <param name="Market">The market's calendar name.</param>
/// <param name="Code">As the statement prints it, unique in its market.</param>
/// <param name="Title">As the statement names it.</param>
/// <param name="Booking">Which part of the market entry its money belongs to.</param>
/// <param name="Versions">In order of time, without overlap.</param>
public sealed record ChargeCode(
    string Market, string Code, string Title, ChargeBooking Booking, params ImmutableArray<ChargeVersion> Versions)
{
    /// <summary>The rule in force on an operating day; null when the code was not billed then.</summary>
    public ChargeVersion? On(OperatingDay day) => Versions.FirstOrDefault(version =>
        (version.From is not { } from || from.CompareTo(day) <= 0) && (version.Until is not { } until || day.CompareTo(until) < 0));
}

/// <summary>One rule of a charge code: amount = quantity × rate in each interval, a charge to us positive.</summary>
/// <param name="Quantity">What is billed, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit of the quantity: <c>MWh</c>, <c>MW-day</c>, <c>resource-day</c>. The rate is USD for each.</param>
/// <param name="Rate">USD for each unit; negative for a credit.</param>
/// <param name="Source">Tariff or manual section.</param>
public sealed record ChargeVersion(Formula Quantity, string Unit, Formula Rate, string Source)
{
    /// <summary>First operating day; null for as long as anyone asks.</summary>
    public OperatingDay? From { get; init; }

    /// <summary>First operating day after; null while in force.</summary>
    public OperatingDay? Until { get; init; }

    /// <summary>The tariff's settlement interval; null for one line a day. Where every determinant of a line is coarser, the line is as
    /// long as the finest of them: the intervals within it would be equal.</summary>
    public Duration? Step { get; init; }

    /// <summary>The kinds of subject that are billed; empty for every kind.</summary>
    public ImmutableArray<AssetKind> Kinds { get; init; } = [];

    /// <summary>A subject that has any of these is billed, and must then have all the formula reads. Empty: any determinant of the
    /// subject's own.</summary>
    public ImmutableArray<Determinant> Basis { get; init; } = [];

    /// <summary>Amount in the trade's words.</summary>
    public string Words => $"{FormulaWords.Of(Quantity, inner: true)} × {FormulaWords.Of(Rate, inner: true)}";
}

/// <summary>Which part of the market entry a charge's money belongs to.</summary>
public enum ChargeBooking
{
    /// <summary>Day-ahead energy: its megawatt hours decide purchase (555) or sale (447) of the hour.</summary>
    DayAheadEnergy,
    /// <summary>Congestion and losses of the same day-ahead megawatt hours: to the account of their hour.</summary>
    DayAhead,
    /// <summary>Real-time energy deviation: decides purchase or sale of the hour.</summary>
    RealTimeEnergy,
    /// <summary>Congestion and losses of the same deviation.</summary>
    RealTime,
    /// <summary>Financial transmission rights: 555, against the congestion they hedge.</summary>
    Rights,
    /// <summary>Reserves, uplift, capacity and what else comes with bought energy: 555.</summary>
    PurchasedPower,
    /// <summary>Transmission of electricity by others: 565.</summary>
    Transmission,
    /// <summary>The market operator's own costs: 557 here (575.7 and 561.4 where a utility keeps them apart).</summary>
    Administration,
}
