using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Tests;

namespace Busbar.Supply.Contracts.Tests.Resolving;

public sealed class ResolveTermsTests
{
    private static readonly ProfileQuantity Profile = new([.. Enumerable.Range(1, 12).Select(month =>
        Enumerable.Range(1, 24).Select(hour => new Mw(100 * month + hour)).ToImmutableArray())]);

    [Fact]
    public void A_profile_gives_a_repeated_hour_the_megawatts_of_its_label_and_a_skipped_one_none()
    {
        var spring = Agreements.Resolve(Agreements.Of(DeliveryObligation.Firm, Profile), Given.Spring);
        Assert.Equal(23, spring.Hours.Length);
        Assert.Equal([301, .. Enumerable.Range(303, 22).Select(mw => (decimal)mw)], spring.Hours.Select(hour => hour.Entitled.Value));
        var autumn = Agreements.Resolve(Agreements.Of(DeliveryObligation.Firm, Profile), Given.Autumn);
        Assert.Equal([1101, 1102, 1102, .. Enumerable.Range(1103, 22).Select(mw => (decimal)mw)],
            autumn.Hours.Select(hour => hour.Entitled.Value));
        Assert.Equal("2017-11-05 HE02X", autumn.Hours[2].Label);
    }

    [Theory]
    [InlineData(DeliveryObligation.Firm, 50, 50)]
    [InlineData(DeliveryObligation.UnitContingent, 20, 20)]
    [InlineData(DeliveryObligation.AsAvailable, 0, 0)]
    [InlineData(DeliveryObligation.MustTake, 0, 0)]
    public void The_obligation_says_what_each_side_owes_while_two_fifths_are_available(
        DeliveryObligation obligation, int seller, int buyer)
    {
        var terms = Agreements.Resolve(Agreements.Of(obligation, Agreements.AroundTheClock(50)), Given.Autumn, null,
            new AvailabilityEvent(Given.Calendar.WholeDay(Given.Autumn), 0.4m, false));
        Assert.All(terms.Hours, hour => Assert.Equal((seller, buyer), (hour.SellerMust.Value, hour.BuyerMust.Value)));
    }

    [Fact]
    public void An_outage_counts_by_the_part_of_the_hour_it_covers()
    {
        var terms = Agreements.Resolve(Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant()), Given.Spring, null,
            new AvailabilityEvent(Agreements.Hours(Given.Spring, 1.25m, 2.5m), 0, false));
        Assert.Equal([60, 15, 30, 60], terms.Hours.Take(4).Select(hour => hour.Entitled.Value));
    }

    [Theory]
    [InlineData(2017, 100)]
    [InlineData(2018, 102)]
    [InlineData(2019, 104.04)]
    public void A_price_escalates_on_its_anniversaries(int year, double expected)
    {
        var agreement = Agreements.Of(DeliveryObligation.Firm, Agreements.AroundTheClock(1), price: 100,
            clauses: new(Escalator: new(0.02m, null)), first: OperatingDay.Of(2017, 3, 15));
        var price = Agreements.Resolve(agreement, OperatingDay.Of(year, 3, 15)).Hours[0].Price.Value;
        Assert.Equal((decimal)expected, price);
        if (year > 2017)
            Assert.Equal(price / 1.02m, Agreements.Resolve(agreement, OperatingDay.Of(year, 3, 14)).Hours[0].Price.Value);
    }

    [Fact]
    public void An_index_moves_the_price_by_what_was_published_at_the_anniversary()
    {
        MarketIndices indices = new(Published: [new("CPI", OperatingDay.Of(2016, 12, 20), 250), new("CPI", OperatingDay.Of(2017, 12, 20), 260),
            new("CPI", OperatingDay.Of(2018, 1, 20), 999)]);
        var agreement = Agreements.Of(DeliveryObligation.Firm, Agreements.AroundTheClock(1), price: 50, clauses: new(Escalator: new(0, "CPI")));
        Assert.Equal(52, Agreements.Resolve(agreement, OperatingDay.Of(2018, 6, 1), indices).Hours[0].Price.Value);
    }

    [Fact]
    public void Index_toll_and_difference_price_each_hour()
    {
        var day = Given.Autumn;
        var lmp = Given.Hours(day, Enumerable.Range(0, 25).Select(i => i - 3m));
        MarketIndices indices = new(lmp, Published: [new("Algonquin", day, 4.2m)]);
        var index = Agreements.Resolve(Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant(),
            new IndexPricing(PriceIndex.DayAhead), price: -1.5m), day, indices);
        Assert.Equal(lmp.Values.Select(usd => usd - 1.5m), index.Hours.Select(hour => hour.Price.Value));
        var toll = Agreements.Resolve(Agreements.Of(DeliveryObligation.Tolled, Agreements.Plant(1),
            new TollPricing(new(7.1m), "Algonquin", new(9000)), price: 2.5m), day, indices);
        Assert.All(toll.Hours, hour => Assert.Equal(7.1m * 4.2m + 2.5m, hour.Price.Value));
        var floored = Agreements.Resolve(Agreements.Of(DeliveryObligation.Financial, Agreements.Plant(),
            new DifferencePricing(PriceIndex.DayAhead, true)), day, indices);
        Assert.Equal(lmp.Values.Select(usd => Math.Max(0, usd)), floored.Hours.Select(hour => hour.Floating!.Value.Value));
    }

    [Fact]
    public void A_weekend_fuel_price_is_carried_and_found_and_an_old_one_refused()
    {
        var toll = Agreements.Of(DeliveryObligation.Tolled, Agreements.Plant(1), new TollPricing(new(7), "gas", Usd.Zero));
        ResolveTermsInputs Inputs(int daysAgo) => new(Given.Calendar, toll, Given.Autumn, Given.Autumn,
            new(Published: [new("gas", Given.Autumn.Plus(-daysAgo), 3)]), []);
        Assert.Equal("index-carried", Assert.Single(Given.FindingsOf(ResolveTerms.Run(Inputs(4)))).Code);
        Assert.Equal("missing-index", Given.CodeOf(ResolveTerms.Run(Inputs(5))));
    }

    [Fact]
    public void A_price_that_is_not_given_for_an_hour_is_refused_and_the_hour_named()
    {
        var agreement = Agreements.Of(DeliveryObligation.AsAvailable, Agreements.Plant(), new IndexPricing(PriceIndex.RealTime));
        var outcome = ResolveTerms.Run(new(Given.Calendar, agreement, Given.Autumn, Given.Autumn,
            new(RealTime: Given.NaiveDay(Given.Autumn, 30m)), []));
        Assert.Equal("missing-index", Given.CodeOf(outcome));
        Assert.Equal("missing-index", Given.CodeOf(ResolveTerms.Run(new(Given.Calendar, Agreements.Of(DeliveryObligation.Firm,
            Agreements.AroundTheClock(1), clauses: new(Escalator: new(0, "CPI"))), OperatingDay.Of(2018, 1, 1), OperatingDay.Of(2018, 1, 1),
            new(), []))));
    }

    [Fact]
    public void A_shape_with_a_hole_overlapping_events_and_days_outside_the_term_are_refused()
    {
        var hourly = Agreements.Of(DeliveryObligation.Firm,
            new ShapedQuantity(new DeliveryShape([], Mw.Zero, Given.NaiveDay(Given.Autumn, new Mw(5)))));
        ResolveTermsInputs inputs = new(Given.Calendar, hourly, Given.Autumn, Given.Autumn, new(), []);
        Assert.Equal("missing-hour", Given.CodeOf(ResolveTerms.Run(inputs)));
        AvailabilityEvent outage = new(Agreements.Hours(Given.Autumn, 1, 3), 0, false);
        Assert.Equal("overlapping-events", Given.CodeOf(ResolveTerms.Run(inputs with { Events = [outage, outage] })));
        Assert.Equal("outside-term", Given.CodeOf(ResolveTerms.Run(inputs with
        {
            First = Agreements.Last.Plus(1), Last = Agreements.Last.Plus(5),
        })));
    }

    public static TheoryData<int> Impossible => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Clauses_that_cannot_be_are_refused(int which)
    {
        var plant = Agreements.Plant();
        PowerAgreement With(AgreementClauses clauses) => Agreements.Of(DeliveryObligation.AsAvailable, plant, clauses: clauses);
        PowerAgreement[] agreements =
        [
            Agreements.Of(DeliveryObligation.Firm, Agreements.Blocks(0, PeakBlock.Night)),
            Agreements.Of(DeliveryObligation.Firm, new ProfileQuantity([])),
            Agreements.Of(DeliveryObligation.Firm, plant with { Share = 40 }),
            Agreements.Of(DeliveryObligation.Financial, plant),
            Agreements.Of(DeliveryObligation.Firm, plant, new TollPricing(new(7), "gas", Usd.Zero)),
            With(new(Escalator: new(-1, null))),
            With(new(Deviation: new(-0.1m, Mw.Zero, 1, 1))),
            With(new(Capacity: new(new(10), 5, 1.2m))),
            With(new(Certificates: new("NEPOOL", -1, 0))),
            With(new(Guarantee: new(new(10), new(1)))) with { FirstDay = OperatingDay.Of(2017, 1, 2) },
        ];
        Assert.Equal("impossible-terms", Given.CodeOf(ResolveTerms.Run(
            new(Given.Calendar, agreements[which], Given.Autumn, Given.Autumn, new(), []))));
    }
}
