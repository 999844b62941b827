using System.Collections.Immutable;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;

namespace Busbar.Supply.Recovery;

/// <summary>What a month of the clause is closed from.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="ClosedAt">The clock of the closing.</param>
/// <param name="Clause">The clause as data.</param>
/// <param name="Before">Earlier closed months in order; without one the clause's own balance opens.</param>
/// <param name="Journals">Every entry of the month that may hold eligible cost.</param>
/// <param name="RetailSales">Energy at the retail meters, above 0.</param>
/// <param name="DaysInMonthSettled">Operating days of the month that have entries.</param>
/// <param name="DaysInMonth">Days of the month on the calendar.</param>
public sealed record CloseMonthInputs(
    LocalDate Month, Instant ClosedAt, RecoveryClause Clause, ImmutableArray<RecoveryMonth> Before, ImmutableArray<Journal> Journals,
    Mwh RetailSales, int DaysInMonthSettled, int DaysInMonth)
{
    /// <summary>Entries by which later statements changed days' books: booked in the month, or in a month that was closed before they
    /// were known, so that this month bears them.</summary>
    public ImmutableArray<Journal> TrueUps { get; init; } = [];
}

/// <summary>Closes a month of the clause from the books: eligible cost, what base rates and the rider recovered, the customers' part of
/// the difference deferred, interest, the balance and the factor that would recover it.</summary>
public static class CloseMonth
{
    /// <summary>The closed month, with a finding when days are missing; refused when the clause or the inputs cannot be right.</summary>
    public static Outcome<RecoveryMonth> Run(CloseMonthInputs inputs)
    {
        if (ClauseTerms.Check(inputs.Clause, inputs.Month) is { } terms) return terms;
        if (Refuse(inputs) is { } refusal) return refusal;
        var facts = new ClauseMonth(inputs.Month, Costs(inputs), [new("", inputs.RetailSales)]);
        return ClauseStep.Of(inputs.Clause, inputs.Before, facts, inputs.DaysInMonthSettled, inputs.ClosedAt) switch
        {
            Outcome<RecoveryMonth>.Done done => Outcome.Of(
                done.Value with { TrueUps = [.. inputs.TrueUps.Select(entry => entry.Id)] }, done.Findings.AddRange(Missing(inputs))),
            var refused => refused,
        };
    }

    private static ImmutableArray<ClauseCost> Costs(CloseMonthInputs inputs) =>
    [
        .. inputs.Journals.Concat(inputs.TrueUps).SelectMany(journal => journal.Postings)
            .Where(posting => inputs.Clause.EligibleAccounts.Contains(posting.Account.Number))
            .GroupBy(posting => (posting.Account.Number, posting.Reference))
            .Select(group => new ClauseCost(group.Key.Number, group.Key.Reference,
                group.Aggregate(Usd.Zero, (sum, posting) => sum + posting.Amount))),
    ];

    private static Refusal? Refuse(CloseMonthInputs inputs)
    {
        var calendarDays = inputs.Month.Calendar.GetDaysInMonth(inputs.Month.Year, inputs.Month.Month);
        if (inputs.DaysInMonth != calendarDays || inputs.DaysInMonthSettled < 1 || inputs.DaysInMonthSettled > inputs.DaysInMonth)
            return new("days-out-of-range",
                $"{inputs.DaysInMonthSettled} of {inputs.DaysInMonth} days are said to be settled; the month has {calendarDays}",
                    $"{inputs.Month:yyyy-MM-dd}",
                "Count the operating days of the month that have entries, at least 1.");
        var months = inputs.Before.Select(month => month.Month).Append(inputs.Month).ToList();
        if (months.Zip(months.Skip(1)).Any(pair => pair.First >= pair.Second))
            return new("months-out-of-order", "The months before are not in order, or not before", $"{inputs.Month:yyyy-MM-dd}",
                "Give each earlier month once, in order.");
        var (first, last) = (inputs.Month, inputs.Month.PlusMonths(1).PlusDays(-1));
        var stray = inputs.Journals.FirstOrDefault(journal => journal.Date < first || journal.Date > last)
            ?? inputs.TrueUps.FirstOrDefault(entry => entry.Date < inputs.Clause.FirstMonth || entry.Date > last);
        if (stray is not null)
            return new("journal-of-another-month", $"The entry {stray.Id} is dated {stray.Date:yyyy-MM-dd}", $"{inputs.Month:yyyy-MM-dd}",
                "Give the entries of the month only, and those of later statements up to its end.");
        var twice = inputs.Journals.Concat(inputs.TrueUps).Select(journal => journal.Id)
            .Concat(inputs.Before.SelectMany(month => month.TrueUps)).GroupBy(id => id).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null
            : new("journal-twice", $"The entry {twice.Key} is given {twice.Count()} times; its cost would count as often",
                $"{inputs.Month:yyyy-MM-dd}",
                "Give the latest version of each entry once.");
    }

    private static IEnumerable<Finding> Missing(CloseMonthInputs inputs)
    {
        if (inputs.DaysInMonthSettled != inputs.DaysInMonth)
            yield return new("month-not-complete", Severity.Warning,
                $"Costs cover {inputs.DaysInMonthSettled} of the month's {inputs.DaysInMonth} days",
                $"{inputs.Month:yyyy-MM-dd}", "Closed on the days there are; close again when the rest are settled.");
        if (!inputs.Before.IsEmpty && inputs.Before[^1].Month != inputs.Month.PlusMonths(-1))
            yield return new("month-missing-before", Severity.Warning,
                $"The last month closed is {inputs.Before[^1].Month:yyyy-MM}; those between are not", $"{inputs.Month:yyyy-MM-dd}",
                "Its balance opens this month; close those between and then this one again.");
    }
}
