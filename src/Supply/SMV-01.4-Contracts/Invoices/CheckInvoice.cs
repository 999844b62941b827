using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Contracts.Invoices;

/// <summary>The counterparty's invoice beside ours.</summary>
public sealed record CheckInvoiceInputs(ContractInvoice Ours, ReceivedInvoice Theirs);

/// <summary>An invoice as the counterparty sent it; what it charges is positive, what it credits negative.</summary>
public sealed record ReceivedInvoice(string ContractId, OperatingDay Month, string Number, ImmutableArray<ReceivedLine> Lines, Usd Total);

/// <summary>One line of it.</summary>
public sealed record ReceivedLine(ChargeKind Kind, decimal Quantity, Usd Amount);

/// <summary>Where the two invoices part.</summary>
/// <param name="Lines">One a kind of charge on either.</param>
/// <param name="Difference">Theirs less ours.</param>
public sealed record InvoiceCheck(string ContractId, OperatingDay Month, ImmutableArray<LineCheck> Lines, Usd Difference);

/// <summary>One kind of charge on both. Quantity and price sum to the difference.</summary>
/// <param name="Cause">What explains most of it.</param>
/// <param name="Difference">Theirs less ours.</param>
/// <param name="Quantity">Their quantity less ours, at our average rate.</param>
/// <param name="Price">The rest: our average rate against theirs.</param>
public sealed record LineCheck(ChargeKind Kind, Usd Ours, Usd Theirs, DifferenceCause Cause, Usd Difference, Usd Quantity, Usd Price);

/// <summary>Why two lines differ.</summary>
public enum DifferenceCause
{
    /// <summary>They agree within half a cent.</summary>
    None,
    /// <summary>They charge for another quantity.</summary>
    Quantity,
    /// <summary>They charge another price.</summary>
    Price,
    /// <summary>They left it out: a credit forgotten, or a charge to come.</summary>
    NotBilled,
    /// <summary>We know of no such charge.</summary>
    NotOwed,
}

/// <summary>Compares the counterparty's invoice with our own reckoning, charge by charge, and splits each difference into quantity and
/// price: ΔQ = (theirs − ours) × our average rate, price the remainder, so that the pieces sum.</summary>
public static class CheckInvoice
{
    // They bill whole cents, we reckon exactly.
    private const decimal Tolerance = 0.005m;

    /// <summary>The comparison; findings <c>invoice-does-not-add</c> when their lines do not make their total, <c>invoice-differs</c> a
    /// line. Refuses <c>wrong-invoice</c>.</summary>
    public static Outcome<InvoiceCheck> Run(CheckInvoiceInputs inputs)
    {
        var (ours, theirs) = inputs;
        var where = $"invoice {theirs.Number}";
        if (theirs.ContractId != ours.ContractId || theirs.Month.FirstOfMonth() != ours.Month)
            return new Refusal("wrong-invoice", $"it is of {theirs.ContractId} for {theirs.Month}, ours of {ours.ContractId} for {ours.Month}",
                where, "Give the invoice of this contract and month.");
        ImmutableArray<LineCheck> lines = [.. Enum.GetValues<ChargeKind>().Select(kind => Compare(kind, ours, theirs)).OfType<LineCheck>()];
        return Outcome.Of(new InvoiceCheck(ours.ContractId, ours.Month, lines, new(lines.Sum(line => line.Difference.Value))),
            [.. NotAdding(theirs, where), .. lines.Where(line => line.Cause != DifferenceCause.None).Select(line =>
                new Finding("invoice-differs", Severity.Warning, $"{line.Kind}: they charge {line.Theirs}, we reckon {line.Ours} ({line.Cause})",
                    where, "dispute it or correct our input"))]);
    }

    private static IEnumerable<Finding> NotAdding(ReceivedInvoice theirs, string where)
    {
        var sum = theirs.Lines.Sum(line => line.Amount.Value);
        if (sum != theirs.Total.Value)
            yield return new("invoice-does-not-add", Severity.Error, $"its lines sum to {sum} USD, its total is {theirs.Total}", where,
                "compared by its lines");
    }

    private static LineCheck? Compare(ChargeKind kind, ContractInvoice ours, ReceivedInvoice theirs)
    {
        var own = ours.Lines.FirstOrDefault(line => line.Kind == kind);
        var other = theirs.Lines.Where(line => line.Kind == kind).ToArray();
        if (own is null && other.Length == 0) return null;
        var (amount, billed) = (own?.Amount ?? Usd.Zero, new Usd(other.Sum(line => line.Amount.Value)));
        var difference = billed - amount;
        var quantity = own is null || own.Quantity == 0 || other.Length == 0
            ? Usd.Zero
            : amount * ((other.Sum(line => line.Quantity) - own.Quantity) / own.Quantity);
        var price = difference - quantity;
        var cause = Math.Abs(difference.Value) <= Tolerance ? DifferenceCause.None
            : own is null ? DifferenceCause.NotOwed
            : other.Length == 0 ? DifferenceCause.NotBilled
            : Math.Abs(quantity.Value) >= Math.Abs(price.Value) ? DifferenceCause.Quantity : DifferenceCause.Price;
        return new(kind, amount, billed, cause, difference, quantity, price);
    }
}
