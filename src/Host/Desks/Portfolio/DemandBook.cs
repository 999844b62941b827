using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Portfolio.Benefits;
using Busbar.Digital.Portfolio.Demands;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Portfolio;

/// <summary>What the business asks of IT, a stream a demand. What is out of turn is refused by the stage, what a role may not make by the
/// store: nobody turns a demand of their own into an initiative.</summary>
public sealed class DemandBook(FactStore store, PortfolioBook portfolio, IClock clock)
{
    private const string Prefix = "demand/", IdPrefix = "DEM-";
    private readonly FactStreams<DemandFact> streams = new(store, Prefix);
    private readonly Lock numbering = new();

    /// <summary>Every demand as of an instant, in no order.</summary>
    public ImmutableArray<Demand> All(AsOf asOf) =>
        [.. streams.All(asOf).Select(each => FoldDemand.Run(each.Id, each.Facts)).OfType<Demand>()];

    /// <summary>What happened to a demand as of an instant.</summary>
    /// <exception cref="RefusedException"><c>unknown-demand</c>.</exception>
    public ImmutableArray<DemandFact> History(string id, AsOf asOf) => streams.Of(id, asOf) is { IsEmpty: false } facts ? facts
        : throw new RefusedException(new("unknown-demand", $"No demand is called '{id}'", "demand", "Choose one of the list."));

    /// <summary>A demand as of an instant.</summary>
    /// <exception cref="RefusedException"><c>unknown-demand</c>.</exception>
    public Demand Find(string id, AsOf asOf) => FoldDemand.Run(id, History(id, asOf))!;

    /// <summary>Raises a demand.</summary>
    /// <returns>Its id: <c>DEM-4</c>.</returns>
    /// <exception cref="RefusedException"><c>no-title</c>, <c>unknown-objective</c>; <c>duty</c>; <c>stream-moved</c> where two processes
    /// raise at once.</exception>
    public string Raise(string title, string why, string service, string objective, Actor by)
    {
        if (objective != "" && portfolio.Case(AsOf.Latest)?.Landscape.Objectives.Any(each => each.Id == objective) != true)
            throw new RefusedException(new("unknown-objective", $"The portfolio has no objective '{objective}'", "objective",
                "Name one of its objectives, or none."));
        lock (numbering)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{IdPrefix}{streams.Count + 1}");
            Append(id, [], new DemandRaised(clock.GetCurrentInstant(), by, title.Trim(), why.Trim(), service.Trim(), objective));
            return id;
        }
    }

    /// <summary>Raises a demand to cure what comes back at the desk.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="RefusedException"><c>unknown-candidate</c>: it does not come back any more; as <see cref="Raise"/>.</exception>
    public string Raise(string item, string symptom, Actor by) =>
        portfolio.Recurring(AsOf.Latest).FirstOrDefault(each => each.Item == item && each.Symptom == symptom) is { } found
            ? Raise(TitleOf(found), string.Create(CultureInfo.InvariantCulture,
                $"{found.Tickets} tickets in 90 days; handling costs {found.YearlyCostUsd:#,0} USD a year."), item, "", by)
            : throw new RefusedException(new("unknown-candidate", $"Nothing of that comes back on '{item}'", "item",
                "Choose one of the list."));

    /// <summary>Says what a demand takes and brings.</summary>
    /// <exception cref="RefusedException"><c>unknown-demand</c>; what <see cref="MoveDemand"/> refuses; <c>duty</c>.</exception>
    public Demand Assess(string id, DemandEstimate estimate, Actor by) =>
        Append(id, History(id, AsOf.Latest), new DemandAssessed(clock.GetCurrentInstant(), by, estimate));

    /// <summary>Makes a demand an initiative of the portfolio in force, if the portfolio is still sound with it.</summary>
    /// <exception cref="RefusedException">As <see cref="Assess"/>; <c>no-portfolio</c>, <c>duplicate-initiative</c>; what a selection
    /// refuses; <c>four-eyes</c>.</exception>
    public Demand Turn(string id, string initiative, Actor by)
    {
        var (history, now) = (History(id, AsOf.Latest), clock.GetCurrentInstant());
        var turned = new DemandTurned(now, by, initiative.Trim());
        var after = MoveDemand.Run(new(id, history, turned)).OrThrow();
        if (portfolio.Case(AsOf.Latest)?.Initiatives.Any(each => each.Id == turned.Initiative) == true)
            throw new RefusedException(new("duplicate-initiative", $"The portfolio has an initiative '{turned.Initiative}'", id,
                "Choose another id."));
        portfolio.TryWith(after, turned.Initiative, now);
        return Append(id, history, turned);
    }

    /// <summary>Declines a demand.</summary>
    /// <exception cref="RefusedException">As <see cref="Assess"/>.</exception>
    public Demand Decline(string id, string why, Actor by) =>
        Append(id, History(id, AsOf.Latest), new DemandDeclined(clock.GetCurrentInstant(), by, why.Trim()));

    /// <summary>What a demand to cure a candidate is called.</summary>
    public static string TitleOf(ProblemCandidate found) => $"Cure on {found.Item}: {found.Symptom}";

    private Demand Append(string id, ImmutableArray<DemandFact> history, DemandFact next)
    {
        var after = MoveDemand.Run(new(id, history, next)).OrThrow();
        streams.Append(id, history.Length, next.By, fact => fact.At, next);
        return after;
    }
}
