using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Programmes;

/// <summary>The hours of a hydro plant in decimals of record.</summary>
internal static class HydroPlan
{
    /// <summary>The most profitable hours of one operating day against energy prices, down to the watt, so that the day's energy is
    /// kept.</summary>
    public static ImmutableArray<Mw> OfDay(HydroUnit unit, double[] pricesUsdPerMwh)
    {
        var programme = new HydroProgramme(pricesUsdPerMwh.Length);
        programme.Solve(HydroModel.Of(unit, [.. new int[pricesUsdPerMwh.Length]]), HourlyPrices.OfEnergy(pricesUsdPerMwh));
        var output = programme.OutputMw.Select(mw => Math.Clamp(Watts(mw), unit.MinMw.Value, unit.MaxMw.Value)).ToArray();
        // Doubles may stand a hair below a whole watt: what the day still has goes to the hour that is neither at its least nor its most.
        var left = unit.DailyEnergy.Value - output.Sum();
        var between = Array.FindIndex(output, mw => mw > unit.MinMw.Value && mw < unit.MaxMw.Value);
        if (between >= 0 && Math.Abs(left) < 0.001m) output[between] += left;
        return [.. output.Select(mw => new Mw(mw))];
    }

    private static decimal Watts(double mw) => decimal.Round((decimal)mw, 6, MidpointRounding.ToZero);
}
