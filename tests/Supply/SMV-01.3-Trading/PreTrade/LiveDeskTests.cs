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

namespace Busbar.Supply.Tests.PreTrade;

/// <summary>Deals checked against the desk as it stands: the last close and what was dealt since. Every deal here is on-peak power of March
/// 2027 (23 business days), so that what is held, could be lost and could be owed is one multiplication.</summary>
public sealed class LiveDeskTests
{
    private const double Hours = 23 * 16;
    private static readonly OperatingDay March = OperatingDay.Of(2027, 3, 1);
    private static readonly ForwardCurve Mark = DeskCase.Flat("WESTERN HUB", OperatingDay.Of(2026, 11, 20), 38, 40);
    private static readonly double Price = Mark.Prices.First(price => price.Month == March).Price.Value;
    private static readonly ImmutableArray<double> Moves = Draw();

    private static readonly TradingAuthority Authority = new("spec", "risk committee", ["power"], [], 12, new(100), new(40_000),
        new(100_000), new(1_000_000));

    private static readonly LastClose Close = new(Desk.Counterparties,
        new(Desk.Now, [new("CP1", new(0), new(500_000), new(0), new(900_000), Usd.Zero), new("CP2", new(0), new(0), new(0), new(900_000),
            Usd.Zero)]),
        new(Desk.Now, OperatingDay.Of(2026, 11, 20), []),
        new(Desk.Now, "drawn", [new(Commodity.PowerDayAhead, "WESTERN HUB", March, PeakBlock.OnPeak)],
            [.. Moves.Select(move => ImmutableArray.Create(move))], [new("other", [.. Moves.Select(move => 1e9 * move)])]),
        [Mark], [], []);

    private static ImmutableArray<double> Draw()
    {
        var random = new SeededRandom(11);
        return [.. Enumerable.Range(0, 400).Select(_ => 1.5 * random.NextNormal())];
    }

    private static string Line(int mw, string side = "buy", string counterparty = "CP1") =>
        FormattableString.Invariant($"{side} {mw} MW WESTERN HUB 5x16 Mar-27 {Price + 1} {counterparty}");

    private static PreTradeChecks Run(string line, string? replaces, params DealChange[] since) => CheckBeforeTrade.Run(new(
        Desk.Ticket(line), Desk.Now, Desk.Now, Authority, Close with { Since = [.. since] },
        replaces is null ? null : Desk.Ticket(replaces))).OrThrow();

    private static PreTradeCheck The(PreTradeChecks checks, string name) =>
        checks.Checks.Single(check => check.Name.StartsWith(name, StringComparison.Ordinal));

    private static DealChange New(string line) => new("T-1", null, Desk.Ticket(line));

    private static double Statistic(double scale) =>
        Moves.Select(move => scale * move).Order().ElementAt((int)Math.Ceiling(400 * 0.95) - 1);

    [Fact]
    public void Two_deals_that_each_pass_alone_and_together_break_a_limit_stop_at_the_second()
    {
        Assert.True(Run(Line(60), null).Passes);
        var second = Run(Line(60), null, New(Line(60)));
        var open = The(second, "open position");
        Assert.Equal((false, 120 * Hours), (open.Passes, open.Value!.Value));
        Assert.Equal(Statistic(-120 * Hours), The(second, "value at risk").Value!.Value, 6);
        Assert.Equal(500_000 + 2 * Statistic(60 * Hours), The(second, "credit").Value!.Value, 6);
        Assert.Equal(60 * Hours, The(Run(Line(60), null, New(Line(60)), new("T-1", Desk.Ticket(Line(60)), null)), "open").Value!.Value, 6);
        Assert.True(Run(Line(60, "sell"), null, New(Line(60))).Passes);
    }

    [Fact]
    public void What_another_book_could_lose_is_not_held_against_this_one() =>
        Assert.Equal(Statistic(-60 * Hours), The(Run(Line(60), null), "value at risk").Value!.Value, 6);

    [Fact]
    public void An_amendment_counts_by_what_it_changes()
    {
        var larger = Run(Line(100), Line(60), New(Line(60)));
        Assert.Equal(100 * Hours, The(larger, "open position").Value!.Value, 6);
        Assert.Equal(Statistic(-100 * Hours), The(larger, "value at risk").Value!.Value, 6);
        Assert.Equal(500_000 + Statistic(100 * Hours), The(larger, "credit").Value!.Value, 6);
        Assert.True(larger.Passes);
        Assert.False(The(Run(Line(70), Line(60), New(Line(60)), New(Line(45))), "open position").Passes);
    }

    [Fact]
    public void An_amendment_that_only_reduces_passes_whatever_the_limits_are()
    {
        DealChange[] over = [New(Line(90)), New(Line(90))];
        var reduced = Run(Line(80), Line(90), over);
        Assert.True(reduced.Passes, string.Join("; ", reduced.Checks.Where(check => !check.Passes)));
        var open = The(reduced, "open position");
        Assert.True(open.Value > (double)Authority.OpenMwh.Value);
        Assert.Contains("before the amendment", open.Note, StringComparison.Ordinal);
        Assert.False(Run(Line(91), Line(90), over).Passes);
        var elsewhere = Run(Line(40, counterparty: "CP2"), Line(90), over);
        Assert.Equal(Statistic(40 * Hours), The(elsewhere, "credit").Value!.Value, 6);
        Assert.False(Run(Line(80, "sell"), Line(90), New(Line(90))).Checks.Single(check => check.Name == "credit").Value
            <= 500_000 + Statistic(90 * Hours));
    }

    [Fact]
    public void An_amendment_that_leaves_a_month_is_held_against_what_it_uncovers_there()
    {
        var close = Close with
        {
            Scenarios = Close.Scenarios! with
            {
                Factors = Close.Scenarios.Factors.Add(Close.Scenarios.Factors[0] with { Month = OperatingDay.Of(2027, 4, 1) }),
                Moves = [.. Moves.Select(move => ImmutableArray.Create(move, 0))],
            },
            Since = [New(Line(100)), New(Line(30)), New(Line(90, "sell"))],
        };
        var moved = CheckBeforeTrade.Run(new(Desk.Ticket(Line(90, "sell").Replace("Mar-27", "Apr-27")), Desk.Now, Desk.Now, Authority,
            close, Desk.Ticket(Line(90, "sell")))).OrThrow();
        Assert.Equal([130 * Hours, 90 * 22 * 16], moved.Checks.Where(check => check.Name.StartsWith("open", StringComparison.Ordinal))
            .Select(check => check.Value!.Value));
        Assert.False(moved.Passes);
    }

    [Fact]
    public void Deals_of_a_file_are_checked_in_order_and_one_that_fails_does_not_count_for_the_rest()
    {
        string[] lines =
        [
            Line(60), Line(60), Line(40), Line(10), Line(10).Replace("Mar-27", "Mar-31"), Line(1, counterparty: "PJM"),
        ];
        var judged = CheckDealsInOrder.Run(new([.. lines.Select(Desk.Ticket)], Desk.Now, [Authority], Close)).OrThrow();
        Assert.Equal([true, false, true, false], judged[..4].Select(each => each.OrThrow().MayDealAlone));
        Assert.Equal(110 * Hours, The(judged[3].OrThrow(), "open position").Value!.Value, 6);
        Assert.Equal(["no-mark", "missing-document"], judged[4..].Select(each => ((Outcome<PreTradeChecks>.Refused)each).Refusal.Code));
        Assert.Equal("no-mark", Given.CodeOf(CheckDealsInOrder.Run(new([Desk.Ticket(Line(1))], Desk.Now, [Authority],
            Close with { Since = [New(Line(1).Replace("Mar-27", "Mar-31"))] }))));
        Assert.Equal("missing-document", ((Outcome<PreTradeChecks>.Refused)CheckDealsInOrder.Run(
            new([Desk.Ticket(Line(1))], Desk.Now, [], Close)).OrThrow()[0]).Refusal.Code);
    }
}
