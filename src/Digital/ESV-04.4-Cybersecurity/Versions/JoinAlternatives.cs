using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Versions;

/// <summary>Makes one range of alternatives. VERS has one list of bounds, read in pairs: where alternatives overlap, their bounds side by
/// side would leave out versions that both hold, so such alternatives become one.</summary>
internal static class JoinAlternatives
{
    /// <summary>The range that holds what any alternative holds. Refuses as <see cref="VersRange.Of"/>, and what holds no
    /// version (<c>range-form</c>), which VERS cannot say.</summary>
    public static Outcome<VersRange> Run(
        string ecosystem, VersionScheme scheme, ImmutableArray<ImmutableArray<VersConstraint>> alternatives)
    {
        if (VersRange.Of(ecosystem, scheme, alternatives.SelectMany(each => each)) is Outcome<VersRange>.Refused refused)
            return refused.Refusal;
        int Order(string left, string right) => CompareVersions.Order(scheme, left, right);
        // A range with exclusions is told as it is written; so are versions side by side, which the suite takes for a list.
        if (alternatives.Any(each => each.Any(bound => bound.Operator == "!="))
            || alternatives is [var only] && only.All(bound => bound.Operator == "="))
            return VersRange.Of(ecosystem, scheme, alternatives.SelectMany(each => each));
        var spans = alternatives.Select(each => Span.Of(each, Order)).OfType<Span>().Order(Comparer<Span>.Create((left, right) =>
            left.Low is null || right.Low is null ? (left.Low is not null).CompareTo(right.Low is not null)
            : Order(left.Low.Version, right.Low.Version))).ToList();
        if (spans.Count == 0)
            return new Refusal("range-form", "No version lies in the range", $"'{string.Join(' ', alternatives.SelectMany(each => each)
                .Select(each => each.Operator + each.Version))}'", "Check the range, and that it was copied whole.");
        // So is one of one alternative, or of upper bounds only, of which the last counts.
        if (alternatives.Length == 1 || alternatives.All(each => each.All(bound => bound.Operator[0] == '<')))
            return VersRange.Of(ecosystem, scheme, alternatives.SelectMany(each => each));
        var joined = new List<Span>();
        foreach (var span in spans)
            if (joined.Count > 0 && joined[^1].Reaches(span, Order)) joined[^1] = joined[^1].With(span, Order);
            else joined.Add(span);
        return VersRange.Of(ecosystem, scheme,
            joined is [{ Low: null, High: null }] ? [new("*", "")] : joined.SelectMany(each => each.Bounds));
    }

    /// <summary>From a lower to an upper bound, either open; one version has both the same.</summary>
    private sealed record Span(VersConstraint? Low, VersConstraint? High)
    {
        public IEnumerable<VersConstraint> Bounds => Low is not null && High is not null && Low.Version == High.Version
            ? [new("=", Low.Version)] : new[] { Low, High }.OfType<VersConstraint>();

        /// <summary>The bounds of one alternative, of which all hold; null where nothing is left.</summary>
        public static Span? Of(ImmutableArray<VersConstraint> bounds, Func<string, string, int> order)
        {
            VersConstraint? Edge(char sign, int direction) => bounds
                .Where(each => each.Operator == "=" || each.Operator[0] == sign)
                .Select(each => each.Operator == "=" ? new($"{sign}=", each.Version) : each)
                .Aggregate((VersConstraint?)null, (edge, each) =>
                    edge is null || order(each.Version, edge.Version) * direction > 0 ? each : edge);
            var (low, high) = (Edge('>', 1), Edge('<', -1));
            var side = low is null || high is null ? -1 : order(low.Version, high.Version);
            return side > 0 || (side == 0 && (low!.Operator == ">" || high!.Operator == "<")) ? null : new(low, high);
        }

        /// <summary>True when the next begins inside; one that begins where this ends stays a range of its own.</summary>
        public bool Reaches(Span next, Func<string, string, int> order) =>
            High is null || next.Low is null || order(next.Low.Version, High.Version) < 0;

        public Span With(Span next, Func<string, string, int> order) =>
            this with { High = High is null || next.High is null ? null : order(next.High.Version, High.Version) > 0 ? next.High : High };
    }
}
