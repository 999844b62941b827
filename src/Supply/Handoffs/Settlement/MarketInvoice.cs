using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Settlement;

/// <summary>An invoice of a market: statements and other amounts netted into one payment, a payment by us positive.</summary>
/// <param name="Market">The market's short name.</param>
/// <param name="Kind">Which of its invoices: <c>settlement</c>, <c>crr-auction</c>, <c>misc</c> …</param>
/// <param name="Participant">Who is billed.</param>
/// <param name="Account">The market's number of the account.</param>
/// <param name="InvoiceId">Unique in the market.</param>
/// <param name="Period">The period it is for, in the market's words.</param>
/// <param name="InvoiceDate">When it was issued.</param>
/// <param name="DueAt">When a payment by us must have arrived.</param>
/// <param name="PayoutDate">When the market pays out; null when it does not say.</param>
/// <param name="Lines">What it nets.</param>
/// <param name="Amount">Its total as stated.</param>
/// <param name="IsSimulated">True when no market made it.</param>
public sealed record MarketInvoice(
    string Market, string Kind, string Participant, string Account, string InvoiceId, string Period, LocalDate InvoiceDate, Instant DueAt,
    LocalDate? PayoutDate, ImmutableArray<MarketInvoiceLine> Lines, Usd Amount, bool IsSimulated);

/// <summary>One line of an invoice: a statement (with its day and version) or another amount.</summary>
/// <param name="Group">The heading it stands under.</param>
/// <param name="Reference">The statement's id, a charge code or a product.</param>
public sealed record MarketInvoiceLine(
    string Group, string Reference, string Description, OperatingDay? OperatingDay, string Version, Usd Amount);
