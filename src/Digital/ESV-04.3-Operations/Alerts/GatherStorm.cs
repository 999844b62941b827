using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Digital.Operations.Alerts;

/// <summary>Tells teams of alerts that nothing holds back: one by one, or as one when they are too many at once. The storm's own alert is
/// told again with its new count whenever it grows, and is over when all that it gathered are.</summary>
internal static class GatherStorm
{
    /// <summary>Keys of storms begin so.</summary>
    public const string Prefix = "storm/";

    public static void On(AlertBoard board, List<AlertStanding> free, AlertPolicy policy)
    {
        var since = board.AsOf - policy.StormWindow;
        foreach (var team in free.GroupBy(each => Route(each, policy).Team).OrderBy(team => team.Key, StringComparer.Ordinal).ToArray())
        {
            var key = Prefix + team.Key;
            var recent = board.All.Count(each => each.ToldAt > since && !IsStorm(each.Key)
                && (each.Hold == AlertHold.Gathered ? each.HeldBy == key : each.Team == team.Key));
            if (recent + team.Count() > policy.StormLimit) Gather(board, key, team.Key, [.. team], policy);
            else
                foreach (var standing in team)
                {
                    var route = Route(standing, policy);
                    board.Tell(board.Add(new AlertRouted(board.AsOf, standing.Key, route.Team, route.Urgency ?? standing.Raised.Urgency,
                        route.Name)));
                }
        }
        var lasting = board.All.Where(each => each is { IsFiring: true, Hold: AlertHold.Gathered }).Select(each => each.HeldBy).ToHashSet();
        foreach (var storm in board.All.Where(each => each.IsFiring && IsStorm(each.Key) && !lasting.Contains(each.Key)).ToArray())
            board.Add(new AlertResolved(board.AsOf, storm.Key, board.AsOf));
    }

    private static void Gather(AlertBoard board, string key, string team, ImmutableArray<AlertStanding> alerts, AlertPolicy policy)
    {
        foreach (var alert in alerts) board.Add(new AlertGathered(board.AsOf, alert.Key, key));
        var urgency = alerts.Min(alert => Route(alert, policy).Urgency ?? alert.Urgency);
        var storm = board.Find(key);
        var isNew = storm is not { IsFiring: true };
        if (isNew)
            storm = board.Add(new AlertRaised(board.AsOf, key, "", $"A storm of alerts for {team}", urgency,
                ImmutableSortedDictionary<string, string>.Empty.Add("team", team), alerts.Min(alert => alert.Latest.Began), "busbar"));
        var more = alerts.Length - (isNew ? 1 : 0);
        if (more > 0) storm = board.Add(new AlertRepeated(board.AsOf, key, more));
        if (!storm!.DeskHasIt || urgency < storm.Urgency) storm = board.Add(new AlertRouted(board.AsOf, key, team, urgency, "storm"));
        board.Tell(storm, $"{storm.Notices} alerts for {team} in a storm");
    }

    private static bool IsStorm(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    private static AlertRoute Route(AlertStanding standing, AlertPolicy policy) =>
        policy.Routes.FirstOrDefault(route => route.Matchers.FitAll(standing.Raised.Labels))
            ?? new("default", [], policy.DefaultTeam, null);
}
