using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;

namespace Busbar.Supply.Tests.Deals;

public sealed class DealLineTests
{
    private static readonly OperatingDay FirstOfMarch = OperatingDay.Of(2027, 3, 1);
    private static readonly OperatingDay LastOfMarch = OperatingDay.Of(2027, 3, 31);

    public static TheoryData<string> Lines() =>
    [
        "buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1",
        "sell 25 MW WESTERN HUB ATC 2027-03-01..2027-03-31 DA+1.50 CP2 book=hedge",
        "buy 100 MW WESTERN HUB 5x16 Q1-27 swap 43.10 DA CP1",
        "buy 50 MW WESTERN HUB 5x16 Jul-27 call 60 prem 2.15 daily CP1",
        "sell 50 MW WESTERN HUB wrap Jul-27..Sep-27 put 20.5 prem 1 monthly RT CP1 broker=\"ICE US\" fee=125.50",
        "sell 10000 MMBTU/d HENRY HUB gas Mar-27 3.45 CP1",
        "buy 10000 MMBTU/d HENRY HUB gas Cal-27 INDEX-0.05 CP1",
        "buy 900 MMBTU/d NYH fuel \"number two oil\" Cal-27 INDEX CP1",
        "buy 25 MW WESTERN HUB to AEP ftr 5x16 Jun-27 1200 PJM",
        "buy 25 MW WESTERN HUB to AEP ftr-option ATC Jun-27 1200 PJM",
        "sell 25 MW WESTERN HUB to AEP arr ATC Jun-27 1200 PJM",
        "inc 10 MW WESTERN HUB virtual ATC 2027-03-14 PJM",
        "dec 10*12,0*11,5*1 MW WESTERN HUB virtual 2027-03-02 PJM",
        "buy 10 MW WESTERN HUB to AEP utc 5x16 2027-03-02 PJM",
        "sell 30*24 MW WESTERN HUB award 2027-03-02 41.25*12,-3.5*12 RT PJM",
        "buy 500 REC GATS rec PJM-TIER1 2026 Mar-27 12.50 CP2",
        "sell 10 MW RTO anc RegD ATC Mar-27 18.5 PJM",
        "buy 50*8,60*16 MW \"GAS HUB\" 2027-03-02 41.25 CP1 market=PJM trader=ann",
    ];

    [Fact]
    public void A_line_means_what_a_trader_means_by_it()
    {
        var power = Assert.IsType<PowerDeal>(Desk.Ticket("buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1").Terms);
        Assert.Equal((Side.Buy, "PJM", "WESTERN HUB", FirstOfMarch, LastOfMarch),
            (power.Side, power.Market, power.Location, power.FirstDay, power.LastDay));
        Assert.Equal([PeakBlock.OnPeak], power.Shape.Blocks);
        Assert.Equal((new Mw(50), new DealPrice(new UsdPerMwh(41.25m))), (power.Shape.Mw, power.Price));

        var indexed = Desk.Ticket("sell 25 MW WESTERN HUB ATC 2027-03-01..2027-03-31 DA+1.50 CP2 book=hedge");
        Assert.Equal(("hedge", "CP2", new DealPrice(new UsdPerMwh(1.5m), PriceIndex.DayAhead)),
            (indexed.Book, indexed.Counterparty, ((PowerDeal)indexed.Terms).Price));

        var option = Assert.IsType<PowerOption>(Desk.Ticket("buy 50 MW WESTERN HUB 5x16 Jul-27 call 60 prem 2.15 daily CP1").Terms);
        Assert.Equal((true, OptionExercise.Daily, new UsdPerMwh(60), new UsdPerMwh(2.15m), PriceIndex.DayAhead),
            (option.IsCall, option.Exercise, option.Strike, option.Premium, option.Index));

        var swap = Assert.IsType<PowerSwap>(Desk.Ticket("buy 100 MW WESTERN HUB 5x16 Q1-27 swap 43.10 DA CP1").Terms);
        Assert.Equal((OperatingDay.Of(2027, 1, 1), LastOfMarch, new UsdPerMwh(43.1m)), (swap.FirstDay, swap.LastDay, swap.Fixed));
    }

    [Fact]
    public void A_cleared_bid_of_one_number_has_the_hours_of_its_block_on_the_spring_day()
    {
        var spring = Assert.IsType<VirtualBid>(Desk.Ticket("inc 10 MW WESTERN HUB virtual ATC 2027-03-14 PJM").Terms);
        Assert.Equal((Side.Sell, 23), (spring.Side, spring.Hourly.Count));
        var autumn = Assert.IsType<VirtualBid>(Desk.Ticket("dec 10 MW WESTERN HUB virtual 7x8 2027-11-07 PJM").Terms);
        Assert.Equal((Side.Buy, 25, 9), (autumn.Side, autumn.Hourly.Count, autumn.Hourly.Values.Count(mw => mw.Value == 10)));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void What_is_written_is_read_back_to_the_same_ticket(string line)
    {
        var ticket = Desk.Ticket(line);
        var written = DealLine.Write(ticket);
        var back = ReadDealLine.Run(new(written, "ERCOT", "other", "nobody")).OrThrow();
        Assert.Equal(TicketForm.Write(ticket), TicketForm.Write(back));
        Assert.Equal(written, DealLine.Write(back));
        Assert.Equal(ticket.Terms.GetType(), back.Terms.GetType());
    }

    [Theory]
    [InlineData("hold 50 MW HUB 5x16 Mar-27 41.25 CP1", "character 1", "'hold'", "buy, sell")]
    [InlineData("buy fifty MW HUB 5x16 Mar-27 41.25 CP1", "character 5", "'fifty'", "quantity")]
    [InlineData("buy 50 MWh HUB 5x16 Mar-27 41.25 CP1", "character 8", "'MWh'", "MW, MMBTU/d or REC")]
    [InlineData("buy 50 MW 5x16 Mar-27 41.25 CP1", "character 11", "'5x16'", "location")]
    [InlineData("buy 50 MW WESTERN HUB 5x17 41.25 CP1", "character 37", "ends too early", "block")]
    [InlineData("buy 50 MW HUB 5x16 Mrz-27 41.25 CP1", "character 20", "'Mrz-27'", "term")]
    [InlineData("buy 50 MW HUB 5x16 Mar-27 cheap CP1", "character 27", "'cheap'", "price")]
    [InlineData("buy 50 MW HUB 5x16 Mar-27 41.25", "character 32", "ends too early", "counterparty")]
    [InlineData("buy 50 MW HUB 5x16 Mar-27 41.25 CP1 tomorrow", "character 37", "'tomorrow'", "book=")]
    [InlineData("buy 50 MW HUB 5x16 Jul-27 call 60 2.15 CP1", "character 35", "'2.15'", "prem")]
    [InlineData("buy 50 MW HUB 5x16 Jul-27 swap 43.10 CP1", "character 38", "'CP1'", "DA or RT")]
    [InlineData("buy 50 MW A to B 5x16 Jul-27 43.10 CP1", "character 18", "'5x16'", "ftr")]
    public void A_word_not_understood_is_named_with_its_place_and_what_is_expected(string line, string where, string found, string expected)
    {
        var refusal = Assert.IsType<Outcome<TradeTicket>.Refused>(Desk.Read(line)).Refusal;
        Assert.Equal(("not-understood", where), (refusal.Code, refusal.Where));
        Assert.Contains(found, refusal.What, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open-quote", "buy 50 MW \"HUB 5x16 Mar-27 41.25 CP1", "character 11")]
    [InlineData("wrong-units", "buy 50 MW HENRY HUB gas Mar-27 3.45 CP1", "character 8, unit")]
    [InlineData("not-a-number", "buy 50.5.5 MW HUB 5x16 Mar-27 3.45 CP1", "character 5, quantity")]
    [InlineData("not-a-number", "buy 99999999999 MW HUB 5x16 Mar-27 3.45 CP1", "character 5, quantity")]
    [InlineData("no-blocks", "buy 50 MW HUB Mar-27 3.45 CP1", "block")]
    [InlineData("bad-run", "buy 50*x MW HUB 2027-03-01 3.45 CP1", "character 5, quantity")]
    [InlineData("term-too-long", "buy 50*9000,50*9000 MW HUB 2027-03-01 3.45 CP1", "character 5, quantity")]
    [InlineData("term-too-long", "inc 50 MW HUB virtual ATC Jan-27..Dec-29 CP1", "last_day")]
    [InlineData("not-whole", "buy 1.5 REC GATS rec TIER1 2026 Mar-27 12.50 CP2", "character 5, quantity")]
    [InlineData("bad-date", "buy 50 MW HUB 5x16 1969-03-01 3.45 CP1", "character 20, first_day")]
    public void A_word_that_means_nothing_possible_is_refused_by_its_field(string code, string line, string where)
    {
        var refusal = Assert.IsType<Outcome<TradeTicket>.Refused>(Desk.Read(line)).Refusal;
        Assert.Equal((code, where), (refusal.Code, refusal.Where));
    }

    [Fact]
    public void A_line_without_end_is_refused() =>
        Assert.Equal("line-too-long", Given.CodeOf(Desk.Read("buy " + new string('5', 30_000))));

    [Fact]
    public void The_form_refuses_an_empty_answer_and_a_word_that_is_no_choice()
    {
        var answers = TicketForm.Write(Desk.Ticket("buy 50 MW HUB 5x16 Mar-27 41.25 CP1")).ToDictionary();
        string With(string field, string text) => Given.CodeOf(TicketForm.Read(name => name == field ? text : answers.GetValueOrDefault(name, "")));
        Assert.Equal("missing-field", With("location", " "));
        Assert.Equal("unknown-word", With("side", "borrow"));
        Assert.Equal("wrong-units", With("unit", "MWh"));
        Assert.Equal("bad-date", With("first_day", "3/1/2027"));
    }

    [Fact]
    public void Each_kind_of_deal_has_the_fields_that_its_written_form_has() => Assert.All(Lines(), line =>
    {
        var answers = TicketForm.Write(Desk.Ticket(line.Data)).ToDictionary();
        Assert.All(answers.Keys, name => Assert.Contains(TicketForm.Fields, field => field.Name == name && field.IsOf(answers["kind"])));
        Assert.All(TicketForm.Fields.Where(field => field.IsOf(answers["kind"]) && field.Default is null),
            field => Assert.True(answers.ContainsKey(field.Name)));
    });
}
