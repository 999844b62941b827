using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Benefits;
using Busbar.Digital.Portfolio.Demands;
using Busbar.Digital.Portfolio.Plans;
using Busbar.Gateways;
using Busbar.Gateways.Portfolio;
using Busbar.Host.Desks.Service;
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

/// <summary>The portfolio in force: the file and the demands that were turned into initiatives; its review, and what its promises have come
/// to. The last review is kept in memory: it is the same for the same case and day.</summary>
public sealed class PortfolioBook(FactStore store, DigitalBooks books)
{
    private const string Kind = nameof(KeptPortfolio);
    private const long MostNodes = 20_000;

    private readonly Lock guard = new();
    private (KeptPortfolio Kept, string Turned, LocalDate Day, Outcome<PortfolioReview> Review)? last;

    /// <summary>Searches of a page: as many nodes as take a second or so.</summary>
    public static SearchLimits PageLimits { get; } = SearchLimits.Proof with { Nodes = MostNodes };

    /// <summary>A portfolio as it is read.</summary>
    /// <exception cref="RefusedException">What <see cref="ReadPortfolio"/> refuses.</exception>
    public static PortfolioCase Read(KeptPortfolio kept) =>
        ReadPortfolio.Run(new SourceFile(kept.Name, Encoding.UTF8.GetBytes(kept.Text))).OrThrow();

    /// <summary>The file in force; null before the first.</summary>
    public KeptPortfolio? Current(AsOf asOf) => store.ReadDocument<KeptPortfolio>(new(Kind, Kinds.Current), asOf)?.Body;

    /// <summary>The case in force: the file's, with the demands that were turned into initiatives; null before the first file.</summary>
    public PortfolioCase? Case(AsOf asOf) => books.Answers.Of("portfolio case", asOf, () =>
        Current(asOf) is { } kept ? With(Read(kept), Turned(asOf)) : null);

    /// <summary>Puts a file into force.</summary>
    /// <exception cref="RefusedException">What <see cref="ReadPortfolio"/> refuses; what a selection refuses; <c>duty</c>.</exception>
    public void Keep(KeptPortfolio kept, Actor who, Instant at)
    {
        Try(With(Read(kept), Turned(AsOf.Latest)), at);
        using var batch = store.Begin(who, new RunId($"portfolio {kept.Name}"));
        batch.PutDocument(new(Kind, Kinds.Current), kept, at);
        batch.Commit();
    }

    /// <summary>Sees whether a demand can be an initiative of the case in force.</summary>
    /// <exception cref="RefusedException"><c>no-portfolio</c>; what a selection refuses.</exception>
    public void TryWith(Demand demand, string initiative, Instant at) => Try(With(Case(AsOf.Latest)
        ?? throw new RefusedException(new("no-portfolio", "No portfolio is in force", "portfolio", "Keep one first.")),
        [demand with { Initiative = initiative }]), at);

    /// <summary>The review of the case in force; null before the first.</summary>
    public Outcome<PortfolioReview>? Review(AsOf asOf)
    {
        if (Current(asOf) is not { } kept || Case(asOf) is not { } of) return null;
        var day = ReadClock.Of(asOf).InUtc().Date;
        var turned = string.Join(' ', of.Initiatives.Select(each => each.Id));
        lock (guard)
        {
            if (last is { } known && known.Kept == kept && known.Turned == turned && known.Day == day) return known.Review;
            var review = ReviewPortfolio.Run(of, day, PageLimits);
            last = (kept, turned, day, review);
            return review;
        }
    }

    /// <summary>What the initiatives of the case in force promised beside what the services' facts show; none before the first.</summary>
    public Outcome<ImmutableArray<PromiseStanding>> Promises(AsOf asOf) => books.Answers.Of("portfolio promises", asOf, () =>
        Case(asOf) is { } of && of.Initiatives.Any(each => each.Measure is not null)
            ? CheckPromises.Run(of, DeskFacts.Of(books, of, asOf)) : ImmutableArray<PromiseStanding>.Empty);

    /// <summary>What comes back at the desk, and what it costs a year: the dearest first.</summary>
    public ImmutableArray<ProblemCandidate> Recurring(AsOf asOf) => books.Answers.Of("portfolio recurring", asOf, () =>
        DeskFacts.Recurring(books, Case(asOf)?.Ticket, asOf));

    /// <summary>The room's metrics; none before the first file.</summary>
    public ImmutableArray<Metric> Measure(AsOf asOf) => Review(asOf) is Outcome<PortfolioReview>.Done { Value: var review }
        ? MeasurePortfolio.Run(review, Promises(asOf).OrThrow()) : [];

    private ImmutableArray<Demand> Turned(AsOf asOf) =>
        [.. books.Demands.All(asOf).Where(each => each.Stage == DemandStage.Turned)];

    // A later file may hold a turned demand as its own initiative, with all it knows of it.
    private static PortfolioCase With(PortfolioCase of, ImmutableArray<Demand> turned) => of with
    {
        Initiatives = [.. of.Initiatives, .. turned.Where(each => of.Initiatives.All(own => own.Evidence != $"demand {each.Id}"
            && own.Id != each.Initiative)).Select(each => each.As(each.Initiative))],
    };

    private static void Try(PortfolioCase of, Instant at) => ReviewPortfolio.Run(of, at.InUtc().Date, PageLimits).OrThrow();
}
