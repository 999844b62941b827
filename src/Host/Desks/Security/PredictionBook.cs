using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Advisories;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>Which day's estimates of exploitation are in force.</summary>
/// <param name="Model">The model's version.</param>
/// <param name="ScoredOn">The day of the estimates.</param>
/// <param name="File">Hash of the feed's file in the store.</param>
public sealed record PredictionFeed(string Model, LocalDate ScoredOn, string File);

/// <summary>Keeps each day's EPSS file as it was published, so that a look back sees the estimates of then.</summary>
public sealed class PredictionBook(FactStore store)
{
    private const string Kind = nameof(PredictionFeed);
    private static readonly ReadPrediction none = new(null, ImmutableDictionary<string, ExploitScore>.Empty);
    private volatile ReadPrediction last = none;

    private sealed record ReadPrediction(PredictionFeed? Feed, ImmutableDictionary<string, ExploitScore> Scores);

    /// <summary>The feed in force as of an instant with its scores by CVE; null and none before the first.</summary>
    public (PredictionFeed? Feed, ImmutableDictionary<string, ExploitScore> Scores) Read(AsOf asOf)
    {
        var feed = store.ReadDocument<PredictionFeed>(new(Kind, Kinds.Current), asOf)?.Body;
        // Another look, as of another instant, may put its own in the place of the last one meanwhile.
        var kept = last;
        if (feed != kept.Feed) last = kept = feed is null ? none : new(feed, ScoresOf(feed));
        return (feed, kept.Scores);
    }

    private ImmutableDictionary<string, ExploitScore> ScoresOf(PredictionFeed feed)
    {
        var file = store.ReadFile(new(feed.File)) ?? throw new InvalidOperationException($"The store has not the file {feed.File}.");
        return ExploitPredictionCsv.Read(new(file.Name, file.Content)).OrThrow().Scores.ToImmutableDictionary(each => each.Cve,
            StringComparer.Ordinal);
    }

    /// <summary>Puts a day's feed in the place of the last one.</summary>
    /// <returns>The feed.</returns>
    /// <exception cref="RefusedException"><c>older-feed</c>; <c>duty</c>.</exception>
    public PredictionFeed Keep(ExploitPrediction prediction, SourceFile file, Actor who, Instant at)
    {
        if (Read(AsOf.Latest).Feed is { } known && known.ScoredOn > prediction.ScoredOn)
            throw new RefusedException(new("older-feed", $"The scores are of {prediction.ScoredOn}; those of {known.ScoredOn} are known",
                file.Name, "Give a later day's file."));
        using var batch = store.Begin(who, new RunId($"exploit prediction {prediction.ScoredOn}"));
        var feed = new PredictionFeed(prediction.Model, prediction.ScoredOn, batch.PutFile(file.Name, file.Content).Hex);
        batch.PutDocument(new(Kind, Kinds.Current), feed, at);
        batch.Commit();
        return feed;
    }
}
