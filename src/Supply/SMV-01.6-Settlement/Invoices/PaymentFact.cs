using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Settlement.Invoices;

/// <summary>Something that happened to an invoice on its way to being paid: who and when. Its state is a fold of these.</summary>
public abstract record PaymentFact(Instant At, Actor By);

/// <summary>It came in and was checked.</summary>
/// <param name="Amount">What it asks: to be paid by us positive, to us negative.</param>
/// <param name="DueAt">When the payment must have arrived.</param>
/// <param name="IsClean">False when something about it is in question.</param>
public sealed record InvoiceTaken(Instant At, Actor By, string InvoiceId, string Market, Usd Amount, Instant DueAt, bool IsClean)
    : PaymentFact(At, By);

/// <summary>Somebody proposes to pay it.</summary>
/// <param name="PayAt">When the money shall leave: no later than due.</param>
/// <param name="Why">Why, when something about it is in question: a market is paid first and disputed after.</param>
public sealed record PaymentProposed(Instant At, Actor By, Instant PayAt, string Why) : PaymentFact(At, By);

/// <summary>A second person releases the payment.</summary>
public sealed record PaymentReleased(Instant At, Actor By) : PaymentFact(At, By);

/// <summary>The bank has moved the money; for an invoice that pays us, it has come.</summary>
/// <param name="Amount">Same sign as asked, at most what is open.</param>
/// <param name="Reference">The bank's.</param>
public sealed record PaymentMade(Instant At, Actor By, Usd Amount, string Reference) : PaymentFact(At, By);
