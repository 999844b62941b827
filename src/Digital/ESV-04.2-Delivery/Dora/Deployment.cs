using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Delivery.Dora;

/// <summary>How a build or a deployment ended.</summary>
public enum DeliveryResult
{
    /// <summary>It did what it should.</summary>
    Success,
    /// <summary>It did not.</summary>
    Failure,
    /// <summary>It has not ended.</summary>
    Running,
    /// <summary>It was not run.</summary>
    Skipped,
}

/// <summary>One commit put into one environment.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Run">The pipeline's run; a run may put several repositories' commits out together.</param>
/// <param name="Scope">What is deployed by one pipeline: a product, a component.</param>
/// <param name="Repository">Where the commit is.</param>
/// <param name="Environment"><see cref="Production"/>, another name, or empty when unknown.</param>
/// <param name="Started">When it began, or null when the pipeline does not say.</param>
/// <param name="Finished">When it ended, or null while it runs.</param>
/// <param name="Touched">The configuration items that it changed, by their names on the service map.</param>
/// <param name="RollsBack">The deployment that it undoes, or null.</param>
public sealed record Deployment(
    string Id, string Run, string Scope, string Repository, string Environment, string Commit, DeliveryResult Result, Instant? Started,
    Instant? Finished, ImmutableArray<string> Touched, string? RollsBack = null)
{
    /// <summary>The environment that customers see.</summary>
    public const string Production = "PRODUCTION";

    /// <summary>True when it reached customers.</summary>
    public bool IsLive => Result == DeliveryResult.Success && Environment == Production && Finished is not null;
}

/// <summary>A time when a service did not give what it promises, as its customers or its indicators saw it.</summary>
/// <param name="Id">Unique: an incident's or an alert's key.</param>
/// <param name="Service">The service by its name on the map.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">When it ended, or null while it lasts.</param>
public sealed record ServiceFailure(string Id, string Service, Instant Began, Instant? Ended);
