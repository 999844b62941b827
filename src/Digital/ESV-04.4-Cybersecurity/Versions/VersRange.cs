using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Versions;

/// <summary>One bound of a range: <c>=</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c> or <c>*</c>, and its
/// version.</summary>
public sealed record VersConstraint(string Operator, string Version);

/// <summary>A range of versions in the notation of VERS (purl's version range specifier): bounds sorted by version.</summary>
/// <param name="Ecosystem">As the range names its scheme.</param>
/// <param name="Scheme">The order of its versions.</param>
/// <param name="Constraints">In the order of their versions.</param>
public sealed record VersRange(string Ecosystem, VersionScheme Scheme, ImmutableArray<VersConstraint> Constraints)
{
    private const string Plain = "-._~:+!";

    /// <summary>Makes one of bounds in any order. Refuses (<c>range-form</c>) bounds whose version is none of the scheme.</summary>
    public static Outcome<VersRange> Of(string ecosystem, VersionScheme scheme, IEnumerable<VersConstraint> constraints)
    {
        ImmutableArray<VersConstraint> all = [.. constraints];
        if (all.FirstOrDefault(each => each.Operator != "*" && !CompareVersions.IsVersion(scheme, each.Version)) is { } odd)
            return new Refusal("range-form", $"'{odd.Version}' is no {scheme} version", $"'{odd.Operator}{odd.Version}'",
                "Check the range, and that it was copied whole.");
        return new VersRange(ecosystem, scheme, [.. all.Order(Comparer<VersConstraint>.Create((left, right) =>
            left.Operator == "*" || right.Operator == "*" ? 0 : CompareVersions.Order(scheme, left.Version, right.Version)))]);
    }

    /// <summary>True when a version lies in the range: VERS, "Checking if a version is contained within a range".</summary>
    public bool Contains(string version)
    {
        if (Constraints is [{ Operator: "*" }]) return true;
        int Against(VersConstraint bound) => CompareVersions.Order(Scheme, version, bound.Version);
        if (Constraints.Any(bound => bound.Operator == "!=" && Against(bound) == 0)) return false;
        if (Constraints.Any(bound => bound.Operator is "=" or "<=" or ">=" && Against(bound) == 0)) return true;
        // VERS' simplification: of lower bounds in a row the first counts, of upper bounds the last.
        var all = Constraints.Where(bound => bound.Operator is not "=" and not "!=").ToList();
        var sides = all.Where((bound, place) => bound.Operator[0] == '>' ? place == 0 || all[place - 1].Operator[0] == '<'
            : place == all.Count - 1 || all[place + 1].Operator[0] == '>').ToList();
        if (sides.Count == 0) return Constraints.Any(bound => bound.Operator == "!=");
        if (sides[0].Operator[0] == '<' && Against(sides[0]) < 0) return true;
        if (sides[^1].Operator[0] == '>' && Against(sides[^1]) > 0) return true;
        return sides.Zip(sides.Skip(1)).Any(pair => pair.First.Operator[0] == '>' && pair.Second.Operator[0] == '<'
            && Against(pair.First) > 0 && Against(pair.Second) < 0);
    }

    /// <summary>The canonical text.</summary>
    public override string ToString() => $"vers:{Ecosystem}/" + string.Join('|', Constraints.Select(each =>
        (each.Operator == "=" ? "" : each.Operator) + Encode(each.Version)));

    internal static string Encode(string version) => string.Concat(version.Select(one => char.IsAsciiLetterOrDigit(one)
        || Plain.Contains(one, StringComparison.Ordinal) ? one.ToString() : Uri.HexEscape(one)));
}
