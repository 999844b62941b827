using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Master;
using Busbar.Supply.Commitment.Offers;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Tests.Offers;

public sealed class BuildMarketOffersTests
{
    public static TheoryData<string> Markets => ["PJM", "ERCOT", "CAISO", "ISO-NE", "MISO"];

    private static string Refused(BuildMarketOffersInputs inputs) => Fixtures.RefusalOf(BuildMarketOffers.Run(inputs)).Code;

    [Fact]
    public void Three_parts_come_goneas_the_table_says()
    {
        foreach (var line in OfferCases.Table("three-parts.txt"))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var set = BuildMarketOffers.Run(OfferCases.Inputs(OfferCases.PlainIn(words[0]), words[0])).OrThrow();
            var offer = set.Offers.Last();
            var hour = offer.Hours[9];
            Assert.Equal(SharedFiles.Number(words[1]), hour.Minimum.PerHour.Value + hour.Minimum.PerMwh.Value);
            Assert.Equal([.. words[2..5].Select(SharedFiles.Number)],
                new[] { hour.StartUp.Hot.Value, hour.StartUp.Intermediate.Value, hour.StartUp.Cold.Value });
            Assert.Equal(OfferEdit.Curve(string.Join(' ', words[5..])), hour.Curve);
            Assert.Equal(words[0] == "PJM" ? [OfferSchedule.Cost, OfferSchedule.Price] : [OfferSchedule.Price],
                set.Offers.Select(each => each.Schedule));
        }
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void What_is_built_passes_the_rules_of_its_market_on_days_of_23_24_and_25_hours(string market)
    {
        foreach (var (text, hours) in new[] { ("2026-03-06", 24), ("2026-03-08", 23), ("2026-11-01", 25) })
        {
            var master = OfferCases.PlainIn(market);
            if (market == "ERCOT") master = master with { Units = [master.Units[0] with { Events = OfferCases.Unit().Events }] };
            var terms = new OfferTerms("cycle-1", new(3), false, CommitmentCostBasis.Offered,
                [new(AncillaryProduct.RegulationUp, new(8)), new(AncillaryProduct.RegulationDown, new(6.555m)),
                    new(AncillaryProduct.ResponsiveReserve, new(7)), new(AncillaryProduct.OfflineNonSpin, new(4))]);
            var outcome = BuildMarketOffers.Run(OfferCases.Inputs(master, market, OfferCases.DayOf(text)) with { Terms = [terms] });
            var set = outcome.OrThrow();
            Assert.All(set.Offers, offer => Assert.Equal(market == "MISO" ? 24 : hours, offer.Hours.Length));
            var verdict = ValidateOffers.Run(set);
            Assert.True(verdict.IsAccepted, string.Join("; ", verdict.Refusals));
        }
    }

    [Fact]
    public void A_random_fleet_passes_the_rules_of_every_market()
    {
        var chance = new Random(17);
        for (var round = 0; round < 60; round++)
            foreach (var market in new[] { "PJM", "ERCOT", "CAISO", "ISO-NE", "MISO" })
            {
                var min = decimal.Round((decimal)(20 + 200 * chance.NextDouble()), 3);
                var max = min + decimal.Round((decimal)(1 + 300 * chance.NextDouble()), 3);
                var points = Enumerable.Range(0, chance.Next(2, 30)).Select(_ => min + (max - min) * (decimal)chance.NextDouble())
                    .Prepend(min).Append(max).Select(mw => new Handoffs.Commitment.HeatInputPoint(new(mw),
                        new(300 + 7 * mw + 0.004m * mw * mw
                        + (decimal)(60 * (chance.NextDouble() - 0.5)))));
                var unit = OfferCases.PlainIn(market).Units[0] with
                {
                    Limits = new(new(min), new(min), new(max), new(max + 1)), Heat = new HeatTest([.. points]),
                    Ramps = [new(new(max + 1), new(decimal.Round((decimal)(1 + 9 * chance.NextDouble()), 2)))],
                };
                var terms = new OfferTerms("cycle-1", new(decimal.Round((decimal)(3 * chance.NextDouble()), 4)), chance.Next(2) == 0,
                    CommitmentCostBasis.Registered, [new(AncillaryProduct.RegulationUp, new(8)), new(AncillaryProduct.OnlineNonSpin,
                        new(2))]);
                var set = BuildMarketOffers.Run(
                    OfferCases.Inputs(new("random", [unit]), market, gas: decimal.Round((decimal)(1 + 9 * chance.NextDouble()), 3))
                        with { Terms = [terms] }).OrThrow();
                var verdict = ValidateOffers.Run(set);
                Assert.True(verdict.IsAccepted, $"{market}: {string.Join("; ", verdict.Refusals)}");
            }
    }

    [Fact]
    public void Prices_change_with_the_gas_day_and_commitment_costs_of_caiso_do_not()
    {
        foreach (var (market, first) in new[] { ("PJM", 10), ("CAISO", 7) })
        {
            var inputs = OfferCases.Inputs(OfferCases.PlainIn(market), market);
            inputs = inputs with { FuelPrices = [inputs.FuelPrices[0], inputs.FuelPrices[1] with { Price = new(9.80m) },
                inputs.FuelPrices[2]] };
            var hours = BuildMarketOffers.Run(inputs).OrThrow().Offers.Last().Hours;
            // 7 × 5.2 + 2, then 7 × (9.80 ÷ 0.98 + 0.2) + 2.
            Assert.All(hours.Take(first), hour => Assert.Equal(38.40m, hour.Curve[0].Price.Value));
            Assert.All(hours.Skip(first), hour => Assert.Equal(73.40m, hour.Curve[0].Price.Value));
            Assert.Equal(market == "CAISO" ? 1 : 2, hours.Select(hour => hour.StartUp).Distinct().Count());
        }
    }

    [Fact]
    public void An_hour_of_outage_has_no_curve_and_a_unit_goneall_day_no_offer()
    {
        var outcome = BuildMarketOffers.Run(OfferCases.Inputs(OfferCases.Fleet(), "ERCOT", OfferCases.DayOf("2026-03-08")));
        var offer = outcome.OrThrow().Offers.Single();
        // 01:00 to 05:00 on the clock is three hours on the spring day.
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 23).Where(i => offer.Hours[i].Mode == CommitmentMode.Outage));
        Assert.All(offer.Hours.Where(hour => hour.Mode == CommitmentMode.Outage), hour => Assert.Empty(hour.Curve));
        var unit = OfferCases.Unit() with { Mode = CommitmentMode.Outage };
        var gone = BuildMarketOffers.Run(OfferCases.Inputs(new("out", [unit]), "ERCOT"));
        Assert.Empty(gone.OrThrow().Offers);
        Assert.Equal(["unit-out-all-day"], Fixtures.FindingsOf(gone).Select(finding => finding.Code));
    }

    [Fact]
    public void Services_of_one_group_share_one_capacity_block_by_block()
    {
        var terms = new OfferTerms("cycle-1", UsdPerMwh.Zero, false, CommitmentCostBasis.Offered,
            [new(AncillaryProduct.RegulationUp, new(8)), new(AncillaryProduct.ResponsiveReserve, new(7)),
                new(AncillaryProduct.OfflineNonSpin, new(4))]);
        var offers = BuildMarketOffers.Run(OfferCases.Inputs(OfferCases.PlainIn("ERCOT"), "ERCOT") with { Terms = [terms] })
            .OrThrow().Offers.Single().Ancillary;
        Assert.Equal([AncillaryGroup.OnlineUp, AncillaryGroup.OfflineNonSpin], offers.Select(offer => offer.Group));
        // 12 MW of either service, then 13 more of responsive reserve (25 in all, within 10 × 3 MW/min).
        Assert.Equal([12m, 13m], offers[0].Blocks.Select(block => block.Quantity.Value));
        Assert.Equal([2, 1], offers[0].Blocks.Select(block => block.Prices.Length));
        Assert.Equal(150, offers[1].Blocks.Single().Quantity.Value);
    }

    [Fact]
    public void What_the_build_cannot_use_is_refused()
    {
        var inputs = OfferCases.Inputs(OfferCases.PlainIn("PJM"), "PJM");
        Assert.Equal("no-units", Refused(inputs with { Calendar = OfferCases.Market("MISO") }));
        Assert.Equal("unknown-unit", Refused(inputs with { Terms = [OfferTerms.Plain("other")] }));
        Assert.Equal("duplicate-terms", Refused(inputs with { Terms = [OfferTerms.Plain("cycle-1"), OfferTerms.Plain("cycle-1")] }));
        Assert.Equal("missing-fuel-price", Refused(inputs with { FuelPrices = [] }));
        Assert.Equal("negative-fuel-price", Refused(inputs with { FuelPrices = [inputs.FuelPrices[0] with { Price = new(-1) }] }));
        Assert.Equal("negative-allowance-price", Refused(inputs with { Allowances = [new("CO2", new(-1))] }));
        var hopeless = inputs.Master.Units[0] with { Heat = new HeatTest([]) };
        Assert.Equal("heat-few-points", Refused(inputs with { Master = new("m", [hopeless]) }));
    }

    [Fact]
    public void A_first_segment_dearer_than_the_average_makes_no_load_cost_zero_and_says_so()
    {
        var unit = OfferCases.PlainIn("PJM").Units[0] with
        {
            Heat = new IncrementalHeatRates(new(100), new(600), [new(new(300), new(9))]),
        };
        var outcome = BuildMarketOffers.Run(OfferCases.Inputs(new("m", [unit]), "PJM"));
        Assert.Equal(0, outcome.OrThrow().Offers[0].Hours[0].Minimum.PerHour.Value);
        Assert.Contains("no-load-below-zero", Fixtures.FindingsOf(outcome).Select(finding => finding.Code));
    }

    [Fact]
    public void A_fleet_register_is_offered_withgonea_master()
    {
        var master = MasterOfRegister.Run(Fixtures.Fleet(Fixtures.Steam()), "ISO-NE", "hub");
        var offer = BuildMarketOffers.Run(OfferCases.Inputs(master, "ISO-NE", gas: 3)).OrThrow().Offers.Single();
        // As the offer of the planned fleet: 8 × 3 + 1 and 10 × 3 + 1, hot 400 × 3 + 50, cold 900 × 3 + 80.
        Assert.Equal(OfferEdit.Curve("200:25 300:31"), offer.Hours[0].Curve);
        Assert.Equal(new(new(1250), new(2780), new(2780)), offer.Hours[0].StartUp);
        Assert.Equal(3100 - 25 * 100, offer.Hours[0].Minimum.PerHour.Value);
        Assert.Equal("STEAM_1", offer.Resource);
    }
}
