using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>Streams of one family of facts, each fact a sealed record of the family under its own name: a breach, a dispute, an
/// invoice.</summary>
/// <typeparam name="TFact">The family.</typeparam>
/// <param name="store">Where they are kept.</param>
/// <param name="prefix">What their streams are named by, <c>dispute/</c>.</param>
public sealed class FactStreams<TFact>(FactStore store, string prefix) where TFact : class
{
    private static readonly Dictionary<string, Type> kinds = typeof(TFact).Assembly.GetTypes()
        .Where(type => type.IsSealed && type.IsAssignableTo(typeof(TFact))).ToDictionary(type => type.Name);

    /// <summary>The facts of each stream as of an instant, by id.</summary>
    public ImmutableArray<(string Id, ImmutableArray<TFact> Facts)> All(AsOf asOf) =>
    [
        .. store.ReadStreams(prefix, asOf).GroupBy(each => each.Stream)
            .Select(facts => (facts.Key[prefix.Length..], facts.Select(Read).ToImmutableArray())),
    ];

    /// <summary>The facts of one stream as of an instant; empty when there is none.</summary>
    public ImmutableArray<TFact> Of(string id, AsOf asOf) => [.. store.ReadStream(prefix + id, asOf).Select(Read)];

    /// <summary>How many streams there are.</summary>
    public int Count => store.Streams(prefix).Length;

    /// <summary>Appends facts to a stream that has had so many, in a person's name.</summary>
    /// <exception cref="Kernel.Outcomes.RefusedException"><c>duty</c>, <c>four-eyes</c>, <c>stream-moved</c>.</exception>
    public void Append(string id, int seen, Actor who, Func<TFact, Instant> at, params ReadOnlySpan<TFact> facts) =>
        Append(id, seen, who, at, facts, (_, _) => { });

    /// <summary>The same with what else stands or falls with them, put into the batch by who knows the stream's id.</summary>
    public void Append(
        string id, int seen, Actor who, Func<TFact, Instant> at, ReadOnlySpan<TFact> facts, Action<WriteBatch, string> alongside)
    {
        using var batch = store.Begin(who, new RunId($"{prefix}{id}"));
        foreach (var fact in facts) Append(batch, id, seen++, fact, at(fact));
        alongside(batch, id);
        batch.Commit();
    }

    /// <summary>Appends a fact with what else a batch stores.</summary>
    public void Append(WriteBatch batch, string id, int seen, TFact fact, Instant at) =>
        batch.Append<object>(prefix + id, seen, fact.GetType().Name, fact, at);

    /// <summary>An event of such a stream as the fact it is.</summary>
    public static TFact Read(StoredEvent happened) => kinds.TryGetValue(happened.Type, out var type)
        ? (TFact)happened.Body(type)
        : throw new InvalidOperationException($"{happened.Type} is no {typeof(TFact).Name}.");
}
