using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Lineage;
using Busbar.Host.Desks.Quality;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.DataQuality;

/// <summary>What a dataset was made of and what was made of it, to the run and the column.</summary>
public static class LineageTables
{
    /// <summary>The dataset and the column that are asked for, by the names of the catalogue or <c>namespace/name</c>.</summary>
    public static FieldKey Asked(ScreenView view, LineageGraph graph)
    {
        var (name, field) = (view.Field("dataset"), view.Field("column") is { Length: > 0 } column ? column : FieldKey.Whole);
        var key = graph.Datasets.Keys.FirstOrDefault(each => each.ToString() == name, DeskLineage.KeyOf(name));
        return new(key, field);
    }

    /// <summary>Runs that made it, the latest first.</summary>
    public static ScreenTable Upstream(ScreenView view) => Steps(view, "lineage-upstream", "Made of", LineageDirection.Upstream,
        Instant.MaxValue);

    /// <summary>Runs that read it or what was made of it, in the order of making.</summary>
    public static ScreenTable Downstream(ScreenView view) => Steps(view, "lineage-downstream", "Read by", LineageDirection.Downstream,
        Instant.MinValue);

    /// <summary>Datasets that lineage knows and the catalogue's kinds of document stand for, to choose from.</summary>
    public static ScreenTable Known(ScreenView view)
    {
        var graph = new DeskLineage(view.Reads.Store).Graph(view.AsOf);
        return new("lineage-datasets", "Datasets with lineage", [Words("Namespace"), Words("Dataset"), Words("Columns")],
        [
            .. graph.Datasets.Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Key.Namespace), Cell.Of(each.Key.Name, view.Link("/service/lineage", ("dataset", each.Key.ToString()))),
                Cell.Of(string.Join(", ", each.Value)),
            ]),
        ], IsMain: true);
    }

    private static ScreenTable Steps(ScreenView view, string name, string title, LineageDirection direction, Instant at)
    {
        var graph = new DeskLineage(view.Reads.Store).Graph(view.AsOf);
        var trace = TraceLineage.Run(new(graph, Asked(view, graph), direction, at)) is Outcome<LineageTrace>.Done done ? done.Value
            : new LineageTrace([], []);
        return new(name, title, [Words("When"), Words("Job"), Words("Run"), Words("Reads"), Words("Makes"), Words("Columns on the way")],
        [
            .. trace.Steps.Select(step => (ImmutableArray<Cell>)
            [
                Cell.Of(view.Clock.Show(step.Run.Ended)), Cell.Of(step.Run.Job), Cell.Of(step.Run.Id),
                Cell.Of(string.Join(", ", step.Run.Inputs.Select(input => input.Name))),
                Cell.Of(string.Join(", ", step.Run.Outputs.Select(output => output.Name)),
                    step.Run.Outputs is [var first, ..] ? view.Link("/service/lineage", ("dataset", first.ToString())) : null),
                Cell.Of(string.Join(", ", step.Fields)),
            ]),
        ]);
    }
}
