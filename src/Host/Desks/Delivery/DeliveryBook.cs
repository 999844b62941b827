using System.Collections.Immutable;
using Busbar.Digital.Delivery.Dora;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Gateways.Forges;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Delivery;

/// <summary>Both blames of a period's failures, and the five metrics under each.</summary>
public sealed record DoraBothWays(
    Instant From, Instant To, DeliveryHistory History, ImmutableArray<ChangeTrace> Traces, ImmutableArray<ServiceFailure> Failures,
    ImmutableArray<CauseLink> Causes, ImmutableSortedDictionary<string, Deployment> Nearest, DoraFigures ByCause, DoraFigures ByNearest,
    ImmutableArray<Finding> Findings);

/// <summary>What forges told: events by repository, folded into a history as of any instant. A live deployment opens a change record at the
/// service desk: a standard one where the house has approved the recipe <c>deployment</c>, otherwise a normal one that waits for approval,
/// which shows that it went out without.</summary>
public sealed class DeliveryBook(FactStore store, DigitalBooks books, IClock clock)
{
    private const string Recipe = "deployment";
    private static readonly Duration window = Duration.FromHours(4), settle = Duration.FromMinutes(30), period = Duration.FromDays(90);
    private readonly FactStreams<ForgeEvent> streams = new(store, ForgeShelf.Prefix);
    private readonly ForgeShelf shelf = new(store);
    private readonly Lock taking = new();

    /// <summary>Whether a post of this key was taken before.</summary>
    public bool IsSeen(string key) => store.ReadDocument<TakenPost>(new(nameof(TakenPost), key), AsOf.Latest) is not null;

    /// <summary>Takes in a webhook's post.</summary>
    /// <returns>The post, and the change record that it opened; empty where it opened none.</returns>
    /// <exception cref="RefusedException">What <see cref="ReadForgePost"/> refuses.</exception>
    public (ForgePost Post, string Ticket) Take(
        string forge, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, string secret)
    {
        lock (taking)
        {
            var post = ReadForgePost.Read(new(forge, headers, body, secret, clock.GetCurrentInstant(), IsSeen)).OrThrow();
            return (post, Keep(post));
        }
    }

    /// <summary>Keeps a post that was read, in one write: its event, its keys, and the change record of a live deployment's end.</summary>
    /// <returns>The change record; empty where it opened none.</returns>
    public string Keep(ForgePost post)
    {
        var now = clock.GetCurrentInstant();
        if (post.Event is ForgeEvent.Deployed { Result: ForgeResult.Success or ForgeResult.Failure } ended && NewlyLive(ended) is { } live)
            return books.Tickets.Open(ChangeOf(live, ended, now), ProgressOf(live, ended, now), (batch, ticket) =>
            {
                Put(batch, post, now);
                batch.PutDocument(new(nameof(DeploymentChange), live.Id), new DeploymentChange(live.Id, ticket), now);
            });
        using var batch = store.Begin(Actor.Gateway, new RunId($"forge {post.Keys[^1]}"));
        Put(batch, post, now);
        batch.Commit();
        return "";
    }

    /// <summary>Keeps a release that a build server tells with its commits, the oldest first, for a repository whose forge posts
    /// nothing.</summary>
    /// <returns>False when this release was told before.</returns>
    /// <exception cref="RefusedException"><c>no-commits</c>; <c>duty</c>.</exception>
    public bool Release(string repository, string tag, string title, ImmutableArray<PushedCommit> commits, Actor who)
    {
        if (commits.IsEmpty)
            throw new RefusedException(new("no-commits", "The release holds no commit", tag, "Name its range of commits."));
        lock (taking)
        {
            var (key, now) = ($"release:{repository}@{tag}", clock.GetCurrentInstant());
            if (IsSeen(key)) return false;
            var head = commits[^1].Sha;
            using var batch = store.Begin(who, new RunId($"release {repository} {tag}"));
            var seen = shelf.Of(repository).Length;
            streams.Append(batch, repository, seen, new ForgeEvent.Pushed(repository, now, "", head, commits), now);
            streams.Append(batch, repository, seen + 1, new ForgeEvent.Released(repository, now, tag, title, head), now);
            batch.PutDocument(new(nameof(TakenPost), key), new TakenPost(now, "release"), now);
            batch.Commit();
            return true;
        }
    }

    /// <summary>Which paths are which items.</summary>
    public DeliverySetting Setting(AsOf asOf) =>
        store.ReadDocument<DeliverySetting>(new(nameof(DeliverySetting), Kinds.Current), asOf)?.Body ?? DeliverySetting.Default;

    /// <summary>Keeps which paths are which items.</summary>
    /// <exception cref="RefusedException"><c>duty</c>.</exception>
    public void Keep(DeliverySetting setting, Actor who, Instant at)
    {
        using var batch = store.Begin(who, new RunId("delivery setting"));
        batch.PutDocument(new(nameof(DeliverySetting), Kinds.Current), setting, at);
        batch.Commit();
    }

    /// <summary>The history that forges told as of an instant.</summary>
    public DeliveryHistory History(AsOf asOf) => books.Answers.Of("delivery history", asOf, () => Fold(
        asOf == AsOf.Latest ? shelf.All() : [.. streams.All(asOf).SelectMany(each => each.Facts)], Setting(asOf)));

    /// <summary>The change record of each deployment as of an instant, by the deployment.</summary>
    public ImmutableSortedDictionary<string, string> Changes(AsOf asOf) =>
        store.ReadDocuments<DeploymentChange>(nameof(DeploymentChange), "", "~", asOf)
            .ToImmutableSortedDictionary(each => each.Body.Deployment, each => each.Body.Ticket, StringComparer.Ordinal);

    /// <summary>The five metrics of the last ninety days on record, failures blamed both ways; null while no forge has told anything.
    /// Failures are the incidents of services that the desk knows.</summary>
    public DoraBothWays? Measure(AsOf asOf) => books.Answers.Of("dora", asOf, () => Work(asOf));

    private DoraBothWays? Work(AsOf asOf)
    {
        var history = History(asOf);
        if (history.Deployments.IsEmpty) return null;
        var to = history.Deployments.Max(one => one.Finished ?? one.Started ?? Instant.MinValue) + Duration.FromSeconds(1);
        ImmutableArray<ServiceFailure> failures = [.. books.Tickets.All(asOf)
            .Where(ticket => ticket.Opened.Kind == TicketKind.Incident && (ticket.Item.Length > 0 || ticket.Service.Length > 0))
            .Select(ticket => new ServiceFailure(ticket.Id, ticket.Service.Length > 0 ? ticket.Service : ticket.Item,
                ticket.ImpactBegan ?? ticket.Opened.At, ticket.ResolvedAt))
            .Where(failure => failure.Began >= to - period).OrderBy(failure => failure.Began)];
        var map = books.Maps.Map(asOf);
        var causes = LinkCauses.Run(new(map, history.Deployments, failures, window, settle));
        var nearest = LinkNearest.Run(failures, history.Deployments);
        var traces = TraceChanges.Run(new(history.Changes, history.Deployments, history.NewCommits));
        DoraFigures Under(IEnumerable<(ServiceFailure, Deployment)> blamed) =>
            MeasureDora.Run(new(to - period, to, history.Deployments, traces, [.. blamed])).OrThrow();
        return new(to - period, to, history, traces, failures, causes.OrThrow(), nearest,
            Under(causes.OrThrow().Select(link => (link.Failure, link.Deployment))),
            Under(failures.Where(failure => nearest.ContainsKey(failure.Id)).Select(failure => (failure, nearest[failure.Id]))),
            ((Outcome<ImmutableArray<CauseLink>>.Done)causes).Findings);
    }

    private static DeliveryHistory Fold(ImmutableArray<ForgeEvent> events, DeliverySetting setting) =>
        FoldEvents.Run(new(events, setting.Components, [.. setting.Production]));

    private void Put(WriteBatch batch, ForgePost post, Instant now)
    {
        if (post.Event is { } happened)
            streams.Append(batch, happened.Repository, shelf.Of(happened.Repository).Length, happened, now);
        foreach (var key in post.Keys) batch.PutDocument(new(nameof(TakenPost), key), new TakenPost(now, post.Kind), now);
    }

    // The live deployment that an event ends, unless it has its change record.
    private Deployment? NewlyLive(ForgeEvent.Deployed ended)
    {
        var id = $"{ended.Repository}#{ended.Deployment}";
        if (store.ReadDocument<DeploymentChange>(new(nameof(DeploymentChange), id), AsOf.Latest) is not null) return null;
        var deployment = Fold(shelf.Of(ended.Repository).Add(ended), Setting(AsOf.Latest)).Deployments.First(one => one.Id == id);
        return deployment.Environment == Deployment.Production ? deployment : null;
    }

    private static TicketOpened ChangeOf(Deployment live, ForgeEvent.Deployed ended, Instant now) => new(now, Actor.Gateway,
        TicketKind.Change, Channel.Alert, "",
        live.RollsBack is { } undone ? $"Deployment {live.Id} rolls back {undone}" : $"Deployment {live.Id}",
        $"Opened by the forge's post about deployment {ended.Deployment}.", "", ItemsOf(live, ended)[0], "changes");

    private ImmutableArray<TicketFact> ProgressOf(Deployment live, ForgeEvent.Deployed ended, Instant now)
    {
        var (who, isStandard) = (Actor.Gateway, books.Tickets.Rules(AsOf.Latest).Recipes.Contains(Recipe));
        var planned = new ChangePlanned(now, who, new(isStandard ? ChangeType.Standard : ChangeType.Normal, isStandard ? Recipe : "",
            ItemsOf(live, ended), now - Duration.FromMinutes(1), now + Duration.FromMinutes(1),
            $"{ended.Commit} of {ended.Repository} went to {ended.Environment} from {live.Started} to {live.Finished}.",
            "Deploy the commit before it again."));
        if (!isStandard) return [planned];
        var (outcome, why) = live.Result == DeliveryResult.Success ? (ChangeOutcome.Successful, "")
            : (ChangeOutcome.Failed, "The deployment failed.");
        return [planned, new ChangeStarted(now, who), new ChangeEnded(now, who, outcome, why),
            new TicketResolved(now, who, ResolutionCode.Fulfilled, "The pipeline has ended.")];
    }

    private static ImmutableArray<string> ItemsOf(Deployment live, ForgeEvent.Deployed ended) =>
        live.Touched.IsEmpty ? [ended.Repository] : live.Touched;
}
