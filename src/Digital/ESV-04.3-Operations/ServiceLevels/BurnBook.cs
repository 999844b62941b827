using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.Operations;
using NodaTime;

namespace Busbar.Digital.Operations.ServiceLevels;

/// <summary>Writes the changes of what fires as notices, each alert begun and ended once.</summary>
internal sealed class BurnBook(ServiceObjective objective)
{
    private readonly List<AlertNotice> notices = [];
    private readonly SortedDictionary<AlertUrgency, Instant> began = [];

    public ImmutableArray<AlertNotice> Notices => [.. notices];

    public void Take(Instant at, ImmutableArray<AlertUrgency> firing)
    {
        foreach (var urgency in began.Keys.Except(firing).ToArray())
        {
            notices.Add(Notice(urgency, began[urgency], at, at));
            began.Remove(urgency);
        }
        foreach (var urgency in firing.Except(began.Keys).ToArray())
        {
            began[urgency] = at;
            notices.Add(Notice(urgency, at, null, at));
        }
    }

    private AlertNotice Notice(AlertUrgency urgency, Instant start, Instant? ended, Instant at) => new(
        $"burn/{objective.Service}/{objective.Name}/{urgency}".ToLowerInvariant(), ended is null, objective.Service,
        $"{objective.Name} burns its error budget too fast", urgency, Labels(), start, ended, at, "burn");

    private ImmutableSortedDictionary<string, string> Labels() => ImmutableSortedDictionary<string, string>.Empty
        .Add("alertname", "BudgetBurn").Add("objective", objective.Name).Add("service", objective.Service)
        .Add("target", objective.Target.ToString(CultureInfo.InvariantCulture));
}
