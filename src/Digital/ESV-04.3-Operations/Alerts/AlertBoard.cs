using Busbar.Digital.Handoffs.Operations;
using NodaTime;

namespace Busbar.Digital.Operations.Alerts;

/// <summary>The alerts as they stand while notices are worked through: every fact is folded at once and kept.</summary>
internal sealed class AlertBoard(IEnumerable<AlertStanding> known, Instant asOf)
{
    private readonly Dictionary<string, AlertStanding> standings = known.ToDictionary(each => each.Key);
    private readonly HashSet<string> changed = [];

    public Instant AsOf => asOf;
    public List<AlertFact> Facts { get; } = [];
    public List<ServiceAlert> Told { get; } = [];

    public IEnumerable<AlertStanding> All => standings.Values.OrderBy(each => each.Key, StringComparer.Ordinal);
    public IEnumerable<AlertStanding> Changed => All.Where(each => changed.Contains(each.Key));

    public AlertStanding? Find(string key) => standings.GetValueOrDefault(key);

    /// <summary>Adds a fact; where it ends what the desk has, the desk is told.</summary>
    public AlertStanding Add(AlertFact fact)
    {
        var before = Find(fact.Key);
        var after = before is null ? FoldAlert.Begin((AlertRaised)fact) : FoldAlert.Apply(before, fact);
        standings[fact.Key] = after;
        changed.Add(fact.Key);
        Facts.Add(fact);
        if (before is { DeskHasIt: true } && !after.DeskHasIt) Tell(after);
        return after;
    }

    public void Tell(AlertStanding standing, string? title = null) => Told.Add(new(
        standing.Key, standing.Raised.Service, title ?? standing.Raised.Title, standing.Urgency, standing.Raised.Labels,
        standing.Latest.Began, standing.Latest.Ended, standing.Raised.Source));
}
