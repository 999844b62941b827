using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Commitment.Offers;

/// <summary>The day-ahead gate: what goes out after it is late, and by how much is said. At the gate is in time.</summary>
public static class OfferGate
{
    /// <summary>A refusal of what is late, or null.</summary>
    /// <param name="day">The operating day.</param>
    /// <param name="whose">Market or location, for the message.</param>
    /// <param name="gateAt">When the market closes.</param>
    /// <param name="submittedAt">When the offers would go out.</param>
    public static Refusal? Of(OperatingDay day, string whose, Instant gateAt, Instant submittedAt) => submittedAt <= gateAt ? null
        : new("gate-closed",
            $"the gate of {day} closed at {gateAt}; the offers would go out at {submittedAt}, {Late(submittedAt - gateAt)} late",
            $"offers of {day}, {whose}", "Submit before the gate, or bid the change into the real-time market.");

    private static string Late(Duration late) =>
        late < Duration.FromMinutes(1) ? FormattableString.Invariant($"{Math.Max(1, Math.Ceiling(late.TotalSeconds))} s")
        : late < Duration.FromHours(1) ? FormattableString.Invariant($"{Math.Floor(late.TotalMinutes)} min")
        : FormattableString.Invariant($"{Math.Floor(late.TotalHours)} h {late.Minutes} min");
}
