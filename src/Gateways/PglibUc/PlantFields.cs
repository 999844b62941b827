using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.PglibUc;

/// <summary>The fields of plants without a commitment: what may be curtailed (pglib-uc's), and stores (an addition).</summary>
internal static class PlantFields
{
    public const string Charge = "charge_maximum";
    public const string Discharge = "discharge_maximum";
    public const string Energy = "energy_maximum";
    public const string Efficiency = "round_trip_efficiency";
    public const string EnergyBefore = "energy_t0";
    public const string EnergyAfter = "energy_final_minimum";

    private static readonly ImmutableHashSet<string> numbers = [Charge, Discharge, Energy, Efficiency, EnergyBefore, EnergyAfter];

    public static CaseRenewable Renewable(ref JsonText json, string name, CaseFindings findings)
    {
        ImmutableArray<double>? min = null, max = null;
        json.EachField((ref json, field) =>
        {
            if (field == UnitFields.Min) min = json.Numbers();
            else if (field == UnitFields.Max) max = json.Numbers();
            else
            {
                if (field != UnitFields.Name) findings.UnknownField(field);
                json.Skip();
            }
        });
        return new(name, json.Need(min, UnitFields.Min), json.Need(max, UnitFields.Max));
    }

    public static CaseStorage Store(ref JsonText json, string name, CaseFindings findings)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        json.EachField((ref json, field) =>
        {
            if (numbers.Contains(field)) values[field] = json.Number();
            else
            {
                if (field != UnitFields.Name) findings.UnknownField(field);
                json.Skip();
            }
        });
        foreach (var field in numbers)
            if (!values.ContainsKey(field)) throw json.Missing(field);
        return new(name, values[Charge], values[Discharge], values[Energy], values[Efficiency], values[EnergyBefore], values[EnergyAfter]);
    }
}
