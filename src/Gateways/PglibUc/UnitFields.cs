using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.PglibUc;

/// <summary>The fields of a thermal unit. Powers in MW, ramps in MW an hour, times in hours, costs in USD.</summary>
internal static class UnitFields
{
    public const string MustRun = "must_run";
    public const string Min = "power_output_minimum";
    public const string Max = "power_output_maximum";
    public const string RampUp = "ramp_up_limit";
    public const string RampDown = "ramp_down_limit";
    public const string StartUp = "ramp_startup_limit";
    public const string ShutDown = "ramp_shutdown_limit";
    public const string MinUp = "time_up_minimum";
    public const string MinDown = "time_down_minimum";
    public const string OutputBefore = "power_output_t0";
    public const string OnBefore = "unit_on_t0";
    public const string UpBefore = "time_up_t0";
    public const string DownBefore = "time_down_t0";
    public const string Starts = "startup";
    public const string Lag = "lag";
    public const string Cost = "cost";
    public const string Curve = "piecewise_production";
    public const string Mw = "mw";
    public const string Name = "name";
    public const string Available = "busbar_power_available";
    public const string QuickStart = "busbar_quick_start";
    public const string MostStarts = "busbar_startups_maximum";

    /// <summary>An end of a cost curve this close to a limit, relative to it, is the limit.</summary>
    private const double EndRounding = 1e-9;

    private static readonly ImmutableHashSet<string> numbers =
        [Min, Max, RampUp, RampDown, StartUp, ShutDown, OutputBefore, QuickStart];

    private static readonly ImmutableHashSet<string> wholes = [MinUp, MinDown, UpBefore, DownBefore, MostStarts];

    public static CaseThermal Read(ref JsonText json, string name, CaseFindings findings)
    {
        var number = new Dictionary<string, double>(StringComparer.Ordinal);
        var whole = new Dictionary<string, int>(StringComparer.Ordinal);
        bool? mustRun = null, onBefore = null;
        ImmutableArray<CaseStart>? starts = null;
        ImmutableArray<CostPoint>? curve = null;
        ImmutableArray<double> available = [];
        json.EachField((ref json, field) =>
        {
            if (numbers.Contains(field)) number[field] = json.Number();
            else if (wholes.Contains(field)) whole[field] = json.Whole();
            else if (field == MustRun) mustRun = json.Flag();
            else if (field == OnBefore) onBefore = json.Flag();
            else if (field == Starts) starts = json.EachItem(static (ref json) => Start(ref json));
            else if (field == Curve) curve = json.EachItem(static (ref json) => Point(ref json));
            else if (field == Available) available = json.Numbers();
            else
            {
                if (field != Name) findings.UnknownField(field);
                json.Skip();
            }
        });
        var (min, max) = (Need(ref json, number, Min), Need(ref json, number, Max));
        return new(
            name, json.Need(mustRun, MustRun), min, max, Need(ref json, number, RampUp), Need(ref json, number, RampDown),
            Need(ref json, number, StartUp), Need(ref json, number, ShutDown), MinTime(ref json, whole, MinUp, name, findings),
            MinTime(ref json, whole, MinDown, name, findings),
                Before(ref json, json.Need(onBefore, OnBefore), Need(ref json, whole, UpBefore), Need(ref json, whole, DownBefore),
                Need(ref json, number, OutputBefore)),
            json.Need(starts, Starts), Snap(name, json.Need(curve, Curve), min, max, findings), number.GetValueOrDefault(QuickStart),
            available, whole.TryGetValue(MostStarts, out var most) ? most : null);
    }

    private static T Need<T>(ref JsonText json, Dictionary<string, T> values, string field) =>
        values.TryGetValue(field, out var value) ? value : throw json.Missing(field);

    private static int MinTime(ref JsonText json, Dictionary<string, int> whole, string field, string name, CaseFindings findings)
    {
        var hours = Need(ref json, whole, field);
        if (hours != 0) return hours;
        findings.Raised(name);
        return 1;
    }

    private static CaseState Before(ref JsonText json, bool isOn, int hoursUp, int hoursDown, double outputMw)
    {
        var (hours, others, other) = isOn ? (hoursUp, hoursDown, DownBefore) : (hoursDown, hoursUp, UpBefore);
        if (others != 0)
            throw json.Refuse("contradictory-state", $"{OnBefore} is {(isOn ? 1 : 0)}, yet {other} is {others}",
                $"Set {other} to 0, or correct {OnBefore}.");
        return new(isOn, hours, outputMw);
    }

    private static CaseStart Start(ref JsonText json)
    {
        int? lag = null;
        double? cost = null;
        json.EachField((ref json, field) =>
        {
            if (field == Lag) lag = json.Whole();
            else if (field == Cost) cost = json.Number();
            else json.Skip();
        });
        return new(json.Need(lag, Lag), json.Need(cost, Cost));
    }

    private static CostPoint Point(ref JsonText json)
    {
        double? mw = null, cost = null;
        json.EachField((ref json, field) =>
        {
            if (field == Mw) mw = json.Number();
            else if (field == Cost) cost = json.Number();
            else json.Skip();
        });
        return new(json.Need(mw, Mw), json.Need(cost, Cost));
    }

    /// <summary>Published curves end up to 4e-15 MW beside the limits, because somebody added them up.</summary>
    private static ImmutableArray<CostPoint> Snap(
        string name, ImmutableArray<CostPoint> curve, double min, double max, CaseFindings findings)
    {
        if (curve.IsEmpty) return curve;
        var snapped = curve;
        if (IsBeside(curve[0].Mw, min)) snapped = snapped.SetItem(0, snapped[0] with { Mw = min });
        if (IsBeside(curve[^1].Mw, max)) snapped = snapped.SetItem(snapped.Length - 1, snapped[^1] with { Mw = max });
        if (snapped != curve) findings.Snapped(name);
        return snapped;
    }

    private static bool IsBeside(double mw, double limit) => mw != limit && Math.Abs(mw - limit) <= EndRounding * (1 + Math.Abs(limit));
}
