using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Busbar.Digital.DataQuality.Lineage;
using Busbar.Gateways;
using Busbar.Gateways.Lineage;
using Busbar.Host.Desks.Quality;
using Busbar.Kernel.Outcomes;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar data lineage import | export FILE</c>: OpenLineage events of other programs in, of the desk's own runs out, as one
/// list.</summary>
public static class DataLineageCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("lineage", "Who made what from what, as OpenLineage events") { Import(), Export() };

    private static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "One event, or a list of them, as JSON" };
        var command = new Command("import", "Keep events of another program") { file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var outcome = new DeskLineage(scope.Store).Import(SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow(),
                SettleCommand.Now);
            var events = outcome.OrThrow();
            var built = BuildLineage.Run(events);
            var graph = built.OrThrow();
            ImmutableArray<Finding> findings = [.. outcome.FindingsOrNone(), .. built.FindingsOrNone()];
            if (scope.IsJson)
                CommandScope.PrintObject(new
                {
                    events = events.Length, runs = graph.Runs.Length, datasets = graph.Datasets.Count, findings,
                });
            else scope.Terminal.MarkupLine($"{events.Length} events of {graph.Runs.Length} runs kept");
            SettleCommand.Tell(scope, findings);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Export()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file to write; it must not be there yet" };
        var command = new Command("export", "Write the events of the desk's own runs") { file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var to = parsed.GetValue(file)!;
            if (to.Exists)
                throw new RefusedException(new("file-exists", "The file is there already", to.FullName, "Name a new file."));
            var events = new DeskLineage(scope.Store).Events(scope.AsOf);
            File.WriteAllText(to.FullName,
                $"[{string.Join(",\n", events.Select(each => Encoding.UTF8.GetString(WriteLineageEvent.Of(each))))}]\n");
            if (scope.IsJson) CommandScope.PrintObject(new { events = events.Length, file = to.FullName });
            else scope.Terminal.MarkupLineInterpolated($"{events.Length} events written");
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }
}
