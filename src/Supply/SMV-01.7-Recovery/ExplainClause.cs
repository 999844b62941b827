using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>Which number of which closed month is to be explained.</summary>
/// <param name="Month">The closed month.</param>
/// <param name="Clause">The clause it was closed under.</param>
/// <param name="Number">The name of any number in the working: <c>deferral</c>, <c>closing balance</c>, <c>555</c>.</param>
public sealed record ExplainClauseInputs(RecoveryMonth Month, RecoveryClause Clause, string Number);

/// <summary>Shows how any number of a clause's month comes about, down to accounts, energy and rates.</summary>
public static class ExplainClause
{
    /// <summary>The tree under the number; refused when the month has no such number.</summary>
    public static Outcome<Explain> Run(ExplainClauseInputs inputs)
    {
        var tree = new ClauseTree(inputs.Month, inputs.Clause);
        var all = new[] { tree.NextFactor, tree.Amortising, tree.BilledRevenue }.SelectMany(Flatten).DistinctBy(node => node.Name).ToList();
        return (all.FirstOrDefault(node => node.Name == inputs.Number)
            ?? all.FirstOrDefault(node => node.Name.StartsWith(inputs.Number + " ", StringComparison.Ordinal))) is { } found ? found
            : new Refusal("unknown-number", $"The month's working has no '{inputs.Number}'", $"{inputs.Month.Month:yyyy-MM}",
                $"Ask for one of: {string.Join(", ", all.Select(node => node.Name))}.");
    }

    private static IEnumerable<Explain> Flatten(Explain node) => node.Because.SelectMany(Flatten).Prepend(node);
}

/// <summary>Shows how the next factor comes about, from the accounts on.</summary>
public static class ExplainRecovery
{
    /// <summary>The tree under the next factor.</summary>
    public static Explain Run(RecoveryMonth month, RecoveryClause clause) => new ClauseTree(month, clause).NextFactor;
}

/// <summary>The working of a month as trees, each made of the ones below it.</summary>
internal sealed class ClauseTree(RecoveryMonth month, RecoveryClause clause)
{
    private readonly ClauseWorking working = WorkingOf(month, clause);

    /// <summary>The steps of a closed month; of one closed before they were kept, those of the plain clause it was closed by.</summary>
    public static ClauseWorking WorkingOf(RecoveryMonth month, RecoveryClause clause) => month.Working ?? new(1, month.EligibleCost,
        Usd.Zero, Usd.Zero, month.BilledRevenue, month.RetailSales, month.EligibleCost - month.BilledRevenue, Usd.Zero, month.Deferral,
        UsdPerMwh.Zero, Usd.Zero, clause.AnnualInterest, Usd.Zero, Usd.Zero, Usd.Zero, Usd.Zero, Usd.Zero, null);

    private bool IsAmortised => clause.AmortisingAccount.Length > 0;

    public Explain NextFactor
    {
        get
        {
            var average = Recovery.NextFactor.AverageCost(working.JurisdictionalCost, working.AdjustedSales);
            var trueUp = Recovery.NextFactor.TrueUp(month.Balance(), working.AdjustedSales, clause.RecoveryMonths);
            return Node("next factor", month.NextFactor.Value, UsdPerMwh.Unit,
                $"average cost + true-up = {Print(average.Value)} + {Print(trueUp.Value)}" + ProjectFactor.TaxWords(clause),
                Node("average eligible cost of a retail MWh", average.Value, UsdPerMwh.Unit,
                    $"eligible cost ÷ retail sales = {Print(working.JurisdictionalCost.Value)} ÷ {Sales.Value}", JurisdictionalCost, Sales),
                Node("true-up of the balance", trueUp.Value, UsdPerMwh.Unit,
                    $"closing balance ÷ ({clause.RecoveryMonths} months × retail sales) = {Print(month.Balance().Value)} "
                    + $"÷ ({clause.RecoveryMonths} × {Sales.Value})",
                    [Balance, .. IsAmortised ? [Amortising] : Array.Empty<Explain>(), Sales]));
        }
    }

    /// <summary>The earlier balance that the rider amortises.</summary>
    public Explain Amortising => Node("amortising balance", working.AmortisingClosing.Value, Usd.Unit,
        "opening + transferred − rider revenue + interest",
        Leaf("amortising balance before", working.AmortisingOpening.Value, Usd.Unit, $"closing before {month.Month:yyyy-MM}"),
        Leaf("transferred", working.Transferred.Value, Usd.Unit, "order"), RiderRevenue,
        Interest("interest on the amortising balance", working.AmortisingInterest, working.AmortisingOpening,
            IsAmortised ? working.Transferred - working.RiderRevenue : Usd.Zero));

    /// <summary>What customers paid.</summary>
    public Explain BilledRevenue => Node("billed revenue", month.BilledRevenue.Value, Usd.Unit, "base rates + rider",
        BaseRecovered, RiderRevenue);

    private Explain Sales => Leaf("retail sales", working.AdjustedSales.Value, Mwh.Unit,
        $"retail meters, {month.Month:yyyy-MM}{(clause.Losses.IsEmpty ? "" : ", at the loss multipliers")}");

    private Explain JurisdictionalCost => working.Share == 1 ? EligibleCost
        : Node("jurisdictional cost", working.JurisdictionalCost.Value, Usd.Unit,
            $"eligible cost × share = {Print(month.EligibleCost.Value)} × {Print(working.Share)}", EligibleCost, Share);

    private Explain EligibleCost => Node("eligible cost", month.EligibleCost.Value, Usd.Unit, $"Σ of {month.Costs.Length} accounts",
        [.. month.Costs.Select(account => Leaf($"{account.Account} {account.Title}", account.Amount.Value, Usd.Unit,
            $"books of {month.Month:yyyy-MM}, {month.Days} days"))]);

    private Explain Share => Leaf("jurisdictional share", working.Share, "", clause.FixedShare is null
        ? "jurisdictional ÷ all energy, loss-adjusted" : clause.LegalSource);

    private Explain Balance
    {
        get
        {
            var change = month.Deferral - working.Disallowed - working.Transferred;
            return new("closing balance", Print(month.ClosingBalance.Value), Usd.Unit,
                "opening + deferral + interest − disallowed − transferred", $"journal {month.Journal.Id}",
                [
                    Leaf("opening balance", month.OpeningBalance.Value, Usd.Unit, $"closing balance before {month.Month:yyyy-MM}"),
                    Deferral, Interest("interest", month.Interest, month.OpeningBalance, change),
                    .. working.Disallowed == Usd.Zero ? Array.Empty<Explain>()
                        : [Leaf("disallowed", -working.Disallowed.Value, Usd.Unit, "order")],
                    .. working.Transferred == Usd.Zero ? Array.Empty<Explain>()
                        : [Leaf("transferred to the amortising balance", -working.Transferred.Value, Usd.Unit, "order")],
                ]);
        }
    }

    private Explain Deferral => IsAmortised || working.RiderRevenue == Usd.Zero ? CustomerPart("deferral")
        : Node("deferral", month.Deferral.Value, Usd.Unit, "customers' part − rider revenue",
            CustomerPart("customers' part"), RiderRevenue);

    /// <summary>What of the month's deviation from base rates is the customers'.</summary>
    public Explain CustomerPart(string name) => Node(name, working.CustomerPart.Value, Usd.Unit,
        (clause.Bands.IsEmpty ? $"customers' share × (eligible cost − base revenue) = {Print(clause.CustomerShare)} × "
            : $"{clause.Bands.Length} bands, year so far {Print(working.YearDeviation.Value)}, of ")
        + $"({Print(working.JurisdictionalCost.Value)} − {Print(working.BaseRecovered.Value)}), in cents",
        JurisdictionalCost, BaseRecovered);

    private Explain BaseRecovered => Node("base revenue", working.BaseRecovered.Value, Usd.Unit,
        "authorised cost × share − retail adjustment + factor in force × sales = "
        + $"{Print(working.BaseCost.Value)} × {Print(working.Share)} − {Print(working.RetailAdjustment.Value)} + "
        + $"{Print(clause.FactorInForce.Value)} × {Sales.Value}",
        Node("authorised cost", working.BaseCost.Value, Usd.Unit, "Σ of the accounts' authorised cost",
            [.. month.Costs.Where(cost => cost.Base != Usd.Zero).Select(cost =>
                Leaf($"authorised {cost.Account}", cost.Base.Value, Usd.Unit, clause.LegalSource))]),
        Node("retail adjustment", working.RetailAdjustment.Value, Usd.Unit,
            $"−(metered − base energy) × {Print(clause.RetailAdjustmentRate.Value)}"),
        Leaf("factor in force", clause.FactorInForce.Value, UsdPerMwh.Unit, clause.LegalSource), Sales);

    private Explain RiderRevenue => Node("rider revenue", working.RiderRevenue.Value, Usd.Unit,
        $"as booked, or rider × retail sales{ProjectFactor.TaxWords(clause).Replace('×', '÷')}",
        Leaf("rider", working.Rider.Value, UsdPerMwh.Unit, clause.RiderLagMonths == 0 ? clause.LegalSource
            : $"customers' part{(clause.RiderTakesBackOverRecovery ? " less over-recovery" : "")} ÷ sales of "
                + $"{clause.RiderLagMonths} months before"), Sales);

    private Explain Interest(string name, Usd amount, Usd opening, Usd change)
    {
        var bearing = MonthlyInterest.BalanceOf(clause.InterestBasis, opening, change);
        return Node(name, amount.Value, Usd.Unit, $"{Print(bearing.Value)} × {Print(working.AnnualRate)} ÷ 12, in cents",
            Leaf(name != "interest" ? "amortising balance that bears interest"
                : clause.InterestBasis == InterestBasis.AverageBalance ? "average balance before interest" : "opening balance",
                bearing.Value, Usd.Unit, "this working"));
    }

    private Explain Node(string name, decimal value, string unit, string formula, params ReadOnlySpan<Explain> because) =>
        new(name, Print(value), unit, formula, clause.LegalSource, [.. because]);

    private static Explain Leaf(string name, decimal value, string unit, string source) => Explain.Leaf(name, Print(value), unit, source);

    public static string Print(decimal value) => value.ToString("0.##########", CultureInfo.InvariantCulture);
}
