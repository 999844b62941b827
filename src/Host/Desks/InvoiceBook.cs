using System.Collections.Immutable;
using Busbar.Gateways;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Invoices;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>An invoice that was taken in, with what checking it found.</summary>
/// <param name="Invoice">As the market sent it.</param>
/// <param name="Check">Line by line against the statements kept when it came.</param>
/// <param name="Findings">What is in question.</param>
public sealed record KeptInvoice(MarketInvoice Invoice, InvoiceCheck Check, ImmutableArray<Finding> Findings)
{
    /// <summary>The name of its stream of facts.</summary>
    public string Id => IdOf(Invoice);

    internal static string IdOf(MarketInvoice invoice) => $"{invoice.Market}/{invoice.InvoiceId}";
}

/// <summary>The markets' invoices, each a stream of facts: checked against the statements it bills, proposed for payment, released by
/// another person, paid.</summary>
public sealed class InvoiceBook(FactStore store)
{
    private readonly FactStreams<PaymentFact> payments = new(store, "invoice/");

    /// <summary>Every invoice, with what was found about it.</summary>
    public ImmutableArray<KeptInvoice> Kept(AsOf asOf) =>
        [.. store.ReadDocuments<KeptInvoice>(nameof(KeptInvoice), "", "~", asOf).Select(each => each.Body)];

    /// <summary>Every invoice as of an instant, with where it stands at a clock.</summary>
    public ImmutableArray<(string Id, InvoiceStanding Standing)> All(AsOf asOf, Instant clock) =>
        [.. payments.All(asOf).Select(each => (each.Id, FoldInvoice.Run(new(each.Facts, clock)).OrThrow()))];

    /// <summary>The facts of one invoice.</summary>
    /// <exception cref="RefusedException"><c>unknown-invoice</c>.</exception>
    public ImmutableArray<PaymentFact> History(string id, AsOf asOf) => payments.Of(id, asOf) is { IsEmpty: false } facts ? facts
        : throw new RefusedException(new("unknown-invoice", $"There is no invoice {id}", id, "Look the id up (busbar invoice list)."));

    /// <summary>Checks an invoice against the statements kept and takes it in, as it came.</summary>
    /// <exception cref="RefusedException">What <see cref="CheckInvoice"/> refuses; <c>no-participant</c>; <c>duty</c>.</exception>
    public KeptInvoice Take(SourceFile file, MarketInvoice invoice, Actor who, Instant at)
    {
        var statements = new StatementBook(store);
        var us = statements.Us(invoice.Market, AsOf.Latest) ?? throw new RefusedException(new("no-participant",
            $"Nobody has said who we are to {invoice.Market}", invoice.InvoiceId,
            $"Say it once: busbar settle participant --market {invoice.Market} --name NAME --account NUMBER."));
        var outcome = CheckInvoice.Run(new(invoice, us.Participant,
            [.. statements.All(AsOf.Latest).Select(each => each.Statement).Where(each => each.Market == invoice.Market)],
            [.. Kept(AsOf.Latest).Select(each => each.Invoice).Where(each => each.Market == invoice.Market)]));
        var kept = new KeptInvoice(invoice, outcome.OrThrow(), ((Outcome<InvoiceCheck>.Done)outcome).Findings);
        var taken = new InvoiceTaken(at, who, invoice.InvoiceId, invoice.Market, invoice.Amount, invoice.DueAt, kept.Check.IsClean);
        using var batch = store.Begin(who, new RunId($"invoice {kept.Id}"));
        batch.PutFile(file.Name, file.Content);
        batch.PutDocument(new(nameof(KeptInvoice), kept.Id), kept, at);
        payments.Append(batch, kept.Id, 0, taken, at);
        batch.Commit();
        return kept;
    }

    /// <summary>Adds what happened to an invoice.</summary>
    /// <exception cref="RefusedException">What <see cref="FoldInvoice"/> refuses; <c>duty</c>, <c>four-eyes</c>.</exception>
    public InvoiceStanding Add(string id, PaymentFact fact)
    {
        var facts = History(id, AsOf.Latest);
        var standing = FoldInvoice.Run(new(facts.Add(fact), fact.At)).OrThrow();
        payments.Append(id, facts.Length, fact.By, each => each.At, fact);
        return standing;
    }

    /// <summary>What leaves when, market by market, by the market's own business days.</summary>
    public ImmutableArray<PlannedPayment> Plan(AsOf asOf, Instant clock, bool isNetted) =>
    [
        .. All(asOf, clock).GroupBy(each => each.Standing.Taken.Market).SelectMany(market => SchedulePayments.Run(new(
            new(MarketCalendar.Named(market.Key), []), clock, [.. market.Select(each => each.Standing)], isNetted)).OrThrow())
            .OrderBy(each => each.Day).ThenBy(each => each.Market, StringComparer.Ordinal),
    ];

    /// <summary>What is open by how long it has been due.</summary>
    public ImmutableArray<InvoiceAges> Ages(AsOf asOf, Instant clock) =>
        AgeInvoices.Run(new(clock, [.. All(asOf, clock).Select(each => each.Standing)])).OrThrow();
}
