using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Fuel;
using Busbar.Supply.Commitment.Heat;
using Busbar.Supply.Commitment.Master;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Offers;

/// <summary>A unit with its heat fitted, its day resolved to hours and each hour priced: what both the offer and its working are made
/// from. Hours of outage have no figures.</summary>
internal sealed record PricedUnit(MasterUnit Unit, HeatFit Heat, ImmutableArray<UnitHour> Hours, ImmutableArray<HourFigures?> Figures)
{
    /// <summary>Prices the unit; what was imperfect is added to the findings.</summary>
    public static Outcome<PricedUnit> Of(BuildMarketOffersInputs inputs, MarketForm form, MasterUnit unit, List<Finding> findings)
    {
        var resolved = ResolveUnitHours.Run(inputs.Calendar, inputs.Day, unit, inputs.DecidedAt);
        if (resolved is Outcome<ImmutableArray<UnitHour>>.Refused other) return other.Refusal;
        findings.AddRange(((Outcome<ImmutableArray<UnitHour>>.Done)resolved).Findings);
        var hours = resolved.OrThrow();
        // A sloped curve has one point more than pieces.
        var fitted = FitHeatCurve.Run(new(unit.Name, unit.Heat, Lowest(unit), Highest(unit), form.MostPoints - 1));
        if (fitted is Outcome<HeatFit>.Refused unfit) return unfit.Refusal;
        findings.AddRange(((Outcome<HeatFit>.Done)fitted).Findings);
        return Price(inputs, unit, fitted.OrThrow(), hours, findings);
    }

    private static Outcome<PricedUnit> Price(
        BuildMarketOffersInputs inputs, MasterUnit unit, HeatFit heat, ImmutableArray<UnitHour> hours, List<Finding> findings)
    {
        var market = new FuelMarket(inputs.FuelPrices, inputs.Allowances, inputs.DecidedAt);
        var forgone = inputs.Forgone.FirstOrDefault(one => one.Unit == unit.Name);
        var figures = ImmutableArray.CreateBuilder<HourFigures?>(hours.Length);
        foreach (var hour in hours)
        {
            if (hour.Mode == CommitmentMode.Outage)
            {
                figures.Add(null);
                continue;
            }
            var running = HeatCost.Of(unit, hour.Interval, market, forgone, findings);
            var starting = HeatCost.OfStart(unit, hour.Interval, market, forgone, findings);
            if ((running as Outcome<Figure>.Refused ?? starting as Outcome<Figure>.Refused) is { } missing) return missing.Refusal;
            figures.Add(HourFigures.Of(unit, heat.Curve, hour.Limits, running.OrThrow(), starting.OrThrow(), forgone));
        }
        return new PricedUnit(unit, heat, hours, figures.MoveToImmutable());
    }

    private static Mw Lowest(MasterUnit unit) =>
        unit.ByHour.Select(hours => hours.Limits.EconomicMin).Append(unit.Limits.EconomicMin).Min();

    private static Mw Highest(MasterUnit unit) =>
        unit.ByHour.Select(hours => hours.Limits.EconomicMax).Append(unit.Limits.EconomicMax).Max();
}
