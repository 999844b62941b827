using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Search;
using Busbar.Digital.ServiceDesk.Tickets;

namespace Busbar.Digital.ServiceDesk.Knowledge;

/// <summary>A question to the knowledge base.</summary>
/// <param name="Index">Made by <see cref="SearchKnowledge.IndexOf"/>.</param>
/// <param name="Articles">By id.</param>
/// <param name="Reader">Who asks.</param>
/// <param name="Most">How many answers at most.</param>
public sealed record SearchKnowledgeInputs(
    SearchIndex Index, ImmutableDictionary<string, Article> Articles, string Query, Audience Reader, int Most);

/// <summary>An article that may answer.</summary>
public sealed record KnowledgeHit(Article Article, double Score);

/// <summary>Finds published articles that the reader may see, best first.</summary>
public static class SearchKnowledge
{
    /// <summary>The articles.</summary>
    public static ImmutableArray<KnowledgeHit> Run(SearchKnowledgeInputs inputs) =>
    [
        .. inputs.Index.Find(inputs.Query, inputs.Most, id => inputs.Articles.TryGetValue(id, out var it) && it.IsFor(inputs.Reader))
            .Select(hit => new KnowledgeHit(inputs.Articles[hit.Id], hit.Score)),
    ];

    /// <summary>An index of what is shown.</summary>
    public static SearchIndex IndexOf(IEnumerable<Article> articles)
    {
        var index = new SearchIndex();
        foreach (var article in articles) Keep(index, article);
        return index;
    }

    /// <summary>Keeps an index right after an article changed.</summary>
    public static void Keep(SearchIndex index, Article article)
    {
        if (article.Shown is { } shown) index.Put(new(article.Id, shown.Title, shown.Body, shown.Tags));
        else index.Remove(article.Id);
    }
}
