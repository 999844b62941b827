using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Knowledge;
using Busbar.Digital.ServiceDesk.Search;
using Busbar.Digital.ServiceDesk.Tickets;
using static Busbar.Digital.ServiceDesk.Tests.Desk;

namespace Busbar.Digital.ServiceDesk.Tests.Knowledge;

public sealed class KnowledgeTests
{
    private static ArticleWritten Written(Audience audience, string title = "Late prices") =>
        new(At(0), Ann, title, "Load the second file.", ["prices"], audience);

    [Fact]
    public void An_article_is_written_published_and_retired_in_order()
    {
        string? Of(params ArticleFact[] facts) => Code(FoldArticle.Run(new("A-1", [.. facts])));
        Assert.Equal("no-article", Of());
        Assert.Equal("no-text", Of(Written(Audience.Staff) with { Body = "" }));
        Assert.Equal("no-such-version", Of(Written(Audience.Staff), new ArticlePublished(At(1), Ann, 2)));
        Assert.Equal("own-article", Of(Written(Audience.Customers), new ArticlePublished(At(1), Ann, 1)));
        Assert.Null(Of(Written(Audience.Customers), new ArticlePublished(At(1), Ben, 1)));
        Assert.Null(Of(Written(Audience.Staff), new ArticlePublished(At(1), Ann, 1)));
        Assert.Equal("not-published", Of(Written(Audience.Staff), new ArticleRetired(At(1), Ann, "old")));
        Assert.Equal("no-reason", Of(Written(Audience.Staff), new ArticlePublished(At(1), Ann, 1), new ArticleRetired(At(1), Ann, "")));
        var article = FoldArticle.Run(new("A-1", [Written(Audience.Staff), new ArticlePublished(At(1), Ann, 1),
            Written(Audience.Employees, "Late prices, again")])).OrThrow();
        Assert.Equal((2, "Late prices"), (article.Versions.Length, article.Shown!.Title));
    }

    [Fact]
    public void Readers_find_only_what_is_shown_to_them()
    {
        Article Of(string id, Audience audience, params ArticleFact[] more) => FoldArticle.Run(new(id, [Written(audience),
            .. more])).OrThrow();
        Article[] all =
        [
            Of("staff", Audience.Staff, new ArticlePublished(At(1), Ben, 1)), Of("employees", Audience.Employees,
                new ArticlePublished(At(1), Ben, 1)),
            Of("customers", Audience.Customers, new ArticlePublished(At(1), Ben, 1)), Of("draft", Audience.Customers),
        ];
        var index = SearchKnowledge.IndexOf(all);
        var articles = all.ToImmutableDictionary(article => article.Id);
        string Found(Audience reader) => string.Join(' ', SearchKnowledge.Run(new(index, articles, "price", reader, 9)).Select(hit =>
            hit.Article.Id));
        Assert.Equal("customers employees staff", Found(Audience.Staff));
        Assert.Equal("customers employees", Found(Audience.Employees));
        Assert.Equal("customers", Found(Audience.Customers));
        SearchKnowledge.Keep(index, Of("staff", Audience.Staff, new ArticlePublished(At(1), Ben, 1), new ArticleRetired(At(2), Ben,
            "old")));
        Assert.Equal("customers employees", Found(Audience.Staff));
    }

    [Fact]
    public void A_ticket_is_found_by_what_was_said_in_it()
    {
        var index = new SearchIndex();
        TicketFact[] facts = [Opening(), new TicketNoted(At(1), Ben, "The vendor's certificate expired.")];
        index.Put(IndexTickets.Run(FoldTicket.Run(new("T-1", [.. facts])).OrThrow(), facts));
        foreach (var query in new[] { "certificates", "late price", "cleo", "T-1", "yesterday" })
            Assert.Equal("T-1", Assert.Single(index.Find(query, 5)).Id);
        Assert.Empty(index.Find("transformer", 5));
    }
}
