using System.Collections.Immutable;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Handoffs.Recovery.Form1;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Recovery.Form1;
using Busbar.Supply.Recovery.Tests.Eqr;
using NodaTime;

namespace Busbar.Supply.Recovery.Tests.Form1;

public sealed class BuildPagesTests
{
    private static readonly OperatingDay day = OperatingDay.Of(2024, 11, 3);

    [Fact]
    public void Page_397_is_the_market_entries_of_the_ledger()
    {
        // The day of Order 668's worked numbers, in cents, and rights and an uplift beside it.
        var page = Done(Build(2024, Entry(day)));
        Assert.Equal((23581.76m, -6298.05m, -100m, 7.5m), (page.Value.NetPurchases.Value, page.Value.NetSales.Value,
            page.Value.TransmissionRights.Value, page.Value.AncillaryServices.Value));
        Assert.Equal(new SettlementItem("557 Other expenses (other power supply)", new(12)), Assert.Single(page.Value.Others));
        Assert.Equal(page.Value.Sum, page.Value.Total);
        Assert.Equal("days-without-entries", Assert.Single(page.Findings).Code);
        Assert.Contains("365 of 366", page.Findings[0].What);
    }

    [Fact]
    public void A_page_is_cumulative_from_january_and_of_its_year()
    {
        var days = new[] { OperatingDay.Of(2023, 12, 31), OperatingDay.Of(2024, 2, 1), day, OperatingDay.Of(2025, 1, 1) };
        Assert.Equal(2 * 23581.76m, Done(Build(2024, [.. days.Select(Entry)])).Value.NetPurchases.Value);
        var first = BuildSettlementPage.Run(new("We", "1", new(2024, 1), [.. days.Select(Entry)])).OrThrow();
        Assert.Equal((23581.76m, new LocalDate(2024, 3, 31)), (first.NetPurchases.Value, first.Through));
    }

    [Fact]
    public void A_true_up_is_on_the_page_of_the_year_it_is_booked_in()
    {
        Journal TrueUp(LocalDate date, decimal amount) => Journal.Of($"true-up {date}", date, "",
            [
                new(Accounts.PurchasedPower, new(amount), "statement S-2 1200 of a day, day-ahead energy"),
                new(Accounts.PurchasedPower, new(-1), "statement S-2 2210 of a day, financial transmission rights"),
                new(Accounts.AccountsPayable, new(1 - amount), "statement S-2 against what was booked"),
            ]).OrThrow();
        var page = BuildSettlementPage.Run(new("We", "1", new(2024, 2), [Entry(OperatingDay.Of(2024, 2, 1))])
        {
            TrueUps = [TrueUp(new(2023, 12, 31), 1000), TrueUp(new(2024, 5, 2), 10), TrueUp(new(2024, 7, 1), 100)],
        }).OrThrow();
        Assert.Equal((23581.76m + 10, -101m), (page.NetPurchases.Value, page.TransmissionRights.Value));
        Assert.Equal(page.Sum, page.Total);
    }

    [Fact]
    public void A_whole_quarter_has_no_finding_and_a_day_given_twice_is_refused()
    {
        var quarter = OperatingDay.Of(2024, 1, 1).Through(OperatingDay.Of(2024, 3, 31)).Select(Entry).ToImmutableArray();
        Assert.Empty(Done(BuildSettlementPage.Run(new("We", "1", new(2024, 1), quarter))).Findings);
        Assert.Equal("day-twice", Assert.IsType<Outcome<SettlementPage>.Refused>(Build(2024, Entry(day), Entry(day))).Refusal.Code);
    }

    [Theory]
    [InlineData(true, false, 1, "SF")]
    [InlineData(true, false, 4, "IF")]
    [InlineData(true, false, 5, "LF")]
    [InlineData(false, true, 5, "LU")]
    [InlineData(true, true, 2, "IU")]
    [InlineData(false, true, 1, "OS")]
    [InlineData(false, false, 9, "OS")]
    public void The_statistical_class_follows_firmness_and_term(bool isFirm, bool isUnit, int years, string @class)
    {
        Assert.Equal(@class, StatisticalClass.Of(isFirm, isUnit, new(2020, 1, 1), new(2019 + years, 12, 31)));
        Assert.Contains(@class, StatisticalClass.Codes);
    }

    [Fact]
    public void Page_326_has_a_row_a_counterparty_and_class_in_booked_cents()
    {
        ImmutableArray<Contract> contracts =
        [
            new BlockPurchase("B1", "Dealer", "hub", day, day.Plus(10), new(30), Usd.Zero, PeakBlock.OnPeak, new(10)),
            new BlockPurchase("B2", "Dealer", "hub", day, day.Plus(20), new(30), Usd.Zero, PeakBlock.Night, new(10)),
            new WindPpa("W", "Wind Farm", "hub", day, OperatingDay.Of(2040, 1, 1), new(50), Usd.Zero, "plant", new(20), 1, false),
        ];
        ContractPerformance[] deliveries =
        [
            Delivery("B1", day, 100, 3000.005m), Delivery("B2", day, 50, 1500m), Delivery("W", day, 40, 2000m),
            Delivery("W", OperatingDay.Of(2025, 1, 1), 40, 2000m),
        ];
        CounterpartyRow iso = new("We", "", "ISO", "OS", "", new(1201), Mwh.Zero, Mwh.Zero, Usd.Zero, new(23581.76m), Usd.Zero,
            new Usd(23581.76m));
        var inputs = new BuildPurchasePageInputs("We", 2024, contracts, [.. deliveries], [iso]);
        var rows = BuildPurchasePage.Run(inputs).OrThrow();
        Assert.Equal([("1", "Dealer", "SF", 150m, 4500.01m), ("2", "Wind Farm", "LU", 40m, 2000m), ("3", "ISO", "OS", 1201m, 23581.76m)],
            rows.Select(row => (row.Order, row.Counterparty, row.Class, row.Energy.Value, row.Total!.Value.Value)));
        Assert.All(CheckForm1.Run(FiledYear.Inputs(purchases: rows, accounts: [new("We", "555", new(30081.77m))])).Identities,
            identity => Assert.Equal(IdentityVerdict.Ties, identity.Verdict));
        Assert.Equal("unknown-contract", Refusal(BuildPurchasePage.Run(inputs with { Contracts = contracts[..1] })));
        Assert.Equal("delivery-twice", Refusal(BuildPurchasePage.Run(inputs with { Deliveries = [deliveries[0], deliveries[0]] })));
    }

    [Fact]
    public void Page_310_is_the_quarterly_reports_of_the_year()
    {
        var page = BuildResalePage.Run(new("We", 2024, [SampleEqr.Filing]));
        var done = Assert.IsType<Outcome<ImmutableArray<CounterpartyRow>>.Done>(page);
        // The block: 34,400 MWh for 1,384,600; the award: 25 × 10 MWh for 8,000, as the report's own tests work out.
        Assert.Equal([("PJM Interconnection, LLC", "PJM Tariff", "OS", 250m, 8_000m),
            ("Utility A", "Market-Based Rate Tariff", "SF", 34_400m, 1_384_600m)],
            done.Value.Select(row => (row.Counterparty, row.Tariff, row.Class, row.Energy.Value, row.Total!.Value.Value)));
        Assert.Equal(3, done.Findings.Count(finding => finding.Code == "quarter-not-reported"));
        Assert.Empty(BuildResalePage.Run(new("We", 2025, [SampleEqr.Filing])).OrThrow());
        Assert.Equal("quarter-twice", Refusal(BuildResalePage.Run(new("We", 2024, [SampleEqr.Filing, SampleEqr.Filing]))));
    }

    [Fact]
    public void A_long_sale_has_the_class_of_its_contract_capacity_is_a_demand_charge_and_a_sale_without_charge_is_refused()
    {
        var filing = With(SampleEqr.Filing, ("Term Name", "LT"), ("Product Name", "CAPACITY"), ("Total Transmission Charge", "600"));
        var row = BuildResalePage.Run(new("We", 2024, [filing])).OrThrow()[1];
        Assert.Equal(("LF", 0m, 1_384_000m, 0m, 600m), (row.Class, row.Energy.Value, row.Demand.Value, row.EnergyCharge.Value,
            row.Other.Value));
        Assert.Equal("sale-without-charge", Refusal(BuildResalePage.Run(new("We", 2024,
            [With(SampleEqr.Filing, ("Total Transaction Charge", ""))]))));
    }

    private static EqrFiling With(EqrFiling filing, params (string Field, string Value)[] sets)
    {
        var table = filing.Transactions;
        var row = sets.Aggregate(table.Rows[0], (made, set) =>
            made with { Values = made.Values.SetItem(table.Layout.PlaceOf(set.Field), set.Value) });
        return filing with { Transactions = table with { Rows = table.Rows.SetItem(0, row) } };
    }

    private static string Refusal(Outcome<ImmutableArray<CounterpartyRow>> outcome) =>
        Assert.IsType<Outcome<ImmutableArray<CounterpartyRow>>.Refused>(outcome).Refusal.Code;

    private static ContractPerformance Delivery(string contract, OperatingDay on, decimal mwh, decimal cost)
    {
        var hours = new Series<Mwh>(MarketCalendar.Pjm.WholeDay(on).Start, Duration.FromHours(1), [new(mwh / 2), new(mwh / 2)]);
        return new(contract, "", on, Instant.FromUtc(2025, 1, 2, 0, 0), hours, hours, new(cost), Usd.Zero, Usd.Zero, false);
    }

    private static Outcome<SettlementPage> Build(int year, params ImmutableArray<DailyJournals> days) =>
        BuildSettlementPage.Run(new("We", "1", new(year, 4), days));

    private static Outcome<SettlementPage>.Done Done(Outcome<SettlementPage> page) => Assert.IsType<Outcome<SettlementPage>.Done>(page);

    private static DailyJournals Entry(OperatingDay on) => new(on,
    [
        Journal.Of($"settlement {on} market", on.Date, "market",
        [
            new(Accounts.PurchasedPower, new(21411.97m), $"statement {on} day-ahead purchases, 11 h, 1100 MWh"),
            new(Accounts.SalesForResale, new(-6070.17m), $"statement {on} day-ahead sales, 14 h, -280 MWh"),
            new(Accounts.PurchasedPower, new(2169.79m), $"statement {on} real-time purchases, 20 h, 101 MWh"),
            new(Accounts.SalesForResale, new(-227.88m), $"statement {on} real-time sales, 5 h, -15 MWh"),
            new(Accounts.PurchasedPower, new(-100), $"statement {on} financial transmission rights"),
            new(Accounts.PurchasedPower, new(7.5m), $"statement {on} ancillary services"),
            new(Accounts.OtherPowerSupplyExpenses, new(12), $"statement {on} administrative charges"),
            new(Accounts.AccountsPayable, new(-17203.21m), $"statement {on} total"),
        ]).OrThrow(),
        Journal.Of($"settlement {on} fuel", on.Date, "fuel",
            [new(Accounts.SteamFuel, new(5), "fuel"), new(Accounts.FuelStock, new(-5), "fuel")]).OrThrow(),
    ]);
}
