using System.Collections.Immutable;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Accruals;
using Busbar.Supply.Settlement.Booking;
using NodaTime;

namespace Busbar.Supply.Settlement.Tests.Accruals;

public sealed class BookingTests
{
    private static readonly TrueUpAccrualInputs Inputs = new("PJM", SampleDay.Plain, new(2017, 4, 3), "S-9",
        [new("1200", new(1000)), new("1205", new(-20.5m)), new("1301", new(3))],
        [new("1200", new(1010.25m)), new("1205", new(-20.5m)), new("1100", new(40))], new(2017, 3, 31));

    [Fact]
    public void The_books_come_to_the_statement_by_charge_and_account()
    {
        var trueUp = TrueUpAccrual.Run(Inputs).OrThrow();
        Assert.Equal([("1100", 40m), ("1200", 10.25m), ("1301", -3m)], trueUp.Differences.Select(each => (each.Code, each.Amount.Value)));
        Assert.Equal([("565", 40m), ("555", 10.25m), ("575.7", -3m), ("232", -47.25m)],
            trueUp.Entry!.Postings.Select(each => (each.Account.Number, each.Amount.Value)));
        Assert.True(trueUp.IsPriorPeriod);
        Assert.Equal(new LocalDate(2017, 4, 3), trueUp.Entry.Date);
    }

    [Fact]
    public void A_second_run_on_what_the_first_booked_does_nothing()
    {
        var first = TrueUpAccrual.Run(Inputs).OrThrow();
        ImmutableArray<ChargeAmount> booked =
        [
            .. Inputs.Booked.Concat(first.Differences).GroupBy(each => each.Code)
                .Select(group => new ChargeAmount(group.Key, group.Aggregate(Usd.Zero, (sum, each) => sum + each.Amount))),
        ];
        var second = TrueUpAccrual.Run(Inputs with { Booked = booked }).OrThrow();
        Assert.Empty(second.Differences);
        Assert.Null(second.Entry);
    }

    [Fact]
    public void A_credit_is_due_from_the_market_and_differences_that_cancel_need_no_counter_account()
    {
        var credit = TrueUpAccrual.Run(Inputs with { Booked = [new("1200", new(10))], Billed = [] }).OrThrow();
        Assert.Equal(("143", 10m), (credit.Entry!.Postings[^1].Account.Number, credit.Entry.Postings[^1].Amount.Value));
        var even = TrueUpAccrual.Run(Inputs with { Booked = [new("1200", new(10))], Billed = [new("1205", new(10))] }).OrThrow();
        Assert.All(even.Entry!.Postings, each => Assert.Equal(Accounts.PurchasedPower, each.Account));
    }

    [Fact]
    public void A_posting_says_its_statement_and_what_it_is_so_that_page_397_finds_the_rights()
    {
        var entry = TrueUpAccrual.Run(Inputs with { Booked = [], Billed = [new("1200", new(1)), new("2210", new(-3))] }).OrThrow().Entry!;
        Assert.Equal(["statement S-9 1200 of 2017-02-15, day-ahead energy",
            "statement S-9 2210 of 2017-02-15, financial transmission rights",
            "statement S-9 against what was booked"], entry.Postings.Select(each => each.Reference));
    }

    [Fact]
    public void What_cannot_be_booked_is_refused()
    {
        Assert.Equal("books-closed", Code(Inputs with { AccountingDate = new(2017, 3, 31) }));
        Assert.Equal("charge-twice", Code(Inputs with { Billed = [.. Inputs.Billed, new("1200", new(1))] }));
        Assert.Equal("not-in-cents", Code(Inputs with { Booked = [new("1200", new(1.001m))] }));
    }

    [Fact]
    public void A_day_is_allocated_to_whoever_causes_it_and_sums_to_its_statement()
    {
        var statement = SampleDay.Statement(SampleDay.Inputs(SampleDay.Spring));
        var books = statement.Lines.Select(line => line.Asset).Distinct().ToImmutableDictionary(asset => asset, asset => "book of "
            + asset);
        var inputs = new AllocateChargesInputs("ISO-NE", statement, books, [], ImmutableSortedDictionary<string, decimal>.Empty);
        var parts = AllocateCharges.Run(inputs).OrThrow();
        Assert.Equal(statement.Total.Value, parts.Sum(each => each.Amount.Value));
        foreach (var total in statement.Totals)
            Assert.Equal(total.Billed.Value, parts.Where(each => each.Code == total.Code).Sum(each => each.Amount.Value));
        Assert.All(parts, part => Assert.InRange(part.Amount.Value
            - statement.Lines.Where(line => line.Code == part.Code && line.Asset == part.Asset).Sum(line => line.Amount.Value), -0.01m,
                0.01m));
        // The right belongs to everybody: three parts to the load, one to the steam plant.
        var shared = AllocateCharges.Run(inputs with
        {
            Shared = ["right-a"], Weights = ImmutableSortedDictionary<string, decimal>.Empty.Add("load", 3).Add("steam-1", 1),
        }).OrThrow();
        Assert.Equal(statement.Total.Value, shared.Sum(each => each.Amount.Value));
        var right = statement.Totals.Single(total => total.Code == "FTR").Billed.Value;
        Assert.InRange(shared.Single(each => each is { Code: "FTR", Asset: "load" }).Amount.Value - right * 3 / 4, -0.01m, 0.01m);
        Assert.Equal("asset-without-book", Allocation(inputs with { Books = books.Remove("load") }));
        Assert.Equal("nobody-to-bear-it", Allocation(inputs with { Shared = ["right-a"] }));
        Assert.Equal("nobody-to-bear-it", Allocation(inputs with
        {
            Weights = ImmutableSortedDictionary<string, decimal>.Empty.Add("load", -1),
        }));
    }

    [Theory]
    [InlineData("PJM", "1100", "565")]
    [InlineData("PJM", "1205", "555")]
    [InlineData("PJM", "1301", "575.7")]
    [InlineData("PJM", "1303", "575.7")]
    [InlineData("PJM", "1375", "555")]
    [InlineData("ERCOT", "DAEPAMT", "555")]
    public void A_charge_is_booked_to_its_account(string market, string code, string account) =>
        Assert.Equal(account, ChargeAccounts.Of(market, code).Number);

    private static string Code(TrueUpAccrualInputs inputs) =>
        Assert.IsType<Outcome<AccrualTrueUp>.Refused>(TrueUpAccrual.Run(inputs)).Refusal.Code;

    private static string Allocation(AllocateChargesInputs inputs) =>
        Assert.IsType<Outcome<ImmutableArray<AllocatedCharge>>.Refused>(AllocateCharges.Run(inputs)).Refusal.Code;
}
