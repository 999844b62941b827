using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;

namespace Busbar.Supply.Recovery.Tests;

public sealed class CloseMonthTests
{
    private static readonly CloseMonthInputs Florida = RecoveryCase.Read("florida-average-balance.txt").Inputs();

    public static TheoryData<string> Names() =>
        [.. Directory.GetFiles(RecoveryCase.Folder, "*.txt").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_case_closes_as_computed_outside(string name)
    {
        var read = RecoveryCase.Read(name);
        var month = Close(read.Inputs());
        Near(read.Expected("deferral"), month.Deferral.Value, 0.005m);
        // Published in whole dollars.
        Near(read.Expected("interest"), month.Interest.Value, 0.5m);
        Near(read.Expected("closing"), month.ClosingBalance.Value, 0.5m);
        Near(read.Expected("factor"), month.NextFactor.Value, 0.0000000005m);
    }

    [Fact]
    public void Avistas_interest_and_balance_round_to_the_published_dollars()
    {
        var month = Close(RecoveryCase.Read("avista-idaho-2025-01.txt").Inputs());
        Assert.Equal(-32145m, decimal.Round(month.Interest.Value));
        Assert.Equal(-9194005m, decimal.Round(month.ClosingBalance.Value));
        Assert.Equal(-1447025m, month.Deferral.Value);
    }

    [Fact]
    public void Balance_is_opening_plus_deferral_plus_interest_over_a_chain_of_months()
    {
        var (balance, before) = (new Usd(250_000), ImmutableArray<RecoveryMonth>.Empty);
        for (var m = 0; m < 24; m++)
        {
            var first = new LocalDate(2017, 1, 1).PlusMonths(m);
            var cost = 5_000_000 + 700_000 * (decimal)((m * 7 % 11) - 5);
            var days = first.Calendar.GetDaysInMonth(first.Year, first.Month);
            var month = Close(Florida with
            {
                Month = first, Before = before, RetailSales = new(100_000 + 321 * m), DaysInMonth = days,
                    DaysInMonthSettled = days,
                Clause = Florida.Clause with { FirstMonth = new(2017, 1, 1), CustomerShare = 0.9m, OpeningBalance = balance },
                    Journals = [RecoveryCase.Cost("555", cost, first)],
            });
            Assert.Equal(balance + month.Deferral + month.Interest, month.ClosingBalance);
            Assert.Equal(Usd.Zero, month.Journal.Postings.Aggregate(Usd.Zero, (sum, posting) => sum + posting.Amount));
            Assert.Equal(month.ClosingBalance - balance, Carried(month.Journal));
            Assert.Equal(month.Interest.ToCents(), month.Interest);
            (balance, before) = (month.ClosingBalance, before.Add(month));
        }
    }

    [Fact]
    public void What_a_later_statement_changed_counts_in_the_month_that_takes_it_and_in_no_other()
    {
        // Booked in January and known after January was closed: February bears it, March cannot again.
        var trueUp = RecoveryCase.Cost("555", 250, new(2017, 1, 25));
        var clause = Florida.Clause with { FirstMonth = new(2017, 1, 1) };
        var (plain, month) = (Close(Florida with { Clause = clause }), Close(Florida with { Clause = clause, TrueUps = [trueUp] }));
        Assert.Equal(new Usd(250), month.EligibleCost - plain.EligibleCost);
        Assert.Equal(new Usd(250), month.Deferral - plain.Deferral);
        Assert.Equal([trueUp.Id], month.TrueUps);
        var march = Florida with
        {
            Clause = clause, Month = new(2017, 3, 1), Before = [month], Journals = [RecoveryCase.Cost("555", 1, new(2017, 3, 1))],
            DaysInMonth = 31, DaysInMonthSettled = 31,
        };
        Assert.Equal(new Usd(1), Close(march).EligibleCost);
        Refused("journal-twice", march with { TrueUps = [trueUp] });
        Refused("journal-twice", Florida with { Clause = clause, TrueUps = [trueUp, trueUp] });
        Refused("journal-of-another-month", Florida with { Clause = clause, TrueUps = [RecoveryCase.Cost("555", 1, new(2017, 3, 1))] });
        Refused("journal-of-another-month", Florida with { TrueUps = [trueUp] });
    }

    [Fact]
    public void Only_eligible_accounts_count()
    {
        var stray = Journal.Of("stray", Florida.Month, "", [new(Accounts.SteamFuel, new(999), ""), new(Accounts.FuelStock, new(-999), "")])
            .OrThrow();
        Assert.Equal(Close(Florida).EligibleCost, Close(Florida with { Journals = Florida.Journals.Add(stray) }).EligibleCost);
    }

    [Theory]
    [InlineData(1000, 500, "182.3 557")]
    [InlineData(-1000, -500, "254 557")]
    [InlineData(1000, -3000, "182.3 254 557")]
    [InlineData(-1000, 3000, "182.3 254 557")]
    public void A_balance_that_changes_sides_moves_between_asset_and_liability(decimal opening, decimal deferral, string accounts)
    {
        var journal = RecoveryPostings.Of(new(2017, 2, 1), new(opening),
            [new("deferral", Accounts.OtherPowerSupplyExpenses, new(deferral))]);
        Assert.Equal(accounts, string.Join(' ', journal.Postings.Select(posting => posting.Account.Number).Order(StringComparer.Ordinal)));
        Assert.Equal(new LocalDate(2017, 2, 28), journal.Date);
        Assert.Equal(-deferral, journal.Postings.Single(posting => posting.Account.Number == "557").Amount.Value);
        Assert.Equal(new Usd(deferral), Carried(journal));
    }

    [Fact]
    public void Interest_earned_is_income_and_interest_owed_is_expense()
    {
        Assert.Contains(Interest(100, 1), posting =>
            posting.Account.Number == "419" && posting.Amount.Value == -1);
        Assert.Contains(Interest(-100, -1), posting =>
            posting.Account.Number == "431" && posting.Amount.Value == 1);
    }

    private static ImmutableArray<Posting> Interest(decimal opening, decimal interest) => RecoveryPostings.Of(new(2017, 2, 1), new(opening),
        [new("deferral", Accounts.OtherPowerSupplyExpenses, Usd.Zero), BalanceMove.Interest("interest", new(interest), "")]).Postings;

    [Fact]
    public void A_month_with_missing_days_closes_with_a_finding()
    {
        var done = (Outcome<RecoveryMonth>.Done)CloseMonth.Run(Florida with { DaysInMonthSettled = 27 });
        Assert.Equal("month-not-complete", Assert.Single(done.Findings).Code);
        Assert.Equal(27, done.Value.Days);
        Assert.Empty(((Outcome<RecoveryMonth>.Done)CloseMonth.Run(Florida)).Findings);
    }

    [Fact]
    public void A_month_after_a_gap_opens_with_the_last_balance_and_says_so()
    {
        var before = Close(Florida) with { Month = new(2016, 12, 1) };
        var done = (Outcome<RecoveryMonth>.Done)CloseMonth.Run(Florida with { Before = [before] });
        Assert.Equal("month-missing-before", Assert.Single(done.Findings).Code);
        Assert.Equal(before.ClosingBalance, done.Value.OpeningBalance);
    }

    [Fact]
    public void What_cannot_be_closed_is_refused()
    {
        var clause = Florida.Clause;
        Refused("no-retail-sales", Florida with { RetailSales = Mwh.Zero });
        Refused("no-retail-sales", Florida with { RetailSales = new(-1) });
        Refused("account-not-in-chart", Florida with { Clause = clause with { EligibleAccounts = ["555", "999"] } });
        Refused("account-twice", Florida with { Clause = clause with { EligibleAccounts = ["555", "555"] } });
        Refused("customer-share-out-of-range", Florida with { Clause = clause with { CustomerShare = 0 } });
        Refused("customer-share-out-of-range", Florida with { Clause = clause with { CustomerShare = 1.1m } });
        Refused("recovery-months-out-of-range", Florida with { Clause = clause with { RecoveryMonths = 0 } });
        Refused("not-first-of-month", Florida with { Month = new(2017, 2, 2) });
        Refused("before-the-clause", Florida with { Month = new(2017, 1, 1) });
        Refused("days-out-of-range", Florida with { DaysInMonth = 30 });
        Refused("days-out-of-range", Florida with { DaysInMonthSettled = 29 });
        Refused("days-out-of-range", Florida with { DaysInMonthSettled = 0 });
        Refused("journal-of-another-month", Florida with { Journals = [RecoveryCase.Cost("555", 1, new(2017, 3, 1))] });
        var before = Close(Florida) with { Month = new(2017, 1, 1) };
        Refused("months-out-of-order", Florida with { Before = [before, before] });
        Refused("months-out-of-order", Florida with { Before = [before with { Month = Florida.Month }] });
        Refused("journal-twice", Florida with { Journals = [Florida.Journals[0], Florida.Journals[0]] });
    }

    [Fact]
    public void An_interest_basis_that_does_not_exist_is_a_bug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MonthlyInterest.BalanceOf((InterestBasis)9, Usd.Zero, Usd.Zero));

    private static Usd Carried(Journal journal) => journal.Postings.Where(posting => posting.Account.Number is "182.3" or "254")
        .Aggregate(Usd.Zero, (sum, posting) => sum + posting.Amount);

    private static RecoveryMonth Close(CloseMonthInputs inputs) => CloseMonth.Run(inputs).OrThrow();

    private static void Refused(string code, CloseMonthInputs inputs) =>
        Assert.Equal(code, Assert.IsType<Outcome<RecoveryMonth>.Refused>(CloseMonth.Run(inputs)).Refusal.Code);

    private static void Near(decimal? expected, decimal actual, decimal within)
    {
        if (expected is { } number)
            Assert.True(Math.Abs(number - actual) <= within,
                string.Create(CultureInfo.InvariantCulture, $"expected {number}, closed {actual}"));
    }
}
