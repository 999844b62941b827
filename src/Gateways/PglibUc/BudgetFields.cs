using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.PglibUc;

/// <summary>The fields of a budget, an addition of Busbar's.</summary>
internal static class BudgetFields
{
    public const string Limit = "limit";
    public const string Uses = "uses";
    public const string PerHourOn = "per_hour_on";
    public const string PerMwhAbove = "per_mwh_above_minimum";
    public const string PerStart = "per_start";

    public static CaseBudget Read(ref JsonText json, string name, CaseFindings findings)
    {
        double? limit = null;
        ImmutableArray<BudgetUse>? uses = null;
        json.EachField((ref json, field) =>
        {
            if (field == Limit) limit = json.Number();
            else if (field == Uses) uses = CaseFields.Named(ref json, (ref json, unit) => Use(ref json, unit, findings));
            else
            {
                findings.UnknownField(field);
                json.Skip();
            }
        });
        return new(name, json.Need(limit, Limit), json.Need(uses, Uses));
    }

    private static BudgetUse Use(ref JsonText json, string unit, CaseFindings findings)
    {
        double? perHourOn = null, perStart = null;
        ImmutableArray<double>? perMwhAbove = null;
        json.EachField((ref json, field) =>
        {
            if (field == PerHourOn) perHourOn = json.Number();
            else if (field == PerStart) perStart = json.Number();
            else if (field == PerMwhAbove) perMwhAbove = json.Numbers();
            else
            {
                findings.UnknownField(field);
                json.Skip();
            }
        });
        return new(unit, json.Need(perHourOn, PerHourOn), json.Need(perMwhAbove, PerMwhAbove), json.Need(perStart, PerStart));
    }
}
