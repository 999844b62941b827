using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;
using NodaTime;

namespace Busbar.Supply.Settlement;

/// <summary>Refuses a day whose determinants are not whole: a market without charges, a name twice, a location without prices, a right or a
/// virtual of the wrong sign, or a series that does not have the day's hours. Nothing is filled and nothing is dropped.</summary>
public static class WholeDeterminants
{
    /// <summary>The first refusal, or null when the day can be settled.</summary>
    public static Refusal? Check(SettleDayInputs inputs) =>
        KnownMarket(inputs) ?? SomethingToSettle(inputs) ?? UniqueNames(inputs) ?? PricedLocations(inputs)
        ?? LawfulSigns(inputs) ?? HoursMatch(inputs);

    private static Refusal? KnownMarket(SettleDayInputs inputs) =>
        ChargeCodes.Of(inputs.Calendar.Name).Any(SettlesByComponents)
            ? null
            : new("no-charges-for-market", $"{inputs.Calendar.Name} does not settle deviations at price components", $"{inputs.Day}",
                "Settle the day from the market's own determinants (SettleCharges).");

    private static bool SettlesByComponents(ChargeCode code) => code.Booking == ChargeBooking.RealTimeEnergy
        && code.Versions.Any(version => version.Quantity.Reads.Contains(EnergyTerms.RtMwh)
            && version.Rate.Reads.Contains(EnergyTerms.RtEnergyPrice));

    private static Refusal? SomethingToSettle(SettleDayInputs inputs) =>
        inputs.Assets.IsEmpty && inputs.Ftrs.IsEmpty
            ? new("nothing-to-settle", "The day has no asset and no transmission right", $"{inputs.Day}",
                "Give the day's awards and meters.")
            : null;

    private static Refusal? UniqueNames(SettleDayInputs inputs)
    {
        if (Twice(inputs.Prices.Select(prices => prices.Location)) is { } location)
            return new("duplicate-location", $"{location} has two sets of prices", $"{inputs.Day} {location}",
                "Give each location's prices once.");
        if (Twice(inputs.Assets.Select(asset => asset.Asset).Concat(inputs.Ftrs.Select(ftr => ftr.Id))) is { } name)
            return new("duplicate-asset", $"Two assets or rights are named {name}", $"{inputs.Day} {name}",
                "Give each asset once, under a name of its own.");
        return null;
    }

    private static string? Twice(IEnumerable<string> names)
    {
        var seen = new HashSet<string>();
        return names.FirstOrDefault(name => !seen.Add(name));
    }

    private static Refusal? PricedLocations(SettleDayInputs inputs)
    {
        var priced = inputs.Prices.Select(prices => prices.Location).ToHashSet();
        var missing = inputs.Assets.Select(asset => (asset.Asset, asset.Location))
            .Concat(inputs.Ftrs.SelectMany(ftr => new[] { (ftr.Id, ftr.SourceLocation), (ftr.Id, ftr.SinkLocation) }))
            .FirstOrDefault(pair => !priced.Contains(pair.Item2));
        return missing.Item2 is null ? null
            : new("missing-price",
                $"{missing.Item1} settles at {missing.Item2}, which has no prices; there are prices of {string.Join(", ", priced.Order())}",
                $"{inputs.Day} {missing.Item2}", "Import the location's prices, or correct the asset's location.");
    }

    private static Refusal? LawfulSigns(SettleDayInputs inputs)
    {
        if (inputs.Ftrs.FirstOrDefault(ftr => ftr.Quantity.Value <= 0) is { } right)
            return new("right-without-megawatts", $"{right.Id} holds {right.Quantity}, and a right holds more than 0 MW",
                $"{inputs.Day} {right.Id}",
                "Swap source and sink for the opposite path.");
        foreach (var asset in inputs.Assets.Where(asset => asset.Kind is AssetKind.Increment or AssetKind.Decrement))
        {
            if (asset.RealTime.Values.Any(value => value != 0))
                return new("virtual-with-meter", $"{asset.Asset} is a virtual and has no meter, but real-time energy is given",
                    $"{inputs.Day} {asset.Asset}",
                    "Give zero in every real-time hour.");
            if (asset.DayAhead.Values.Any(value => asset.Kind == AssetKind.Increment ? value > 0 : value < 0))
                return new("virtual-of-wrong-sign",
                    asset.Asset + (asset.Kind == AssetKind.Increment
                        ? " is an increment, sold day-ahead: never positive"
                        : " is a decrement, bought day-ahead: never negative"),
                    $"{inputs.Day} {asset.Asset}", "Turn the sign round where the awards come in.");
        }
        return null;
    }

    private static Refusal? HoursMatch(SettleDayInputs inputs)
    {
        var whole = inputs.Calendar.WholeDay(inputs.Day);
        var count = inputs.Calendar.HourCount(inputs.Day);
        foreach (var (name, series) in NamedSeries(inputs))
            if (series.Start != whole.Start || series.Step != Duration.FromHours(1) || series.Count != count)
                return new("hours-do-not-match",
                    $"{name} has {series.Count} values of {series.Step.TotalMinutes} minutes from {series.Start}, but {inputs.Day} has "
                    + $"{count} hours in {inputs.Calendar.Name}, from {whole.Start}{LostHours.Describe(inputs, series)}",
                    $"{inputs.Day} {name}",
                    "Import the whole day: look for a repeated or skipped hour that the file has dropped, merged or filled.");
        return null;
    }

    internal static IEnumerable<(string Name, Series<decimal> Series)> NamedSeries(SettleDayInputs inputs) =>
        inputs.Prices.SelectMany(prices => new[]
            {
                ($"DA energy price of {prices.Location}", prices.DaEnergy),
                    ($"DA congestion price of {prices.Location}", prices.DaCongestion),
                ($"DA loss price of {prices.Location}", prices.DaLoss), ($"RT energy price of {prices.Location}", prices.RtEnergy),
                ($"RT congestion price of {prices.Location}", prices.RtCongestion), ($"RT loss price of {prices.Location}", prices.RtLoss),
                ($"DA LMP of {prices.Location}", prices.DaLmp), ($"RT LMP of {prices.Location}", prices.RtLmp),
            })
            .Concat(inputs.Assets.SelectMany(asset => new[]
            {
                ($"day-ahead energy of {asset.Asset}", asset.DayAhead), ($"real-time energy of {asset.Asset}", asset.RealTime),
            }));
}
