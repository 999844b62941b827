using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Portfolio.Demands;

/// <summary>A demand's facts so far, and the next.</summary>
public sealed record MoveDemandInputs(string Id, ImmutableArray<DemandFact> Facts, DemandFact Next);

/// <summary>Takes the next step of a demand: raised, assessed as often as wanted, then turned into an initiative or declined.</summary>
public static class MoveDemand
{
    private const int IdMost = 80;

    /// <summary>The demand after the step. Refuses a step out of turn (<c>not-raised</c>, <c>raised-already</c>, <c>not-assessed</c>,
    /// <c>demand-ended</c>) and a step without what it must say (<c>no-title</c>, <c>no-cost</c>, <c>negative-amount</c>,
    /// <c>bad-initiative-id</c>, <c>no-reason</c>).</summary>
    public static Outcome<Demand> Run(MoveDemandInputs inputs)
    {
        var before = FoldDemand.Run(inputs.Id, inputs.Facts);
        return Refuse(before, inputs.Next, inputs.Id) is { } refusal ? refusal : FoldDemand.Run(inputs.Id, [.. inputs.Facts, inputs.Next])!;
    }

    private static Refusal? Refuse(Demand? before, DemandFact next, string id) => (before, next) switch
    {
        (null, DemandRaised it) => string.IsNullOrWhiteSpace(it.Title)
            ? new("no-title", "It says nothing", id, "Say in a line what is asked for.") : null,
        (null, _) => new("not-raised", "There is no such demand yet", id, "Raise it first."),
        (_, DemandRaised) => new("raised-already", "It was raised before", id, "Raise another demand."),
        ({ IsOpen: false }, _) => new("demand-ended", $"It is {before.Stage.ToString().ToLowerInvariant()}", id, "Raise another demand."),
        (_, DemandAssessed it) => RefuseEstimate(it.Estimate, id),
        ({ Estimate: null }, DemandTurned) => new("not-assessed", "Nobody has worked out what it takes and brings", id, "Assess it first."),
        (_, DemandTurned it) => IsId(it.Initiative) ? null
            : new("bad-initiative-id", $"'{it.Initiative}' is no id", id, "Give letters, digits, dots, _ and -."),
        (_, DemandDeclined it) => string.IsNullOrWhiteSpace(it.Why)
            ? new("no-reason", "It says no reason", id, "Say why it is not followed up.") : null,
        _ => throw new InvalidOperationException($"{next.GetType().Name} is no fact of a demand."),
    };

    private static Refusal? RefuseEstimate(DemandEstimate estimate, string id)
    {
        if (estimate.CostUsd.IsEmpty)
            return new("no-cost", "It costs nothing, as far as it says", id, "Give its cost in each year, 0 where it is none.");
        return estimate.CostUsd.Concat(estimate.BenefitUsd).Concat(estimate.Skills.SelectMany(each => each.Fte)).Any(amount => amount < 0)
            ? new("negative-amount", "An amount is below zero", id, "Give costs, benefits and people from 0.") : null;
    }

    private static bool IsId(string text) =>
        text.Length is > 0 and <= IdMost && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
}
