using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Deals;

/// <summary>Collects the deals of a file one by one, and lets them go at the first fault: a bad file loads nothing.</summary>
internal sealed class DealRows(SourceFile file, TicketRule rule)
{
    private readonly HashSet<string> references = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Refusal>.Builder faults = ImmutableArray.CreateBuilder<Refusal>();
    private readonly List<ImportedDeal> deals = [];
    private int rows, faultCount;

    /// <summary>Adds a deal from the answers of its form.</summary>
    public void Add(int line, string reference, string tradedAt, Func<string, string> answer)
    {
        rows++;
        if (reference.Length > 0 && !references.Add(reference))
            Fault(line, new("duplicate-reference", $"'{reference}' stands twice in the file", "reference", "Give each deal its own reference."));
        else if (InstantPattern.General.Parse(tradedAt) is not { Success: true, Value: var at })
            Fault(line, new("bad-time", $"'{tradedAt}' is not an instant", "traded_at", "Give the time in UTC as 2026-11-20T15:00:00Z."));
        else if (TicketForm.Read(answer) is not Outcome<TradeTicket>.Done { Value: var ticket } read)
            Fault(line, ((Outcome<TradeTicket>.Refused)TicketForm.Read(answer)).Refusal);
        else if (rule(ticket, at) is { } broken)
            Fault(line, broken);
        else if (faultCount == 0)
            deals.Add(new(reference, line, at, ticket));
    }

    /// <summary>A row that could not be read as a form.</summary>
    public void AddUnread(int line, Refusal fault)
    {
        rows++;
        Fault(line, fault);
    }

    public DealFile Close(ImmutableArray<Finding> findings) =>
        new(file.Name, Busbar.Kernel.Facts.ContentHash.Of(file.Content.Span), rows, [.. deals], faults.ToImmutable(), faultCount, findings);

    private void Fault(int line, Refusal fault)
    {
        deals.Clear();
        deals.TrimExcess();
        if (faultCount++ < DealFile.MostFaults) faults.Add(fault with { Where = $"{file.Name}:{line} {fault.Where}" });
    }
}
