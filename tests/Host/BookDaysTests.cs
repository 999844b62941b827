using System.Collections.Immutable;
using Busbar.Host.Cycles;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Risk;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Simulators.SampleUtility;
using Busbar.Supply.Risk;
using Busbar.Supply.Risk.BackTesting;
using Microsoft.AspNetCore.Http;
using NodaTime;
using static Busbar.Host.Tests.DeskKit;

namespace Busbar.Host.Tests;

/// <summary>The book closed day by day: by hand over a span, and by the clock of the day cycle.</summary>
public sealed class BookDaysTests : IDisposable
{
    private readonly DeskKit kit = new(OperatingDay.Of(2025, 11, 13));
    private readonly CloseBook book;

    public BookDaysTests() => book = new(kit.Store);

    public void Dispose() => kit.Dispose();

    [Fact]
    public void A_span_is_closed_as_it_was_known_on_each_day_and_its_value_at_risk_is_back_tested()
    {
        var first = OperatingDay.Of(2025, 11, 4);
        OperatingDay[] days = [.. first.Through(kit.MarkDay).Where(MarketCalendar.Pjm.IsBusinessDay)];
        PolicyBook.Keep(kit.Store, kit.Policy, Dora, At(first.Plus(-1), 9));
        foreach (var day in days[..^2]) kit.Mark(day);
        kit.Capture("buy 50 MW quantum-zone 5x16 Jan-26 46.10 BOHR", At(first, 9));
        kit.Capture("buy 40 MW quantum-zone 5x16 Feb-26 45.10 BOHR", At(days[4], 10));
        Assert.Equal("no-marks", CodeOf(() => book.RunDays(OperatingDay.Of(2025, 10, 1), OperatingDay.Of(2025, 10, 2), Paths, 1)));
        var closes = book.RunDays(first, kit.MarkDay, Paths, 1);
        Assert.Equal(days.Select(day => At(day, 17)), closes.Select(close => close.Position.MeasuredAt));
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2], closes.Select(close => close.Position.Cells.Length));
        var again = book.RunDays(days[1], days[1], Paths, 1);
        Assert.Equal(kit.MarkDay, book.Newest(AsOf.Latest)!.Position.MarkDay);
        Assert.Equal(closes[1].Position.Cells, again[0].Position.Cells);

        // The truth by hand: what the marks made of what was held at each close, against the value at risk published there.
        double PriceOn(OperatingDay day, int month) => QuantumBook.Curves(day, At(day, 17))[0].Prices
            .Single(price => price.Month == OperatingDay.Of(2026, month, 1) && price.Block == PeakBlock.OnPeak).Price.Value;
        double Lost(int i) => Enumerable.Range(1, i < 4 ? 1 : 2).Sum(month =>
            (month == 1 ? 50 * 21 : 40 * 20) * 16 * (PriceOn(days[i], month) - PriceOn(days[i + 1], month)));
        var losses = Enumerable.Range(0, days.Length - 1).Select(Lost).ToArray();
        var model = Assert.Single(ModelTables.Read(ScreenView.Of(new SupplyReads(kit.Store), new DefaultHttpContext().Request)));
        foreach (var test in model.Model.Tests)
        {
            Assert.Equal(days.Length - 1, test.Coverage.Days);
            for (var i = 0; i < losses.Length; i++) Assert.Equal(losses[i], -test.ProfitsUsd[i], 0.011);
            Assert.Equal(losses.Zip(closes).Count(day =>
                day.First > CloseBook.Figure(day.Second.Risk!, test.Level).ValueAtRisk.Value), test.Coverage.Exceptions);
        }
        Assert.NotEqual(ModelStanding.Fit, model.Standing);
        if (model.Model.Tests.All(test => test.Light == TrafficLight.Green))
            Assert.StartsWith("too few days to tell: 7 of 250", model.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_day_cycle_closes_the_book_at_the_policy_s_time_and_once()
    {
        kit.Capture("buy 50 MW quantum-zone 5x16 Jan-26 46.10 BOHR");
        Assert.Empty(Step(kit.MarkDay).Where(finding => finding.Code == "not-marked"));
        var close = book.Newest(AsOf.Latest)!;
        Assert.Equal((kit.MarkDay, kit.Close), (close.Position.MarkDay, close.Position.MeasuredAt));
        Step(kit.MarkDay);
        Assert.Single(kit.Store.Versions<BookClose>(new(nameof(BookClose), Kinds.Current)));
    }

    [Fact]
    public void A_day_without_marks_by_the_policy_s_time_is_a_finding_and_a_desk_without_policy_none()
    {
        Assert.Equal("not-marked", Assert.Single(Step(kit.MarkDay.Plus(1))).Code);
        Assert.Empty(Step(kit.MarkDay.Plus(2)));
        kit.Keep(kit.Policy with { CloseAt = new LocalTime(16, 59) });
        Assert.Equal("not-marked", Assert.Single(Step(kit.MarkDay)).Code);
        Assert.Null(book.Newest(AsOf.Latest));
        kit.Keep(TradingPolicy.None);
        Assert.Empty(Step(kit.MarkDay));
    }

    [Fact]
    public void A_book_that_cannot_be_closed_is_a_finding_and_the_day_goes_on()
    {
        kit.Capture("buy 50 MW quantum-zone 5x16 Jan-31 46.10 BOHR");
        Assert.Equal("no-mark", Assert.Single(Step(kit.MarkDay)).Code);
    }

    private ImmutableArray<Finding> Step(OperatingDay day)
    {
        var profile = GenerateUtility.Run(1, OperatingDay.Of(2025, 11, 1), OperatingDay.Of(2025, 11, 2)).Profile;
        var session = new DeskSession(kit.Store, kit.Store.StartRun("test", day.ToString(), Actor.Engine), profile) { Day = day };
        Assert.Single(DayAhead.EndOfDay).Perform(session);
        return session.Findings;
    }
}
