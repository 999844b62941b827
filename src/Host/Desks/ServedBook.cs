using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment;
using Busbar.Supply.Contracts;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Risk.Simulation;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>Our fleet and contracts bound to the hours of a horizon: plants that burn fuel as options on the hour, the rest of what is ours
/// at its expected output, contracts at their prices.</summary>
internal sealed class ServedBook(DeskSession desk, FleetRegister fleet, HistoryOfCost history, HourGrid grid)
{
    private const int PlanDays = 31;
    private readonly Instant[] hours = [.. Enumerable.Range(0, grid.Hours).Select(hour => grid.Start + Duration.FromHours(hour))];

    /// <summary>The book, with the deals given.</summary>
    public LoadServingBook Bind(ImmutableArray<FixedEnergy> deals)
    {
        var (wind, profile) = (history.Wind, desk.Profile);
        desk.Note([
            new("retail-at-factor", Severity.Note, "retail revenue counts the clause's factor in force alone", profile.Clause.Name,
                "gross margin is what the clause over- or under-recovers; fixed costs are left out")]);
        double Mwh((KnownSeries<double> Output, double Share, double) each) =>
            each.Share * each.Output.Values.Values.Where(double.IsFinite).Average();
        return new(Plants(), wind.IsEmpty ? 0 : wind.Sum(each => Mwh(each) * each.PriceUsdPerMwh) / Math.Max(1e-9, wind.Sum(Mwh)),
            [.. AtMean(), .. Contracts(), .. deals],
            (double)profile.Clause.FactorInForce.Value * (1 - (double)profile.RetailLossFraction), 0);
    }

    private ImmutableArray<PlantPlan> Plants()
    {
        var quotes = CommitmentDesk.FuelPrices(desk, fleet);
        var day = desk.Day.Plus(-PlanDays);
        var plans = desk.FindAll<DispatchSchedule>(Kinds.PlanSchedule, $"{day}", $"{desk.Day}~");
        var master = desk.Find<UnitMaster>(nameof(UnitMaster), Kinds.Current);
        var (fixedFuel, assumedStart) = (new List<string>(), new List<string>());
        var plants = fleet.Thermal.Select(unit =>
        {
            var top = unit.HeatInput[^1];
            var heatRate = (double)(top.HeatPerHour.Value / top.Output.Value);
            var isMarketFuel = unit.Fuel == history.Fuel;
            if (!isMarketFuel) fixedFuel.Add(unit.Name);
            var fuel = (double)(quotes.FirstOrDefault(quote => quote.Fuel == unit.Fuel)?.Price ?? unit.FuelPrice).Value;
            var start = PlantPlan.StartUsdPerMwhOf(plans, unit.Name);
            if (!plans.Any(plan => plan.Units.Any(each => each.Unit == unit.Name && each.Output.Values.Any(mw => mw > Mw.Zero))))
            {
                assumedStart.Add(unit.Name);
                start = ((double)unit.Starts[0].Heat.Value * fuel + (double)unit.Starts[0].OtherCost.Value)
                    / ((double)unit.MaxMw.Value * unit.MinUpHours);
            }
            return new PlantPlan(unit.Name, Available(unit, master), isMarketFuel ? heatRate : 0,
                (double)unit.Vom.Value + (isMarketFuel ? 0 : heatRate * fuel), start);
        }).ToImmutableArray();
        Note("fuel-fixed", Severity.Warning, $"plants burn another fuel than {history.Fuel}", fixedFuel, "its last price known is held");
        Note("start-assumed", Severity.Note, $"plants ran in no plan of the last {PlanDays} days", assumedStart,
            "a hot start is spread over the least run at full output");
        return plants;
    }

    // What the outages and derates known at the clock leave.
    private ImmutableArray<double> Available(ThermalUnit unit, UnitMaster? master)
    {
        double[] mw = [.. Enumerable.Repeat((double)unit.MaxMw.Value, grid.Hours)];
        var events = master?.Units.FirstOrDefault(each => each.Name == unit.Name)?.Events.Where(each => each.KnownAt <= desk.Clock) ?? [];
        var cancelled = events.OfType<UnitEventCancelled>().Select(each => each.Cancels).ToHashSet();
        foreach (var each in events.Where(each => each is UnitOutage or UnitDerate && !cancelled.Contains(each.Id)))
            for (var hour = 0; hour < mw.Length; hour++)
                if (hours[hour] >= each.Span.Start && hours[hour] < each.Span.End)
                    mw[hour] = Math.Min(mw[hour], each is UnitDerate derate ? (double)derate.Most.Value : 0);
        return [.. mw];
    }

    // Sun by its season, water by its daily budget; stores neither make nor take energy to speak of.
    private IEnumerable<FixedEnergy> AtMean()
    {
        var others = fleet.Renewable.Where(unit => unit.Technology != "wind").ToArray();
        foreach (var unit in others)
            if (HistoryOfCost.OutputOf(desk, unit.Name) is { } output)
                yield return new(unit.Name, false, PricePoint.Node, Expected(output, 1, _ => true), 0);
        foreach (var unit in fleet.Hydro)
            yield return new(unit.Name, false, PricePoint.Node,
                [.. Enumerable.Repeat((double)unit.DailyEnergy.Value / 24, grid.Hours)], 0);
        Note("output-at-mean", Severity.Note, "plants make what weather gives", [.. others.Select(unit => unit.Name),
            .. fleet.Hydro.Select(unit => unit.Name)], "expected output, no volume risk");
        Note("storage-left-out", Severity.Note, "stores shift energy by hours", fleet.Storage.Select(unit => unit.Name), "left out");
    }

    private ImmutableArray<double> Expected(KnownSeries<double> output, double share, Func<OperatingDay, bool> isIn)
    {
        var profile = SeasonalProfile.Of(desk.Calendar, output.Values);
        var days = DaysIn(isIn);
        return [.. hours.Select((hour, i) => days[grid.DayOfHour[i]] ? share * profile.At(desk.Calendar, hour) : 0)];
    }

    private bool[] DaysIn(Func<OperatingDay, bool> isIn)
    {
        var first = desk.Calendar.DayOf(grid.Start);
        return [.. Enumerable.Range(0, grid.Days).Select(day => isIn(first.Plus(day)))];
    }

    private IEnumerable<FixedEnergy> Contracts()
    {
        var (atMean, leftOut) = (new List<string>(), new List<string>());
        foreach (var contract in desk.Profile.Contracts.Where(contract => !history.IsWind(contract)))
        {
            bool IsIn(OperatingDay day) => contract.FirstDay.CompareTo(day) <= 0 && day.CompareTo(contract.LastDay) <= 0;
            if (HistoryOfCost.PlantOf(contract) is { } plant && HistoryOfCost.OutputOf(desk, plant.Name) is { } output)
            {
                atMean.Add(contract.Id);
                yield return Energy(contract, Expected(output, plant.Share, IsIn));
            }
            else if (contract is BlockPurchase or PowerAgreement { Pricing: FixedPricing, Quantity: not PlantQuantity })
                yield return Energy(contract, Nominated(contract, DaysIn(IsIn)));
            else leftOut.Add(contract.Id);
        }
        Note("contract-at-mean", Severity.Note, "contracts end within the horizon and deliver what a plant makes", atMean,
            "expected output, no volume risk");
        Note("contract-left-out", Severity.Warning, "contracts follow an index, a toll or a plant without a series", leftOut, "left out");
    }

    private static FixedEnergy Energy(Contract contract, ImmutableArray<double> mw) =>
        new(contract.Id, false, PricePoint.Hub, mw, (double)contract.Price.Value);

    private ImmutableArray<double> Nominated(Contract contract, bool[] days)
    {
        var first = desk.Calendar.DayOf(grid.Start);
        return
        [
            .. days.SelectMany((isIn, i) => isIn
                ? desk.Take(NominateContract.Run(new(desk.Calendar, first.Plus(i), desk.Clock, contract, null))).Energy.Values
                    .Select(mw => (double)mw.Value)
                : Enumerable.Repeat(0.0, desk.Calendar.HourCount(first.Plus(i)))),
        ];
    }

    private void Note(string code, Severity severity, string what, IEnumerable<string> names, string done)
    {
        string[] all = [.. names];
        if (all.Length > 0) desk.Note([new(code, severity, $"{all.Length} {what}", string.Join(", ", all), done)]);
    }
}
