using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Digital.Portfolio.Demands;

/// <summary>Something that happened to a demand.</summary>
public abstract record DemandFact(Instant At, Actor By);

/// <summary>Somebody of the business asks for something.</summary>
/// <param name="Title">In a line.</param>
/// <param name="Why">What it would be good for.</param>
/// <param name="Service">The service or item it is about, or empty.</param>
/// <param name="Objective">The objective it would serve, or empty.</param>
public sealed record DemandRaised(Instant At, Actor By, string Title, string Why, string Service, string Objective) : DemandFact(At, By);

/// <summary>Somebody has worked out what it takes and brings.</summary>
public sealed record DemandAssessed(Instant At, Actor By, DemandEstimate Estimate) : DemandFact(At, By);

/// <summary>It goes on as an initiative of the portfolio.</summary>
/// <param name="Initiative">The initiative's id.</param>
public sealed record DemandTurned(Instant At, Actor By, string Initiative) : DemandFact(At, By);

/// <summary>It is not followed up.</summary>
public sealed record DemandDeclined(Instant At, Actor By, string Why) : DemandFact(At, By);

/// <summary>What a demand takes and brings, by year from its start; the amounts are not negative.</summary>
/// <param name="CostUsd">Costs.</param>
/// <param name="BenefitUsd">Benefits.</param>
/// <param name="Skills">People it takes.</param>
/// <param name="Scores">Its mark on each criterion of the portfolio.</param>
/// <param name="Risk">What it may fail of, or empty.</param>
public sealed record DemandEstimate(
    ImmutableArray<decimal> CostUsd, ImmutableArray<decimal> BenefitUsd, ImmutableArray<SkillNeed> Skills,
    ImmutableSortedDictionary<string, decimal> Scores, string Risk);
