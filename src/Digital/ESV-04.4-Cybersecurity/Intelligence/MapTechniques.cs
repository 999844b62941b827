using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Intelligence;

/// <summary>The matrix as imported, the rules that look for techniques, and the techniques that were seen.</summary>
/// <param name="Seen">Ids as rules and cases name them: <c>T0831</c>, <c>T1059.001</c>.</param>
public sealed record MapTechniquesInputs(
    ImmutableArray<AttackTechnique> Matrix, ImmutableArray<DetectionRule> Rules, ImmutableArray<string> Seen);

/// <summary>A technique of the matrix, how many rules look for it and how often it was seen.</summary>
public sealed record MappedTechnique(AttackTechnique Technique, int Rules, int Seen);

/// <summary>Lays rules and sightings over the matrix of ATT&amp;CK: what is watched, what is not, what was seen.</summary>
public static class MapTechniques
{
    /// <summary>Every technique of the matrix. A part of a technique (<c>T1059.001</c>) counts for its whole where the matrix has no such
    /// part. Finding: <c>unknown-technique</c> for what was seen and stands in no matrix.</summary>
    public static Outcome<ImmutableArray<MappedTechnique>> Run(MapTechniquesInputs inputs)
    {
        var known = inputs.Matrix.Select(each => each.Id).ToHashSet();
        var watched = inputs.Rules.SelectMany(rule => rule.Tags.Where(tag => tag.StartsWith("attack.t", StringComparison.OrdinalIgnoreCase))
            .Select(tag => Whole(tag[7..].ToUpperInvariant())).Distinct()).CountBy(id => id).ToDictionary();
        var seen = inputs.Seen.Select(Whole).CountBy(id => id).ToDictionary();
        return Outcome.Of(inputs.Matrix.Select(each => new MappedTechnique(each, watched.GetValueOrDefault(each.Id),
            seen.GetValueOrDefault(each.Id))).ToImmutableArray(), inputs.Seen.Where(id => !known.Contains(Whole(id))).Distinct()
            .Order(StringComparer.Ordinal).Select(id => new Finding("unknown-technique", Severity.Warning,
                $"{id} stands in no matrix imported", id,
                "not counted")));

        string Whole(string id) => known.Contains(id) ? id : id.Split('.')[0];
    }
}
