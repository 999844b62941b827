using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>What an earlier schedule lends to a search: its prices to begin the dual at, and its hours on as a first commitment. A
/// schedule of the same case is taken hour by hour, one of another case as of the day before: its second day is this one's first, and its
/// last day serves for what comes after.</summary>
internal sealed class WarmStart(SystemModel model, SystemSchedule earlier)
{
    private const int Day = 24;

    /// <summary>Prices by row; rows that the schedule has no price for are left at zero.</summary>
    public double[] Prices()
    {
        var prices = new double[model.Rows.Fixed];
        for (var hour = 0; hour < model.Hours; hour++)
        {
            prices[hour] = earlier.EnergyUsdPerMwh[Source(hour)];
            if (model.Rows.Spinning >= 0 && earlier.SpinningUsdPerMw.Length == earlier.EnergyUsdPerMwh.Length)
                prices[model.Rows.Spinning + hour] = Math.Max(0, earlier.SpinningUsdPerMw[Source(hour)]);
        }
        return prices;
    }

    /// <summary>Hours on of each unit, where the unit may run so; elsewhere those of another proposal.</summary>
    public ulong[] Patterns(ulong[] otherwise)
    {
        var byName = earlier.Thermal.DistinctBy(unit => unit.Unit).ToDictionary(unit => unit.Unit, StringComparer.Ordinal);
        var patterns = new ulong[model.Units];
        for (var unit = 0; unit < patterns.Length; unit++)
        {
            var day = byName.GetValueOrDefault(model.Case.Thermal[unit].Name);
            if (day?.IsOn.Length != earlier.EnergyUsdPerMwh.Length) day = null;
            var pattern = day is null ? 0 : HoursOn.Of([.. Enumerable.Range(0, model.Hours).Select(hour => day.IsOn[Source(hour)])]);
            patterns[unit] = day is not null && model.Classes[model.ClassOf[unit]].Allows(pattern) ? pattern : otherwise[unit];
        }
        return patterns;
    }

    private int Source(int hour)
    {
        var hours = earlier.EnergyUsdPerMwh.Length;
        var at = earlier.Case == model.Case.Name ? hour : hour + Math.Min(Day, Math.Max(0, hours - Day));
        while (at >= hours) at -= Math.Min(Day, hours);
        return at;
    }
}
