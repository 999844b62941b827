using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Forecasting;

namespace Busbar.Supply.Forecasting.Portfolio;

/// <summary>What covers a block before the market does. Plants are taken as available in every hour (no outage is assumed), wind and solar
/// at a yearly average output, hydro at its daily budget spread evenly; a battery makes no energy and is left out.</summary>
internal sealed class PlannedSupply
{
    // Average output of the U.S. fleet as a share of nameplate, rounded. Source: EIA, Electric Power Annual, table 4.08.B.
    internal const double WindOutput = 0.34;
    private const double SolarOutput = 0.24;

    private readonly PlanPortfolioInputs inputs;
    private readonly List<Finding> findings = [];
    private readonly ImmutableArray<ThermalUnit> thermal;

    public PlannedSupply(PlanPortfolioInputs inputs)
    {
        this.inputs = inputs;
        thermal = [.. inputs.Fleet.Thermal.Where(unit => unit.MaxMw.Value > 0)];
        NoteAssumptions();
    }

    public IEnumerable<Finding> Findings => findings;

    /// <summary>Sources of one block in order: contracts, then own plants by type and fuel, then weather-driven plants and hydro.</summary>
    public ImmutableArray<PlannedSource> Of(PeakBlock block, int hours, double priceUsdPerMwh) =>
    [
        .. inputs.Contracts.Select(contract => Contracted(contract, block)).OfType<PlannedSource>(),
        .. thermal.Where(unit => unit.IsMustRun || FullLoadCost(unit) < priceUsdPerMwh).GroupBy(unit => $"{unit.Kind} {unit.Fuel}")
            .Select(type => OfType(type.Key, [.. type], hours)),
        .. inputs.Fleet.Renewable.GroupBy(unit => unit.Technology)
            .Select(type => new PlannedSource($"Own {type.Key}", type.Sum(MeanMwOf) * hours, new(0))),
        .. inputs.Fleet.Hydro.Length == 0 ? [] : new[] { new PlannedSource("Own hydro", HydroMwPerHour() * hours, new(0)) },
    ];

    private static PlannedSource OfType(string name, ImmutableArray<ThermalUnit> units, int hours)
    {
        var capacity = units.Sum(unit => (double)unit.MaxMw.Value);
        return new(name, capacity * hours, new(units.Sum(unit => (double)unit.MaxMw.Value * FullLoadCost(unit)) / capacity));
    }

    // USD/MWh at full load: heat at the top of the curve × fuel price ÷ output, plus variable operation and maintenance.
    internal static double FullLoadCost(ThermalUnit unit)
    {
        var top = unit.HeatInput[^1];
        return (double)((top.HeatPerHour * unit.FuelPrice).Value / top.Output.Value + unit.Vom.Value);
    }

    private static double OutputOf(RenewableUnit unit) => unit.Technology == "solar" ? SolarOutput : WindOutput;

    internal static double MeanMwOf(RenewableUnit unit) => (double)unit.MaxMw.Value * OutputOf(unit);

    internal static double MeanMwOf(HydroUnit unit) =>
        Math.Clamp((double)unit.DailyEnergy.Value / 24, (double)unit.MinMw.Value, (double)unit.MaxMw.Value);

    private double HydroMwPerHour() => inputs.Fleet.Hydro.Sum(MeanMwOf);

    private PlannedSource? Contracted(Contract contract, PeakBlock block)
    {
        var energy = ContractMw.Of(contract, block) * ContractHours(contract, block);
        return energy > 0 ? new(contract.Id, energy, UsdPerMwhEstimate.From(contract.Price)) : null;
    }

    private int ContractHours(Contract contract, PeakBlock block) =>
        PlanPortfolio.FirstDay(inputs).Through(PlanPortfolio.LastDay(inputs))
            .Where(day => day.Date >= contract.FirstDay.Date && day.Date <= contract.LastDay.Date)
            .Sum(day => inputs.Calendar.HoursOf(day).Count(hour => inputs.Calendar.BlockOf(hour.Start) == block));

    private void NoteAssumptions()
    {
        if (inputs.Fleet.Renewable.Length > 0 || inputs.Contracts.Any(contract => contract is WindPpa))
            findings.Add(new("assumed-weather-output", Severity.Note, "No long-range output forecast of wind and solar plants is known",
                inputs.Fleet.Source, $"Wind was taken at {WindOutput:P0} of nameplate, solar at {SolarOutput:P0}, in every hour."));
    }
}
