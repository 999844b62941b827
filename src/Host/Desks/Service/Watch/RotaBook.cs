using System.Collections.Immutable;
using Busbar.Digital.Operations.OnCall;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>Who is on call, by team, and whom alerts page.</summary>
public sealed class RotaBook(FactStore store)
{
    private static readonly Duration acknowledgeWithin = Duration.FromMinutes(15);
    private const int Rounds = 3;

    /// <summary>Every rota as of an instant, by team.</summary>
    public ImmutableArray<Rota> All(AsOf asOf) => [.. store.ReadDocuments<Rota>(nameof(Rota), "", "~", asOf).Select(each => each.Body)];

    /// <summary>Puts a rota in force.</summary>
    /// <returns>What is odd about it over the next four weeks: holes, overrides that overlap.</returns>
    /// <exception cref="RefusedException">What <see cref="ResolveRota"/> refuses; <c>duty</c>.</exception>
    public ImmutableArray<Finding> Keep(Rota rota, Actor who, Instant at)
    {
        var resolved = ResolveRota.Run(new(rota, at, at + Duration.FromDays(28)));
        resolved.OrThrow();
        using var batch = store.Begin(who, new RunId($"rota {rota.Team}"));
        batch.PutDocument(new(nameof(Rota), rota.Team), rota, at);
        batch.Commit();
        return ((Outcome<RotaPlan>.Done)resolved).Findings;
    }

    /// <summary>Has somebody take over for a while.</summary>
    /// <exception cref="RefusedException"><c>unknown-team</c>; as <see cref="Keep"/>.</exception>
    public void TakeOver(string team, RotaOverride turn, Actor who, Instant at)
    {
        var rota = store.ReadDocument<Rota>(new(nameof(Rota), team), AsOf.Latest)?.Body
            ?? throw new RefusedException(new("unknown-team", $"{team} has no rota", team, "Choose a team of the list."));
        Keep(rota with { Overrides = rota.Overrides.Add(turn) }, who, at);
    }

    /// <summary>Each rota over a period.</summary>
    public ImmutableArray<RotaPlan> Plans(Instant from, Instant to, AsOf asOf) =>
        [.. All(asOf).Select(rota => ResolveRota.Run(new(rota, from, to)).OrThrow())];

    /// <summary>Every page due by a clock for alerts that wake people: the person on duty of the team that was told, time and again until
    /// somebody has it.</summary>
    public ImmutableArray<Page> Pages(ImmutableArray<HeldAlert> alerts, Instant since, Instant clock, AsOf asOf)
    {
        var plans = Plans(since, clock + Duration.FromDays(1), asOf);
        return
        [
            .. from alert in alerts
               where alert.Standing.Urgency == Digital.Handoffs.Operations.AlertUrgency.Page
               let plan = plans.FirstOrDefault(plan => plan.Team == alert.Standing.Team)
               where plan is not null
               let calls = OpenCall.Of(alert.Standing).Where(call => call.From >= since).ToImmutableArray()
               from page in PlanPages.Run(new(new($"page {plan.Team}", [new([plan.Team], [], acknowledgeWithin)], Rounds), [plan], calls,
                   clock))
                   .OrThrow()
               orderby page.At descending
               select page,
        ];
    }
}
