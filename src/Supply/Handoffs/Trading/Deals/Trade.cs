using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Handoffs.Trading.Deals;

/// <summary>A deal as it stands after its facts: captured, perhaps amended and confirmed, perhaps voided. It is never edited; each fact
/// makes a new version.</summary>
/// <param name="Id">Unique id, <c>T-000123</c>.</param>
/// <param name="Version">How many facts made it, from 1. Whoever changes it names the version seen.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Ticket">What was agreed.</param>
/// <param name="TradedAt">When it was agreed.</param>
/// <param name="KnownAt">The clock of its newest fact.</param>
public sealed record Trade(string Id, int Version, TradeStatus Status, TradeTicket Ticket, Instant TradedAt, Instant KnownAt);

/// <summary>How far a deal has come.</summary>
public enum TradeStatus
{
    /// <summary>Captured by the front office; it counts in the position.</summary>
    Captured,
    /// <summary>The back office has matched it with the counterparty's confirmation.</summary>
    Confirmed,
    /// <summary>Taken back; it counts nowhere and stays in the record.</summary>
    Voided,
}

/// <summary>What a ticket says.</summary>
/// <param name="Book">The book that owns it.</param>
/// <param name="Trader">Who dealt.</param>
/// <param name="Counterparty">Id of the other side, or of the ISO.</param>
/// <param name="Broker">Name of the broker, or empty.</param>
/// <param name="Fee">Brokerage and exchange fees; cost positive.</param>
/// <param name="Terms">What was bought or sold.</param>
public sealed record TradeTicket(string Book, string Trader, string Counterparty, string Broker, Usd Fee, TradeTerms Terms);
