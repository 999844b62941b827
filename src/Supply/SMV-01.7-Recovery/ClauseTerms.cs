using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;

namespace Busbar.Supply.Recovery;

/// <summary>Refuses a clause whose terms cannot be applied to a month.</summary>
public static class ClauseTerms
{
    /// <summary>Highest and lowest annual rate that can be true, as fractions.</summary>
    internal static (decimal Least, decimal Most) Rates { get; } = (-0.05m, 0.5m);

    /// <summary>The first refusal, or null when the clause can be applied.</summary>
    public static Refusal? Check(RecoveryClause clause, LocalDate month) =>
        CheckMonth(clause, month) ?? CheckAccounts(clause) ?? SharedDeviation.Check(clause) ?? CheckNumbers(clause);

    private static Refusal? CheckMonth(RecoveryClause clause, LocalDate month)
    {
        if (month.Day != 1)
            return new("not-first-of-month", $"A month is named by its first day, not {month:yyyy-MM-dd}", clause.Name,
                "Give the first day of the month.");
        return month >= clause.FirstMonth ? null
            : new("before-the-clause", $"{month:yyyy-MM} lies before the clause's first month, {clause.FirstMonth:yyyy-MM}",
                clause.Name, "Close the months from the clause's first on.");
    }

    private static Refusal? CheckAccounts(RecoveryClause clause)
    {
        if (clause.EligibleAccounts.FirstOrDefault(number => !IsCharted(number)) is { } unknown)
            return NotInChart($"Eligible account {unknown}", clause.Name);
        if (clause.EligibleAccounts.Length != clause.EligibleAccounts.Distinct().Count())
            return new("account-twice", "An eligible account is listed twice; its cost would count twice", clause.Name,
                "List each account once.");
        return clause.Exclusions.FirstOrDefault(item => !clause.EligibleAccounts.Contains(item.Account)) is not { } stray ? null
            : new("exclusion-not-eligible", $"{stray.Item} is excluded from account {stray.Account}, which is not eligible", clause.Name,
                "Exclude items of eligible accounts only.");
    }

    private static Refusal? CheckNumbers(RecoveryClause clause)
    {
        if (clause.RecoveryMonths < 1)
            return new("recovery-months-out-of-range", $"A balance is recovered over at least 1 month, not {clause.RecoveryMonths}",
                clause.Name, "Give the months of the amortisation.");
        if (clause.FixedShare is <= 0 or > 1)
            return new("share-out-of-range", $"The jurisdiction's share is above 0 and at most 1, not {clause.FixedShare}", clause.Name,
                "Give it as a fraction: 0.3461 for 34.61 %.");
        if (clause.Losses.Any(loss => loss.Multiplier <= 0)
            || clause.Losses.DistinctBy(loss => loss.Voltage).Count() != clause.Losses.Length)
            return new("loss-out-of-range", "Each voltage has one loss multiplier above 0", clause.Name, "Give 1.03 for 3 % of losses.");
        if (RateOutOfRange(clause.AnnualInterest, clause.Name) is { } rate) return rate;
        if (clause.YearStartsInMonth is < 1 or > 12 || clause.RiderLagMonths < 0 || clause.RevenueTaxFactor is < 1 or >= 1.2m
            || clause.TariffDecimals is < 0 or > 9
            || clause.Triggers.Any(trigger => trigger.Level <= 0) || clause.Reviews.Any(review => review.EveryMonths < 1))
            return new("terms-out-of-range",
                "A year starts in month 1 to 12, a rider lags 0 months or more, a factor has 0 to 9 decimals, "
                + "a revenue tax factor is 1 to less than 1.2, a trigger lies above 0, a review comes every month or more",
                clause.Name, "Correct the clause.");
        return !clause.Riders.Zip(clause.Riders.Skip(1)).Any(pair => pair.First.From >= pair.Second.From) ? null
            : new("riders-out-of-order", "Two riders begin on one day, or an earlier one after a later one", clause.Name,
                "List each rider once, in order of its first day.");
    }

    internal static bool IsCharted(string number) => Accounts.All.Any(account => account.Number == number);

    internal static Refusal NotInChart(string what, string where) => new("account-not-in-chart", $"{what} is not in the chart of accounts",
        where, $"Use the numbers of the chart: {string.Join(", ", Accounts.All.Select(account => account.Number))}.");

    internal static Refusal? RateOutOfRange(decimal? rate, string where) => rate is not { } annual
        || (annual >= Rates.Least && annual <= Rates.Most) ? null
        : new("rate-out-of-range",
            FormattableString.Invariant($"An annual rate lies between {Rates.Least} and {Rates.Most}, not at {annual}"), where,
            "Give it as a fraction: 0.05 for 5 %.");
}
