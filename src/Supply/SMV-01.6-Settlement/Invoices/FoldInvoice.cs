using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Settlement.Invoices;

/// <summary>The facts of one invoice.</summary>
/// <param name="Facts">In order of time.</param>
/// <param name="AsOf">The clock; later facts are not yet known.</param>
public sealed record FoldInvoiceInputs(ImmutableArray<PaymentFact> Facts, Instant AsOf);

/// <summary>How far an invoice has come.</summary>
public enum InvoiceStage
{
    /// <summary>Checked; to be proposed for payment (or, when it pays us, to be awaited).</summary>
    Taken,
    /// <summary>To be released by a second person.</summary>
    Proposed,
    /// <summary>May be paid.</summary>
    Released,
    /// <summary>Paid in part.</summary>
    PartlyPaid,
    /// <summary>Paid.</summary>
    Paid,
}

/// <summary>Where an invoice stands as of a clock.</summary>
/// <param name="Taken">The invoice.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Open">What is still to be paid.</param>
/// <param name="PayAt">When the money shall leave; null before that is proposed.</param>
/// <param name="PaidAt">When the last of it moved; null while something is open.</param>
/// <param name="IsOverdue">True when something is open after it was due.</param>
public sealed record InvoiceStanding(
    InvoiceTaken Taken, InvoiceStage Stage, Usd Open, Instant? PayAt, Instant? PaidAt, bool IsOverdue)
{
    /// <summary>True when paid by its due time; null while it is neither paid nor overdue.</summary>
    public bool? IsOnTime => PaidAt is { } paid ? paid <= Taken.DueAt : IsOverdue ? false : null;
}

/// <summary>Folds an invoice's facts into its state: taken → proposed → released by another → paid. An invoice that pays us is awaited and
/// needs no release. Refuses what its state does not allow.</summary>
public static class FoldInvoice
{
    /// <summary>The state as of the clock.</summary>
    public static Outcome<InvoiceStanding> Run(FoldInvoiceInputs inputs)
    {
        var facts = inputs.Facts.Where(fact => fact.At <= inputs.AsOf).ToArray();
        if (facts is not [InvoiceTaken taken, ..])
            return new Refusal("not-taken", "The first known fact is not the invoice itself", "invoice", "Begin with the invoice.");
        var state = new InvoiceStanding(taken, InvoiceStage.Taken, taken.Amount, null, taken.Amount == Usd.Zero ? taken.At : null, false);
        for (var i = 1; i < facts.Length; i++)
        {
            if (facts[i].At < facts[i - 1].At)
                return new Refusal("out-of-order", $"{facts[i].At} comes before {facts[i - 1].At}", taken.InvoiceId,
                    "Give the facts in order of time.");
            if (Refuse(state, facts[i], facts[i - 1]) is { } refusal) return refusal;
            state = Apply(state, facts[i]);
        }
        return state with { IsOverdue = state.Open != Usd.Zero && inputs.AsOf > taken.DueAt };
    }

    private static InvoiceStanding Apply(InvoiceStanding state, PaymentFact fact)
    {
        switch (fact)
        {
            case PaymentProposed proposed: return state with { Stage = InvoiceStage.Proposed, PayAt = proposed.PayAt };
            case PaymentReleased: return state with { Stage = InvoiceStage.Released };
            case PaymentMade made:
                var open = state.Open - made.Amount;
                return open == Usd.Zero
                    ? state with { Stage = InvoiceStage.Paid, Open = open, PaidAt = made.At }
                    : state with { Stage = InvoiceStage.PartlyPaid, Open = open };
            default: throw new ArgumentOutOfRangeException(nameof(fact), fact, "Not a fact that moves an invoice.");
        }
    }

    private static Refusal? Refuse(InvoiceStanding state, PaymentFact fact, PaymentFact before)
    {
        var (taken, paysUs) = (state.Taken, state.Taken.Amount < Usd.Zero);
        var isAllowed = fact switch
        {
            PaymentProposed => state.Stage is InvoiceStage.Taken or InvoiceStage.Proposed && !paysUs,
            PaymentReleased => state.Stage == InvoiceStage.Proposed,
            PaymentMade => state.Stage is InvoiceStage.Released or InvoiceStage.PartlyPaid || paysUs && state.Stage == InvoiceStage.Taken,
            _ => false,
        };
        if (!isAllowed)
            return new("step-not-allowed", $"{fact.GetType().Name} does not follow {state.Stage}", taken.InvoiceId,
                paysUs ? "The market pays it; write down what came." : "Propose, release by another, then pay.");
        return fact switch
        {
            PaymentProposed proposed when proposed.PayAt > taken.DueAt => new("later-than-due",
                $"The payment of {proposed.PayAt} comes after {taken.DueAt}", taken.InvoiceId, "Pay by the due time and dispute after."),
            PaymentProposed { Why: var why } when !taken.IsClean && string.IsNullOrWhiteSpace(why) => new("no-reason",
                "Something about it is in question", taken.InvoiceId, "Say why it is paid all the same."),
            PaymentReleased when before is PaymentProposed proposed && proposed.By.Name == fact.By.Name => new("own-release",
                $"{fact.By.Name} proposed it", taken.InvoiceId, "Have someone else release it."),
            PaymentMade made when Math.Sign(made.Amount.Value) != Math.Sign(state.Open.Value)
                || Math.Abs(made.Amount.Value) > Math.Abs(state.Open.Value) => new("more-than-open",
                $"{made.Amount} moved, {state.Open} is open", taken.InvoiceId, "Write down the part that belongs to this invoice."),
            _ => null,
        };
    }
}
