using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Master;

/// <summary>Reads what a unit burns.</summary>
internal static class FuelFields
{
    private const decimal PercentPerUnit = 100;

    public static UnitFuel Read(MasterFields fields, JsonPlace place)
    {
        fields.Only(place, "primary", "alternate", "choice", "startFuel");
        var choice = place.Members.ContainsKey("choice")
            ? fields.OneOf(place, "choice", [.. Enum.GetValues<FuelChoice>().Select(each => (each.ToString(), each))])
            : FuelChoice.Primary;
        return new([.. fields.Items(place, "primary").Select(share => Share(fields, share))],
            [.. fields.ItemsOrNone(place, "alternate").Select(share => Share(fields, share))], choice, fields.Text(place, "startFuel"));
    }

    private static FuelShare Share(MasterFields fields, JsonPlace place)
    {
        fields.Only(place, "fuel", "share", "transport", "retainagePercent", "emissions");
        return new(fields.Text(place, "fuel"), fields.Number(place, "share", 0.000001m, 1),
            new(fields.NumberOr(place, "transport", 0, 1_000, 0)), fields.NumberOr(place, "retainagePercent", 0, 50, 0) / PercentPerUnit,
            [.. fields.ItemsOrNone(place, "emissions").Select(rate => Emission(fields, rate))]);
    }

    private static EmissionRate Emission(MasterFields fields, JsonPlace place)
    {
        fields.Only(place, "pollutant", "poundsPerMmbtu");
        return new(fields.Text(place, "pollutant"), fields.Number(place, "poundsPerMmbtu", 0, 1_000));
    }
}
