using System.Text.Json;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.PglibUc;

/// <summary>Writes a case as pglib-uc JSON, so that any other solver can be given it. Numbers are written so that reading them back gives
/// the same doubles.</summary>
public static class PglibUcText
{
    private static readonly JsonWriterOptions indented = new() { Indented = true };

    /// <summary>The case as pglib-uc says it. Refuses, naming it, what pglib-uc cannot say.</summary>
    public static Outcome<ReadOnlyMemory<byte>> Write(CommitmentCase given) =>
        Unsayable(given) is { } what
            ? new Refusal("beyond-pglib-uc", $"pglib-uc cannot say {what}", $"case {given.Name}",
                "Export it as MPS, or as JSON with Busbar's additions.")
            : WriteWithAdditions(given);

    /// <summary>The case with the fields that pglib-uc does not have, each beginning with <c>busbar_</c>, where it needs them.</summary>
    public static ReadOnlyMemory<byte> WriteWithAdditions(CommitmentCase given)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, indented)) WriteCase(json, given);
        return new(bytes.GetBuffer(), 0, checked((int)bytes.Length));
    }

    private static string? Unsayable(CommitmentCase given)
    {
        if (!given.Storage.IsEmpty) return $"a store ({given.Storage[0].Name})";
        if (!given.Budgets.IsEmpty) return $"a budget ({given.Budgets[0].Name})";
        if (given.OperatingMw.Any(mw => mw > 0)) return "an operating reserve";
        if (given.DownwardMw.Any(mw => mw > 0)) return "a downward reserve";
        foreach (var unit in given.Thermal)
        {
            if (unit.AvailableMw.Any(mw => mw < unit.MaxMw)) return $"an outage or derate (unit {unit.Name})";
            if (unit.MostStarts is not null) return $"a limit on starts (unit {unit.Name})";
            if (given.StartRule == StartRule.HoursOff && ReferenceStarts.Differ(unit, given.Hours))
                return $"that starts are charged by hours off (unit {unit.Name} would be charged a colder start after an early stop)";
        }
        return null;
    }

    private static void WriteCase(Utf8JsonWriter json, CommitmentCase given)
    {
        json.WriteStartObject();
        json.WriteNumber(CaseFields.Periods, given.Hours);
        WriteNumbers(json, CaseFields.Demand, given.DemandMw);
        WriteNumbers(json, CaseFields.Reserves, given.SpinningMw.IsEmpty ? new double[given.Hours] : given.SpinningMw);
        if (given.StartRule != StartRule.PglibUc)
            json.WriteString(CaseFields.StartRuleName, CaseFields.StartRules.First(rule => rule.Value == given.StartRule).Key);
        if (given.OperatingMw.Any(mw => mw > 0)) WriteNumbers(json, CaseFields.Operating, given.OperatingMw);
        if (given.DownwardMw.Any(mw => mw > 0)) WriteNumbers(json, CaseFields.Downward, given.DownwardMw);
        json.WriteStartObject(CaseFields.Thermal);
        foreach (var unit in given.Thermal) WriteUnit(json, unit);
        json.WriteEndObject();
        json.WriteStartObject(CaseFields.Renewable);
        foreach (var plant in given.Renewable) WritePlant(json, plant);
        json.WriteEndObject();
        if (!given.Storage.IsEmpty) WriteStores(json, given);
        if (!given.Budgets.IsEmpty) WriteBudgets(json, given);
        json.WriteEndObject();
    }

    private static void WriteUnit(Utf8JsonWriter json, CaseThermal unit)
    {
        json.WriteStartObject(unit.Name);
        json.WriteString(UnitFields.Name, unit.Name);
        json.WriteNumber(UnitFields.MustRun, unit.IsMustRun ? 1 : 0);
        json.WriteNumber(UnitFields.Min, unit.MinMw);
        json.WriteNumber(UnitFields.Max, unit.MaxMw);
        json.WriteNumber(UnitFields.RampUp, unit.RampUpMwPerHour);
        json.WriteNumber(UnitFields.RampDown, unit.RampDownMwPerHour);
        json.WriteNumber(UnitFields.StartUp, unit.StartUpMw);
        json.WriteNumber(UnitFields.ShutDown, unit.ShutDownMw);
        json.WriteNumber(UnitFields.MinUp, unit.MinUpHours);
        json.WriteNumber(UnitFields.MinDown, unit.MinDownHours);
        json.WriteNumber(UnitFields.OutputBefore, unit.Before.OutputMw);
        json.WriteNumber(UnitFields.OnBefore, unit.Before.IsOn ? 1 : 0);
        json.WriteNumber(UnitFields.UpBefore, unit.Before.IsOn ? unit.Before.HoursInState : 0);
        json.WriteNumber(UnitFields.DownBefore, unit.Before.IsOn ? 0 : unit.Before.HoursInState);
        WriteSteps(json, UnitFields.Starts, UnitFields.Lag, unit.Starts.Select(start => ((double)start.HoursOffAtLeast, start.Usd)));
        WriteSteps(json, UnitFields.Curve, UnitFields.Mw, unit.Cost.Select(point => (point.Mw, point.UsdPerHour)));
        if (unit.QuickStartMw != 0) json.WriteNumber(UnitFields.QuickStart, unit.QuickStartMw);
        if (!unit.AvailableMw.IsEmpty) WriteNumbers(json, UnitFields.Available, unit.AvailableMw);
        if (unit.MostStarts is { } most) json.WriteNumber(UnitFields.MostStarts, most);
        json.WriteEndObject();
    }

    private static void WriteSteps(Utf8JsonWriter json, string field, string at, IEnumerable<(double At, double Usd)> steps)
    {
        json.WriteStartArray(field);
        foreach (var (place, usd) in steps)
        {
            json.WriteStartObject();
            json.WriteNumber(at, place);
            json.WriteNumber(UnitFields.Cost, usd);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WritePlant(Utf8JsonWriter json, CaseRenewable plant)
    {
        json.WriteStartObject(plant.Name);
        json.WriteString(UnitFields.Name, plant.Name);
        WriteNumbers(json, UnitFields.Min, plant.MinMw);
        WriteNumbers(json, UnitFields.Max, plant.MaxMw);
        json.WriteEndObject();
    }

    private static void WriteStores(Utf8JsonWriter json, CommitmentCase given)
    {
        json.WriteStartObject(CaseFields.Storage);
        foreach (var store in given.Storage)
        {
            json.WriteStartObject(store.Name);
            json.WriteNumber(PlantFields.Charge, store.ChargeMw);
            json.WriteNumber(PlantFields.Discharge, store.DischargeMw);
            json.WriteNumber(PlantFields.Energy, store.EnergyMwh);
            json.WriteNumber(PlantFields.Efficiency, store.RoundTripEfficiency);
            json.WriteNumber(PlantFields.EnergyBefore, store.InitialMwh);
            json.WriteNumber(PlantFields.EnergyAfter, store.FinalMwh);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteBudgets(Utf8JsonWriter json, CommitmentCase given)
    {
        json.WriteStartObject(CaseFields.Budgets);
        foreach (var budget in given.Budgets)
        {
            json.WriteStartObject(budget.Name);
            json.WriteNumber(BudgetFields.Limit, budget.Limit);
            json.WriteStartObject(BudgetFields.Uses);
            foreach (var use in budget.Uses)
            {
                json.WriteStartObject(use.Unit);
                json.WriteNumber(BudgetFields.PerHourOn, use.PerHourOn);
                WriteNumbers(json, BudgetFields.PerMwhAbove, use.PerMwhAbove);
                json.WriteNumber(BudgetFields.PerStart, use.PerStart);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string field, IReadOnlyList<double> values)
    {
        json.WriteStartArray(field);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
