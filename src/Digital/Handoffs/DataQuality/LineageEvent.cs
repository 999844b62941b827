using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.DataQuality;

/// <summary>Where a run of a job stands, in OpenLineage's words.</summary>
public enum RunState
{
    /// <summary>It began.</summary>
    Start,
    /// <summary>It goes on.</summary>
    Running,
    /// <summary>It ended well; its outputs stand.</summary>
    Complete,
    /// <summary>It was stopped.</summary>
    Abort,
    /// <summary>It ended badly.</summary>
    Fail,
    /// <summary>More about it, outside its course.</summary>
    Other,
}

/// <summary>An event of lineage: a run of a job changed its state, or a job or a dataset described itself (OpenLineage 2-0-2). A run event
/// has
/// a run and a job, a job event a job only, a dataset event a dataset only.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Producer">What sent it, a URI.</param>
/// <param name="SchemaUrl">Which version of the standard it follows.</param>
/// <param name="State">Of a run event that says so.</param>
/// <param name="Run">The run.</param>
/// <param name="Job">The job.</param>
/// <param name="Inputs">What the run or job reads.</param>
/// <param name="Outputs">What it writes.</param>
/// <param name="Dataset">What a dataset event is about.</param>
public sealed record LineageEvent(
    Instant Time, string Producer, string SchemaUrl, RunState? State, LineageRun? Run, LineageJob? Job,
    ImmutableArray<LineageDataset> Inputs, ImmutableArray<LineageDataset> Outputs, LineageDataset? Dataset);

/// <summary>A run of a job; our run ids are its ids.</summary>
/// <param name="Id">A UUID.</param>
/// <param name="Facets">More about it, by name.</param>
public sealed record LineageRun(string Id, Term.Map Facets);

/// <summary>A job: what runs.</summary>
/// <param name="Namespace">Whose.</param>
/// <param name="Name">Unique in it.</param>
/// <param name="Facets">More about it, by name.</param>
public sealed record LineageJob(string Namespace, string Name, Term.Map Facets);

/// <summary>A dataset that is read or written.</summary>
/// <param name="Namespace">Where it lies.</param>
/// <param name="Name">Unique in it.</param>
/// <param name="Facets">More about it, by name: schema, columnLineage, dataQualityAssertions.</param>
/// <param name="UseFacets">More about this use of it: inputFacets or outputFacets.</param>
public sealed record LineageDataset(string Namespace, string Name, Term.Map Facets, Term.Map UseFacets);
