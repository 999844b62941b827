using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;

namespace Busbar.Supply.Recovery;

/// <summary>What a forward factor is projected from.</summary>
/// <param name="Clause">The clause as data.</param>
/// <param name="Months">Projected cost and energy of the months the factor is to be in effect.</param>
/// <param name="NetTrueUp">The balance to be recovered in those months: owed to us positive.</param>
public sealed record ProjectFactorInputs(RecoveryClause Clause, ImmutableArray<ClauseMonth> Months, Usd NetTrueUp);

/// <summary>The factor of one voltage, as on the tariff sheet.</summary>
public sealed record VoltageFactor(string Voltage, Mwh Sales, UsdPerMwh Factor);

/// <summary>A forward factor.</summary>
/// <param name="First">First day of the first month it is for.</param>
/// <param name="Last">First day of the last month.</param>
/// <param name="ProjectedCost">Customers' part of projected jurisdictional cost above base rates.</param>
/// <param name="NetTrueUp">The balance recovered with it.</param>
/// <param name="AdjustedSales">Projected jurisdictional energy at the loss multipliers.</param>
/// <param name="Factor">(Projected cost + net true-up) ÷ adjusted sales × revenue tax factor, not rounded.</param>
/// <param name="ByVoltage">Factor × loss multiplier, rounded where the tariff rounds.</param>
/// <param name="RoundingResidue">What the rounded factors would leave unrecovered.</param>
/// <param name="Working">How the factor comes about.</param>
public sealed record FactorProjection(
    LocalDate First, LocalDate Last, Usd ProjectedCost, Usd NetTrueUp, Mwh AdjustedSales, UsdPerMwh Factor,
    ImmutableArray<VoltageFactor> ByVoltage, Usd RoundingResidue, Explain Working);

/// <summary>Projects a clause's factor: (projected cost + net true-up) ÷ projected jurisdictional energy × loss multiplier by voltage,
/// and × the revenue tax factor where the clause has one.
/// Energy is taken at the multipliers, so that the voltages together pay the cost exactly.</summary>
public static class ProjectFactor
{
    /// <summary>The factor; refused as a run of the months would be.</summary>
    public static Outcome<FactorProjection> Run(ProjectFactorInputs inputs)
    {
        // Rates, orders and balances do not enter a projection of cost.
        var clause = inputs.Clause with { InterestRate = InterestRate.Fixed, RiderLagMonths = 0, Triggers = [], Reviews = [] };
        return RunClause.Run(new(clause, inputs.Months, default)) switch
        {
            Outcome<ClauseRun>.Done done => Outcome.Of(Project(inputs, done.Value.Months), done.Findings),
            Outcome<ClauseRun>.Refused refused => refused.Refusal,
            _ => throw new InvalidOperationException("An outcome is done or refused."),
        };
    }

    private static FactorProjection Project(ProjectFactorInputs inputs, ImmutableArray<RecoveryMonth> months)
    {
        var clause = inputs.Clause;
        var cost = months.Aggregate(Usd.Zero, (sum, month) => sum + month.Working!.CustomerPart);
        var sold = months.Aggregate(Mwh.Zero, (sum, month) => sum + month.Working!.AdjustedSales);
        var factor = (cost + inputs.NetTrueUp) / sold * clause.RevenueTaxFactor;
        ImmutableArray<VoltageFactor> voltages =
        [
            .. inputs.Months.SelectMany(month => month.Sales).GroupBy(sales => sales.Voltage).Select(group => new VoltageFactor(
                group.Key, group.Aggregate(Mwh.Zero, (sum, sales) => sum + sales.Jurisdictional),
                Rounded(factor * LossAdjustedSales.MultiplierOf(clause, group.Key), clause.TariffDecimals))),
        ];
        var recovered = voltages.Aggregate(Usd.Zero, (sum, voltage) => sum + voltage.Sales * (voltage.Factor / clause.RevenueTaxFactor));
        return new(months[0].Month, months[^1].Month, cost, inputs.NetTrueUp, sold, factor, voltages,
            cost + inputs.NetTrueUp - recovered,
            new("forward factor", Print(factor.Value), UsdPerMwh.Unit, "(projected cost + net true-up) ÷ projected jurisdictional energy"
                + TaxWords(clause),
                clause.LegalSource,
                [
                    new("projected cost", Print(cost.Value), Usd.Unit, "Σ of the months' customers' part", clause.LegalSource,
                        [.. months.Select(month => new ClauseTree(month, clause).CustomerPart($"{month.Month:yyyy-MM}"))]),
                    Explain.Leaf("net true-up", Print(inputs.NetTrueUp.Value), Usd.Unit, "balance to be recovered"),
                    Explain.Leaf("projected energy", Print(sold.Value), Mwh.Unit, "projected sales at the loss multipliers"),
                ]));
    }

    /// <summary>How a formula ends where fees on revenue are billed with the cost.</summary>
    internal static string TaxWords(RecoveryClause clause) =>
        clause.RevenueTaxFactor == 1 ? "" : $" × revenue tax factor {Print(clause.RevenueTaxFactor)}";

    private static UsdPerMwh Rounded(UsdPerMwh factor, int? decimals) =>
        decimals is { } places ? new(decimal.Round(factor.Value, places, MidpointRounding.AwayFromZero)) : factor;

    private static string Print(decimal value) => ClauseTree.Print(value);
}
