using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime.Text;

namespace Busbar.Gateways.Deals;

/// <summary>A deal as a file has it: where it stands and the answers of its form.</summary>
internal readonly record struct WrittenDeal(int Line, string Reference, string TradedAt, Func<string, string> Answer,
    Refusal? Fault = null);

/// <summary>Reads the deals of a file one by one and collects what is wrong with them.</summary>
internal sealed class DealRows(SourceFile file, TicketRule rule)
{
    private readonly HashSet<string> references = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Refusal>.Builder faults = ImmutableArray.CreateBuilder<Refusal>();
    private int rows, faultCount;

    /// <summary>Checks a deal.</summary>
    public void Check(WrittenDeal written)
    {
        rows++;
        var fault = written.Fault;
        if (written.Reference.Length > 0 && !references.Add(written.Reference))
            fault ??= new("duplicate-reference", $"'{written.Reference}' stands twice in the file", "reference",
                "Give each deal its own reference.");
        fault ??= Read(written) switch
        {
            Outcome<ImportedDeal>.Refused refused => refused.Refusal,
            Outcome<ImportedDeal>.Done done => rule(done.Value.Ticket, done.Value.TradedAt),
            _ => throw new InvalidOperationException("An outcome is done or refused."),
        };
        if (fault is not null && faultCount++ < DealFile.MostFaults)
            faults.Add(fault with { Where = $"{file.Name}:{written.Line} {fault.Where}" });
    }

    /// <summary>The file, once all of its deals are checked.</summary>
    public DealFile Close(ImmutableArray<Finding> findings, Func<IEnumerable<WrittenDeal>> again) => new(file.Name,
        Busbar.Kernel.Facts.ContentHash.Of(file.Content.Span), rows, faults.ToImmutable(), faultCount, findings,
        faultCount > 0 ? [] : Again(again));

    private static IEnumerable<ImportedDeal> Again(Func<IEnumerable<WrittenDeal>> again)
    {
        foreach (var written in again()) yield return Read(written).OrThrow();
    }

    private static Outcome<ImportedDeal> Read(WrittenDeal written)
    {
        if (InstantPattern.General.Parse(written.TradedAt) is not { Success: true, Value: var at })
            return new Refusal("bad-time", $"'{written.TradedAt}' is not an instant", "traded_at",
                "Give the time in UTC as 2026-11-20T15:00:00Z.");
        return TicketForm.Read(written.Answer).Select(ticket => new ImportedDeal(written.Reference, written.Line, at, ticket));
    }
}
