using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Plans;
using Busbar.Gateways;
using Busbar.Gateways.Portfolio;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics.IntegerPrograms;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Portfolio;

/// <summary>A portfolio file as it was put into force.</summary>
/// <param name="Name">The file's name; its ending says YAML or JSON.</param>
/// <param name="Text">The file.</param>
public sealed record KeptPortfolio(string Name, string Text);

/// <summary>The portfolio file in force and its review. The last review is kept in memory: it is the same for the same file and
/// day.</summary>
public sealed class PortfolioBook(FactStore store)
{
    private const string Kind = nameof(KeptPortfolio);
    private const long MostNodes = 20_000;

    private readonly Lock guard = new();
    private (KeptPortfolio Kept, LocalDate Day, Outcome<PortfolioReview> Review)? last;

    /// <summary>Searches of a page: as many nodes as take a second or so.</summary>
    public static SearchLimits PageLimits { get; } = SearchLimits.Proof with { Nodes = MostNodes };

    /// <summary>A portfolio as it is read.</summary>
    /// <exception cref="RefusedException">What <see cref="ReadPortfolio"/> refuses.</exception>
    public static PortfolioCase Read(KeptPortfolio kept) =>
        ReadPortfolio.Run(new SourceFile(kept.Name, Encoding.UTF8.GetBytes(kept.Text))).OrThrow();

    /// <summary>The file in force; null before the first.</summary>
    public KeptPortfolio? Current(AsOf asOf) => store.ReadDocument<KeptPortfolio>(new(Kind, Kinds.Current), asOf)?.Body;

    /// <summary>Puts a file into force.</summary>
    /// <exception cref="RefusedException">What <see cref="ReadPortfolio"/> refuses; what a selection refuses; <c>duty</c>.</exception>
    public void Keep(KeptPortfolio kept, Actor who, Instant at)
    {
        ReviewPortfolio.Run(Read(kept), at.InUtc().Date, PageLimits).OrThrow();
        using var batch = store.Begin(who, new RunId($"portfolio {kept.Name}"));
        batch.PutDocument(new(Kind, Kinds.Current), kept, at);
        batch.Commit();
    }

    /// <summary>The review of the file in force; null before the first.</summary>
    public Outcome<PortfolioReview>? Review(AsOf asOf)
    {
        if (Current(asOf) is not { } kept) return null;
        var day = ReadClock.Of(asOf).InUtc().Date;
        lock (guard)
        {
            if (last is { } known && known.Kept == kept && known.Day == day) return known.Review;
            var review = ReviewPortfolio.Run(Read(kept), day, PageLimits);
            last = (kept, day, review);
            return review;
        }
    }

    /// <summary>The room's metrics; none before the first file.</summary>
    public ImmutableArray<Metric> Measure(AsOf asOf) =>
        Review(asOf) is Outcome<PortfolioReview>.Done { Value: var review } ? MeasurePortfolio.Run(review) : [];
}
