using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>Carrying charge of a deferral balance for one month: a twelfth of the annual rate on the balance, in whole cents. Positive
/// where customers owe us.</summary>
public static class MonthlyInterest
{
    /// <summary>The balance that bears interest.</summary>
    public static Usd BalanceOf(InterestBasis basis, Usd opening, Usd change) => basis switch
    {
        InterestBasis.AverageBalance => (opening + opening + change) / 2,
        InterestBasis.OpeningBalance => opening,
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "No such basis."),
    };

    /// <summary>Interest of one month at an annual rate given as a fraction.</summary>
    public static Usd On(Usd balance, decimal annualRate) => (balance * annualRate / 12).ToCents();

    /// <summary>The month's annual rate, or null where the facts do not give it. Florida's is the mean of the 30-day commercial paper rate
    /// on the first of the month and of the next.</summary>
    public static decimal? RateOf(RecoveryClause clause, ClauseMonth facts) => clause.InterestRate switch
    {
        InterestRate.Fixed => clause.AnnualInterest,
        InterestRate.OfTheMonth => facts.Rate,
        InterestRate.CommercialPaper => (facts.Rate + facts.NextRate) / 2,
        _ => throw new ArgumentOutOfRangeException(nameof(clause), clause.InterestRate, "No such rate."),
    };
}
