using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using NodaTime;

namespace Busbar.Digital.Operations.Alerts;

/// <summary>While a source lasts, its targets are not told. An alert that fits both sides is not held back by another that does. Source of
/// the rule: Alertmanager's <c>inhibit_rules</c>.</summary>
/// <param name="Equal">Labels that source and target must have alike; two that lack one are alike in it.</param>
public sealed record InhibitRule(
    string Name, ImmutableArray<LabelMatcher> Sources, ImmutableArray<LabelMatcher> Targets, ImmutableArray<string> Equal);

/// <summary>Who is told of an alert that fits; the first route that fits decides.</summary>
/// <param name="Urgency">How fast it wants a person; null to take the sender's word.</param>
public sealed record AlertRoute(string Name, ImmutableArray<LabelMatcher> Matchers, string Team, AlertUrgency? Urgency);

/// <summary>Alerts that fit are not told in [from, to). A silence always ends.</summary>
public sealed record AlertSilence(string Id, ImmutableArray<LabelMatcher> Matchers, Instant From, Instant To, string By, string Why);

/// <summary>How alerts reach people.</summary>
/// <param name="DefaultTeam">Who is told where no route fits.</param>
/// <param name="FlapChanges">An alert that begins and ends this often within <paramref name="FlapWindow"/> flaps; at least 2.</param>
/// <param name="FlapQuiet">It is quiet again when nothing has changed for this long.</param>
/// <param name="StormLimit">More alerts than this for one team within <paramref name="StormWindow"/> are told as one.</param>
/// <param name="ClockSkew">How far a sender's clock may be ahead of ours.</param>
public sealed record AlertPolicy(
    ImmutableArray<InhibitRule> Inhibits, ImmutableArray<AlertRoute> Routes, string DefaultTeam, int FlapChanges, Duration FlapWindow,
    Duration FlapQuiet, int StormLimit, Duration StormWindow, Duration ClockSkew)
{
    /// <summary>Five changes in half an hour flap until quiet for half an hour; more than fifty alerts in five minutes are a storm; a clock
    /// may be five minutes ahead.</summary>
    public static AlertPolicy Of(string defaultTeam) => new([], [], defaultTeam, 5, Duration.FromMinutes(30), Duration.FromMinutes(30), 50,
        Duration.FromMinutes(5), Duration.FromMinutes(5));
}
