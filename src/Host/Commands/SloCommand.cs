using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Counts;
using Busbar.Digital.Operations.ServiceLevels;
using Busbar.Gateways;
using Busbar.Gateways.ServiceLevels;
using Busbar.Gateways.Telemetry;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Kernel.Outcomes;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar slo check --spec OPENSLO.yaml --samples FILE</c>: where the budget of each objective stands and when its burn alerts
/// would have fired, without a store. Exit code 4 when a budget is overspent or an alert fires.</summary>
public static class SloCommand
{
    private sealed record Counters(string? Good, string? Total);

    /// <summary>The command.</summary>
    public static Command Create() => new("slo", "Service level objectives: budgets and burn alerts") { Check() };

    private static Command Check()
    {
        var spec = new Option<FileInfo>("--spec") { Description = "YAML: OpenSLO, Sloth or Pyrra", Required = true };
        var samples = new Option<FileInfo>("--samples")
            { Description = "CSV time,good,total; a dump with times as Prometheus, OpenMetrics or OTLP (.json) text", Required = true };
        var name = new Option<string?>("--objective") { Description = "One objective of a file that holds several" };
        var good = new Option<string?>("--good") { Description = "Counter of good events in a dump; the spec's query when left out" };
        var total = new Option<string?>("--total") { Description = "Counter of all events in a dump; the spec's query when left out" };
        var gate = new Option<double>("--minimum-bad")
            { Description = "Bad events that the long window must hold before it alerts", DefaultValueFactory = _ => 1 };
        var at = AsOfOptions.InstantOption("--at", "The clock of the check; the last sample when left out");
        var command = new Command("check", "Check objectives against counts") { spec, samples, name, good, total, gate, at };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var file = SourceFile.Load(parsed.GetValue(spec)!.FullName).OrThrow();
            var read = ServiceLevelYaml.Read(Encoding.UTF8.GetString(file.Content.Span), file.Name, BurnWindows.Workbook);
            var source = SourceFile.Load(parsed.GetValue(samples)!.FullName).OrThrow();
            var chosen = Chosen(read.OrThrow().Objectives, parsed.GetValue(name), source);
            var checks = chosen.Select(objective =>
            {
                var counts = Counts(source, objective, new(parsed.GetValue(good), parsed.GetValue(total)));
                var asOf = parsed.GetValue(at) ?? (counts.IsEmpty ? throw Empty(source) : counts[^1].At);
                return CheckObjective.Run(new(objective, counts, asOf, parsed.GetValue(gate)));
            }).ToImmutableArray();
            var findings = ((Outcome<ServiceLevelFile>.Done)read).Findings.Concat(checks.SelectMany(each =>
                each.FindingsOrNone())).ToImmutableArray();
            ImmutableArray<ObjectiveCheck> done = [.. checks.Select(each => each.OrThrow())];
            if (scope.IsJson) CommandScope.PrintObject(new { objectives = done.Select(Told), findings });
            else Print(done);
            SettleCommand.Tell(scope, findings);
            return done.Any(each => each.State.IsMet == false || !each.Firing.IsEmpty) ? ExitCodes.Found : ExitCodes.Done;
        }));
        return command;
    }

    private static ImmutableArray<ServiceObjective> Chosen(ImmutableArray<ServiceObjective> all, string? name, SourceFile source)
    {
        if (name is not null)
            return all.Where(each => each.Name == name).ToImmutableArray() is { IsEmpty: false } found ? found
                : throw new RefusedException(new("unknown-objective", $"The file holds no objective '{name}'", "--objective",
                    $"Use one of {string.Join(", ", all.Select(each => each.Name))}."));
        return all.Length == 1 || !IsTable(source) ? all
            : throw new RefusedException(new("several-objectives", $"The file holds {all.Length} objectives and the samples are of one",
                source.Name, $"Say which with --objective: {string.Join(", ", all.Select(each => each.Name))}."));
    }

    private static bool IsTable(SourceFile file) => file.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<EventCount> Counts(SourceFile file, ServiceObjective objective, Counters counters) =>
        IsTable(file) ? EventCountsCsv.Read(file).OrThrow()
            : CountIncreases.Run(new(Families(file), counters.Good ?? objective.Indicator.Good,
                counters.Total ?? objective.Indicator.Total, []))
                .OrThrow();

    private static ImmutableArray<TelemetryFamily> Families(SourceFile file) =>
        file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? OtlpJson.Read(file.Content, file.Name, TelemetryLimits.Default).OrThrow().Families
            : Exposition.Read(file.Content.Span, file.Name, Exposition.FormatOf("", file.Content.Span), TelemetryLimits.Default).OrThrow();

    private static RefusedException Empty(SourceFile file) =>
        new(new("no-samples", "The file holds no sample", file.Name, "Give samples, or a clock with --at."));

    private static object Told(ObjectiveCheck check)
    {
        var state = check.State;
        return new
        {
            state.Objective.Name, state.Objective.Service, state.Objective.Target, from = state.Window.Start, to = state.Window.End,
                state.Unit,
            state.Good, state.Total, state.Achieved, state.Budget, state.Spent, state.Left, state.IsMet, state.ExhaustedAt,
                state.EmptySlices,
            check.Burns.Changes, alerts = ObjectiveBook.Stretches(check), check.Firing,
        };
    }

    private static void Print(ImmutableArray<ObjectiveCheck> checks)
    {
        var table = new Table().AddColumns("Objective", "Target %", "Achieved %", "Budget", "Spent", "Left", "Unit", "Spent up at",
            "Fires");
        foreach (var check in checks)
        {
            var state = check.State;
            table.AddRow(Markup.Escape($"{state.Objective.Service}/{state.Objective.Name}"), Number(100 * (double)state.Objective.Target),
                state.Achieved is { } achieved ? Number(100 * achieved) : "", Number(state.Budget), Number(state.Spent),
                state.IsMet == false ? $"[red]{Number(state.Left)}[/]" : Number(state.Left), state.Unit,
                    state.ExhaustedAt?.ToString() ?? "",
                check.Firing.IsEmpty ? "no" : $"[red]{string.Join(", ", check.Firing)}[/]");
        }
        CommandScope.Print(table);
        var burns = new Table().AddColumns("Alert", "From", "To");
        foreach (var alert in checks.SelectMany(each => ObjectiveBook.Stretches(each)))
            burns.AddRow(Markup.Escape(alert.Key), alert.Began.ToString(), alert.Ended?.ToString() ?? "lasts");
        CommandScope.Print(burns);
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
