using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>What a history to fit a joint model to is refused for, and what was assumed beside it.</summary>
internal static class FitRefusals
{
    private const int FewestHours = 8_760;
    private const double MostLacking = 0.05;
    private const string Where = "joint model";

    internal static Refusal? OfSeries(FitJointModelInputs inputs)
    {
        foreach (var series in inputs.History.All())
        {
            if (series.Values.Step != Duration.FromHours(1))
                return new("not-hourly", $"it comes every {series.Values.Step.TotalMinutes:0} minutes", $"{series.Key}",
                    "Give an hourly series.");
            if (series.KnownAt > inputs.FittedAt)
                return new("not-known-then", $"it was read as of {series.KnownAt}, after the clock {inputs.FittedAt}", $"{series.Key}",
                    "Read it as of the clock.");
        }
        return inputs.History.LoadShare > 0 && inputs.History.Wind.All(plant => plant.Share > 0) ? null
            : new("share-not-positive", "a share of load or of a plant is not above 0", Where, "Give shares above 0.");
    }

    internal static Refusal? OfHours(FitJointModelInputs inputs, CommonHistory? past, HourGrid horizon)
    {
        if (past is null || past.Load.Length < FewestHours)
            return new("history-too-short", $"the series have {past?.Load.Length ?? 0} hours of whole days in common, and the seasons need "
                + $"{FewestHours}", Where, "Import at least a year of load, weather, prices, fuel and wind.");
        var lacking = past.Lacking();
        if (lacking > MostLacking * past.Load.Length)
            return new("too-many-gaps", $"{lacking} of {past.Load.Length} hours lack a value", Where, "Import what is missing.");
        if (past.Fuel.Any(price => price <= 0) || inputs.Fuel.Any(price => !(price > 0)))
            return new("fuel-not-positive", "a fuel price is not above 0", $"{inputs.History.FuelPrice.Key}",
                "Correct it: the market's heat rate is the price over it.");
        foreach (var (name, values) in new[] { ("load", past.Load), ("price", past.Price) })
            if (values.Where(double.IsFinite).Distinct().Take(2).Count() < 2)
                return new("zero-variance", $"the {name} stands still", Where, "Give a history in which it moves.");
        foreach (var (name, length, expected) in new[]
        {
            ("hub forward prices", inputs.Hub.Length, horizon.Hours), ("fuel forwards", inputs.Fuel.Length, horizon.Days),
        })
            if (length != expected)
                return new("wrong-length", $"{length} {name} were given, and {expected} are needed", Where, "Give one for each.");
        return null;
    }

    internal static IEnumerable<Finding> Findings(FitJointModelInputs inputs, CommonHistory past)
    {
        if (past.Lacking() is > 0 and var lacking)
            yield return new("gaps-skipped", Severity.Note, $"{lacking} of {past.Load.Length} hours lack a value", Where,
                "fitted without them");
        string[] assumed = [.. inputs.Plants.Where(plant => plant.Known is null).Select(plant => plant.Name)];
        if (assumed.Length > 0)
            yield return new("outages-assumed", Severity.Warning,
                $"{assumed.Length} of {inputs.Plants.Length} plants have no outage record", string.Join(", ", assumed),
                "the IEEE Reliability Test System's means of their technology and size");
        if (inputs.History.ZonePrice is null || inputs.History.NodePrice is null)
            yield return new("basis-assumed", Severity.Warning, "load, plants and hub are not all priced apart", Where,
                "the price that lacks is taken as the hub's: no basis risk");
        if (inputs.History.Wind.IsEmpty)
            yield return new("no-wind", Severity.Note, "no wind plant was given", Where, "no wind is simulated");
        yield return new("no-growth", Severity.Note, $"load of the horizon has the mean of {past.Load.Length / 24} days of history", Where,
            "no growth is added");
    }
}
