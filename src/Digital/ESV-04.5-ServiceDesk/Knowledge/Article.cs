using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Knowledge;

/// <summary>Something that happened to an article of the knowledge base.</summary>
public abstract record ArticleFact(Instant At, Actor By);

/// <summary>A version was written. The first makes the article.</summary>
/// <param name="Body">Markdown.</param>
/// <param name="Audience">Who may read it once it is published.</param>
public sealed record ArticleWritten(
    Instant At, Actor By, string Title, string Body, ImmutableArray<string> Tags, Audience Audience) : ArticleFact(At, By);

/// <summary>A version was published; the one before is shown no more.</summary>
/// <param name="Version">From 1.</param>
public sealed record ArticlePublished(Instant At, Actor By, int Version) : ArticleFact(At, By);

/// <summary>It is shown no more.</summary>
public sealed record ArticleRetired(Instant At, Actor By, string Why) : ArticleFact(At, By);

/// <summary>An article as its facts leave it.</summary>
/// <param name="Versions">All that were written, oldest first.</param>
/// <param name="Published">The version shown, from 1; 0 while none is.</param>
public sealed record Article(string Id, ImmutableArray<ArticleWritten> Versions, int Published)
{
    /// <summary>What readers see; null while it is a draft or retired.</summary>
    public ArticleWritten? Shown => Published == 0 ? null : Versions[Published - 1];

    /// <summary>True when somebody of such an audience may read it: staff read all, employees what employees and customers may.</summary>
    public bool IsFor(Audience reader) => Shown is { } shown && shown.Audience >= reader;
}
