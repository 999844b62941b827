using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Master;

/// <summary>Reads a unit master that a person wrote: JSON with comments, times on the clock of the unit's market. A file is taken whole
/// or refused with the line and field of its first fault. A sample with every field: cases/commitment/offers/fleet.json.</summary>
public static class ReadUnitMaster
{
    private const decimal MostMw = 10_000;
    private const decimal MostUsd = 10_000_000;

    /// <summary>The master.</summary>
    /// <param name="file">Name of the file, as messages spell it.</param>
    /// <param name="text">Its text.</param>
    public static Outcome<UnitMaster> Run(string file, string text)
    {
        var parsed = JsonPlace.Read(file, text);
        if (parsed is Outcome<JsonPlace>.Refused broken) return broken.Refusal;
        var root = parsed.OrThrow();
        var fields = new MasterFields(file);
        fields.Only(root, "units");
        var places = fields.Items(root, "units");
        var units = places.Select(place => Unit(fields, place)).ToImmutableArray();
        if (fields.Refusal is not null) return fields.Refusal;
        for (var i = 0; i < units.Length; i++)
            if (units.Take(i).Any(earlier => earlier.Name == units[i].Name))
                fields.Refuse("duplicate-unit", places[i], $"The unit '{units[i].Name}' stands twice", "Remove the one that is too many.");
        if (fields.Refusal is not null) return fields.Refusal;
        var master = new UnitMaster(file, units);
        return MasterRules.Of(master, i => $"{file}:{places[i].Line}") is { } fault ? fault : master;
    }

    private static MasterUnit Unit(MasterFields fields, JsonPlace place)
    {
        fields.Only(place, "name", "kind", "market", "resource", "location", "mode", "limits", "byHour", "ramps", "times", "starts", "heat",
            "fuel", "vom", "ancillary", "events");
        var market = fields.OneOf(place, "market", [.. MarketCalendar.All.Select(calendar => (calendar.Name, calendar))]);
        var limits = Limits(fields, fields.Member(place, "limits"), null);
        return new(
            fields.Text(place, "name"),
            fields.OneOf(place, "kind", [.. Enum.GetValues<UnitKind>().Select(kind => (kind.ToString(), kind))]),
            new MarketResource(market.Name, fields.Text(place, "resource"), fields.Text(place, "location")),
            fields.OneOf(place, "mode", ("economic", CommitmentMode.Economic), ("must-run", CommitmentMode.MustRun),
                ("self-schedule", CommitmentMode.SelfSchedule), ("outage", CommitmentMode.Outage), ("emergency", CommitmentMode.Emergency)),
            limits,
            [.. fields.ItemsOrNone(place, "byHour").Select(hours => ByHour(fields, hours, limits))],
            [.. fields.Items(place, "ramps").Select(band => Ramp(fields, band))],
            Times(fields, fields.Member(place, "times")),
            [.. fields.Items(place, "starts").Select(start => Start(fields, start))],
            HeatFields.Read(fields, fields.Member(place, "heat")),
            FuelFields.Read(fields, fields.Member(place, "fuel")),
            new(fields.Number(place, "vom", -1_000, 1_000)),
            [.. fields.ItemsOrNone(place, "ancillary").Select(range => Ancillary(fields, range))],
            [.. fields.ItemsOrNone(place, "events").Select(one => EventFields.Read(fields, one, market))]);
    }

    private static OutputLimits Limits(MasterFields fields, JsonPlace place, OutputLimits? otherwise)
    {
        Mw Of(string name, Mw? other) => new(other is { } given ? fields.NumberOr(place, name, 0, MostMw, given.Value)
            : fields.Number(place, name, 0, MostMw));
        if (otherwise is null) fields.Only(place, "emergencyMin", "economicMin", "economicMax", "emergencyMax");
        return new(Of("emergencyMin", otherwise?.EmergencyMin), Of("economicMin", otherwise?.EconomicMin),
            Of("economicMax", otherwise?.EconomicMax), Of("emergencyMax", otherwise?.EmergencyMax));
    }

    private static HourlyLimits ByHour(MasterFields fields, JsonPlace place, OutputLimits limits)
    {
        fields.Only(place, "firstHourEnding", "lastHourEnding", "emergencyMin", "economicMin", "economicMax", "emergencyMax");
        var first = fields.Whole(place, "firstHourEnding", 1, 24);
        return new(first, fields.Whole(place, "lastHourEnding", first, 24), Limits(fields, place, limits));
    }

    private static RampBand Ramp(MasterFields fields, JsonPlace place)
    {
        fields.Only(place, "upToMw", "mwPerMinute");
        return new(new(fields.Number(place, "upToMw", 0.001m, MostMw)), new(fields.Number(place, "mwPerMinute", 0.001m, MostMw)));
    }

    private static UnitTimes Times(MasterFields fields, JsonPlace place)
    {
        fields.Only(place, "notificationHours", "minUpHours", "minDownHours", "startsPerDay", "startsPerWeek");
        return new(fields.Number(place, "notificationHours", 0, 1_000), fields.Whole(place, "minUpHours", 1, 10_000),
            fields.Whole(place, "minDownHours", 1, 10_000), fields.Whole(place, "startsPerDay", 1, 24),
            fields.Whole(place, "startsPerWeek", 1, 168));
    }

    private static CoolingStart Start(MasterFields fields, JsonPlace place)
    {
        fields.Only(place, "type", "afterHoursOff", "heat", "otherCost");
        return new(
            fields.OneOf(place, "type", [.. Enum.GetValues<StartTemperature>().Select(type => (type.ToString(), type))]),
            fields.Whole(place, "afterHoursOff", 0, 100_000), new(fields.Number(place, "heat", 0, MostUsd)),
            new(fields.Number(place, "otherCost", 0, MostUsd)));
    }

    private static AncillaryRange Ancillary(MasterFields fields, JsonPlace place)
    {
        fields.Only(place, "product", "mostMw");
        return new(
            fields.OneOf(place, "product", [.. Enum.GetValues<AncillaryProduct>().Select(product => (product.ToString(), product))]),
            new(fields.Number(place, "mostMw", 0, MostMw)));
    }
}
