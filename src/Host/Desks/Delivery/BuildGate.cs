using System.Collections.Immutable;
using Busbar.Digital.Delivery.Quality;
using Busbar.Digital.Delivery.Releases;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;

namespace Busbar.Host.Desks.Delivery;

/// <summary>The house's gate for builds and releases: all tests held, four lines in five covered, no open critical finding on what it
/// touches, a tenth of the scarcest error budget left.</summary>
public static class BuildGate
{
    private static readonly GateRules rules = new(CoverageLeast: 80, CriticalMost: 0, BudgetLeast: 0.1);

    /// <summary>The gate's word on a build.</summary>
    public static GateVerdict Of(BuildEvidence build, DigitalBooks books, AsOf asOf) =>
        Judge(build, ItemsOf(build.Commit, books, asOf), books, asOf);

    /// <summary>The gate's word on a release: by the newest build of its last commit, and what its commits touch.</summary>
    public static GateVerdict Of(Release release, DigitalBooks books, AsOf asOf) => Judge(
        release.Commits is [.., var last] ? books.Evidence.Builds(asOf).FirstOrDefault(build => build.Commit == last.Sha) : null,
        release.Components, books, asOf);

    /// <summary>Findings that are open and critical by decision on the items, and whose risk nobody bears for now; on every item where none
    /// is named. Null where no scanner's report was ever taken in.</summary>
    public static int? OpenCritical(ImmutableArray<string> items, DigitalBooks books, AsOf asOf) =>
        books.Security.Findings.All(asOf).IsEmpty ? null : books.Security.Shown(asOf).Count(each => each.Decided.Finding.IsOpen
            && each.Decided.Term.IsCritical && each.Clock.AcceptedUntil is null
            && (items.IsEmpty || items.Contains(each.Decided.Asset)));

    private static GateVerdict Judge(BuildEvidence? build, ImmutableArray<string> items, DigitalBooks books, AsOf asOf) => CheckGate.Run(
        new(rules, build?.Tests, build?.Coverage, OpenCritical(items, books, asOf), BudgetLeft(books, asOf), IsFix: false));

    /// <summary>What a commit touched: what its deployment did, else what its own paths are; none where nobody told.</summary>
    private static ImmutableArray<string> ItemsOf(string commit, DigitalBooks books, AsOf asOf)
    {
        var history = books.Delivery.History(asOf);
        if (history.Deployments.LastOrDefault(one => one.Commit == commit && !one.Touched.IsEmpty) is { } deployed) return deployed.Touched;
        var setting = books.Delivery.Setting(asOf);
        return
        [
            .. history.Commits.Values.SelectMany(commits => commits).Where(one => one.Sha == commit).SelectMany(one => one.Paths)
                .Select(path => ComponentPath.ItemOf(path, setting.Components)).OfType<string>().Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private static double? BudgetLeft(DigitalBooks books, AsOf asOf) => books.Answers.Of<double?>("error budget left", asOf, () =>
    {
        var shares = books.Operations.Objectives.All(asOf).Select(held => held.Check.State).Where(state => state.Budget > 0)
            .Select(state => (double)(state.Left / state.Budget)).ToArray();
        return shares.Length == 0 ? null : shares.Min();
    });
}
