using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.Operations;
using NodaTime;

namespace Busbar.Digital.Operations.ServiceLevels;

/// <summary>Writes the changes of what fires as alerts, open until their urgency stops firing.</summary>
internal sealed class BurnBook(ServiceObjective objective)
{
    private readonly List<ServiceAlert> alerts = [];
    private readonly Dictionary<AlertUrgency, int> open = [];

    public ImmutableArray<ServiceAlert> Alerts => [.. alerts];

    public void Note(Instant at, ImmutableArray<AlertUrgency> firing)
    {
        foreach (var urgency in open.Keys.Except(firing).ToArray())
        {
            alerts[open[urgency]] = alerts[open[urgency]] with { Ended = at };
            open.Remove(urgency);
        }
        foreach (var urgency in firing.Except(open.Keys).ToArray())
        {
            open[urgency] = alerts.Count;
            alerts.Add(new($"slo:{objective.Service}/{objective.Name}:{urgency}".ToLowerInvariant(), objective.Service,
                $"{objective.Name} burns its error budget too fast", urgency, Labels(), at, Ended: null, "burn-rate"));
        }
    }

    private ImmutableSortedDictionary<string, string> Labels() => ImmutableSortedDictionary<string, string>.Empty
        .Add("objective", objective.Name).Add("target", objective.Target.ToString(CultureInfo.InvariantCulture));
}
