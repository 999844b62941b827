using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Contracts;

/// <summary>Whom a change of a contract breaks.</summary>
public enum Breaks
{
    /// <summary>What held still holds.</summary>
    Nobody,
    /// <summary>A reader may meet what it was promised never to meet, or miss what it reads.</summary>
    Readers,
    /// <summary>Data that kept the old contract may not keep the new one.</summary>
    Producers,
}

/// <summary>A difference between two versions of a contract.</summary>
/// <param name="Place">Schema and field, or the service level.</param>
/// <param name="What">What changed, from what to what.</param>
/// <param name="Breaks">Whom it breaks.</param>
public sealed record ContractChange(string Place, string What, Breaks Breaks);

/// <summary>Two versions of a contract, as a deployment would replace one by the other.</summary>
public sealed record CompareContractsInputs(DataContract Before, DataContract After);

/// <summary>Lists what changes between two versions of a contract and whom it breaks: before a deployment, not after.</summary>
public static class CompareContracts
{
    /// <summary>The changes in the order of the contract. Refuses contracts of different ids (<c>other-contract</c>).</summary>
    public static Outcome<ImmutableArray<ContractChange>> Run(CompareContractsInputs inputs)
    {
        var (before, after) = inputs;
        if (before.Id != after.Id)
            return new Refusal("other-contract", $"{before.Id} and {after.Id} are two contracts", before.Version,
                "Compare versions of one.");
        var changes = ImmutableArray.CreateBuilder<ContractChange>();
        Each(before.Schemas, after.Schemas, schema => schema.Name,
            gone => changes.Add(new(gone.Name, "the table is gone", Breaks.Readers)),
            added => changes.Add(new(added.Name, "the table is new", Breaks.Nobody)),
            (old, now) => Schema(old, now, changes));
        Each(before.ServiceLevels, after.ServiceLevels, level => $"{level.Property} of {level.Element} {level.Driver}".TrimEnd(),
            gone => changes.Add(new("service levels", $"{gone.Property} is no longer promised", Breaks.Readers)),
            added => changes.Add(new("service levels", $"{added.Property} is promised", Breaks.Nobody)),
            (old, now) =>
            {
                if (old.Value != now.Value || old.Unit != now.Unit)
                    changes.Add(new("service levels", $"{old.Property} was {old.Value} {old.Unit}, is {now.Value} {now.Unit}",
                        old.Unit == now.Unit && old.Value is { } a && now.Value is { } b && b.CompareTo(a) < 0 ? Breaks.Nobody
                            : Breaks.Readers));
            });
        return changes.ToImmutable();
    }

    private static void Schema(ContractSchema old, ContractSchema now, ImmutableArray<ContractChange>.Builder changes)
    {
        if (old.PhysicalName != now.PhysicalName)
            changes.Add(new(old.Name, $"the store called it {old.PhysicalName}, calls it {now.PhysicalName}", Breaks.Readers));
        var (oldKey, nowKey) = (Key(old), Key(now));
        if (oldKey != nowKey) changes.Add(new(old.Name, $"the primary key was ({oldKey}), is ({nowKey})", Breaks.Readers));
        Properties(old.Name, old.Properties, now.Properties, changes);
        Rules(old.Name, old.Quality, now.Quality, changes);
    }

    private static string Key(ContractSchema schema) => string.Join(", ", schema.Properties
        .Where(property => property.PrimaryKeyPosition is not null).OrderBy(property => property.PrimaryKeyPosition)
        .Select(property => property.Name));

    private static void Properties(
        string place, ImmutableArray<ContractProperty> before, ImmutableArray<ContractProperty> after,
        ImmutableArray<ContractChange>.Builder changes) =>
        Each(before, after, property => property.Name,
            gone => changes.Add(new($"{place}.{gone.Name}", "the field is gone", Breaks.Readers)),
            added => changes.Add(new($"{place}.{added.Name}", added.IsRequired ? "the field is new and required" : "the field is new",
                added.IsRequired ? Breaks.Producers : Breaks.Nobody)),
            (old, now) => Property($"{place}.{old.Name}", old, now, changes));

    private static void Property(string place, ContractProperty old, ContractProperty now, ImmutableArray<ContractChange>.Builder changes)
    {
        void Add(string what, Breaks breaks) => changes.Add(new(place, what, breaks));

        if (old.PhysicalName != now.PhysicalName)
            Add($"the store called it {old.PhysicalName}, calls it {now.PhysicalName}", Breaks.Readers);
        if (old.LogicalType != now.LogicalType)
            Add($"the type was {old.LogicalType}, is {now.LogicalType}", (old.LogicalType, now.LogicalType) switch
            {
                ("", _) or ("number", "integer") => Breaks.Producers,
                _ => Breaks.Readers,
            });
        if (old.PhysicalType != now.PhysicalType && old.PhysicalType.Length > 0)
            Add($"the store's type was {old.PhysicalType}, is {now.PhysicalType}", Breaks.Readers);
        if (old.IsRequired != now.IsRequired)
            Add(now.IsRequired ? "a value is now required" : "a value may now be missing",
                now.IsRequired ? Breaks.Producers : Breaks.Readers);
        if (old.IsUnique != now.IsUnique)
            Add(now.IsUnique ? "values must now be unique" : "values may now come twice", now.IsUnique ? Breaks.Producers : Breaks.Readers);
        if (old.Classification != now.Classification)
            Add($"the classification was '{old.Classification}', is '{now.Classification}'", Breaks.Nobody);
        Each(old.Options.Entries, now.Options.Entries, option => option.Key,
            gone => Add($"{gone.Key} {gone.Value} no longer holds", Breaks.Readers),
            added => Add($"{added.Key} {added.Value} is new", Breaks.Producers),
            (was, isNow) =>
            {
                if (was.Value.ToString() != isNow.Value.ToString())
                    Add($"{was.Key} was {was.Value}, is {isNow.Value}", OfBound(was.Key, was.Value, isNow.Value));
            });
        Properties(place, old.Properties, now.Properties, changes);
        if (old.Items is { } items && now.Items is { } nowItems) Property($"{place}[]", items, nowItems, changes);
        Rules(place, old.Quality, now.Quality, changes);
    }

    /// <summary>A bound that lets more pass breaks readers, one that lets less pass breaks producers, one that cannot be told both:
    /// readers.</summary>
    private static Breaks OfBound(string name, Term was, Term now)
    {
        if (was is not Term.Leaf { Value: { } old } || now is not Term.Leaf { Value: { } given }
            || old.Kind != given.Kind) return Breaks.Readers;
        var isHigher = given.CompareTo(old) > 0;
        return name.StartsWith("min", StringComparison.Ordinal) || name.StartsWith("exclusiveMin", StringComparison.Ordinal)
            || name.StartsWith("mustBeGreater", StringComparison.Ordinal)
            ? isHigher ? Breaks.Producers : Breaks.Readers
            : name.StartsWith("max", StringComparison.Ordinal) || name.StartsWith("exclusiveMax", StringComparison.Ordinal)
                || name.StartsWith("mustBeLess", StringComparison.Ordinal)
                ? isHigher ? Breaks.Readers : Breaks.Producers : Breaks.Readers;
    }

    private static void Rules(
        string place, ImmutableArray<QualityRule> before, ImmutableArray<QualityRule> after,
            ImmutableArray<ContractChange>.Builder changes) =>
        Each(before, after, rule => $"{rule.Kind} {rule.Metric} {rule.Name}",
            gone => changes.Add(new(place, $"the rule '{Named(gone)}' is gone", Breaks.Readers)),
            added => changes.Add(new(place, $"the rule '{Named(added)}' is new", added.Kind == QualityKind.Text ? Breaks.Nobody
                : Breaks.Producers)),
            (old, now) =>
            {
                var (was, isNow) = (Bound(old), Bound(now));
                if (was == isNow) return;
                var breaks = old.Operator == now.Operator && Sets(old, now) is { } ofSets ? ofSets
                    : old.Operator == now.Operator && old.Bounds is [var a] && now.Bounds is [var b] && old.Arguments.ToString()
                    == now.Arguments.ToString() ? OfBound(old.Operator, Term.Of(a), Term.Of(b)) : Breaks.Readers;
                changes.Add(new(place, $"the rule '{Named(old)}' was {was}, is {isNow}", breaks));
            });

    /// <summary>Valid values: fewer break producers, more break readers; null where the rule has none or only its bound changed.</summary>
    private static Breaks? Sets(QualityRule old, QualityRule now)
    {
        if (old.Arguments["validValues"] is not Term.List was || now.Arguments["validValues"] is not Term.List given) return null;
        var (a, b) = (was.Items.Select(item => item.ToString()).ToHashSet(), given.Items.Select(item => item.ToString()).ToHashSet());
        return a.SetEquals(b) ? null : b.IsProperSubsetOf(a) ? Breaks.Producers : Breaks.Readers;
    }

    private static string Named(QualityRule rule) => rule.Name.Length > 0 ? rule.Name : rule.Metric;

    private static string Bound(QualityRule rule) =>
        $"{rule.Operator} {string.Join(" and ", rule.Bounds)}{(rule.IsPercent ? " %" : "")} {rule.Arguments}".Trim();

    private static void Each<T>(
        ImmutableArray<T> before, ImmutableArray<T> after, Func<T, string> key, Action<T> gone, Action<T> added, Action<T, T> both)
    {
        var now = after.DistinctBy(key).ToDictionary(key);
        foreach (var old in before.DistinctBy(key))
            if (now.Remove(key(old), out var match)) both(old, match);
            else gone(old);
        foreach (var one in after.DistinctBy(key))
            if (now.ContainsKey(key(one))) added(one);
    }
}
