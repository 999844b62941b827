using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.ServiceDesk.Knowledge;

/// <summary>The facts of one article in order; to try another fact, give it last.</summary>
public sealed record FoldArticleInputs(string Id, ImmutableArray<ArticleFact> Facts);

/// <summary>Folds an article's facts: written, published by somebody else where customers read it, retired. Refuses what does not
/// follow.</summary>
public static class FoldArticle
{
    /// <summary>The article, or what does not follow.</summary>
    public static Outcome<Article> Run(FoldArticleInputs inputs)
    {
        var article = new Article(inputs.Id, [], 0);
        foreach (var fact in inputs.Facts)
        {
            if (Refuse(article, fact) is { } refusal) return refusal;
            article = fact switch
            {
                ArticleWritten it => article with { Versions = article.Versions.Add(it) },
                ArticlePublished it => article with { Published = it.Version },
                _ => article with { Published = 0 },
            };
        }
        return article.Versions.IsEmpty
            ? new Refusal("no-article", "Nothing was written", $"article {inputs.Id}", "Write its first version.")
            : article;
    }

    private static Refusal? Refuse(Article article, ArticleFact fact)
    {
        var where = $"article {article.Id}";
        return fact switch
        {
            ArticleWritten it when string.IsNullOrWhiteSpace(it.Title) || string.IsNullOrWhiteSpace(it.Body) =>
                new("no-text", "It has no title or no text", where, "Write both."),
            ArticlePublished it when it.Version < 1 || it.Version > article.Versions.Length =>
                new("no-such-version", $"There is no version {it.Version}", where, $"It has {article.Versions.Length}."),
            ArticlePublished it when article.Versions[it.Version - 1] is { Audience: Audience.Customers } version
                && version.By.Name == it.By.Name => new("own-article", $"{it.By.Name} wrote it, and customers read it", where,
                "Have somebody else publish it."),
            ArticleRetired when article.Published == 0 => new("not-published", "It is not shown", where, "Nothing is to be done."),
            ArticleRetired { Why: var why } when string.IsNullOrWhiteSpace(why) => new("no-reason", "The reason is missing", where,
                "Say why."),
            _ => null,
        };
    }
}
