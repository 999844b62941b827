using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Programmes;

/// <summary>A hydro plant in raw numbers: limits by hour, and energy limits for each operating day and for all hours. The minimum of every
/// hour comes before any limit on energy.</summary>
/// <param name="MinMw">Least output of each hour.</param>
/// <param name="MaxMw">Most output of each hour.</param>
/// <param name="DayOf">The operating day of each hour, from 0, never falling.</param>
/// <param name="DayLeastMwh">Least energy of each day.</param>
/// <param name="DayMostMwh">Most energy of each day.</param>
/// <param name="LeastMwh">Least energy of all hours.</param>
/// <param name="MostMwh">Most energy of all hours.</param>
internal sealed record HydroModel(
    double[] MinMw, double[] MaxMw, ImmutableArray<int> DayOf, double[] DayLeastMwh, double[] DayMostMwh, double LeastMwh, double MostMwh)
{
    /// <summary>A plant with the register's energy in every day.</summary>
    public static HydroModel Of(HydroUnit unit, ImmutableArray<int> dayOf)
    {
        var (min, max) = (new double[dayOf.Length], new double[dayOf.Length]);
        Array.Fill(min, (double)unit.MinMw.Value);
        Array.Fill(max, (double)unit.MaxMw.Value);
        var (least, most) = (new double[dayOf[^1] + 1], new double[dayOf[^1] + 1]);
        Array.Fill(most, (double)unit.DailyEnergy.Value);
        return new(min, max, dayOf, least, most, 0, double.PositiveInfinity);
    }
}
