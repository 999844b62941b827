using System.Text;
using Busbar.Gateways.Deals;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Gateways.Tests.Deals;

public sealed class FpmlDealsTests
{
    private const string Header = """
        <tradeHeader>
          <partyTradeIdentifier><partyReference href="us"/><tradeId>X-1</tradeId></partyTradeIdentifier>
          <partyTradeInformation><partyReference href="us"/><trader>tess</trader><executionDateTime>2026-11-20T15:00:00Z</executionDateTime>
            <category>spec</category></partyTradeInformation>
          <tradeDate>2026-11-20</tradeDate>
        </tradeHeader>
        """;

    private const string Delivery = """
        <deliveryPeriods><periods><unadjustedFirstDate>2027-03-01</unadjustedFirstDate>
          <unadjustedLastDate>2027-03-31</unadjustedLastDate></periods></deliveryPeriods>
        <loadType>PeakLoad</loadType>
        <deliveryConditions><market>PJM</market><deliveryPoint>WESTERN HUB</deliveryPoint></deliveryConditions>
        <deliveryQuantity><physicalQuantity><quantityUnit>MW</quantityUnit><quantity>50</quantity></physicalQuantity></deliveryQuantity>
        """;

    private const string Fixed = """
        <fixedLeg><payerPartyReference href="us"/><receiverPartyReference href="them"/>
          <fixedPrice><price>41.25</price><priceCurrency>USD</priceCurrency><priceUnit>MWh</priceUnit></fixedPrice></fixedLeg>
        """;

    private const string LegSides = "<payerPartyReference href=\"them\"/><receiverPartyReference href=\"us\"/>";

    private static string Power =>
        $"<commoditySwap><electricityPhysicalLeg>{LegSides}{Delivery}</electricityPhysicalLeg>{Fixed}</commoditySwap>";

    private static string Document(string product) => $"""
        <dataDocument xmlns="http://www.fpml.org/FpML-5/confirmation">
        <trade>{Header}{product}</trade>
        <party id="us"><partyId>OURS</partyId></party><party id="them"><partyId>CP1</partyId></party>
        </dataDocument>
        """;

    private static DealFile Read(string document) => FpmlDeals.Read(Texts.File(document, "deals.xml"), "OURS", (_, _) => null).OrThrow();

    [Fact]
    public void A_fixed_leg_against_a_physical_leg_is_power()
    {
        var deal = Assert.Single(Read(Document(Power)).Deals);
        Assert.Equal(("X-1", 2, Instant.FromUtc(2026, 11, 20, 15, 0)), (deal.Reference, deal.Line, deal.TradedAt));
        Assert.Equal(("spec", "tess", "CP1"), (deal.Ticket.Book, deal.Ticket.Trader, deal.Ticket.Counterparty));
        var power = Assert.IsType<PowerDeal>(deal.Ticket.Terms);
        Assert.Equal((Side.Buy, "PJM", "WESTERN HUB", OperatingDay.Of(2027, 3, 1), OperatingDay.Of(2027, 3, 31)),
            (power.Side, power.Market, power.Location, power.FirstDay, power.LastDay));
        Assert.Equal([PeakBlock.OnPeak], power.Shape.Blocks);
        Assert.Equal((new Mw(50), new DealPrice(new UsdPerMwh(41.25m))), (power.Shape.Mw, power.Price));
    }

    [Fact]
    public void A_fixed_leg_against_a_floating_leg_is_a_swap_and_its_receiver_sells()
    {
        var legs = $"<commoditySwap>{Fixed}<floatingLeg>{LegSides}"
            + $"<commodity><instrumentId>RT</instrumentId></commodity>{Delivery}</floatingLeg></commoditySwap>";
        var turned = legs.Replace("\"us\"", "\"x\"").Replace("\"them\"", "\"us\"").Replace("\"x\"", "\"them\"");
        Assert.Equal((Side.Buy, PriceIndex.RealTime), Assert.IsType<PowerSwap>(Read(Document(legs)).Deals.Single().Ticket.Terms) is var swap
            ? (swap.Side, swap.Index) : default);
        Assert.Equal(Side.Sell, Read(Document(turned)).Deals.Single().Ticket.Terms.Side);
    }

    [Fact]
    public void An_option_has_its_strike_premium_and_exercise()
    {
        var option = Assert.IsType<PowerOption>(Read(Document($"""
            <commodityOption><buyerPartyReference href="them"/><sellerPartyReference href="us"/><optionType>Put</optionType>{Delivery}
            <exercise><frequency>monthly</frequency></exercise>
            <strikePricePerUnit><currency>USD</currency><amount>60</amount></strikePricePerUnit>
            <premium><premiumPerUnit><currency>USD</currency><amount>2.15</amount></premiumPerUnit></premium></commodityOption>
            """)).Deals.Single().Ticket.Terms);
        Assert.Equal((Side.Sell, false, OptionExercise.Monthly, new UsdPerMwh(60), new UsdPerMwh(2.15m)),
            (option.Side, option.IsCall, option.Exercise, option.Strike, option.Premium));
    }

    [Theory]
    [InlineData("unexpected-element", "<loadType>", "<mood>calm</mood><loadType>", "mood")]
    [InlineData("unexpected-element", "<loadType>", "<loadType>ATC</loadType><loadType>", "loadType")]
    [InlineData("wrong-units", "USD</priceCurrency>", "EUR</priceCurrency>", "priceCurrency")]
    [InlineData("wrong-units", "<quantityUnit>MW<", "<quantityUnit>MWh<", "unit")]
    [InlineData("not-a-number", "<price>41.25<", "<price>cheap<", "price")]
    [InlineData("contradictory-sides", "href=\"them\"/><receiverPartyReference href=\"us\"",
        "href=\"us\"/><receiverPartyReference href=\"them\"", "party")]
    [InlineData("unknown-party", "<receiverPartyReference href=\"them\"", "<receiverPartyReference href=\"nobody\"", "party")]
    [InlineData("bad-time", "T15:00:00Z", "T15:00", "traded_at")]
    [InlineData("unexpected-element", "<trade>", "<bet>", "bet")]
    public void A_bad_trade_is_told_by_line_and_place_and_nothing_loads(string code, string old, string bad, string place)
    {
        var document = Document(Power).Replace(old, bad).Replace(bad == "<bet>" ? "</trade>" : "</nothing>", "</bet>");
        var file = Read(document);
        Assert.Empty(file.Deals);
        Assert.Equal(code, file.Faults[0].Code);
        Assert.StartsWith("deals.xml:2 ", file.Faults[0].Where, StringComparison.Ordinal);
        Assert.EndsWith(place, file.Faults[0].Where, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("broken-xml", "<!DOCTYPE d [<!ENTITY e \"x\">]><d>&e;</d>")]
    [InlineData("broken-xml", "<d>")]
    [InlineData("unknown-party", "<d/>")]
    [InlineData("no-deals", "<d><party id=\"us\"><partyId>OURS</partyId></party></d>")]
    public void A_document_that_holds_no_deals_of_ours_is_refused(string code, string document) =>
        Assert.Equal(code, Texts.RefusalOf(FpmlDeals.Read(Texts.File(document), "OURS", (_, _) => null)).Code);

    [Fact]
    public void A_document_that_is_too_large_is_refused() => Assert.Equal("file-too-large",
        Texts.RefusalOf(FpmlDeals.Read(new("big.xml", new byte[FpmlDeals.MostBytes + 1]), "OURS", (_, _) => null)).Code);
}
