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
            [.. fields.ItemsOrNone(place, "alternate").Select(share => Share(fields, share))], choice, Fuel(fields, place, "startFuel"));
    }

    private static FuelShare Share(MasterFields fields, JsonPlace place)
    {
        fields.Only(place, "fuel", "share", "transport", "retainagePercent", "emissions");
        return new(Fuel(fields, place, "fuel"), fields.Number(place, "share", 0.000001m, 1),
            new(fields.NumberOr(place, "transport", 0, 1_000, 0)), fields.NumberOr(place, "retainagePercent", 0, 50, 0) / PercentPerUnit,
            [.. fields.ItemsOrNone(place, "emissions").Select(rate => Emission(fields, rate))]);
    }

    /// <summary>A fuel is spelt as its price series is: lower-case letters, digits, dots and dashes.</summary>
    private static string Fuel(MasterFields fields, JsonPlace place, string name)
    {
        var fuel = fields.Text(place, name);
        if (fuel.Length > 0 && (!char.IsAsciiLetterOrDigit(fuel[0])
            || !fuel.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-')))
            fields.Refuse("bad-fuel-name", fields.Member(place, name), $"'{fuel}' is no fuel name",
                "Use lower-case letters, digits, dots and dashes.");
        return fuel;
    }

    private static EmissionRate Emission(MasterFields fields, JsonPlace place)
    {
        fields.Only(place, "pollutant", "poundsPerMmbtu");
        return new(fields.Text(place, "pollutant"), fields.Number(place, "poundsPerMmbtu", 0, 1_000));
    }
}
