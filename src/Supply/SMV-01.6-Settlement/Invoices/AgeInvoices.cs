using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Settlement.Invoices;

/// <summary>What is open with one market by how long it has been due.</summary>
/// <param name="Market">With whom.</param>
/// <param name="IsReceivable">True for what the market owes us.</param>
/// <param name="NotDue">Not due yet.</param>
/// <param name="To30">Due for up to 30 days.</param>
/// <param name="To60">31 to 60 days.</param>
/// <param name="To90">61 to 90 days.</param>
/// <param name="Over90">Longer.</param>
public sealed record InvoiceAges(string Market, bool IsReceivable, Usd NotDue, Usd To30, Usd To60, Usd To90, Usd Over90)
{
    /// <summary>All of it.</summary>
    public Usd Total => NotDue + To30 + To60 + To90 + Over90;
}

/// <summary>Ages what is open as of a clock, payables and receivables apart.</summary>
/// <param name="AsOf">The clock.</param>
/// <param name="Invoices">As they stand.</param>
public sealed record AgeInvoicesInputs(Instant AsOf, ImmutableArray<InvoiceStanding> Invoices);

/// <summary>The aging of invoices in the usual 30-day bands, counted in whole days since the due time.</summary>
public static class AgeInvoices
{
    /// <summary>One row a market and side, receivables last.</summary>
    public static Outcome<ImmutableArray<InvoiceAges>> Run(AgeInvoicesInputs inputs) =>
        inputs.Invoices.Where(each => each.Open != Usd.Zero).GroupBy(each => (each.Taken.Market, IsReceivable: each.Open < Usd.Zero))
            .OrderBy(group => group.Key.IsReceivable).ThenBy(group => group.Key.Market, StringComparer.Ordinal)
            .Select(group => new InvoiceAges(group.Key.Market, group.Key.IsReceivable,
                Sum(group, inputs.AsOf, int.MinValue, 0), Sum(group, inputs.AsOf, 0, 30), Sum(group, inputs.AsOf, 30, 60),
                Sum(group, inputs.AsOf, 60, 90), Sum(group, inputs.AsOf, 90, int.MaxValue)))
            .ToImmutableArray();

    /// <summary>What has been due for more than so many days and at most so many: a part of a day counts as one.</summary>
    private static Usd Sum(IEnumerable<InvoiceStanding> invoices, Instant asOf, int moreThan, int atMost) =>
        invoices.Where(each => Days(each, asOf) is var days && days > moreThan && days <= atMost)
            .Aggregate(Usd.Zero, (sum, each) => sum + each.Open);

    private static int Days(InvoiceStanding invoice, Instant asOf) => (int)Math.Ceiling((asOf - invoice.Taken.DueAt).TotalDays);
}
