using System.Collections.Immutable;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Booking;
using Busbar.Supply.Settlement.Engine;
using NodaTime;

namespace Busbar.Supply.Settlement.Accruals;

/// <summary>The amount of one charge of an operating day, in whole cents.</summary>
public sealed record ChargeAmount(string Code, Usd Amount);

/// <summary>What an operating day's books are brought up to a statement with.</summary>
/// <param name="Market">The market's name.</param>
/// <param name="Day">The operating day.</param>
/// <param name="AccountingDate">The date of the entry: in a month whose books are open.</param>
/// <param name="StatementId">The statement that the books shall agree with.</param>
/// <param name="Booked">What is booked for the day so far by charge: the accrual of our own statement and every true-up since.</param>
/// <param name="Billed">What the statement bills by charge.</param>
/// <param name="ClosedThrough">The last day whose books are closed.</param>
public sealed record TrueUpAccrualInputs(
    string Market, OperatingDay Day, LocalDate AccountingDate, string StatementId, ImmutableArray<ChargeAmount> Booked,
    ImmutableArray<ChargeAmount> Billed, LocalDate ClosedThrough);

/// <summary>The difference between what was accrued and what a statement bills.</summary>
/// <param name="Differences">By charge: billed less booked, those that are not zero.</param>
/// <param name="Entry">The balanced entry; null when the books agree already.</param>
/// <param name="IsPriorPeriod">True when the operating day lies in closed books, so that the entry falls in a later month.</param>
public sealed record AccrualTrueUp(ImmutableArray<ChargeAmount> Differences, Journal? Entry, bool IsPriorPeriod);

/// <summary>Brings the books of an operating day from the accrual to the actual bill: the difference of each charge to its account, their
/// sum to 232 or 143. A statement bills a charge of the day, not an hour's net, so that the difference of an energy charge stays in 555
/// even where hours of net sale moved. Run again on the same statement it does nothing; nothing that is booked is changed.</summary>
public static class TrueUpAccrual
{
    /// <summary>The true-up; refused when it would be booked into closed books, a charge is given twice, or an amount is not in
    /// cents.</summary>
    public static Outcome<AccrualTrueUp> Run(TrueUpAccrualInputs inputs)
    {
        var where = $"{inputs.Market} {inputs.Day} {inputs.StatementId}";
        if (inputs.AccountingDate <= inputs.ClosedThrough)
            return new Refusal("books-closed", $"The books are closed through {inputs.ClosedThrough:yyyy-MM-dd}", where,
                "Book it in the month that is open.");
        foreach (var side in new[] { inputs.Booked, inputs.Billed })
        {
            if (side.GroupBy(each => each.Code).FirstOrDefault(group => group.Count() > 1) is { } twice)
                return new Refusal("charge-twice", $"{twice.Key} is given {twice.Count()} times", where, "Give each charge's total once.");
            if (side.FirstOrDefault(each => each.Amount != each.Amount.ToCents()) is { } fine)
                return new Refusal("not-in-cents", $"{fine.Code} is {fine.Amount}", where, "Bill and book whole cents.");
        }
        var booked = inputs.Booked.ToDictionary(each => each.Code, each => each.Amount);
        var billed = inputs.Billed.ToDictionary(each => each.Code, each => each.Amount);
        ImmutableArray<ChargeAmount> differences =
        [
            .. booked.Keys.Union(billed.Keys).Order(StringComparer.Ordinal)
                .Select(code => new ChargeAmount(code, billed.GetValueOrDefault(code) - booked.GetValueOrDefault(code)))
                .Where(each => each.Amount != Usd.Zero),
        ];
        return new AccrualTrueUp(differences, differences.IsEmpty ? null : EntryOf(inputs, differences),
            inputs.Day.Date <= inputs.ClosedThrough);
    }

    private static Journal EntryOf(TrueUpAccrualInputs inputs, ImmutableArray<ChargeAmount> differences)
    {
        var sum = differences.Aggregate(Usd.Zero, (total, each) => total + each.Amount);
        IEnumerable<Posting> postings = differences.Select(each => new Posting(
            ChargeAccounts.Of(inputs.Market, each.Code), each.Amount, $"statement {inputs.StatementId} {each.Code} of {inputs.Day}, "
                + MarketPostings.WordsOf(ChargeCodes.Find(inputs.Market, each.Code)?.Booking ?? ChargeBooking.PurchasedPower)));
        if (sum != Usd.Zero)
            postings = postings.Append(new(sum > Usd.Zero ? Accounts.AccountsPayable : Accounts.OtherReceivables, -sum,
                $"statement {inputs.StatementId} against what was booked"));
        return Journal.Of($"true-up {inputs.Day} {inputs.StatementId}", inputs.AccountingDate,
            $"{inputs.Market} {inputs.Day} brought to statement {inputs.StatementId}", [.. postings]).OrThrow();
    }
}
