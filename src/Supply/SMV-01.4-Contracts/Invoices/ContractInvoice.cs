using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Contracts.Invoices;

/// <summary>What one contract costs for one month by our own reckoning: the invoice we expect. Cost positive; what the seller owes us is
/// negative. Nothing is rounded.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="Counterparty">Who sells.</param>
/// <param name="Month">First day of the month.</param>
/// <param name="Delivered">Our energy of the month.</param>
/// <param name="Deemed">Energy that could have been made while curtailed, paid or not.</param>
/// <param name="UnpaidHours">Curtailed hours of the month that the allowance of the contract year took.</param>
/// <param name="Lines">One a kind of charge, none empty.</param>
public sealed record ContractInvoice(
    string ContractId, string Counterparty, OperatingDay Month, Mwh Delivered, Mwh Deemed, decimal UnpaidHours,
    ImmutableArray<InvoiceLine> Lines)
{
    /// <summary>Sum of the lines.</summary>
    public Usd Total => new(Lines.Sum(line => line.Amount.Value));

    /// <summary>The lines on which the seller owes us for what it did not do.</summary>
    public ImmutableArray<InvoiceLine> Claims => [.. Lines.Where(line => line.Kind is ChargeKind.LiquidatedDamages
        or ChargeKind.DeviationShortfall or ChargeKind.CapacityRefund or ChargeKind.MissingCertificates or ChargeKind.GuaranteeShortfall)];

    /// <summary>The working of the total, line by line down to the hours.</summary>
    public Explain Explain() => new($"invoice {ContractId} {Month}", $"{Total.Value}", Usd.Unit, "sum of the lines", ContractId,
        [.. Lines.Select(line => line.Explain(ContractId))]);
}

/// <summary>One line of an invoice.</summary>
/// <param name="Kind">What is charged.</param>
/// <param name="Unit">Unit of the quantity: MWh, MW, starts, certificates.</param>
/// <param name="Parts">What it is made of; the amount is the sum of quantity × rate.</param>
public sealed record InvoiceLine(ChargeKind Kind, string Unit, ImmutableArray<InvoicePart> Parts)
{
    /// <summary>Sum of the quantities.</summary>
    public decimal Quantity => Parts.Sum(part => part.Quantity);

    /// <summary>Σ quantity × rate, exact.</summary>
    public Usd Amount => new(Parts.Sum(part => part.Quantity * part.Rate));

    /// <summary>The working.</summary>
    internal Explain Explain(string source) => new($"{Kind}", $"{Amount.Value}", Usd.Unit, $"Σ {Unit} × USD/{Unit}", source,
        [.. Parts.Select(part => new Explain(part.Of, $"{part.Quantity * part.Rate}", Usd.Unit,
            FormattableString.Invariant($"{part.Quantity} {Unit} × {part.Rate}"), part.Why, []))]);
}

/// <summary>A quantity at a rate.</summary>
/// <param name="Of">The hour, or what it is of.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Rate">USD for each; negative when the seller owes it.</param>
/// <param name="Why">The clause and the numbers behind it.</param>
public sealed record InvoicePart(string Of, decimal Quantity, decimal Rate, string Why);

/// <summary>What a contract charges for.</summary>
public enum ChargeKind
{
    /// <summary>Delivered energy at the contract price.</summary>
    Energy,
    /// <summary>Strike less published price on the quantity of a difference.</summary>
    Difference,
    /// <summary>Starts of a tolled plant.</summary>
    Starts,
    /// <summary>Energy above the deviation band.</summary>
    DeviationSurplus,
    /// <summary>Energy below the deviation band.</summary>
    DeviationShortfall,
    /// <summary>Energy not made because of curtailment.</summary>
    DeemedEnergy,
    /// <summary>The seller's damages for energy it owed.</summary>
    LiquidatedDamages,
    /// <summary>Our damages for energy we owed to take.</summary>
    BuyerDamages,
    /// <summary>Capacity of the month.</summary>
    Capacity,
    /// <summary>Capacity paid for that was not available.</summary>
    CapacityRefund,
    /// <summary>Certificates transferred.</summary>
    Certificates,
    /// <summary>Certificates due and not transferred.</summary>
    MissingCertificates,
    /// <summary>Energy below the year's guarantee.</summary>
    GuaranteeShortfall,
}
