using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Simulators.SampleUtility;
using Busbar.Store;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Limits;
using NodaTime;
using static Busbar.Host.Tests.DeskKit;

namespace Busbar.Host.Tests;

/// <summary>The desk's book closed, held against its limits, and looked at as it was known then.</summary>
public sealed class BookTests : IDisposable
{
    // 21 business days of January 2026 (New Year's Day is a holiday), 16 hours each.
    private const string January = "buy 50 MW quantum-zone 5x16 Jan-26 46.10 BOHR";
    private const double JanuaryMwh = 50 * 21 * 16;
    private const string Limit = "Open month";

    private readonly DeskKit kit = new(OperatingDay.Of(2025, 11, 13));
    private readonly BreachBook breaches;

    public BookTests() => breaches = new(kit.Store);

    public void Dispose() => kit.Dispose();

    [Fact]
    public void A_book_closed_twice_with_one_seed_gives_the_same_bytes()
    {
        foreach (var line in QuantumBook.DealLines) kit.Capture(line);
        var (first, again, other) = (kit.CloseIt(seed: 7), kit.CloseIt(seed: 7), kit.CloseIt(seed: 8));
        Assert.Equal(CanonicalJson.Write(first), CanonicalJson.Write(again));
        Assert.NotEqual(CloseBook.Figure(first.Risk!, 0.95).ValueAtRisk, CloseBook.Figure(other.Risk!, 0.95).ValueAtRisk);
        Assert.Equal(CanonicalJson.Write(other), CanonicalJson.Write(new CloseBook(kit.Store).Newest(AsOf.Latest)));
    }

    [Fact]
    public void What_a_close_attributes_is_the_change_in_value_at_its_marks_to_the_cent()
    {
        kit.Capture(January, At(kit.MarkDay.Plus(-1), 9));
        var profit = Assert.Single(kit.CloseIt().Profit!.Books);
        double PriceOn(OperatingDay day) => QuantumBook.Curves(day, At(day, 17))[0].Prices
            .Single(price => price.Month == OperatingDay.Of(2026, 1, 1) && price.Block == PeakBlock.OnPeak).Price.Value;
        var change = JanuaryMwh * (PriceOn(kit.MarkDay) - PriceOn(kit.MarkDay.Plus(-1)));
        Assert.Equal((decimal)Math.Round(change, 2), profit.Total.Value);
        Assert.Equal(profit.Total, profit.Price);
        Assert.NotEqual(0, profit.Total.Value);
    }

    [Fact]
    public void The_position_is_what_was_known_at_the_instant_asked()
    {
        kit.Capture(January);
        kit.Capture("sell 20 MW quantum-zone 5x16 Jan-26 47 FERMI", At(kit.MarkDay, 11));
        new TradeBook(kit.Store).Void("T-000001", 1, "typed twice", Ann, At(kit.MarkDay, 15));
        var desk = new BookDesk(kit.Store);
        double Held(AsOf asOf) => desk.Position(asOf).OrThrow().Cells.Sum(cell => cell.Contracted);
        Assert.Equal(0, Held(new(At(kit.MarkDay, 8))));
        Assert.Equal(JanuaryMwh, Held(new(At(kit.MarkDay, 10))), 1e-9);
        Assert.Equal(JanuaryMwh * 30 / 50, Held(new(At(kit.MarkDay, 12))), 1e-9);
        Assert.Equal(-JanuaryMwh * 20 / 50, Held(AsOf.Latest), 1e-9);
        Assert.Equal("no-marks", CodeOf(() => desk.Position(new(At(kit.MarkDay.Plus(-3), 9))).OrThrow()));
    }

    [Fact]
    public void A_cure_comes_after_what_was_decided_meanwhile_and_a_raised_limit_cures_nothing()
    {
        var (calendar, now) = (MarketCalendar.Pjm, kit.Morning);
        kit.Keep(kit.Policy with { Limits = [OpenMonth(JanuaryMwh - 1)] });
        kit.Capture(January);
        kit.CloseIt();
        var id = Assert.Single(breaches.All(calendar, AsOf.Latest, now)).Id;
        breaches.Add(id, new BreachApproved(now, Dora, "sold on Monday", now + Duration.FromHours(24)), calendar);
        kit.Keep(kit.Policy with { Limits = [OpenMonth(2 * JanuaryMwh)] });
        kit.CloseIt();
        Assert.Equal(BreachStage.Approved, Assert.Single(breaches.All(calendar, AsOf.Latest, now)).Standing.Stage);
        new TradeBook(kit.Store).Void("T-000001", 1, "typed twice", Ann, At(kit.MarkDay, 18));
        kit.CloseIt();
        Assert.Equal(BreachStage.Cured, Assert.Single(breaches.All(calendar, AsOf.Latest, now)).Standing.Stage);
    }

    [Fact]
    public void A_book_that_holds_nothing_is_closed_at_no_risk_and_lets_the_first_deal_in()
    {
        kit.Keep(kit.Policy with { Limits = QuantumPolicy.Of(kit.MarkDay).Limits });
        var close = kit.CloseIt();
        Assert.Null(close.Risk);
        Assert.All(close.Limits!.Uses, use => Assert.Equal((0.0, LimitState.Within), (use.Measured, use.State)));
        var checks = new PreTradeDesk(kit.Store).Check(Ticket("buy 5 MW quantum-zone 5x16 Jan-26 46.10 BOHR"), kit.Morning)!;
        Assert.True(checks.Passes, string.Join("; ", checks.Checks.Select(check => $"{check.Name} {check.Measured}")));
        Assert.True(checks.Checks.Single(check => check.Name.StartsWith("value at risk", StringComparison.Ordinal)).Value > 0);
    }

    [Fact]
    public void A_breach_is_found_told_approved_for_a_while_cured_and_logged()
    {
        var (calendar, now) = (MarketCalendar.Pjm, kit.Morning);
        kit.Keep(kit.Policy with { Limits = [OpenMonth(JanuaryMwh - 1)] });
        kit.Capture(January);
        kit.CloseIt();
        kit.CloseIt();
        var (id, standing) = Assert.Single(breaches.All(calendar, AsOf.Latest, now));
        Assert.Equal((BreachStage.Notified, "cure or approve", JanuaryMwh),
            (standing.Stage, standing.Next, standing.Opened.Use.Measured));
        void Add(BreachFact fact, string? of = null) => breaches.Add(of ?? id, fact, calendar);
        BreachApproved Approved(Actor who, string why = "sold on Monday", int hours = 24) =>
            new(now, who, why, now + Duration.FromHours(hours));

        Assert.Equal("unknown-breach", CodeOf(() => Add(Approved(Dora), "nothing")));
        Assert.Equal("own-approval", CodeOf(() => Add(Approved(new("hedge", Roles.Risk)))));
        Assert.Equal("no-reason", CodeOf(() => Add(Approved(Dora, why: " "))));
        Assert.Equal("approval-without-end", CodeOf(() => Add(Approved(Dora, hours: 0))));
        Assert.Equal("step-not-allowed", CodeOf(() => Add(new BreachLogged(now, Dora, "watch January"))));
        Assert.Equal("duty", CodeOf(() => Add(Approved(Ann))));
        Add(Approved(Dora));
        BreachStage StageAt(Instant at) => Assert.Single(breaches.All(calendar, AsOf.Latest, at)).Standing.Stage;
        Assert.Equal(BreachStage.Approved, StageAt(now));
        Assert.Equal(BreachStage.Expired, StageAt(now + Duration.FromHours(25)));

        kit.Capture("sell 30 MW quantum-zone 5x16 Jan-26 47 FERMI", now + Duration.FromHours(1));
        kit.CloseIt();
        Assert.Equal(BreachStage.Cured, StageAt(now + Duration.FromHours(2)));
        var later = now + Duration.FromHours(3);
        Assert.Equal("no-reason", CodeOf(() => Add(new BreachLogged(later, Dora, ""))));
        Assert.Equal("duty", CodeOf(() => Add(new BreachLogged(later, Bert, "watch January"))));
        Add(new BreachLogged(later, Dora, "watch January"));
        Assert.Equal(BreachStage.Logged, StageAt(later));
    }

    private static PolicyLimit OpenMonth(double maximum) =>
        new(new RiskLimit(Limit, LimitMeasure.Volume, (decimal)maximum, "Head of trading"), "hedge", 0.8, new(2, 16, 40));
}
