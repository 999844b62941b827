using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Gateways.Deals;

/// <summary>A file of deals, all of them or none.</summary>
/// <param name="Name">The file's name without its folder.</param>
/// <param name="Hash">Hash of the file as it lies on disk.</param>
/// <param name="Rows">How many deals it lists.</param>
/// <param name="Deals">The deals; empty when there is any fault.</param>
/// <param name="Faults">What is wrong, each with file, line, field and remedy; the first <see cref="MostFaults"/>.</param>
/// <param name="FaultCount">How many deals are wrong.</param>
/// <param name="Findings">What was imperfect about the text.</param>
public sealed record DealFile(
    string Name, ContentHash Hash, int Rows, ImmutableArray<ImportedDeal> Deals, ImmutableArray<Refusal> Faults, int FaultCount,
    ImmutableArray<Finding> Findings)
{
    /// <summary>Most faults told one by one.</summary>
    public const int MostFaults = 1_000;
}

/// <summary>A deal of a file, not captured yet.</summary>
/// <param name="Reference">The sender's reference, unique in the file; empty when the file has none.</param>
/// <param name="Line">Where it stands.</param>
/// <param name="TradedAt">When it was agreed.</param>
/// <param name="Ticket">What was agreed.</param>
public sealed record ImportedDeal(string Reference, int Line, Instant TradedAt, TradeTicket Ticket);

/// <summary>The rules that a ticket of a file must keep beyond its form, so that a file that breaks them is refused whole.</summary>
/// <returns>The rule broken, its place the field's name; null when it keeps them all.</returns>
public delegate Refusal? TicketRule(TradeTicket ticket, Instant tradedAt);
