using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Store;
using Busbar.Supply.Checkers.Risk;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Forecasting;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Risk.Hedging;
using Busbar.Supply.Risk.Simulation;
using Busbar.Supply.Trading.Curves;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>SMV-01.5: what serving our load may cost over the horizon of the forward curve, and the hedges that make its dearest courses
/// cheaper; kept with the run that made them.</summary>
public sealed class CostDesk(FactStore store)
{
    /// <summary>Courses when nothing else is asked.</summary>
    public const int Paths = 1_000;

    // Ours: a lot of the market, a desk's size, the year that is liquid, a tenth of a percent of the expected cost.
    private const int LotMw = 25, MostLots = 8, HedgedMonths = 12;
    private const double BudgetShare = 0.001;

    /// <summary>The newest cost at risk known; null before the first.</summary>
    public CostClose? Newest(AsOf asOf) => Find<CostClose>(asOf);

    /// <summary>The newest hedges recommended; null before the first.</summary>
    public HedgeAdvice? Advice(AsOf asOf) => Find<HedgeAdvice>(asOf);

    /// <summary>Fits, simulates and keeps the cost at risk as of an instant; of the latest view, as of the newest mark or deal.</summary>
    /// <exception cref="RefusedException"><c>no-marks</c>, what the store lacks, and what the stage refuses.</exception>
    public CostClose Measure(AsOf asOf, Actor who, int paths, ulong seed)
    {
        var state = new BookDesk(store).StateAt(asOf) ?? throw new RefusedException(BookDesk.NoMarks);
        return Kept("cost-at-risk", asOf with { KnownAt = state.Valuation.Clock }, who, desk =>
        {
            var curve = desk.Take(new BookDesk(store).Shaped(desk.Profile.Location, ShapeKind.Additive, new(desk.Clock, desk.RecordedBy)));
            var (first, last) = (desk.Calendar.DayOf(curve.Prices.Start), desk.Calendar.DayOf(curve.Prices.End).Plus(-1));
            var (fleet, grid) = (CommitmentDesk.Fleet(desk), new HourGrid(desk.Calendar, first, last));
            var history = new HistoryOfCost(desk, fleet, first, last);
            var model = desk.Take(FitJointModel.Run(new(desk.Calendar, desk.Clock, first, last, history.Read(),
                [.. curve.Prices.Values.Select(price => price.Value)], history.FuelForwards(state.Valuation.Marks),
                [.. fleet.Thermal.Select(unit => new OutagePlant(unit.Name, unit.Kind, (double)unit.MaxMw.Value))])));
            var book = new ServedBook(desk, fleet, history, grid).Bind(DealsServed.Of(desk, state, curve.MarkDay, grid));
            var simulation = new SimulateHoursInputs(desk.Calendar, first, last, model, paths, seed, Environment.ProcessorCount);
            var report = desk.Take(MeasureCostAtRisk.Run(new(desk.Clock, simulation, book)));
            var cells = desk.Take(SimulateHours.Run(simulation));
            desk.Save(nameof(CostScenarios), Kinds.Current, report.Scenarios);
            var close = new CostClose(desk.Run.Value, curve.MarkDay,
                report with { Scenarios = report.Scenarios with { Scenarios = [] } }, cells, FittedFigure.All(model),
                [.. desk.Findings.Distinct()]);
            desk.Save(nameof(CostClose), Kinds.Current, close);
            return close;
        });
    }

    /// <summary>Recommends hedges from the newest scenarios at the curve they were drawn about, checks and keeps them.</summary>
    /// <param name="asOf">The two clocks.</param>
    /// <param name="who">Who asks.</param>
    /// <param name="budget">Most that the expected cost may rise, USD; null takes a thousandth of it.</param>
    /// <exception cref="RefusedException"><c>no-scenarios</c>, and what the stage refuses.</exception>
    public HedgeAdvice Recommend(AsOf asOf, Actor who, double? budget)
    {
        var scenarios = Find<CostScenarios>(asOf) ?? throw new RefusedException(new("no-scenarios",
            "No cost scenarios are known at this instant", nameof(CostScenarios), "Measure the cost at risk: busbar risk cost."));
        return Kept("hedges", asOf with { KnownAt = scenarios.MeasuredAt }, who, desk =>
        {
            var quotes = QuotesOf(desk, scenarios);
            var usd = budget ?? BudgetShare * Math.Abs(scenarios.Scenarios.Average(course => course.CostsUsd.Sum()));
            var recommended = desk.Take(RecommendHedges.Run(new(scenarios, quotes, new(usd))));
            var advice = new HedgeAdvice(desk.Run.Value, recommended, quotes, [.. desk.Findings.Distinct()],
                CheckHedges.Run(recommended, scenarios, quotes));
            desk.Save(nameof(HedgeAdvice), Kinds.Current, advice);
            return advice;
        });
    }

    // The curve's price of a block, less and plus half of what the strategy's policy reckons for crossing the market.
    private ImmutableArray<HedgeQuote> QuotesOf(DeskSession desk, CostScenarios scenarios)
    {
        var asOf = new AsOf(desk.Clock, desk.RecordedBy);
        var policy = StrategyDesk.Latest(store, asOf)?.Body.Policy;
        if (policy is null)
            desk.Note([new("spread-assumed", Severity.Note, "no supply strategy is in force", "bid and offer",
                $"the default policy's half spread of {StrategyPolicy.Default.HalfSpread} about the curve")]);
        var half = (policy ?? StrategyPolicy.Default).HalfSpread.Value;
        var mark = new CurveBook(store).Newest(asOf).Single(each => each.Commodity == Commodity.PowerDayAhead
            && each.Location == desk.Profile.Location);
        var end = scenarios.Cells[0].Month.Date.PlusMonths(HedgedMonths);
        return
        [
            .. mark.Prices.Where(price => price.Month.Date < end && scenarios.Cells.Any(cell => (cell.Month, cell.Block) == (price.Month,
                price.Block))).Select(price => new HedgeQuote(price.Month, price.Block, new(price.Price.Value - half),
                    new(price.Price.Value + half), new(LotMw), MostLots)),
        ];
    }

    private T Kept<T>(string kind, AsOf asOf, Actor who, Func<DeskSession, T> make)
    {
        var profile = new SupplyReads(store).Profile(asOf) ?? throw new RefusedException(new("no-utility",
            "No utility is known at this instant", "UtilityProfile", "Import its profile, or build the sample (busbar demo)."));
        var calendar = Markets.CalendarOf(profile);
        var run = store.StartRun(kind, $"{asOf.KnownAt}", who);
        var desk = new DeskSession(store, run, profile)
        {
            Clock = asOf.KnownAt, Day = calendar.DayOf(asOf.KnownAt), RecordedBy = asOf.RecordedBy,
        };
        var made = make(desk);
        using (var batch = store.Begin(Actor.Engine, run))
        {
            desk.WriteTo(batch, $"{kind} {asOf.KnownAt}");
            batch.Commit();
        }
        store.CompleteRun(run);
        return made;
    }

    private T? Find<T>(AsOf asOf) where T : class => store.ReadDocument<T>(new(typeof(T).Name, Kinds.Current), asOf)?.Body;
}
