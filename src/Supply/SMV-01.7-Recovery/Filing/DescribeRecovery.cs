using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>What a clause's filing is made from.</summary>
/// <param name="Clause">The clause as data.</param>
/// <param name="Months">Its closed months, one after the other, at least one.</param>
/// <param name="Voltages">The services that pay a factor, at least one.</param>
public sealed record DescribeRecoveryInputs(
    RecoveryClause Clause, ImmutableArray<RecoveryMonth> Months, ImmutableArray<ServiceVoltage> Voltages)
{
    /// <summary>What accounts were expected to cost over the months; none leaves schedule A1 out.</summary>
    public ImmutableArray<AccountEstimate> Estimates { get; init; } = [];

    /// <summary>Purchased power of the months by counterparty; none leaves schedule A2 out. Must add up to account 555 to the
    /// cent.</summary>
    public ImmutableArray<PartyPurchase> Purchases { get; init; } = [];
}

/// <summary>A service that pays a factor.</summary>
/// <param name="Name">As the tariff calls it.</param>
/// <param name="LossMultiplier">What a MWh at its meter weighs against the average retail MWh for losses; above 0.</param>
/// <param name="FactorInForce">What it pays now.</param>
/// <param name="Source">The loss study or tariff both come from.</param>
public sealed record ServiceVoltage(string Name, decimal LossMultiplier, UsdPerMwh FactorInForce, string Source);

/// <summary>What an account was expected to cost over the filing's months.</summary>
public sealed record AccountEstimate(string Account, Usd Amount, string Source);

/// <summary>Energy and cost of what one counterparty sold us over the filing's months.</summary>
public sealed record PartyPurchase(string Party, Mwh Energy, Usd Cost, string Source);

/// <summary>Describes a clause's closed months as a filing's dataset: every closed figure is computed again from the accounts by formula
/// and must come out as the books have it. Schedules: E1 the factor, E2 by month (twelve on each
/// part), E3 interest, E4 factor by voltage, A1 actual against
/// estimate, A2 purchased power. Source: the E and A schedules of Florida's fuel clause, Rule 25-6.0424.</summary>
public static class DescribeRecovery
{
    /// <summary>The dataset; refused when the months are not one after the other or the balance does not carry.</summary>
    public static Outcome<FilingDataset> Run(DescribeRecoveryInputs inputs)
    {
        if (Refuse(inputs) is { } refusal) return refusal;
        var sheet = new DatasetBuilder();
        RecoveryFactors.Describe(sheet, inputs, RecoveryMonths.Describe(sheet, inputs));
        RecoveryCosts.Describe(sheet, inputs);
        return sheet.Dataset($"{inputs.Clause.Name}, {DatasetBuilder.Key(inputs.Months[0])} to {DatasetBuilder.Key(inputs.Months[^1])}",
            ["E1", "E2", "E3", "E4", "A1", "A2"]);
    }

    /// <summary>The services of a clause as its own terms have them: one a loss multiplier, else retail service as a whole. In force is
    /// what the last month billed: the rider, with the factor where base rates do not recover authorised cost.</summary>
    public static ImmutableArray<ServiceVoltage> ServicesOf(RecoveryClause clause, ImmutableArray<RecoveryMonth> months)
    {
        if (months.IsEmpty) return [];
        var (shape, working) = (new RecoveryShape(clause, months), ClauseTree.WorkingOf(months[^1], clause));
        var rider = ClauseStep.Recovered(clause, working.AdjustedSales, working.Rider) == working.RiderRevenue ? working.Rider
            : working.RiderRevenue / working.AdjustedSales;
        var inForce = shape.HasAuthorisedCost ? rider : rider + clause.FactorInForce;
        var losses = clause.Losses.IsEmpty ? [new VoltageLoss("All retail service", 1)] : clause.Losses;
        return [.. losses.Select(loss => new ServiceVoltage(loss.Voltage, loss.Multiplier,
            new(decimal.Round((inForce * loss.Multiplier).Value, clause.TariffDecimals ?? 2, MidpointRounding.AwayFromZero)),
            clause.LegalSource))];
    }

    private static Refusal? Refuse(DescribeRecoveryInputs inputs)
    {
        var (clause, months) = (inputs.Clause, inputs.Months);
        if (months.IsEmpty || inputs.Voltages.IsEmpty)
            return new("nothing-to-file", $"There are {months.Length} closed months and {inputs.Voltages.Length} services", clause.Name,
                "Close at least one month and name at least one service.");
        for (var i = 1; i < months.Length; i++)
        {
            if (months[i].Month != months[i - 1].Month.PlusMonths(1))
                return new("months-not-in-a-row", $"{months[i].Month:uuuu-MM} follows {months[i - 1].Month:uuuu-MM}", clause.Name,
                    "Give every month of the period once, in order.");
            if (months[i].OpeningBalance != months[i - 1].ClosingBalance)
                return new("balance-does-not-carry",
                    $"{months[i].Month:uuuu-MM} opens at {months[i].OpeningBalance}, {months[i - 1].Month:uuuu-MM} closed at "
                    + $"{months[i - 1].ClosingBalance}", clause.Name, "Close the later month again on the balance of the earlier.");
        }

        return inputs.Voltages.FirstOrDefault(voltage => voltage.LossMultiplier <= 0) is { } wrong
            ? new("loss-multiplier-out-of-range",
                FormattableString.Invariant($"{wrong.Name} has the loss multiplier {wrong.LossMultiplier}"), clause.Name,
                    "Give a multiplier above 0; 1 is the average.") : null;
    }
}
