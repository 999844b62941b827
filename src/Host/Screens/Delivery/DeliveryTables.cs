using System.Collections.Immutable;
using Busbar.Digital.Delivery.Dora;
using Busbar.Digital.Delivery.Quality;
using Busbar.Host.Desks.Delivery;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Delivery;

/// <summary>What went out, what it did to the services, and what its builds showed.</summary>
public static class DeliveryTables
{
    /// <summary>The five metrics both ways.</summary>
    public static ScreenTable Dora(ScreenView view) => new("dora", "Five metrics of ninety days",
        [Words("Metric"), Words("By cause"), Words("By the nearest deployment")],
        [
            .. (view.Digital.Delivery.Measure(view.AsOf) is { } dora ? DoraWords.Of(dora) : []).Select(row => (ImmutableArray<Cell>)
                [Cell.Of(row.Metric), Cell.Of(row.ByCause), Cell.Of(row.ByNearest)]),
        ]);

    /// <summary>The deployments, the newest first.</summary>
    public static ScreenTable Deployments(ScreenView view)
    {
        var changes = view.Digital.Delivery.Changes(view.AsOf);
        return new("deployments", "Deployments",
            [Words("Deployment"), Words("Environment"), Words("Ended"), Words("Result"), Words("Touches"), Words("Rolls back"),
                Words("Commit"), Words("Change")],
            [
                .. view.Digital.Delivery.History(view.AsOf).Deployments.Reverse().Select(one => (ImmutableArray<Cell>)
                [
                    Cell.Of(one.Id), Cell.Of(one.Environment.ToLowerInvariant()),
                    one.Finished is { } ended ? Cell.Of(view.Clock.Show(ended)) : Cell.Empty,
                    Cell.Of(one.Result.ToString().ToLowerInvariant()).As(one.Result == DeliveryResult.Failure ? Tone.Bad : Tone.Plain),
                    Cell.Of(string.Join(", ", one.Touched)), one.RollsBack is { } undone ? Cell.Of(undone).As(Tone.Bad) : Cell.Empty,
                    Cell.Of(one.Commit[..Math.Min(10, one.Commit.Length)]),
                    changes.TryGetValue(one.Id, out var ticket) ? Cell.Of(ticket, view.Link("/ticket", ("id", ticket))) : Cell.Empty,
                ]),
            ], IsMain: true);
    }

    /// <summary>Failures and what each is blamed on, both ways.</summary>
    public static ScreenTable Blames(ScreenView view)
    {
        var dora = view.Digital.Delivery.Measure(view.AsOf);
        var causes = dora?.Causes.ToDictionary(link => link.Failure.Id) ?? [];
        return new("failure-causes", "Failures and their deployments",
            [Words("Failure"), Words("Of"), Words("Began"), Words("Ended"), Words("Cause"), Words("Evidence"), Words("By way of"),
                Words("Nearest")],
            [
                .. (dora?.Failures ?? []).Reverse().Select(failure => (failure, Cause: causes.GetValueOrDefault(failure.Id)))
                    .Select(each => (ImmutableArray<Cell>)
                    [
                        Cell.Of(each.failure.Id, view.Link("/ticket", ("id", each.failure.Id))), Cell.Of(each.failure.Service),
                        Cell.Of(view.Clock.Show(each.failure.Began)),
                        each.failure.Ended is { } ended ? Cell.Of(view.Clock.Show(ended)) : Cell.Of("open").As(Tone.Bad),
                        each.Cause is { } cause ? Cell.Of(cause.Deployment.Id).As(Tone.Bad) : Cell.Empty,
                        each.Cause is { } link ? Cell.Of(link.Evidence == CauseEvidence.RolledBack ? "rolled back" : "touched")
                            : Cell.Empty,
                        Cell.Of(each.Cause?.Item ?? ""),
                        dora!.Nearest.TryGetValue(each.failure.Id, out var nearest) ? Cell.Of(nearest.Id) : Cell.Empty,
                    ]),
            ]);
    }

    /// <summary>Builds and the gate's word on each.</summary>
    public static ScreenTable Builds(ScreenView view) => new("builds", "Builds and their gate",
        [Words("Build"), Words("Taken in"), Numbers("Tests", ""), Numbers("Held", ""), Numbers("Skipped", ""), Numbers("Failed", ""),
            Numbers("Lines covered", "%"), Words("Gate"), Words("Why")],
        [
            .. view.Digital.Evidence.Builds(view.AsOf).Select(build => (build, Gate: BuildGate.Of(build, view.Digital, view.AsOf)))
                .Select(each => (ImmutableArray<Cell>)
                [
                    Cell.Of(each.build.Id), Cell.Of(view.Clock.Show(each.build.TakenAt)), Count(each.build.Tests?.Tests),
                    Count(each.build.Tests?.Passed), Count(each.build.Tests?.Skipped),
                    Count(each.build.Tests?.Failed + each.build.Tests?.Errored),
                    each.build.Coverage?.LinePercent is { } covered ? Cell.Of(covered, 1) : Cell.Empty, Open(each.Gate), Why(each.Gate),
                ]),
        ]);

    /// <summary>What failed in the newest build that has tests.</summary>
    public static ScreenTable Failed(ScreenView view) => new("failed-tests", "Tests that did not hold",
        [Words("Test"), Words("Class"), Words("Outcome"), Numbers("Runs", ""), Words("Text")],
        [
            .. (view.Digital.Evidence.Builds(view.AsOf).FirstOrDefault(build => build.Tests is not null)?.Tests?.Bad ?? [])
                .Select(bad => (ImmutableArray<Cell>)
                [
                    Cell.Of(bad.Case.Name), Cell.Of(bad.Case.Class), Cell.Of(bad.Case.Outcome.ToString().ToLowerInvariant()).As(Tone.Bad),
                    Cell.Count(bad.Runs), Cell.Of(bad.Case.Text.Length > 300 ? bad.Case.Text[..300] + "…" : bad.Case.Text),
                ]),
        ]);

    /// <summary>Releases and what each contains, the newest first.</summary>
    public static ScreenTable Releases(ScreenView view)
    {
        var history = view.Digital.Delivery.History(view.AsOf);
        return new("releases", "Releases",
            [Words("Release"), Words("Repository"), Words("At"), Words("Gate"), Numbers("Critical open", ""), Words("Why"),
                Words("Components"), Words("Stories"), Numbers("Commits", ""), Numbers("Without a story", "")],
            [
                .. ReleaseContents.Of(history, view.Digital.Delivery.Setting(view.AsOf)).Reverse()
                    .Select(each => (each.Told, each.Release, Gate: each.Release is { } release
                        ? BuildGate.Of(release, view.Digital, view.AsOf) : null))
                    .Select(each => (ImmutableArray<Cell>)
                    [
                        Cell.Of(each.Told.Tag), Cell.Of(each.Told.Repository), Cell.Of(view.Clock.Show(each.Told.At)),
                        Open(each.Gate), each.Release is { } release ? Critical(view, release.Components) : Cell.Empty, Why(each.Gate),
                        Cell.Of(string.Join(", ", each.Release?.Components ?? [])),
                        Cell.Of(string.Join(", ", each.Release?.Stories ?? [])), Count(each.Release?.Commits.Length),
                        Count(each.Release?.Untold),
                    ]),
            ]);
    }

    private static Cell Critical(ScreenView view, ImmutableArray<string> items) =>
        BuildGate.OpenCritical(items, view.Digital, view.AsOf) is { } open ? Cell.Count(open).As(open == 0 ? Tone.Good : Tone.Bad)
            : Cell.Empty;

    private static Cell Open(GateVerdict? gate) => gate is null ? Cell.Empty
        : gate.IsOpen ? Cell.Of("open").As(Tone.Good) : Cell.Of("shut").As(Tone.Bad);

    private static Cell Why(GateVerdict? gate) => Cell.Of(string.Join("; ", (gate?.Conditions ?? []).Where(condition => !condition.IsMet)
        .Select(condition => condition.Reason)));

    private static Cell Count(int? count) => count is { } number ? Cell.Count(number) : Cell.Empty;
}
