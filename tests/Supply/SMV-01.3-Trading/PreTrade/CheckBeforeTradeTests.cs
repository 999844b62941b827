using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Tests.Deals;
using Busbar.Supply.Tests.Positions;
using Busbar.Supply.Trading.PreTrade;
using NodaTime;

namespace Busbar.Supply.Tests.PreTrade;

public sealed class CheckBeforeTradeTests
{
    private const string Line = "buy 50 MW WESTERN HUB 5x16 Mar-27 41 CP1";
    private const double Hours = 23 * 16; // March 2027 has 23 business days
    private static readonly OperatingDay March = OperatingDay.Of(2027, 3, 1);
    private static readonly ForwardCurve Mark = DeskCase.Flat("WESTERN HUB", OperatingDay.Of(2026, 11, 20), 38, 40);
    private static readonly double MarchPrice = Mark.Prices.First(price => price.Month == March).Price.Value;

    private static readonly TradingAuthority Authority = new("spec", "risk committee", ["power", "swap", "option"], [], 12, new(100),
        new(40_000), new(60_000), new(30_000));

    private static readonly RiskScenarios Scenarios = Draw();

    private static RiskScenarios Draw()
    {
        var random = new SeededRandom(3);
        var factors = Mark.Prices.Where(price => price.Month == March)
            .Select(price => new RiskFactor(Commodity.PowerDayAhead, "WESTERN HUB", March, price.Block)).ToImmutableArray();
        var moves = Enumerable.Range(0, 250).Select(_ =>
            factors.Select(_ => 2 * random.NextNormal()).ToImmutableArray()).ToImmutableArray();
        return new(Desk.Now, "drawn", factors, moves,
        [
            new("other", [.. moves.Select(move => 90_000 * move[0])]),
            new("spec", [.. moves.Select(move => -5_000 * move[0] + 3_000 * random.NextNormal())]),
        ]);
    }

    private static CheckBeforeTradeInputs Inputs(string line = Line, string? replaces = null) => new(Desk.Ticket(line), Desk.Now, Desk.Now,
        Authority, Close, replaces is null ? null : Desk.Ticket(replaces));

    private static readonly LastClose Close = new(Desk.Counterparties,
        new(Desk.Now, [new("CP1", new(100_000), new(250_000), new(0), new(900_000), Usd.Zero)]),
        new(Desk.Now, OperatingDay.Of(2026, 11, 20),
        [
            new("spec", Commodity.PowerDayAhead, "PJM", "EAST", March, PeakBlock.OnPeak, 20_000, 20_000, 0, 0),
            new("other", Commodity.PowerDayAhead, "PJM", "EAST", March, PeakBlock.OnPeak, 90_000, 90_000, 0, 0),
        ]), Scenarios, [Mark], DeskCase.Volatilities([Mark], 0.5), []);

    private static PreTradeChecks Run(CheckBeforeTradeInputs inputs) => CheckBeforeTrade.Run(inputs).OrThrow();

    private static PreTradeCheck The(CheckBeforeTradeInputs inputs, string name) =>
        Assert.Single(Run(inputs).Checks, check => check.Name.StartsWith(name, StringComparison.Ordinal));

    [Fact]
    public void A_deal_within_its_limits_passes_every_check_with_what_was_measured()
    {
        var checks = Run(Inputs());
        Assert.True(checks.Passes);
        Assert.Null(checks.SecondPerson);
        Assert.Equal("risk committee", checks.LimitOwner);
        Assert.Equal(["product", "counterparty", "tenor", "deal size", "open position 2027-03-01 OnPeak PowerDayAhead", "credit",
            "value at risk with the deal"], checks.Checks.Select(check => check.Name));
        Assert.Equal(20_000 + 50 * Hours, The(Inputs(), "open position").Value);
        Assert.Equal("4 months", The(Inputs(), "tenor").Measured);
    }

    [Fact]
    public void Value_at_risk_with_the_deal_is_the_order_statistic_of_the_losses_of_both()
    {
        double Var(Func<int, double> loss) => Enumerable.Range(0, 250).Select(loss).Order().ElementAt((int)Math.Ceiling(250 * 0.95) - 1);
        double Deal(int i) => 50 * Hours * Scenarios.Moves[i][0];
        var (with, without) = (Var(i => -Scenarios.Books[1].Profits[i] - Deal(i)), Var(i => -Scenarios.Books[1].Profits[i]));
        var check = The(Inputs(), "value at risk");
        Assert.Equal(with, check.Value!.Value, 6);
        Assert.Equal(with - without, check.Incremental!.Value, 6);
        Assert.NotEqual(0, check.Incremental);
    }

    [Fact]
    public void Credit_counts_what_is_owed_the_gain_of_the_deal_and_its_gain_in_a_good_scenario()
    {
        var gain = 50 * Hours * (MarchPrice - 41);
        var addOn = Enumerable.Range(0, 250).Select(i =>
            50 * Hours * Scenarios.Moves[i][0]).Order().ElementAt((int)Math.Ceiling(250 * 0.95) - 1);
        Assert.Equal(250_000 + Math.Max(0, gain) + addOn, The(Inputs(), "credit").Value!.Value, 6);
        var limited = Close.Exposure!.Counterparties[0] with { Limit = new(260_000) };
        Assert.False(The(Inputs() with { Close = Close with { Exposure = Close.Exposure with { Counterparties = [limited] } } },
            "credit").Passes);
    }

    [Theory]
    [InlineData("product", "buy 50 MW WESTERN HUB to EAST ftr 5x16 Mar-27 900 CP1")]
    [InlineData("tenor", "buy 50 MW WESTERN HUB 5x16 Dec-27 41 CP1")]
    [InlineData("deal size", "buy 101 MW WESTERN HUB 5x16 Mar-27 41 CP1")]
    [InlineData("open position", "buy 60 MW WESTERN HUB 5x16 Mar-27 41 CP1")]
    [InlineData("value at risk", "sell 99 MW WESTERN HUB 5x16 Mar-27 41 CP1")]
    public void A_deal_over_a_limit_fails_that_check(string name, string line)
    {
        var inputs = Inputs(line);
        var december = DeskCase.Flat("EAST", OperatingDay.Of(2026, 11, 20), 38, 44);
        var factors = Scenarios.Factors.AddRange(new[] { ("EAST", 3), ("WESTERN HUB", 12) }.SelectMany(place => Enum.GetValues<PeakBlock>()
            .Select(block => new RiskFactor(Commodity.PowerDayAhead, place.Item1, OperatingDay.Of(2027, place.Item2, 1), block))));
        inputs = inputs with
        {
            Close = Close with
            {
                Marks = [Mark, december],
                Scenarios = Scenarios with { Factors = factors, Moves = [.. Scenarios.Moves.Select(move => move.AddRange(new double[6]))] },
            },
            Authority = Authority with { OpenMwh = new(name == "open position" ? 42_000 : 1_000_000),
                Var95Usd = new(name == "value at risk" ? 60_000 : 10_000_000) },
        };
        Assert.False(The(inputs, name).Passes);
        Assert.Equal([name], Run(inputs).Checks.Where(check => !check.Passes).Select(check =>
            name == "open position" ? check.Name[..13] : name == "value at risk" ? check.Name[..13] : check.Name));
    }

    [Fact]
    public void A_counterparty_that_is_not_authorised_or_has_no_limit_fails()
    {
        Assert.False(The(Inputs() with { Authority = Authority with { Counterparties = ["CP2"] } }, "counterparty").Passes);
        var without = Close with { Counterparties = [.. Desk.Counterparties.Select(each => each with { CreditLimit = Usd.Zero })] };
        Assert.False(The(Inputs() with { Close = without }, "counterparty").Passes);
    }

    [Fact]
    public void A_large_deal_needs_a_second_person() =>
        Assert.Contains("second person", Run(Inputs() with { Authority = Authority with { ApprovalAboveMwh = new(18_399) } }).SecondPerson!,
            StringComparison.Ordinal);

    [Fact]
    public void An_option_counts_at_its_delta()
    {
        var check = The(Inputs("buy 50 MW WESTERN HUB 5x16 Mar-27 call 41 prem 2 daily CP1"), "open position");
        Assert.InRange(check.Value!.Value, 20_000 + 0.3 * 50 * Hours, 20_000 + 0.7 * 50 * Hours);
    }

    [Fact]
    public void What_is_missing_late_or_without_an_owner_is_refused_and_never_passed()
    {
        string Code(CheckBeforeTradeInputs inputs) => Given.CodeOf(CheckBeforeTrade.Run(inputs));
        var good = Inputs();
        Assert.Equal("missing-document", Code(good with { Authority = null }));
        Assert.Equal("wrong-book", Code(good with { Authority = Authority with { Book = "hedge" } }));
        Assert.Equal("limit-without-owner", Code(good with { Authority = Authority with { Owner = " " } }));
        string With(LastClose close) => Code(good with { Close = close });
        Assert.Equal("missing-document", With(Close with { Exposure = null }));
        Assert.Equal("missing-document", With(Close with { Exposure = Close.Exposure! with { Counterparties = [] } }));
        Assert.Equal("missing-document", With(Close with { Position = null }));
        Assert.Equal("missing-document", With(Close with { Scenarios = null }));
        Assert.Equal("scenarios-do-not-match", With(Close with { Scenarios = Scenarios with { Books = [new("spec", [1])] } }));
        var elsewhere = Scenarios with
        {
            Factors = [.. Scenarios.Factors.Select(factor => factor with { Location = $"EAST {factor.Block}" })],
        };
        Assert.Equal("missing-factor", With(Close with { Scenarios = elsewhere }));
        Assert.Equal("not-known-then", With(Close with { Position = Close.Position! with { MeasuredAt = Desk.Now + Duration.Epsilon } }));
        Assert.Equal("no-mark", With(Close with { Marks = [] }));
        Assert.Equal("no-mark", With(Close with { Since = [new("T-000001", null, Desk.Ticket(Line.Replace("Mar-27", "Mar-31")))] }));
        Assert.Equal("unknown-counterparty", Code(Inputs(Line.Replace("CP1", "CP9"))));
        Assert.Equal("odd-price", Assert.Single(Given.FindingsOf(CheckBeforeTrade.Run(Inputs(Line.Replace(" 41 ", " 41000 "))))).Code);
    }
}
