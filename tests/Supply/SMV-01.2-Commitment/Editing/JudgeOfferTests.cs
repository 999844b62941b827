using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Editing;
using Busbar.Supply.Commitment.Offers;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests.Editing;

/// <summary>A unit of 100 to 300 MW, built at 25 and 31 USD/MWh, edited and judged by the rules of each market.</summary>
public sealed class JudgeOfferTests
{
    private static readonly Duration hour = Duration.FromHours(1);

    public static TheoryData<string> Markets => ["PJM", "ERCOT", "CAISO", "ISO-NE", "MISO"];

    private static MarketCalendar Calendar(string market) => MarketCalendar.All.Single(each => each.Name == market);

    private static UnitOffer Built(string market, Func<int, decimal>? most = null, OperatingDay? of = null)
    {
        var day = of ?? Fixtures.Day;
        var (start, count) = (Calendar(market).WholeDay(day).Start, Calendar(market).HourCount(day));
        Series<Mw> Of(Func<int, decimal> mw) => new(start, hour, [.. Enumerable.Range(0, count).Select(i => new Mw(mw(i)))]);
        return new("steam-1", Of(_ => 100), Of(most ?? (_ => 300)), new(60), new(1250), new(3100),
            [new(new(200), new(25)), new(new(300), new(31))], [.. Enumerable.Repeat(false, count)], Mw.Zero);
    }

    private static UnitOffer With(UnitOffer offer, params (decimal Mw, decimal Price)[] curve) =>
        offer with { Segments = [.. curve.Select(point => new OfferSegment(new(point.Mw), new(point.Price)))] };

    private static OfferVerdict Judge(string market, UnitOffer offer, UnitOffer? atCost = null) =>
        JudgeOffer.Run(Calendar(market), Fixtures.Day, offer, atCost ?? Built(market));

    [Theory]
    [MemberData(nameof(Markets))]
    public void An_offer_at_cost_is_taken_by_each_market_without_a_word(string market)
    {
        foreach (var offer in (UnitOffer[])[Built(market), Built(market, i => i < 6 ? 0 : 150), Built(market, i => i < 4 ? 250.25m : 300)])
        {
            var verdict = Judge(market, offer, offer);
            Assert.True(verdict.IsAccepted, string.Join("; ", verdict.Refusals.Select(each => $"{each.Code} {each.What}")));
            Assert.Empty(verdict.Findings);
        }
        foreach (var day in (OperatingDay[])[OperatingDay.Of(2017, 3, 12), OperatingDay.Of(2017, 11, 5)])
            Assert.True(JudgeOffer.Run(Calendar(market), day, Built(market, of: day), Built(market, of: day)).IsAccepted);
    }

    [Theory]
    [InlineData("PJM", 1500, "pjm-offer-cap")]
    [InlineData("ERCOT", 9001, "ercot-offer-cap")]
    [InlineData("ERCOT", 31.125, "ercot-decimals")]
    [InlineData("CAISO", 1500, "caiso-bid-cap")]
    [InlineData("CAISO", 31.125, "caiso-decimals")]
    [InlineData("ISO-NE", 1500, "isone-offer-cap")]
    [InlineData("ISO-NE", 31.125, "isone-decimals")]
    [InlineData("MISO", 1500, "miso-offer-cap")]
    [InlineData("MISO", 24, "curve-rises")]
    public void What_a_market_refuses_is_said_with_rule_place_and_remedy(string market, decimal price, string rule)
    {
        var refusal = Judge(market, With(Built(market), (200, 25), (300, price))).Refusals.First();
        Assert.Equal(rule, refusal.Code);
        Assert.Contains("steam-1", refusal.Where, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Remedy);
    }

    [Theory]
    [InlineData("PJM", "pjm-cost-reference")]
    [InlineData("ERCOT", "ercot-mitigated-offer-cap")]
    [InlineData("CAISO", "caiso-default-energy-bid")]
    [InlineData("ISO-NE", "isone-conduct-test")]
    [InlineData("MISO", "miso-conduct-test")]
    public void A_price_far_above_cost_is_taken_and_found(string market, string rule)
    {
        var verdict = Judge(market, With(Built(market), (200, 25), (300, 600)));
        Assert.True(verdict.IsAccepted);
        Assert.Contains(rule, verdict.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void What_costs_more_than_the_soft_cap_may_be_offered_at_cost()
    {
        var dear = With(Built("ISO-NE"), (200, 25), (300, 1500));
        Assert.False(Judge("ISO-NE", dear).IsAccepted);
        Assert.True(Judge("ISO-NE", dear, dear).IsAccepted);
    }

    [Fact]
    public void An_edit_that_the_market_refuses_is_not_saved_and_one_far_above_cost_is_saved_with_a_finding()
    {
        var built = new FleetOffers(Fixtures.Day, Fixtures.DecidedAt() + hour, Fixtures.DecidedAt(), "hub", [Built("ISO-NE")]);
        OfferEdit Edit(decimal price) => new(Fixtures.Calendar, built, built, "steam-1", new(1250), new(3100),
            With(Built("ISO-NE"), (200, 25), (300, price)).Segments, Fixtures.DecidedAt());
        Assert.Equal("isone-offer-cap", Fixtures.RefusalOf(EditOffer.Run(Edit(1500))).Code);
        Assert.Equal("isone-decimals", Fixtures.RefusalOf(EditOffer.Run(Edit(31.125m))).Code);
        Assert.Equal("isone-decimals", Fixtures.RefusalOf(EditOffer.Run(Edit(31) with { StartUp = new(1250.005m) })).Code);
        Assert.Empty(Fixtures.FindingsOf(EditOffer.Run(Edit(31))));
        Assert.Equal("isone-conduct-test", Fixtures.FindingsOf(EditOffer.Run(Edit(600))).Single().Code);
    }

    [Fact]
    public void Figures_are_put_into_a_markets_decimals_but_for_the_end_of_the_curve()
    {
        var raw = With(Built("PJM"), (200.149m, 25.126m), (300.05m, 31)) with { StartUp = new(1250.005m) };
        var offer = JudgeOffer.InDecimalsOf("PJM", raw);
        Assert.Equal(With(raw, (200.1m, 25.13m), (300.05m, 31)).Segments, offer.Segments);
        Assert.Equal(1250.01m, offer.StartUp.Value);
        Assert.Equal(raw, JudgeOffer.InDecimalsOf("EPEX", raw));
    }

    [Fact]
    public void A_store_that_only_charges_offers_nothing()
    {
        var verdict = Judge("ISO-NE", Built("ISO-NE", _ => -20));
        Assert.Empty(verdict.Refusals);
        Assert.Empty(verdict.Findings);
    }
}
