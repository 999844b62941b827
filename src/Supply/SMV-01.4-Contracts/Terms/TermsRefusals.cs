using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Terms;

/// <summary>Why clauses cannot be what was agreed.</summary>
internal static class TermsRefusals
{
    internal static Refusal? Of(PowerAgreement agreement) =>
        (OfQuantity(agreement.Quantity) ?? OfPricing(agreement) ?? OfClauses(agreement)) is var (what, remedy)
            ? new("impossible-terms", what, $"contract {agreement.Id}", remedy)
            : null;

    private static (string What, string Remedy)? OfQuantity(ContractQuantity quantity) => quantity switch
    {
        ShapedQuantity { Shape.Hourly: null } shaped when shaped.Shape.Blocks.IsDefaultOrEmpty || shaped.Shape.Mw <= Mw.Zero =>
            ($"a shape has blocks and more than 0 MW, not {shaped.Shape.Mw}", "Name the blocks and the MW; a sale is another contract."),
        ShapedQuantity { Shape.Hourly: { } hourly } when hourly.Values.Any(mw => mw < Mw.Zero) =>
            ("an hour of the shape is below 0 MW", "Correct the hour; a sale is another contract."),
        ProfileQuantity profile when profile.Months.Length != 12 || profile.Months.Any(row =>
            row.Length != 24 || row.Any(mw => mw < Mw.Zero)) =>
            ("a profile is twelve months of 24 hours, none below 0 MW", "Give one row a month and one MW an hour ending."),
        PlantQuantity plant when plant.Share is <= 0 or > 1 || plant.Nameplate <= Mw.Zero =>
            ($"a share of a plant is above 0 and at most 1, of a plant above 0 MW, not {plant.Share} of {plant.Nameplate}",
                "Correct the share: 40 % is written 0.40."),
        _ => null,
    };

    private static (string What, string Remedy)? OfPricing(PowerAgreement agreement) =>
        agreement.Obligation == DeliveryObligation.Financial != agreement.Pricing is DifferencePricing
            ? ("a financial contract settles a difference, and only a financial one does", "Make both financial, or neither.")
            : agreement.Obligation == DeliveryObligation.Tolled != agreement.Pricing is TollPricing
                ? ("a tolled plant has a toll for a price, and only a tolled one has", "Make both tolled, or neither.")
                : null;

    private static (string What, string Remedy)? OfClauses(PowerAgreement agreement) => agreement.Clauses switch
    {
        { Escalator.AnnualRate: <= -1 } => ("an escalator is above −100 % a year", "Write 2 % as 0.02."),
        { Curtailment.UnpaidHoursAYear: < 0 } => ("unpaid hours are below 0", "Correct the hours."),
        { Guarantee: { } guarantee } when guarantee.AnnualEnergy <= Mwh.Zero || agreement.FirstDay.Date.Day != 1 =>
            ("a guarantee is above 0 MWh, and its contract starts on the first of a month, so that its years end with a month",
                "Correct the energy or the first day."),
        { Deviation: { } band } when band.FreeBand < 0 || band.FreeMw < Mw.Zero || band.SurplusMultiplier < 0
            || band.ShortfallMultiplier < 0 => ("a deviation band has a part below 0", "Correct the band; 5 % is written 0.05."),
        { Capacity: { } capacity } when capacity.Capacity <= Mw.Zero || capacity.GuaranteedAvailability is <= 0 or > 1 =>
            ("capacity is above 0 MW and its guarantee above 0 and at most 1", "Correct the clause; 95 % is written 0.95."),
        { Certificates: { } certificates } when certificates.PriceUsd < 0 || certificates.ReplacementUsd < 0 =>
            ("a certificate costs below 0", "Correct the price."),
        _ => null,
    };
}
