using System.Collections.Immutable;
using System.CommandLine;
using Busbar.Gateways;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Risk.Options;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar risk toll | storage | swing FILE</c>: what the right to run a plant, to store, or to take when one likes is worth,
/// with its standard error and how it is exercised.</summary>
internal static class RiskFlexibilityCommand
{
    /// <summary>The commands.</summary>
    public static IEnumerable<Command> All() =>
    [
        Of<ValueTollInputs, TollValue>("toll", "What a toll with start costs and minimum times is worth over simulated hours",
            ValueToll.Run, TableOf),
        Of<ValueStorageInputs, FlexibilityValue>("storage", "What a store of gas or power is worth", ValueStorage.Run, TableOf),
        Of<ValueSwingInputs, FlexibilityValue>("swing", "What rights to take energy at a strike are worth", ValueSwing.Run, TableOf),
    ];

    private static Command Of<TInputs, TValue>(
        string name, string description, Func<TInputs, Outcome<TValue>> run, Func<TValue, (Table Values, string Exercise)> show)
    {
        var file = new Argument<FileInfo>("FILE") { Description = $"The inputs as one JSON object, as cases/risk/{name}.json" };
        var command = new Command(name, description) { file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var value = run(WholeJson.Read<TInputs>(SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow(), $"bad-{name}-file",
                $"Give every field; cases/risk/{name}.json is an example.")).OrThrow();
            if (scope.IsJson)
            {
                CommandScope.PrintObject(new { value });
                return ExitCodes.Done;
            }
            var (values, exercise) = show(value);
            CommandScope.Print(values);
            CommandScope.Print(new Text(exercise + "\n"));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static (Table, string) TableOf(TollValue value) => (
        Values([("By rule: a lower bound", value.ByRule), ("As planned", value.AsPlanned), ("With foresight: an upper bound",
            value.Foresight), ("Strip of hourly options", value.Strip)]),
        $"Mean starts by rule {Show.Number(value.StartsByRule, 2)}; share of courses on, by hour: {Profile(value.OnByRule)}");

    private static (Table, string) TableOf(FlexibilityValue value) => (
        Values([("Dynamic programme on the tree", new(value.Tree, new(0))), ("Intrinsic: a lower bound", new(value.Intrinsic, new(0))),
            ("Least squares", value.LeastSquares), ("With foresight: an upper bound", value.Foresight)]),
        $"Mean level after each decision: {Profile(value.MeanLevels)}");

    private static Table Values(ImmutableArray<(string Name, SampledValue Value)> rows)
    {
        var table = new Table().AddColumns("Value", "USD", "Standard error");
        foreach (var (name, value) in rows)
            table.AddRow(name, Show.Number(value.Mean.Value, 2),
                value.Error == new UsdEstimate(0) ? "" : Show.Number(value.Error.Value, 2));
        return table;
    }

    private static string Profile(ImmutableArray<double> values) => string.Join(' ', values.Select(value => Show.Number(value, 2)));
}
