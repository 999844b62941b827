using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Gateways;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment;
using Busbar.Supply.Commitment.PriceTaking;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar commit price-taker --fleet F --prices P [--fuel C] [--availability C] [--threads N]</c>:
/// what every plant of a fleet earns against price scenarios,
/// planned exactly. It opens no store.</summary>
public static class PriceTakerCommand
{
    private const int MostThreads = 256;
    private const int HoursOfDay = 24;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var fleet = new Option<FileInfo>("--fleet") { Description = "Fleet: RTS-GMLC's gen.csv, or JSON", Required = true };
        var prices = new Option<FileInfo>("--prices")
        {
            Description = "Prices: CSV with a row an hour and a column a scenario, or JSON", Required = true,
        };
        var fuel = new Option<FileInfo?>("--fuel") { Description = "Fuel prices: CSV with a row an hour and a column a fuel, USD/MMBtu" };
        var available = new Option<FileInfo?>("--availability")
        {
            Description = "What units reach: CSV with a row an hour and a column a thermal unit, MW; 0 is an outage",
        };
        var threads = Threads();
        var command = new Command("price-taker", "Plan a fleet against price scenarios: profit, its spread, starts, break-even")
        {
            fleet, prices, fuel, available, threads,
        };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (plants, found) = Take(PriceTakerFiles.Fleet(SourceFile.Load(parsed.GetValue(fleet)!.FullName).OrThrow()));
            var (scenarios, more) = Take(PriceTakerFiles.Prices(SourceFile.Load(parsed.GetValue(prices)!.FullName).OrThrow()));
            var (hourlyFuel, ofFuel) = Table(parsed.GetValue(fuel), HourlyCsv.Fuel,
                column => new HourlyFuel(column.Name, [.. column.Values.Select(price => new UsdPerMmbtu(price))]));
            var (reach, ofReach) = Table(parsed.GetValue(available), HourlyCsv.Availability,
                column => new UnitAvailability(column.Name, [.. column.Values.Select(mw => new Mw(mw))]));
            var hours = scenarios.IsDefaultOrEmpty ? 0 : scenarios[0].EnergyUsdPerMwh is { IsDefault: false } first ? first.Length : 0;
            var (report, last) = Take(PriceTake.Run(new(plants.Fleet, plants.CombinedCycles ?? [], plants.Before ?? [],
                plants.FuelPrices ?? [], plants.StartLimits ?? [], plants.Contracts ?? [], scenarios, plants.DayHours ?? Days(hours),
                parsed.GetValue(threads)) { FuelByHour = hourlyFuel, Available = reach }));
            ImmutableArray<Finding> findings = [.. found, .. more, .. ofFuel, .. ofReach, .. last];
            if (scope.IsJson) CommandScope.PrintObject(new { report, findings });
            else Print(scope, report, findings);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Option<int> Threads()
    {
        var threads = new Option<int>("--threads")
        {
            Description = $"Threads, 1 to {MostThreads}; the answer is the same for any number",
            DefaultValueFactory = _ => Math.Min(Environment.ProcessorCount, MostThreads),
        };
        threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostThreads) result.AddError($"--threads takes 1 to {MostThreads}");
        });
        return threads;
    }

    private static (T Value, ImmutableArray<Finding> Findings) Take<T>(Outcome<T> outcome) =>
        (outcome.OrThrow(), outcome is Outcome<T>.Done done ? done.Findings : []);

    /// <summary>A table that may be left out.</summary>
    private static (ImmutableArray<T> Columns, ImmutableArray<Finding> Findings) Table<T>(
        FileInfo? file, Func<SourceFile, Outcome<ImmutableArray<HourlyCsv.Hours>>> read, Func<HourlyCsv.Hours, T> of)
    {
        if (file is null) return ([], []);
        var (columns, findings) = Take(read(SourceFile.Load(file.FullName).OrThrow()));
        return ([.. columns.Select(of)], findings);
    }

    /// <summary>Days of 24 hours, the last cut short.</summary>
    private static ImmutableArray<int> Days(int hours) =>
        [.. Enumerable.Repeat(HoursOfDay, hours / HoursOfDay), .. hours % HoursOfDay > 0 ? [hours % HoursOfDay] : Array.Empty<int>()];

    private static void Print(CommandScope scope, PriceTakeReport report, ImmutableArray<Finding> findings)
    {
        var table = new Table().Title($"{report.Scenarios} scenarios of {report.Hours} hours, USD")
            .AddColumns("Plant", "Profit", "5 %", "Median", "95 %", "Worst 5 %", "Starts", "Hours on", "MWh", "Break-even USD/MWh");
        foreach (var column in table.Columns.Skip(1)) column.RightAligned();
        foreach (var plant in report.Units.Append(report.Fleet))
            table.AddRow(Markup.Escape(plant.Name), Whole(plant.ExpectedProfit.Value), Whole(plant.Quantiles[0].Profit.Value),
                Whole(plant.Quantiles[2].Profit.Value), Whole(plant.Quantiles[^1].Profit.Value), Whole(plant.WorstTwentieth.Value),
                Number(plant.ExpectedStarts, 2), Number(plant.ExpectedHoursOn, 1), Whole(plant.ExpectedEnergy.Value),
                plant.BreakEven is { } price ? Number(price.Value, 2) : "");
        CommandScope.Print(table);
        if (report.Fleet.ExpectedGap.Value > 0)
            CommandScope.Print(new Text(FormattableString.Invariant(
                $"No plans earn more by more than {report.Fleet.ExpectedGap.Value:N2} USD on average.\n")));
        foreach (var contract in report.Contracts)
            CommandScope.Print(new Text(FormattableString.Invariant(
                $"{contract.Name}: {contract.ExpectedHeatMmbtu:N0} MMBtu, one more earns {contract.ExpectedOpportunityUsdPerMmbtu:N3} ")
                + FormattableString.Invariant($"USD/MMBtu, shortfall {contract.ExpectedShortfall.Value:N0} USD, ")
                + FormattableString.Invariant($"gap {contract.ExpectedGap.Value:N0} USD\n")));
        foreach (var finding in findings)
            scope.Terminal.MarkupLineInterpolated($"  [grey]{finding.Where}: {finding.What} -> {finding.Done}[/]");
    }

    private static string Whole(double value) => Number(value, 0);

    private static string Number(double value, int decimals) => value.ToString($"N{decimals}", CultureInfo.InvariantCulture);
}
