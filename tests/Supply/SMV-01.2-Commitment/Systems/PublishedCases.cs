using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>Reads cases of pglib-uc's form from beside the project, plainly: they are clean.</summary>
internal static class PublishedCases
{
    public static CommitmentCase Kazarlis10 => Read("dispatch/kazarlis/kaz_10.json.gz");
    public static CommitmentCase RtsJuly => Read("dispatch/pglib-uc/rts_gmlc_2020-07-06.json.gz");
    public static CommitmentCase California => Read("dispatch/pglib-uc/ca_2015-06-01_reserves_3.json.gz");

    private static CommitmentCase Read(string path)
    {
        using var text = JsonDocument.Parse(string.Join('\n', SharedFiles.Lines(path)));
        var root = text.RootElement;
        return new(
            path, StartRule.PglibUc, Numbers(root, "demand"), Numbers(root, "reserves"), [], [],
            [.. root.GetProperty("thermal_generators").EnumerateObject().Select(each => Thermal(each.Name, each.Value))],
            [
                .. root.GetProperty("renewable_generators").EnumerateObject().Select(each => new CaseRenewable(
                    each.Name, Numbers(each.Value, "power_output_minimum"), Numbers(each.Value, "power_output_maximum"))),
            ],
            [], []);
    }

    private static CaseThermal Thermal(string name, JsonElement unit)
    {
        double Number(string field) => unit.GetProperty(field).GetDouble();
        var isOn = Number("unit_on_t0") > 0;
        return new(
            name, Number("must_run") > 0, Number("power_output_minimum"), Number("power_output_maximum"), Number("ramp_up_limit"),
            Number("ramp_down_limit"), Number("ramp_startup_limit"), Number("ramp_shutdown_limit"),
            Math.Max(1, (int)Number("time_up_minimum")), Math.Max(1, (int)Number("time_down_minimum")),
            new(isOn, (int)Number(isOn ? "time_up_t0" : "time_down_t0"), isOn ? Number("power_output_t0") : 0),
            [.. unit.GetProperty("startup").EnumerateArray().Select(each => new CaseStart((int)Of(each, "lag"), Of(each, "cost")))],
            Curve(unit), 0, [], null);
    }

    /// <summary>The curve with its ends on the limits, from which some files differ in the last digit.</summary>
    private static ImmutableArray<CostPoint> Curve(JsonElement unit)
    {
        CostPoint[] points = [.. unit.GetProperty("piecewise_production").EnumerateArray().Select(each => new CostPoint(Of(each,
            "mw"), Of(each, "cost")))];
        points[0] = points[0] with { Mw = Of(unit, "power_output_minimum") };
        points[^1] = points[^1] with { Mw = Of(unit, "power_output_maximum") };
        return [.. points];
    }

    private static double Of(JsonElement element, string field) => element.GetProperty(field).GetDouble();

    private static ImmutableArray<double> Numbers(JsonElement element, string field) =>
        [.. element.GetProperty(field).EnumerateArray().Select(each => each.GetDouble())];
}
