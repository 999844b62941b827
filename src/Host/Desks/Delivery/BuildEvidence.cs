using System.Collections.Immutable;
using Busbar.Digital.Delivery.Quality;
using Busbar.Digital.Delivery.Tests;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Desks.Delivery;

/// <summary>A file of evidence, kept in the store as it came.</summary>
/// <param name="Kind">As the reader told it: <c>trx</c>, <c>cobertura</c>, <c>plan</c>, <c>modules</c>.</param>
public sealed record EvidenceFile(string Name, string Kind, ContentHash Hash);

/// <summary>What a build's reports said together, taken in at once.</summary>
/// <param name="Id">Hash of its files: the same files are one build, however often they come.</param>
/// <param name="Commit">The commit it was of; empty when nobody said.</param>
/// <param name="Tests">Null without a report of tests; of what failed the first hundred.</param>
/// <param name="Coverage">Null without a report of coverage.</param>
public sealed record BuildEvidence(
    string Id, Instant TakenAt, string Commit, ImmutableArray<EvidenceFile> Files, TestTally? Tests, CoverageTotal? Coverage,
    ImmutableArray<Finding> Findings);

/// <summary>A project's plan as it was last taken in.</summary>
public sealed record ProjectPlan(string Project, Instant TakenAt, ImmutableArray<WorkPackage> Packages);

/// <summary>Modules and their defects as they were last taken in.</summary>
public sealed record ModuleCount(string Product, Instant TakenAt, DefectFigures Figures);

/// <summary>Which paths are which items, and what forges call production.</summary>
public sealed record DeliverySetting(ImmutableArray<Digital.Delivery.Releases.ComponentPath> Components, ImmutableArray<string> Production)
{
    /// <summary>What holds until somebody says otherwise.</summary>
    public static DeliverySetting Default { get; } = new([], ["production", "prod", "live"]);
}

/// <summary>A forge's post that was taken in: its key, so that it is not taken twice.</summary>
public sealed record TakenPost(Instant At, string Kind);

/// <summary>The change record that a deployment opened.</summary>
public sealed record DeploymentChange(string Deployment, string Ticket);
