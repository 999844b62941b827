using System.Collections.Immutable;
using Busbar.Supply.Recovery.Eqr.Rules;

namespace Busbar.Supply.Recovery.Eqr;

/// <summary>Every validation rule of the Electric Quarterly Report that we keep, in the order in which findings are shown.</summary>
public static class EqrRules
{
    /// <summary>The rules.</summary>
    public static ImmutableArray<EqrRule> All { get; } =
    [
        RequiredFields.Rule, FieldForms.Rule, FieldWords.Rule, FieldCase.Rule, BlankNumbers.Rule, NumberDecimals.Rule,
        DeleteIsEmpty.Rule, RefilingNotes.Rule,
        OneBuyer.Rule, UniqueContract.Rule, NonPublicTariff.Rule, ProductOfTable.Rule, ProductDescription.Rule, ExecutionDate.Rule,
        ActualTermination.Rule, OneDuns.Rule,
        KnownContract.Rule, UniqueTransaction.Rule, RepeatedTransaction.Rule, InsideQuarter.Rule, EndAfterBegin.Rule, ClockLabels.Rule,
        HoursOfDay.Rule, TransactionCharge.Rule, StandardizedPrice.Rule, StandardizedQuantity.Rule, StandardizedCharge.Rule,
        EnergyUnits.Rule, CapacityUnits.Rule, HighPrice.Rule, PositiveQuantity.Rule,
    ];
}
