using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Portfolio.Cases;

/// <summary>Initiatives by weighted marks, the best first, and how far each weight may move before another leads.</summary>
public sealed record ScoreSheet(ImmutableArray<InitiativeScore> Ranked, ImmutableArray<WeightRange> Ranges);

/// <summary>An initiative's marks.</summary>
/// <param name="Id">The initiative.</param>
/// <param name="Score">Σ weight × mark ÷ Σ weight.</param>
/// <param name="PersonYears">People it takes over all years.</param>
/// <param name="Wsjf">Score ÷ person-years: weighted shortest job first, the marks taken as what delay costs; null where it takes
/// nobody.</param>
public sealed record InitiativeScore(string Id, double Score, double PersonYears, double? Wsjf);

/// <summary>Between which weights of a criterion, the others unchanged, the leader still leads.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Weight">Its weight today.</param>
/// <param name="Least">From here.</param>
/// <param name="Most">Up to here; null where no weight is too much.</param>
public sealed record WeightRange(string Criterion, double Weight, double Least, double? Most);

/// <summary>Marks initiatives on weighted criteria. Sources: Keeney and Raiffa 1976, Decisions with Multiple Objectives (additive value);
/// Reinertsen 2009, The Principles of Product Development Flow (weighted shortest job first).</summary>
public static class ScoreInitiatives
{
    /// <summary>The sheet; a mark that is missing counts as zero and is a finding (<c>mark-missing</c>). Refuses a case whose criteria have
    /// no weight (<c>no-criteria</c>).</summary>
    public static Outcome<ScoreSheet> Run(PortfolioCase of)
    {
        var criteria = of.Landscape.Criteria;
        var total = (double)criteria.Sum(each => each.Weight);
        if (total <= 0)
            return new Refusal("no-criteria", "No criterion has a weight", of.Name, "Give criteria with weights above zero.");
        var ranked = of.Initiatives.Select(each => Score(each, criteria, total)).OrderByDescending(each => each.Score)
            .ThenBy(each => each.Id, StringComparer.Ordinal).ToImmutableArray();
        var marks = of.Initiatives.ToDictionary(each => each.Id, each => each.Scores, StringComparer.Ordinal);
        var missing = from each in of.Initiatives
            from criterion in criteria
            where !each.Scores.ContainsKey(criterion.Name)
            select new Finding("mark-missing", Severity.Note, $"{each.Id} has no mark on {criterion.Name}", of.Name, "counted as zero");
        return Outcome.Of(new ScoreSheet(ranked, ranked.IsEmpty ? [] : [.. criteria.Select(each => Range(each, criteria, ranked, marks))]),
            missing);
    }

    private static InitiativeScore Score(Initiative each, ImmutableArray<ScoringCriterion> criteria, double total)
    {
        var score = criteria.Sum(criterion => (double)(criterion.Weight * each.Scores.GetValueOrDefault(criterion.Name))) / total;
        var people = (double)each.Skills.Sum(need => need.Fte.Sum());
        return new(each.Id, score, people, people > 0 ? score / people : null);
    }

    // The leader leads another while Σ weight × (its mark − the other's) is not negative: a half line for each other one.
    private static WeightRange Range(
        ScoringCriterion criterion, ImmutableArray<ScoringCriterion> criteria, ImmutableArray<InitiativeScore> ranked,
        Dictionary<string, ImmutableSortedDictionary<string, decimal>> marks)
    {
        var (least, most) = (0.0, double.PositiveInfinity);
        var leader = marks[ranked[0].Id];
        foreach (var other in ranked.Skip(1).Select(each => marks[each.Id]))
        {
            decimal Lead(string name) => leader.GetValueOrDefault(name) - other.GetValueOrDefault(name);
            var lead = (double)Lead(criterion.Name);
            var rest = (double)criteria.Where(each => each != criterion).Sum(each => each.Weight * Lead(each.Name));
            if (lead > 0) least = Math.Max(least, -rest / lead);
            else if (lead < 0) most = Math.Min(most, rest / -lead);
        }
        return new(criterion.Name, (double)criterion.Weight, least, double.IsFinite(most) ? most : null);
    }
}
