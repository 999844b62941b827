using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;

namespace Busbar.Digital.Portfolio.Demands;

/// <summary>How far a demand is.</summary>
public enum DemandStage
{
    /// <summary>Nobody has looked at it yet.</summary>
    Raised,
    /// <summary>What it takes and brings is known.</summary>
    Assessed,
    /// <summary>It is an initiative.</summary>
    Turned,
    /// <summary>It is not followed up.</summary>
    Declined,
}

/// <summary>A demand as its facts leave it.</summary>
/// <param name="Id">Its stream's id: <c>DEM-4</c>.</param>
/// <param name="Raised">Its first fact.</param>
public sealed record Demand(string Id, DemandRaised Raised)
{
    /// <summary>How far it is.</summary>
    public DemandStage Stage { get; init; } = DemandStage.Raised;

    /// <summary>What it takes and brings; null until somebody has worked it out.</summary>
    public DemandEstimate? Estimate { get; init; }

    /// <summary>The initiative it goes on as, or empty.</summary>
    public string Initiative { get; init; } = "";

    /// <summary>Why it was declined, or empty.</summary>
    public string Why { get; init; } = "";

    /// <summary>True while somebody owes it something.</summary>
    public bool IsOpen => Stage is DemandStage.Raised or DemandStage.Assessed;

    /// <summary>The same as an initiative under an id; one without an estimate takes and brings nothing yet.</summary>
    public Initiative As(string id) => new(
        id, Raised.Title, null, Estimate?.CostUsd ?? [], Estimate?.BenefitUsd ?? [], Estimate?.Skills ?? [], false, [], [],
        Raised.Objective, Raised.Service, Estimate?.Risk ?? "", $"demand {Id}",
        Estimate?.Scores ?? ImmutableSortedDictionary<string, decimal>.Empty);
}
