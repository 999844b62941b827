using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Credit;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Tests;

namespace Busbar.Supply.Contracts.Tests.Credit;

public sealed class CurrentExposureTests
{
    [Fact]
    public void A_set_is_its_deals_to_the_cent_and_netting_never_adds()
    {
        var chance = new Random(11);
        ImmutableArray<Counterparty> parties = [CreditBook.Party("north", CreditBook.Master("E"), CreditBook.Master("I", MasterForm.Isda)),
            CreditBook.Party("west", CreditBook.Master("W", MasterForm.Wspp, isNetted: false)), CreditBook.Party("bare")];
        ImmutableArray<Trade> trades = [.. Enumerable.Range(0, 120).Select(i => CreditBook.Deal($"T{i:000}", parties[i % 3].Id,
            (TradeTerms)(CreditBook.Power((Side)(i % 2), 1 + chance.Next(6), 1 + chance.Next(4), chance.Next(1, 500) / 10m,
                chance.Next(200, 900) / 11m, (PeakBlock)chance.Next(3)))))];
        var report = CreditBook.Measure(CreditBook.Inputs(parties, trades));
        foreach (var set in report.Sets)
        {
            Assert.Equal(set.Value.Value, set.Deals.Sum(deal => deal.Value.Value));
            Assert.All(set.Deals, deal => Assert.Equal(deal.Value.ToCents(), deal.Value));
            Assert.True(set.Current <= set.Gross);
        }
        Assert.Equal(trades.Length, report.Sets.Sum(set => set.Deals.Length));
        foreach (var (party, i) in parties.Select((party, i) => (party, i)))
        {
            var sets = report.Sets.Where(set => set.Counterparty == party.Id).ToArray();
            var own = trades.Where(trade => trade.Ticket.Counterparty == party.Id).Sum(ValueOf);
            Assert.Equal(own, (double)sets.Sum(set => set.Value.Value), 0.3);
            Assert.Equal(report.Exposure.Counterparties[i].Current.Value, (double)sets.Sum(set => set.Current.Value), 1e-6);
        }
    }

    // Brute force: hour by hour on the market's calendar.
    private static double ValueOf(Trade trade)
    {
        var terms = (PowerDeal)trade.Ticket.Terms;
        var hours = terms.FirstDay.Through(terms.LastDay).SelectMany(day => Given.Calendar.HoursOf(day))
            .Count(hour => terms.Shape.Blocks.Contains(Given.Calendar.BlockOf(hour.Start)));
        return (terms.Side == Side.Buy ? 1 : -1) * hours * (double)terms.Shape.Mw.Value * (50 - (double)terms.Price.Fixed.Value);
    }

    [Fact]
    public void Without_netting_only_gains_and_receivables_count()
    {
        ImmutableArray<Trade> trades = [CreditBook.Deal("gain", "p", CreditBook.Power(Side.Buy, 1, 1, 10, 40)),
            CreditBook.Deal("loss", "p", CreditBook.Power(Side.Buy, 2, 1, 10, 60))];
        decimal Current(bool isNetted) => CreditBook.Measure(CreditBook.Inputs([CreditBook.Party("p",
            CreditBook.Master("M", isNetted: isNetted))], trades) with
        {
            Invoices = [new("p", "M", "in", CreditBook.MarkDay, new(-500)), new("p", "M", "out", CreditBook.MarkDay, new(300))],
        }).Sets.Single().Current.Value;
        var (gain, loss) = (100 * CreditBook.HoursOf(1, PeakBlock.OnPeak), 100 * CreditBook.HoursOf(2, PeakBlock.OnPeak));
        Assert.Equal((decimal)Math.Max(0, gain - loss + 200), Current(true));
        Assert.Equal((decimal)gain + 500, Current(false));
    }

    [Theory]
    [InlineData(100_000, 0, 50_000)]
    [InlineData(100_000, 30_000, 20_000)]
    [InlineData(50_900, 0, 0)]
    [InlineData(51_100, 0, 2_000)]
    [InlineData(40_000, 25_500, -25_000)]
    [InlineData(-90_000, 0, -10_000)]
    [InlineData(-90_000, -30_000, 20_000)]
    public void A_call_is_exposure_above_the_threshold_rounded_up_and_a_return_rounded_down(double owed, double held, double call)
    {
        var master = CreditBook.Master("M", theirs: 50_000, ours: 80_000, minimum: 1_000, rounding: 1_000);
        var report = CreditBook.Measure(CreditBook.Inputs([CreditBook.Party("p", master)], []) with
        {
            Invoices = [new("p", "M", "i", CreditBook.MarkDay, new(-(decimal)owed))], Collateral = [new("p", "M", new((decimal)held))],
        });
        Assert.Equal((decimal)call, report.Sets.Single().Call.Value);
        Assert.Equal(Math.Max(0, owed - held), report.Exposure.Counterparties.Single().Current.Value);
    }

    [Fact]
    public void Receivables_age_by_days_past_due_and_the_late_are_found()
    {
        int[] late = [-5, 0, 1, 30, 31, 60, 61, 90, 91, 400];
        var outcome = MeasureExposure.Run(CreditBook.Inputs([CreditBook.Party("p", CreditBook.Master("M"))], []) with
        {
            Invoices = [.. late.Select((days, i) => new OpenInvoice("p", "M", $"{days}", CreditBook.MarkDay.Plus(-days), new(-(1 << i)))),
                new("p", "M", "ours", CreditBook.MarkDay, new(9999))],
        });
        var age = outcome.OrThrow().Ages.Single();
        Assert.Equal((3m, 12m, 48m, 192m, 768m),
            (age.NotDue.Value, age.To30.Value, age.To60.Value, age.To90.Value, age.Over90.Value));
        Assert.Contains(Given.FindingsOf(outcome), finding => finding.Code == "past-due");
    }

    [Fact]
    public void Swaps_go_under_the_isda_options_count_at_intrinsic_value_and_fuel_by_the_day()
    {
        var shape = new DeliveryShape([PeakBlock.Night], new(10));
        TradeTerms Option(bool isCall, Side side) => new PowerOption(side, "ISO-NE", Given.Hub, CreditBook.First(1), CreditBook.First(2).Plus(-1),
            shape, isCall, OptionExercise.Monthly, new(45), new(1), PriceIndex.DayAhead);
        var fuel = new FuelDeal(Side.Buy, "ISO-NE", "gas hub", CreditBook.First(1), CreditBook.First(2).Plus(-1), "gas", new(1000), new(3), false);
        var report = CreditBook.Measure(CreditBook.Inputs([CreditBook.Party("p", CreditBook.Master("E"), CreditBook.Master("I", MasterForm.Isda))],
        [
            CreditBook.Deal("swap", "p", new PowerSwap(Side.Sell, "ISO-NE", Given.Hub, CreditBook.First(1), CreditBook.First(2).Plus(-1), shape,
                new(55), PriceIndex.DayAhead)),
            CreditBook.Deal("call", "p", Option(true, Side.Buy)), CreditBook.Deal("put", "p", Option(false, Side.Buy)),
            CreditBook.Deal("sold", "p", Option(true, Side.Sell)), CreditBook.Deal("fuel", "p", fuel),
            CreditBook.Deal("index", "p", new PowerDeal(Side.Buy, "ISO-NE", Given.Hub, CreditBook.First(1), CreditBook.First(2).Plus(-1), shape,
                new(new(2), PriceIndex.DayAhead))),
        ]) with
        {
            Curves = [CreditBook.Curve(50), CreditBook.Curve(5, commodity: Commodity.Fuel) with { Location = "gas hub" }],
            Simulation = new(1, 100, 0, [CreditBook.Volatility(), new(Commodity.Fuel, "gas hub", 0.5, 1, false, 0.5)], 0, []),
        });
        var mwh = (decimal)CreditBook.HoursOf(1, PeakBlock.Night) * 10;
        Assert.Equal([("fuel", 31 * 1000 * 2m), ("index", -2 * mwh)],
            report.Sets.First(set => set.Master == "E").Deals.Select(deal => (deal.Deal, deal.Value.Value)));
        Assert.Equal([("call", 5 * mwh), ("put", 0), ("sold", -5 * mwh), ("swap", 5 * mwh)],
            report.Sets.First(set => set.Master == "I").Deals.Select(deal => (deal.Deal, deal.Value.Value)));
    }

    [Fact]
    public void Contracts_count_under_their_master_with_their_escalated_price()
    {
        var party = CreditBook.Party("west", CreditBook.Master("EEI-1"));
        var block = Agreements.Of(DeliveryObligation.Firm, Agreements.Blocks(10, PeakBlock.OnPeak), price: 40,
            clauses: new(Escalator: new(0.05m, null)), first: CreditBook.First(1), last: CreditBook.First(14).Plus(-1));
        var plant = Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant(), price: 45, first: CreditBook.First(1),
            last: CreditBook.First(14)) with { Id = "plant" };
        var report = CreditBook.Measure(CreditBook.Inputs([party], []) with
        {
            Contracts = [block, plant], PlannedEnergy = [new("plant", CreditBook.First(2), PeakBlock.Night, 1000)],
        });
        var expected = Enumerable.Range(1, 13).Sum(month => 10 * CreditBook.HoursOf(month, PeakBlock.OnPeak) * (50 - (month > 12 ? 42 : 40)));
        Assert.Equal([("pa", (decimal)expected), ("plant", 5000m)],
            report.Sets.Single().Deals.Select(deal => (deal.Deal, deal.Value.Value)));
    }

    [Fact]
    public void A_limit_is_the_lower_of_the_ratings_and_its_own_and_a_breach_is_found()
    {
        var inputs = CreditBook.Inputs([CreditBook.Party("p", CreditBook.Master("M")) with { CreditLimit = new(1_000) }],
            [CreditBook.Deal("T", "p", CreditBook.Power(Side.Buy, 1, 1, 10, 40))]);
        Assert.Equal(["over-limit"], Given.FindingsOf(MeasureExposure.Run(inputs)).Select(finding => finding.Code));
        Assert.Equal(new Usd(1_000), CreditBook.Measure(inputs).Exposure.Counterparties[0].Limit);
        var rated = inputs with { Policy = new([new("BBB", new(500), 0.01)], 0.5) };
        Assert.Equal(new Usd(500), CreditBook.Measure(rated).Exposure.Counterparties[0].Limit);
        var atTheMoney = inputs with { Trades = [CreditBook.Deal("T", "p", CreditBook.Power(Side.Buy, 3, 1, 10, 50))] };
        Assert.Equal(["potential-over-limit"], Given.FindingsOf(MeasureExposure.Run(atTheMoney)).Select(finding => finding.Code));
    }

    [Fact]
    public void What_cannot_be_measured_is_refused()
    {
        var inputs = CreditBook.Inputs([CreditBook.Party("p", CreditBook.Master("M"))],
            [CreditBook.Deal("T", "p", CreditBook.Power(Side.Buy, 1, 1, 10, 40))]);
        string Code(MeasureExposureInputs changed) => Given.CodeOf(MeasureExposure.Run(changed));
        Assert.Equal("unknown-counterparty", Code(inputs with { Counterparties = [] }));
        Assert.Equal("counterparty-twice", Code(inputs with { Counterparties = [inputs.Counterparties[0], inputs.Counterparties[0]] }));
        Assert.Equal("unknown-rating", Code(inputs with { Policy = new([], 0.6) }));
        Assert.Equal("unknown-master", Code(inputs with { Collateral = [new("p", "X", new(1))] }));
        Assert.Equal("impossible-master", Code(inputs with { Counterparties = [CreditBook.Party("p", CreditBook.Master("M", rounding: -1))] }));
        Assert.Equal("impossible-simulation", Code(inputs with { Simulation = inputs.Simulation with { Paths = 5 } }));
        Assert.Equal("missing-curve", Code(inputs with { Curves = [] }));
        Assert.Equal("missing-curve", Code(inputs with { Trades = [CreditBook.Deal("T", "p", CreditBook.Power(Side.Buy, 24, 2, 1, 1))] }));
        Assert.Equal("missing-volatility", Code(inputs with { Simulation = inputs.Simulation with { Curves = [] } }));
        var indexed = Agreements.Of(DeliveryObligation.Firm, Agreements.AroundTheClock(1), clauses: new(Escalator: new(0, "CPI")),
            first: OperatingDay.Of(2025, 1, 1), last: CreditBook.First(2)) with { Counterparty = "p", Master = "M" };
        Assert.Equal("missing-index", Code(inputs with { Contracts = [indexed] }));
    }

    [Fact]
    public void What_has_no_forward_price_is_left_out_and_found()
    {
        var inputs = CreditBook.Inputs([CreditBook.Party("west", CreditBook.Master("EEI-1"))],
        [
            CreditBook.Deal("REC", "west", new CertificateDeal(Side.Buy, "ISO-NE", Given.Hub, CreditBook.MarkDay, CreditBook.MarkDay, "I", 2026, 5, 10)),
            CreditBook.Deal("gone", "west", CreditBook.Power(Side.Buy, 90, 1, 1, 1)) with { Status = TradeStatus.Voided },
        ]) with
        {
            Contracts = [Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant()),
                Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant(), new IndexPricing(PriceIndex.DayAhead))],
        };
        Assert.Equal(["deal-not-valued", "contract-without-energy", "deal-not-valued"],
            Given.FindingsOf(MeasureExposure.Run(inputs)).Select(finding => finding.Code));
    }
}
