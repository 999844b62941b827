using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.DataQuality.Lineage;

/// <summary>A dataset by namespace and name.</summary>
public readonly record struct DatasetKey(string Namespace, string Name) : IComparable<DatasetKey>
{
    /// <inheritdoc/>
    public int CompareTo(DatasetKey other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <summary>Both, parted by a slash.</summary>
    public override string ToString() => $"{Namespace}/{Name}";
}

/// <summary>A field of a dataset; the field <c>*</c> stands for the whole dataset.</summary>
public readonly record struct FieldKey(DatasetKey Dataset, string Field)
{
    /// <summary>The whole dataset.</summary>
    public const string Whole = "*";

    /// <summary>Dataset and field, parted by a hash.</summary>
    public override string ToString() => Field == Whole ? $"{Dataset}" : $"{Dataset}#{Field}";
}

/// <summary>How a field of an output came about.</summary>
/// <param name="To">The output's field; <c>*</c> where the input shapes every row (a filter, a sort, a join).</param>
/// <param name="From">The input's field.</param>
public sealed record FieldEdge(FieldKey To, FieldKey From);

/// <summary>A run of a job: what it read and wrote, and when.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Job">The job, <c>namespace/name</c>.</param>
/// <param name="Began">Its first event.</param>
/// <param name="Ended">When it completed, failed or was aborted; its last event where none says so.</param>
/// <param name="IsComplete">True when it completed, so that its outputs stand; a run that says nothing of its end counts as
/// complete.</param>
/// <param name="Inputs">What it read.</param>
/// <param name="Outputs">What it wrote.</param>
/// <param name="Fields">Where the fields of its outputs come from, as far as it says.</param>
public sealed record RunNode(
    string Id, string Job, Instant Began, Instant Ended, bool IsComplete, ImmutableArray<DatasetKey> Inputs,
    ImmutableArray<DatasetKey> Outputs, ImmutableArray<FieldEdge> Fields)
{
    /// <summary>The outputs about whose fields the run says where they come from.</summary>
    public ImmutableHashSet<DatasetKey> Described { get; } = [.. Fields.Select(edge => edge.To.Dataset)];
}

/// <summary>A job as it describes itself, without a run.</summary>
public sealed record JobNode(string Job, ImmutableArray<DatasetKey> Inputs, ImmutableArray<DatasetKey> Outputs);

/// <summary>Who made what from what. Runs stand in the order of making: by end, then by beginning, then by id. A dataset may feed itself
/// over time, since each
/// run has its hours.</summary>
/// <param name="Runs">In the order of making.</param>
/// <param name="Jobs">Jobs that described themselves, by name.</param>
/// <param name="Datasets">Every dataset named, in order, with the fields its schema names.</param>
public sealed record LineageGraph(
    ImmutableArray<RunNode> Runs, ImmutableArray<JobNode> Jobs, ImmutableSortedDictionary<DatasetKey, ImmutableArray<string>> Datasets);
