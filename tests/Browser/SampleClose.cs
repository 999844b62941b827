using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using Busbar.Store;
using Busbar.Supply.Contracts.Credit;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Risk.Limits;
using Busbar.Supply.Risk.Measures;
using Busbar.Supply.Risk.Portfolio;

namespace Busbar.Browser;

/// <summary>One close of a made-up book with a breach, as <c>busbar book close</c> would leave it.</summary>
internal static class SampleClose
{
    public static void Put(FactStore store)
    {
        var at = SampleDesk.At(SampleDesk.Last, 17);
        var limits = new LimitReport(at,
            [Use("Hedge VaR", LimitMeasure.Var95, "hedge", 120), Use("Credit", LimitMeasure.Credit, "GRANITE", 85)]);
        var close = new BookClose(new(at, SampleDesk.Last, []), Simulated,
            new([new("Winter storm", new(70), [new("hedge", new(90)), new("spec", new(-20))])], [], null), Exposure(at), null, limits, []);
        using (var batch = store.Begin(Actor.Engine, new RunId("close sample")))
        {
            batch.PutDocument(new(nameof(BookClose), Kinds.Current), close, at);
            batch.Commit();
        }
        new BreachBook(store).Open(limits, Busbar.Kernel.Time.MarketCalendar.Pjm);
    }

    private static SimulatedBook Simulated => new(
        new("Monte Carlo, 10000 paths", [Figure(0.95, 100), Figure(0.99, 140)]), 12, 3, new(0.5),
        [new(1250, new(150)), new(2500, new(138)), new(5000, new(141)), new(10_000, new(140))]);

    private static ValueAtRiskFigure Figure(double level, double usd) =>
        new(level, new(usd), new(1.25 * usd), new(usd / 50), new(0.3 * usd),
        [
            new("hedge", new(1.1 * usd), new(1.3 * usd), new(1.2 * usd), new(0.9 * usd)),
            new("spec", new(-0.1 * usd), new(-0.05 * usd), new(0.1 * usd), new(-0.2 * usd)),
        ], []);

    private static ExposureReport Exposure(NodaTime.Instant at) => new(
        new(at, [new("GRANITE", new(60), new(85), new(40), new(100), new(10))]),
        [
            new("GRANITE", "EEI-1", new(60), Usd.Zero, Usd.Zero, Usd.Zero, new(60), new(75), new(10),
                [new("T-1", new(75)), new("T-2", new(-15))]),
        ],
        [new("GRANITE", [Point(0, 60, 60), Point(30, 50, 85), Point(60, 10, 20)], 1.2, new(3))],
        [new("GRANITE", new(5), Usd.Zero, Usd.Zero, new(2), Usd.Zero)]);

    private static ExposurePoint Point(int days, double expected, double quantile) =>
        new(SampleDesk.Last.Plus(days), new(expected), new(quantile), new(1.3 * quantile));

    private static LimitUse Use(string name, string measure, string of, double measured) =>
        new(new(new(name, measure, 100, "chief risk officer"), of, 0.8, new(2, 16, 40)), of, measured, of,
            measured > 100 ? LimitState.Breached : LimitState.Warning);
}
