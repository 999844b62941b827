using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>Refuses a month's facts that a clause cannot be run on, and finds what is odd about those it can.</summary>
internal static class ClauseFacts
{
    /// <summary>Fuel accounts, which may be negative (a deferral booked back, as after February 2021) but deserve a look when they
    /// are.</summary>
    private static readonly ImmutableArray<string> Fuel = ["501", "518", "547"];

    public static Refusal? Check(RecoveryClause clause, ClauseMonth facts)
    {
        var where = $"{facts.Month:yyyy-MM}";
        if (facts.Costs.FirstOrDefault(cost => !ClauseTerms.IsCharted(cost.Account)) is { } unknown)
            return ClauseTerms.NotInChart($"Account {unknown.Account}", where);
        if (facts.Costs.GroupBy(cost => (cost.Account, cost.Item)).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return new("cost-twice", $"Account {twice.Key.Account} {twice.Key.Item} is given {twice.Count()} times", where,
                "Give each item of an account once.");
        if (facts.Sales.GroupBy(sales => sales.Voltage).FirstOrDefault(group => group.Count() > 1) is { } both)
            return new("sales-twice", $"Sales at voltage '{both.Key}' are given {both.Count()} times", where, "Give each voltage once.");
        if (!clause.Losses.IsEmpty
            && facts.Sales.FirstOrDefault(sales => clause.Losses.All(loss => loss.Voltage != sales.Voltage)) is { } stray)
            return new("voltage-unknown", $"The clause has no loss multiplier for voltage '{stray.Voltage}'", where,
                $"Use {string.Join(", ", clause.Losses.Select(loss => loss.Voltage))}, or add it to the clause.");
        var sold = LossAdjustedSales.OfJurisdiction(clause, facts);
        if (sold <= Mwh.Zero)
            return new("no-retail-sales", $"Retail sales are {sold}; a factor is cost over sales above 0", where,
                "Give the month's energy at the retail meters.");
        if (facts.Sales.Any(sales => sales.Other < Mwh.Zero))
            return new("other-sales-negative", "Energy of others is negative; a share of cost needs all of it", where,
                "Give what was sold to others, zero or more.");
        return CheckOrders(clause, facts, where);
    }

    public static IEnumerable<Finding> Findings(RecoveryClause clause, ClauseMonth facts)
    {
        var where = $"{facts.Month:yyyy-MM}";
        foreach (var fuel in Fuel)
            if (Sum(facts.Costs.Where(cost => cost.Account == fuel)) is { Value: < 0 } negative)
                yield return new("negative-fuel", Severity.Note, $"Account {fuel} is {negative}", where, "Used as booked.");
        foreach (var cost in facts.Costs.Where(cost => !IsEligible(clause, cost)))
            yield return new("not-eligible", Severity.Note, $"{cost.Account} {cost.Item} of {cost.Actual} is not eligible", where,
                "Left out of the clause.");
    }

    public static bool IsEligible(RecoveryClause clause, ClauseCost cost) => clause.EligibleAccounts.Contains(cost.Account)
        && !clause.Exclusions.Any(item => item.Account == cost.Account && item.Item == cost.Item);

    public static Usd Sum(IEnumerable<ClauseCost> costs) => costs.Aggregate(Usd.Zero, (sum, cost) => sum + cost.Actual);

    private static Refusal? CheckOrders(RecoveryClause clause, ClauseMonth facts, string where)
    {
        if (MonthlyInterest.RateOf(clause, facts) is null)
            return new("rate-missing", $"The clause pays interest at the rate of the month ({clause.InterestRate}), which is not given",
                where, "Give the annual rate on the first of the month, and of the next where the clause takes the mean.");
        if ((ClauseTerms.RateOutOfRange(facts.Rate, where) ?? ClauseTerms.RateOutOfRange(facts.NextRate, where)) is { } rate) return rate;
        if (facts.Disallowed < Usd.Zero)
            return new("disallowed-negative", $"{facts.Disallowed} is disallowed; a disallowance takes cost out", where,
                "Give it above 0.");
        return facts.Transferred == Usd.Zero || clause.AmortisingAccount.Length > 0 ? null
            : new("no-amortising-balance", $"{facts.Transferred} is moved to a second balance, which the clause does not keep", where,
                "Name the clause's amortising account, or leave the transfer out.");
    }
}
