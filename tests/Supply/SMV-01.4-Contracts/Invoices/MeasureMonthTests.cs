using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Invoices;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Tests;

namespace Busbar.Supply.Contracts.Tests.Invoices;

public sealed class MeasureMonthTests
{
    [Theory]
    [InlineData("spring")]
    [InlineData("autumn")]
    public void Every_clause_charges_what_the_case_says(string season)
    {
        var file = CaseFile.Read($"contracts/agreement-{season}.txt");
        var (rows, day) = (file.Tables[0], Given.DayOf(file["day"]));
        var agreement = Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant(), price: 42.5m, clauses: new(
            Curtailment: new(true, false, 1, new(24)), Deviation: new(0.05m, new(2), 0.75m, 1.25m), Capacity: new(new(40), 3200, 0.95m),
            Certificates: new("NEPOOL class I", 1.5m, 6)));
        var late = season == "autumn" ? 1 : -1;
        var invoice = Agreements.Measure(Agreements.Month(agreement, day) with
        {
            Scheduled = Given.Hours(day, rows.Numbers("scheduled MW").Select(mw => new Mw(mw))),
            Metered = Given.Hours(day, rows.Numbers("meter MWh")),
            Potential = Given.Hours(day, rows.Numbers("potential MWh")),
            Curtailments =
            [
                new(Agreements.Hours(day, 10 + late - 1, 12 + late - 1), CurtailmentCause.Economic, "price"),
                new(Agreements.Hours(day, 12 + late - 1, 13 + late - 1), CurtailmentCause.Reliability, "TO order"),
                new(Agreements.Hours(day, 13 + late - 1, 13.5m + late - 1), CurtailmentCause.Economic, "price"),
            ],
            Events = [new(Agreements.Hours(day, 0, 3), 0.2m, false)],
            CertificatesTransferred = int.Parse(file["transferred"]),
        });
        Assert.Equal(file.Number("expected delivered MWh"), invoice.Delivered.Value);
        Assert.Equal(file.Number("expected deemed MWh"), invoice.Deemed.Value);
        Assert.Equal(file.Tables[1].Texts("line").Zip(file.Tables[1].Numbers("expected USD")),
            invoice.Lines.Select(line => ($"{line.Kind}", line.Amount.Value)));
        Assert.Equal(file.Number("expected total USD"), invoice.Total.Value);
        Assert.Equal(1, invoice.UnpaidHours);
        SumsInEveryNode(invoice.Explain());
    }

    [Fact]
    public void A_firm_seller_that_fails_owes_the_replacement_above_the_contract_price_and_never_gains()
    {
        var (day, firm) = (Given.Autumn, Agreements.Of(DeliveryObligation.Firm, Agreements.AroundTheClock(10)));
        var meter = Given.Hours(day, Enumerable.Range(0, 25).Select(i => i < 2 ? 4m : 10m));
        var prices = Given.Hours(day, Enumerable.Range(0, 25).Select(i => i == 0 ? 95m : 12m));
        var invoice = Agreements.Measure(Agreements.Month(firm, day) with { Metered = meter, Indices = new(prices) });
        Assert.Equal(6 * (40 - 95m), Agreements.Amount(invoice, ChargeKind.LiquidatedDamages));
        Assert.Equal(238 * 40m, Agreements.Amount(invoice, ChargeKind.Energy));
        Assert.Equal([ChargeKind.LiquidatedDamages], invoice.Claims.Select(line => line.Kind));
        Assert.Contains("replacement at 95", invoice.Claims[0].Parts[0].Why);
    }

    [Fact]
    public void A_firm_buyer_that_does_not_schedule_pays_what_resale_brings_below_the_price()
    {
        var (day, firm) = (Given.Spring, Agreements.Of(DeliveryObligation.Firm, Agreements.AroundTheClock(10)));
        var invoice = Agreements.Measure(Agreements.Month(firm, day, dayAhead: 30) with { Scheduled = Given.Flat(day, new Mw(7)) });
        Assert.Equal(23 * 3 * 10m, Agreements.Amount(invoice, ChargeKind.BuyerDamages));
        Assert.Null(Agreements.Amount(Agreements.Measure(Agreements.Month(firm, day, dayAhead: 50) with
        {
            Scheduled = Given.Flat(day, new Mw(7)),
        }), ChargeKind.BuyerDamages));
    }

    [Fact]
    public void A_unit_contingent_seller_owes_only_while_its_unit_is_available()
    {
        var (day, unit) = (Given.Spring, Agreements.Of(DeliveryObligation.UnitContingent, Agreements.AroundTheClock(10)));
        var month = Agreements.Month(unit, day, dayAhead: 60) with { Metered = Given.Flat(day, 2m) };
        Assert.Equal(23 * 8 * -20m, Agreements.Amount(Agreements.Measure(month), ChargeKind.LiquidatedDamages));
        var down = month with { Events = [new(Given.Calendar.WholeDay(day), 0.2m, false)] };
        Assert.Null(Agreements.Amount(Agreements.Measure(down), ChargeKind.LiquidatedDamages));
    }

    [Fact]
    public void A_must_take_buyer_pays_for_what_it_refuses_and_not_for_what_the_grid_refuses()
    {
        var (day, take) = (Given.Spring, Agreements.Of(DeliveryObligation.MustTake, Agreements.Plant()));
        decimal? Deemed(CurtailmentCause cause) => Agreements.Amount(Agreements.Measure(Agreements.Month(take, day) with
        {
            Metered = Given.Flat(day, 20m), Potential = Given.Flat(day, 100m), Curtailments = [new(Agreements.Hours(day, 5, 8), cause, "x")],
        }), ChargeKind.DeemedEnergy);
        Assert.Equal(3 * 40 * 40m, Deemed(CurtailmentCause.Economic));
        Assert.Null(Deemed(CurtailmentCause.Reliability));
    }

    [Fact]
    public void Hours_of_the_allowance_that_earlier_months_used_are_not_used_again()
    {
        var agreement = Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant(1), clauses: new(Curtailment: new(true, true, 100, new(0))));
        var month = Agreements.Month(agreement, Given.Autumn) with
        {
            Metered = Given.Flat(Given.Autumn, 0m), Potential = Given.Flat(Given.Autumn, 10m),
            Curtailments = [new(Agreements.Hours(Given.Autumn, 0, 10), CurtailmentCause.Reliability, "x")],
            YearSoFar = new(Mwh.Zero, Mwh.Zero, 97.5m),
        };
        Assert.Equal((7.5m * 10 * 40, 2.5m), (Agreements.Amount(Agreements.Measure(month), ChargeKind.DeemedEnergy)!.Value,
            Agreements.Measure(month).UnpaidHours));
    }

    [Fact]
    public void A_difference_pays_strike_less_floating_and_stops_at_a_price_of_zero_where_floored()
    {
        var day = Given.Autumn;
        var prices = Given.Hours(day, Enumerable.Range(0, 25).Select(i => i < 5 ? -20m : 55m));
        decimal? Amount(bool floored) => Agreements.Amount(Agreements.Measure(Agreements.Month(Agreements.Of(DeliveryObligation.Financial,
            Agreements.Plant(), new DifferencePricing(PriceIndex.DayAhead, floored)), day) with
        {
            Metered = Given.Flat(day, 80m), Indices = new(prices),
        }), ChargeKind.Difference);
        Assert.Equal(40 * (5 * 60m + 20 * -15m), Amount(false));
        Assert.Equal(40 * (5 * 40m + 20 * -15m), Amount(true));
    }

    [Fact]
    public void A_toll_pays_fuel_variable_charge_and_each_start()
    {
        var (day, toll) = (Given.Spring, Agreements.Of(DeliveryObligation.Tolled, Agreements.Plant(1),
            new TollPricing(new(7), "gas", new(9000)), price: 3));
        var invoice = Agreements.Measure(Agreements.Month(toll, day) with
        {
            Metered = Given.Flat(day, 100m), Starts = 2, Indices = new(Published: [new("gas", day, 5)]),
        });
        Assert.Equal((2300 * 38m, 18000m), (Agreements.Amount(invoice, ChargeKind.Energy)!.Value,
            Agreements.Amount(invoice, ChargeKind.Starts)!.Value));
    }

    [Theory]
    [InlineData(2017, 12, 99_000, true)]
    [InlineData(2017, 11, 90_000, false)]
    [InlineData(2017, 12, 100_000, false)]
    public void A_guarantee_is_settled_in_the_month_that_ends_the_contract_year(int year, int month, int soFar, bool isOwed)
    {
        var agreement = Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant(1),
            clauses: new(Guarantee: new(new(100_000), new(15))));
        var first = OperatingDay.Of(year, month, 1);
        var hours = first.Through(new OperatingDay(first.Date.PlusMonths(1)).Plus(-1)).Sum(Given.Calendar.HourCount);
        var invoice = Agreements.Measure(new(Given.Calendar, first, agreement, new(), null,
            new Series<decimal>(Given.Calendar.WholeDay(first).Start, NodaTime.Duration.FromHours(1), [.. Enumerable.Repeat(1m, hours)]), null,
            [], [], 0, 0, new(new(soFar - 100), new(50), 0)));
        Assert.Equal(isOwed ? -15 * (100_000 - (soFar - 50m + hours)) : null, Agreements.Amount(invoice, ChargeKind.GuaranteeShortfall));
    }

    [Fact]
    public void Excused_outages_leave_availability_alone()
    {
        var (day, capacity) = (Given.Autumn, Agreements.Of(DeliveryObligation.AsAvailable, Agreements.AroundTheClock(10),
            clauses: new(Capacity: new(new(10), 1000, 0.9m))));
        decimal? Refund(bool excused) => Agreements.Amount(Agreements.Measure(Agreements.Month(capacity, day) with
        {
            Events = [new(Agreements.Hours(day, 0, 5), 0, excused)],
        }), ChargeKind.CapacityRefund);
        Assert.Null(Refund(true));
        Assert.Equal(-10 * 1000 * decimal.Round((0.9m - 0.8m) / 0.9m, 8), Refund(false));
    }

    [Fact]
    public void Two_shares_of_a_plant_cost_what_the_whole_does()
    {
        var chance = new Random(5);
        for (var trial = 0; trial < 30; trial++)
        {
            var meter = Given.Hours(Given.Autumn, Enumerable.Range(0, 25).Select(_ => chance.Next(-5, 1000) / 10m));
            var part = chance.Next(1, 99) / 100m;
            Usd Of(decimal share) => Agreements.Measure(Agreements.Month(
                Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant(share)), Given.Autumn) with { Metered = meter }).Total;
            Assert.Equal(Of(1), Of(part) + Of(1 - part));
        }
    }

    [Fact]
    public void A_meter_below_nothing_is_found_and_what_is_missing_or_misshapen_is_refused()
    {
        var (day, plant) = (Given.Autumn, Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant()));
        var month = Agreements.Month(plant, day) with { Metered = Given.Hours(day, Enumerable.Range(0, 25).Select(i => i - 1m)) };
        Assert.Equal("negative-meter", Assert.Single(Given.FindingsOf(MeasureMonth.Run(month))).Code);
        string Code(MeasureMonthInputs inputs) => Given.CodeOf(MeasureMonth.Run(inputs));
        Assert.Equal("missing-meter", Code(month with { Metered = null }));
        Assert.Equal("hours-do-not-match", Code(month with { Metered = Given.NaiveDay(day, 1m) }));
        CurtailmentOrder order = new(Agreements.Hours(day, 1, 2), CurtailmentCause.Economic, "x");
        Assert.Equal("missing-potential", Code(month with { Curtailments = [order] }));
        Assert.Equal("overlapping-curtailments", Code(month with { Curtailments = [order, order], Potential = Given.Flat(day, 1m) }));
        Assert.Equal("missing-index", Code(Agreements.Month(Agreements.Of(DeliveryObligation.Firm, Agreements.AroundTheClock(1)), day) with
        {
            Indices = new(),
        }));
        Assert.Equal("outside-term", Code(month with { Month = OperatingDay.Of(2016, 1, 1) }));
    }

    private static void SumsInEveryNode(Explain node)
    {
        if (node.Because.IsEmpty) return;
        Assert.Equal(decimal.Parse(node.Value), node.Because.Sum(part => decimal.Parse(part.Value)));
        foreach (var part in node.Because) SumsInEveryNode(part);
    }
}
