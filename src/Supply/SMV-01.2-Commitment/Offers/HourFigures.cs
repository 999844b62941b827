using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Fuel;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers;

/// <summary>The cost figures of one unit in one hour, unrounded, each with its working: starts = start heat × cost of heat + other cost;
/// minimum load = heat at the economic minimum × cost of heat + VOM × minimum; a segment = slope × cost of heat + VOM; no-load = minimum
/// load − first segment × minimum, so that no-load and segments from zero add up to the same cost. Source: PJM Manual 15, sections 2.1
/// (incremental), 2.2 (no-load), 5.2 (start).</summary>
internal sealed record HourFigures(
    ImmutableArray<(StartTemperature Temperature, Figure Cost)> Starts, Figure MinimumLoad, Figure NoLoad, Figure MinimumEnergy,
    ImmutableArray<(Mw To, Figure Price)> Segments)
{
    private const string Manual = "PJM Manual 15";

    public static HourFigures Of(
        MasterUnit unit, ImmutableArray<HeatInputPoint> curve, OutputLimits limits, Figure heatCost, Figure startHeatCost,
        OpportunityCost? forgone)
    {
        var energy = PerEnergy(unit, forgone);
        var (min, max) = (limits.EconomicMin, limits.EconomicMax);
        var segments = Priced(curve, min, max, heatCost, energy);
        var heatAtMin = UnitCosting.HeatAt(curve, min).Value;
        var minimumLoad = new Figure(
            "minimum load", heatAtMin * heatCost.Value + energy.Value * min.Value, "USD/h", $"{Manual}, section 2.2",
            () => $"{Figure.Text(heatAtMin)} MMBtu/h × {Figure.Text(heatCost.Value)} "
                + $"+ {Figure.Text(energy.Value)} × {Figure.Text(min.Value)} MW",
            [Figure.Leaf("heat at minimum", heatAtMin, "MMBtu/h", "heat fit"), heatCost, energy]);
        var first = segments[0].Price;
        var noLoad = new Figure("no-load", minimumLoad.Value - first.Value * min.Value, "USD/h", $"{Manual}, section 2.2",
            () => $"{Figure.Text(minimumLoad.Value)} − {Figure.Text(first.Value)} × {Figure.Text(min.Value)} MW", [minimumLoad, first]);
        var minimumEnergy = new Figure("minimum energy", minimumLoad.Value / min.Value, "USD/MWh", "ERCOT Nodal Protocols 4.4.9.2",
            () => $"{Figure.Text(minimumLoad.Value)} ÷ {Figure.Text(min.Value)} MW", [minimumLoad]);
        return new([.. unit.Starts.Select(start => (start.Temperature, Start(start, startHeatCost)))], minimumLoad, noLoad, minimumEnergy,
            segments);
    }

    /// <summary>The cost of running low, as a market asks for it.</summary>
    public Figure MinimumIn(MinimumBasis basis) => basis switch
    {
        MinimumBasis.NoLoad => NoLoad,
        MinimumBasis.MinimumLoad => MinimumLoad,
        _ => MinimumEnergy,
    };

    /// <summary>The start of a temperature; a unit without that type makes the next colder one, or its coldest.</summary>
    public Figure StartAt(StartTemperature temperature)
    {
        foreach (var (at, cost) in Starts)
            if (at >= temperature) return cost;
        return Starts[^1].Cost;
    }

    private static Figure PerEnergy(MasterUnit unit, OpportunityCost? forgone)
    {
        var vom = Figure.Leaf("VOM", unit.Vom.Value, "USD/MWh", "unit master");
        if (forgone is null || forgone.PerEnergy.Value == 0) return vom;
        var adder = Figure.Leaf($"forgone: {forgone.Why}", forgone.PerEnergy.Value, "USD/MWh", "multiplier of the constraint");
        return new("cost per energy", vom.Value + adder.Value, "USD/MWh", $"{Manual}, section 12",
            () => $"{Figure.Text(vom.Value)} + {Figure.Text(adder.Value)}", [vom, adder]);
    }

    private static Figure Start(CoolingStart start, Figure heatCost) => new(
        $"{start.Temperature.ToString().ToLowerInvariant()} start", start.Heat.Value * heatCost.Value + start.OtherCost.Value, "USD",
        $"{Manual}, section 5.2",
        () => $"{Figure.Text(start.Heat.Value)} MMBtu × {Figure.Text(heatCost.Value)} + {Figure.Text(start.OtherCost.Value)}",
        [Figure.Leaf("start heat", start.Heat.Value, "MMBtu", "unit master"), heatCost,
            Figure.Leaf("other start cost", start.OtherCost.Value, "USD", "unit master")]);

    private static ImmutableArray<(Mw To, Figure Price)> Priced(
        ImmutableArray<HeatInputPoint> curve, Mw min, Mw max, Figure heatCost, Figure energy)
    {
        var segments = ImmutableArray.CreateBuilder<(Mw To, Figure Price)>();
        for (var to = 1; to < curve.Length; to++)
        {
            var isLast = curve[to].Output >= max || to == curve.Length - 1;
            if (curve[to].Output > min || isLast)
                segments.Add((isLast ? max : curve[to].Output, Segment(UnitRules.Slope(curve, to), heatCost, energy)));
            if (isLast) break;
        }
        if (curve.Length == 1) segments.Add((max, Segment(curve[0].HeatPerHour.Value / curve[0].Output.Value, heatCost, energy)));
        return segments.ToImmutable();
    }

    private static Figure Segment(decimal slope, Figure heatCost, Figure energy) => new(
        "incremental energy", slope * heatCost.Value + energy.Value, "USD/MWh", $"{Manual}, section 2.1",
        () => $"{Figure.Text(slope)} MMBtu/MWh × {Figure.Text(heatCost.Value)} + {Figure.Text(energy.Value)}",
        [Figure.Leaf("incremental heat rate", slope, "MMBtu/MWh", "heat fit"), heatCost, energy]);
}
