using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Knowledge;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>The knowledge base: each article a stream of versions, published and retired.</summary>
public sealed class KnowledgeBook(FactStore store)
{
    private readonly FactStreams<ArticleFact> streams = new(store, "article/");

    /// <summary>Every article as of an instant, by id.</summary>
    public ImmutableSortedDictionary<string, Article> All(AsOf asOf) =>
        streams.All(asOf).ToImmutableSortedDictionary(each => each.Id, each => FoldArticle.Run(new(each.Id, each.Facts)).OrThrow());

    /// <summary>What a reader finds, best first.</summary>
    public ImmutableArray<KnowledgeHit> Find(string words, Audience reader, AsOf asOf)
    {
        var articles = All(asOf);
        return SearchKnowledge.Run(new(SearchKnowledge.IndexOf(articles.Values), articles.ToImmutableDictionary(), words, reader, 50));
    }

    /// <summary>Writes an article or a further version of one.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="RefusedException">What <see cref="FoldArticle"/> refuses; <c>duty</c>; <c>stream-moved</c>.</exception>
    public string Write(string id, ArticleWritten version)
    {
        var name = id == "" ? $"KB-{streams.Count + 1}" : id;
        Add(name, version);
        return name;
    }

    /// <summary>Publishes the last version of an article.</summary>
    /// <exception cref="RefusedException">As above.</exception>
    public void Publish(string id, Actor who, Instant at) => Add(id, new ArticlePublished(at, who, All(AsOf.Latest)[id].Versions.Length));

    private void Add(string id, ArticleFact fact)
    {
        var facts = streams.Of(id, AsOf.Latest);
        FoldArticle.Run(new(id, [.. facts, fact])).OrThrow();
        streams.Append(id, facts.Length, fact.By, each => each.At, fact);
    }
}
