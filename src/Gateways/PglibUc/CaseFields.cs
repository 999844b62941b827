using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.PglibUc;

/// <summary>The fields of a case, pglib-uc's own and Busbar's additions.</summary>
internal static class CaseFields
{
    public const string Periods = "time_periods";
    public const string Demand = "demand";
    public const string Reserves = "reserves";
    public const string Thermal = "thermal_generators";
    public const string Renewable = "renewable_generators";
    public const string StartRuleName = "busbar_start_rule";
    public const string Operating = "busbar_operating_reserves";
    public const string Downward = "busbar_downward_reserves";
    public const string Storage = "busbar_storage";
    public const string Budgets = "busbar_budgets";

    /// <summary>How the rule of starts is spelt.</summary>
    public static ImmutableDictionary<string, StartRule> StartRules { get; } = new Dictionary<string, StartRule>
    {
        ["pglib-uc"] = StartRule.PglibUc, ["hours-off"] = StartRule.HoursOff,
    }.ToImmutableDictionary();

    /// <summary>Longest horizon: ten years of hours.</summary>
    private const int MostHours = 87_840;

    public static CommitmentCase Read(ref JsonText json, string name, CaseFindings findings)
    {
        var parts = new Parts();
        json.EachField((ref json, field) => ReadField(ref json, field, parts, findings));
        var hours = json.Need(parts.Hours, Periods);
        if (hours is < 1 or > MostHours)
            throw json.Refuse("hours", $"{Periods} is {hours}; expected 1 to {MostHours}", "Give a horizon of at least one hour.");
        var read = new CommitmentCase(
            name, parts.StartRule, json.Need(parts.Demand, Demand), json.Need(parts.Reserves, Reserves), parts.Operating, parts.Downward,
            json.Need(parts.Thermal, Thermal), json.Need(parts.Renewable, Renewable), parts.Storage, parts.Budgets);
        CheckLengths(ref json, read, hours);
        return read;
    }

    private static void ReadField(ref JsonText json, string field, Parts parts, CaseFindings findings)
    {
        switch (field)
        {
            case Periods: parts.Hours = json.Whole(); break;
            case Demand: parts.Demand = json.Numbers(); break;
            case Reserves: parts.Reserves = json.Numbers(); break;
            case Operating: parts.Operating = json.Numbers(); break;
            case Downward: parts.Downward = json.Numbers(); break;
            case Thermal: parts.Thermal = Named(ref json, (ref json, name) => UnitFields.Read(ref json, name, findings)); break;
            case Renewable: parts.Renewable = Named(ref json, (ref json, name) => PlantFields.Renewable(ref json, name, findings)); break;
            case Storage: parts.Storage = Named(ref json, (ref json, name) => PlantFields.Store(ref json, name, findings)); break;
            case Budgets: parts.Budgets = Named(ref json, (ref json, name) => BudgetFields.Read(ref json, name, findings)); break;
            case StartRuleName:
                parts.StartRule = StartRules.TryGetValue(json.Text(), out var rule) ? rule
                    : throw json.Refuse("start-rule", $"'{json.Text()}' is no rule of starts",
                        $"Write {string.Join(" or ", StartRules.Keys)}.");
                break;
            default:
                findings.UnknownField(field);
                json.Skip();
                break;
        }
    }

    /// <summary>An object whose fields are names.</summary>
    public static ImmutableArray<T> Named<T>(ref JsonText json, NamedReader<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        json.EachField((ref json, name) => items.Add(read(ref json, name)));
        return items.DrainToImmutable();
    }

    /// <summary>Reads what is filed under a name.</summary>
    public delegate T NamedReader<out T>(ref JsonText json, string name);

    private static void CheckLengths(ref JsonText json, CommitmentCase read, int hours)
    {
        CheckLength(ref json, read.DemandMw, hours, Demand);
        CheckLength(ref json, read.SpinningMw, hours, Reserves);
        if (!read.OperatingMw.IsEmpty) CheckLength(ref json, read.OperatingMw, hours, Operating);
        if (!read.DownwardMw.IsEmpty) CheckLength(ref json, read.DownwardMw, hours, Downward);
        foreach (var unit in read.Thermal.Where(unit => !unit.AvailableMw.IsEmpty))
            CheckLength(ref json, unit.AvailableMw, hours, $"{Thermal}.{unit.Name}.{UnitFields.Available}");
        foreach (var plant in read.Renewable)
        {
            CheckLength(ref json, plant.MinMw, hours, $"{Renewable}.{plant.Name}.{UnitFields.Min}");
            CheckLength(ref json, plant.MaxMw, hours, $"{Renewable}.{plant.Name}.{UnitFields.Max}");
        }
    }

    private static void CheckLength(ref JsonText json, ImmutableArray<double> values, int hours, string field)
    {
        if (values.Length != hours)
            throw json.Refuse("wrong-length", $"{field} has {values.Length} values; {Periods} says {hours}",
                "Give one value for every hour of the horizon.");
    }

    private sealed class Parts
    {
        public int? Hours { get; set; }
        public StartRule StartRule { get; set; } = StartRule.PglibUc;
        public ImmutableArray<double>? Demand { get; set; }
        public ImmutableArray<double>? Reserves { get; set; }
        public ImmutableArray<double> Operating { get; set; } = [];
        public ImmutableArray<double> Downward { get; set; } = [];
        public ImmutableArray<CaseThermal>? Thermal { get; set; }
        public ImmutableArray<CaseRenewable>? Renewable { get; set; }
        public ImmutableArray<CaseStorage> Storage { get; set; } = [];
        public ImmutableArray<CaseBudget> Budgets { get; set; } = [];
    }
}
