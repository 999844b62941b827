using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Delivery.Quality;
using Busbar.Digital.Delivery.Tests;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Gateways;
using Busbar.Gateways.TestReports;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Delivery;

/// <summary>What was taken in at once.</summary>
/// <param name="Build">The build's evidence; null when no file was of a build.</param>
/// <param name="IsNew">False when the same files were here already.</param>
public sealed record TakenEvidence(
    BuildEvidence? Build, bool IsNew, ImmutableArray<ProjectPlan> Plans, ImmutableArray<ModuleCount> Modules,
    ImmutableArray<Finding> Findings);

/// <summary>Evidence of builds and projects: reports of tests and coverage, plans, modules. Files that come together are taken together or
/// not at all.</summary>
public sealed class EvidenceBook(FactStore store)
{
    private const int BadMost = 100;
    private const string Coverage = "cobertura";

    /// <summary>Reads files without keeping anything.</summary>
    /// <exception cref="RefusedException">What <see cref="ReadDeliveryReport"/>, <see cref="MeasureDefects"/> refuse: the first of
    /// them.</exception>
    public static TakenEvidence Read(ImmutableArray<SourceFile> files, string commit, Instant at)
    {
        var read = files.Select(file => (File: file, Outcome: ReadDeliveryReport.Read(file)))
            .Select(one => (one.File, Report: one.Outcome.OrThrow(), ((Outcome<DeliveryReport>.Done)one.Outcome).Findings)).ToArray();
        var tests = read.Select(one => one.Report).OfType<DeliveryReport.Tests>().Select(one => one.Report).ToImmutableArray();
        var coverage = read.Select(one => one.Report).OfType<DeliveryReport.Coverage>().Select(one => one.Report).ToImmutableArray();
        var counted = CountTests.Run(tests);
        var modules = read.Where(one => one.Report is DeliveryReport.Modules).Select(one => (one.File.Name,
            Outcome: MeasureDefects.Run(((DeliveryReport.Modules)one.Report).Rows))).ToArray();
        ImmutableArray<Finding> findings = [.. read.SelectMany(one => one.Findings), .. ((Outcome<TestTally>.Done)counted).Findings];
        var kept = read.Where(one => one.Report is DeliveryReport.Tests or DeliveryReport.Coverage)
            .Select(one => new EvidenceFile(one.File.Name, KindOf(one.Report), ContentHash.Of(one.File.Content.Span)))
            .OrderBy(file => file.Hash.Hex, StringComparer.Ordinal).ToImmutableArray();
        var tally = counted.OrThrow();
        return new(kept.IsEmpty ? null : new(
                ContentHash.Of(Encoding.UTF8.GetBytes(string.Join('\n', kept.Select(file => file.Hash.Hex)))).Hex[..16], at, commit, kept,
                tests.IsEmpty ? null : tally with { Bad = [.. tally.Bad.Take(BadMost)] },
                coverage.IsEmpty ? null : MergeCoverage.Run(coverage), findings),
            true,
            [.. read.Where(one => one.Report is DeliveryReport.Plan)
                .Select(one => new ProjectPlan(NameOf(one.File), at, ((DeliveryReport.Plan)one.Report).Packages))],
            [.. modules.Select(one => new ModuleCount(one.Name.Split('.')[0], at, one.Outcome.OrThrow()))],
            [.. findings, .. modules.SelectMany(one => ((Outcome<DefectFigures>.Done)one.Outcome).Findings)]);
    }

    /// <summary>Takes files in, all or none.</summary>
    /// <exception cref="RefusedException">What <see cref="Read"/> refuses; <c>duty</c>.</exception>
    public TakenEvidence Take(ImmutableArray<SourceFile> files, string commit, Actor who, Instant at)
    {
        var taken = Read(files, commit, at);
        var isNew = taken.Build is not { } build
            || store.ReadDocument<BuildEvidence>(new(nameof(BuildEvidence), build.Id), AsOf.Latest) is null;
        // The bytes first, as the gateway keeps all that comes from outside; they count for nothing until somebody states them.
        using (var bytes = store.Begin(Actor.Gateway, new RunId($"delivery files {files.Length}")))
        {
            foreach (var file in files) bytes.PutFile(file.Name, file.Content);
            bytes.Commit();
        }
        using var batch = store.Begin(who, new RunId($"delivery import {files.Length}"));
        if (isNew && taken.Build is { } fresh) batch.PutDocument(new(nameof(BuildEvidence), fresh.Id), fresh, at);
        foreach (var plan in taken.Plans) batch.PutDocument(new(nameof(ProjectPlan), plan.Project), plan, at);
        foreach (var count in taken.Modules) batch.PutDocument(new(nameof(ModuleCount), count.Product), count, at);
        batch.Commit();
        return taken with { IsNew = isNew };
    }

    /// <summary>The builds as of an instant, the newest first.</summary>
    public ImmutableArray<BuildEvidence> Builds(AsOf asOf) =>
    [
        .. store.ReadDocuments<BuildEvidence>(nameof(BuildEvidence), "", "~", asOf).Select(each => each.Body)
            .OrderByDescending(each => each.TakenAt).ThenBy(each => each.Id, StringComparer.Ordinal),
    ];

    /// <summary>The reports of the newest build that has tests, read again as they came; none without such a build.</summary>
    public ImmutableArray<TestReport> NewestTests(AsOf asOf) =>
    [
        .. (Builds(asOf).FirstOrDefault(build => build.Tests is not null)?.Files ?? []).Where(file => file.Kind != Coverage)
            .Select(file => store.ReadFile(file.Hash)).OfType<StoredFile>()
            .Select(file => ReadDeliveryReport.Read(new(file.Name, file.Content)).OrThrow())
            .OfType<DeliveryReport.Tests>().Select(report => report.Report),
    ];

    /// <summary>The plans as of an instant, by project.</summary>
    public ImmutableArray<ProjectPlan> Plans(AsOf asOf) =>
        [.. store.ReadDocuments<ProjectPlan>(nameof(ProjectPlan), "", "~", asOf).Select(each => each.Body)];

    /// <summary>The counts of modules as of an instant, by product.</summary>
    public ImmutableArray<ModuleCount> Modules(AsOf asOf) =>
        [.. store.ReadDocuments<ModuleCount>(nameof(ModuleCount), "", "~", asOf).Select(each => each.Body)];

    private static string NameOf(SourceFile file) => file.Name.Split('.')[0];

    private static string KindOf(DeliveryReport report) => report is DeliveryReport.Tests tests ? tests.Report.Format : Coverage;
}
