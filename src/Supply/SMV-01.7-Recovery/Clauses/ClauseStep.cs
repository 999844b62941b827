using System.Collections.Immutable;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;

namespace Busbar.Supply.Recovery;

/// <summary>One month of a clause, after the months before it: the engine that closing a month and running a clause share.</summary>
internal static class ClauseStep
{
    /// <summary>The closed month. The clause was checked; <paramref name="before"/> holds earlier months in order.</summary>
    public static Outcome<RecoveryMonth> Of(
        RecoveryClause clause, ImmutableArray<RecoveryMonth> before, ClauseMonth facts, int days, Instant closedAt)
    {
        if (ClauseFacts.Check(clause, facts) is { } refusal) return refusal;
        var sold = LossAdjustedSales.OfJurisdiction(clause, facts);
        if (RiderOf(clause, before, facts.Month) is not { } rider)
            return new Refusal("rider-unknown", $"{facts.Month:yyyy-MM} bills the cost of {clause.RiderLagMonths} months before, which is "
                + "neither closed nor given", $"{facts.Month:yyyy-MM}", "Close that month first, or date a rider for the months it bills.");
        var costs = CostsOf(clause, facts);
        var last = before.IsEmpty ? null : before[^1];
        var working = Work(clause, facts, last, costs, sold, rider);
        if (clause.RiderTakesBackOverRecovery && Billed(clause, before, facts.Month) is { } set)
            working = working with { OverRecovery = working.RiderRevenue - (set.AdjustedSales * rider).ToCents() };
        return Outcome.Of(Close(clause, facts, last, costs, working, days, closedAt), ClauseFacts.Findings(clause, facts));
    }

    private static ImmutableArray<AccountCost> CostsOf(RecoveryClause clause, ClauseMonth facts) =>
    [
        .. clause.EligibleAccounts.Select(number =>
        {
            var own = facts.Costs.Where(cost => cost.Account == number && ClauseFacts.IsEligible(clause, cost)).ToList();
            return new AccountCost(number, Accounts.All.First(account => account.Number == number).Title, ClauseFacts.Sum(own),
                own.Aggregate(Usd.Zero, (sum, cost) => sum + cost.Base));
        }),
    ];

    /// <summary>What a rider recovers of the energy sold: what is billed, without the fees on revenue.</summary>
    public static Usd Recovered(RecoveryClause clause, Mwh sold, UsdPerMwh rider) => (sold * (rider / clause.RevenueTaxFactor)).ToCents();

    /// <summary>The earlier month whose cost a lagging rider bills in a month; null where the rider does not lag, or is dated.</summary>
    private static ClauseWorking? Billed(RecoveryClause clause, ImmutableArray<RecoveryMonth> before, LocalDate month) =>
        clause.RiderLagMonths == 0 ? null
            : before.FirstOrDefault(earlier => earlier.Month == month.PlusMonths(-clause.RiderLagMonths))?.Working;

    // A rider that lags is the customers' part of the earlier month over its sales: Kentucky's F(m)/S(m) − F(b)/S(b).
    private static UsdPerMwh? RiderOf(RecoveryClause clause, ImmutableArray<RecoveryMonth> before, LocalDate month)
    {
        if (Billed(clause, before, month) is { } cost) return (cost.CustomerPart - cost.OverRecovery) / cost.AdjustedSales;
        return clause.Riders.LastOrDefault(rider => rider.From <= month)?.Rate
            ?? (clause.RiderLagMonths > 0 ? null : UsdPerMwh.Zero);
    }

    private static ClauseWorking Work(
        RecoveryClause clause, ClauseMonth facts, RecoveryMonth? last, ImmutableArray<AccountCost> costs, Mwh sold, UsdPerMwh rider)
    {
        var share = LossAdjustedSales.ShareOf(clause, facts);
        var jurisdictional = Total(costs) * share;
        var baseCost = costs.Aggregate(Usd.Zero, (sum, cost) => sum + cost.Base);
        var metered = Metered(facts);
        var adjustment = clause.RetailAdjustmentRate == UsdPerMwh.Zero ? Usd.Zero
            : -(metered - facts.BaseSales) * clause.RetailAdjustmentRate;
        var recovered = baseCost * share - adjustment + sold * clause.FactorInForce;
        var deviation = jurisdictional - recovered;
        var yearBefore = facts.Month.Month == clause.YearStartsInMonth ? Usd.Zero : last?.Working?.YearDeviation ?? Usd.Zero;
        var revenue = facts.BilledRider ?? Recovered(clause, sold, rider);
        var (opening, rate) = (last?.Working?.AmortisingClosing ?? clause.OpeningAmortising, MonthlyInterest.RateOf(clause, facts)!.Value);
        var change = clause.AmortisingAccount.Length == 0 ? Usd.Zero : facts.Transferred - revenue;
        var interest = MonthlyInterest.On(MonthlyInterest.BalanceOf(clause.InterestBasis, opening, change), rate);
        return new(share, jurisdictional, baseCost, adjustment, recovered, sold, deviation, yearBefore + deviation,
            SharedDeviation.Of(clause, yearBefore, deviation), rider, revenue, rate, opening, interest, opening + change + interest,
            facts.Disallowed, facts.Transferred, facts.AnnualRevenue);
    }

    private static RecoveryMonth Close(
        RecoveryClause clause, ClauseMonth facts, RecoveryMonth? last, ImmutableArray<AccountCost> costs, ClauseWorking working, int days,
        Instant closedAt)
    {
        var isAmortised = clause.AmortisingAccount.Length > 0;
        var deferral = isAmortised ? working.CustomerPart : working.CustomerPart - working.RiderRevenue;
        var opening = last?.ClosingBalance ?? clause.OpeningBalance;
        var change = deferral - working.Disallowed - working.Transferred;
        var interest = MonthlyInterest.On(MonthlyInterest.BalanceOf(clause.InterestBasis, opening, change), working.AnnualRate);
        var closing = opening + change + interest;
        var month = new RecoveryMonth(facts.Month, closedAt, days, costs, Total(costs), Metered(facts),
            working.BaseRecovered + working.RiderRevenue, deferral, opening, interest, closing, UsdPerMwh.Zero,
            RecoveryPostings.Of(facts.Month, opening, MovesOf(clause, deferral, interest, working))) { Working = working };
        return month with
        {
            NextFactor = NextFactor.Of(working.JurisdictionalCost, month.Balance(), working.AdjustedSales, clause.RecoveryMonths)
                * clause.RevenueTaxFactor,
        };
    }

    private static ImmutableArray<BalanceMove> MovesOf(RecoveryClause clause, Usd deferral, Usd interest, ClauseWorking working)
    {
        ImmutableArray<BalanceMove> own =
        [
            new("deferral", Accounts.OtherPowerSupplyExpenses, deferral, clause.DeferralAccount),
            BalanceMove.Interest("interest", interest, clause.DeferralAccount),
            new("disallowed", Accounts.OtherPowerSupplyExpenses, -working.Disallowed, clause.DeferralAccount),
        ];
        return clause.AmortisingAccount.Length == 0 ? own :
        [
            .. own,
            new("amortisation", Accounts.OtherPowerSupplyExpenses, -working.RiderRevenue, clause.AmortisingAccount),
            BalanceMove.Interest("interest on the amortising balance", working.AmortisingInterest, clause.AmortisingAccount),
            new($"transfer from {clause.DeferralAccount}", Accounts.OtherRegulatoryAssets, working.Transferred, clause.AmortisingAccount),
        ];
    }

    private static Usd Total(ImmutableArray<AccountCost> costs) => costs.Aggregate(Usd.Zero, (sum, cost) => sum + cost.Amount);

    private static Mwh Metered(ClauseMonth facts) => facts.Sales.Aggregate(Mwh.Zero, (sum, sales) => sum + sales.Jurisdictional);
}
