using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Alerts;

/// <summary>What came in, and what is known.</summary>
/// <param name="Notices">In the order they came; none for a tick of the clock.</param>
/// <param name="Known">Every alert that lasts or is held back, and those that ended within the flap window.</param>
/// <param name="Silences">Silences and approved maintenance.</param>
/// <param name="AsOf">The clock.</param>
public sealed record ReceiveNoticesInputs(
    ImmutableArray<AlertNotice> Notices, ImmutableArray<AlertStanding> Known, AlertPolicy Policy, ImmutableArray<AlertSilence> Silences,
    Instant AsOf);

/// <summary>A notice that changed nothing, kept with its reason.</summary>
/// <param name="Code">One of the README's.</param>
public sealed record QuarantinedNotice(AlertNotice Notice, string Code, string Why);

/// <summary>What became of the notices. Each is raised, repeated, resolved or quarantined: the four counts add up to what came
/// in.</summary>
/// <param name="Facts">To be kept, in order.</param>
/// <param name="Told">To be handed to the desk, in order: an alert that begins, a storm that grows, an end.</param>
/// <param name="Standings">The alerts that changed.</param>
public sealed record ReceivedNotices(
    ImmutableArray<AlertFact> Facts, ImmutableArray<ServiceAlert> Told, ImmutableArray<QuarantinedNotice> Quarantined,
    ImmutableArray<AlertStanding> Standings, int Raised, int Repeated, int Resolved);

/// <summary>Takes notices in: one alert a key, however often it is told; silenced, inhibited, flapping and storming ones are held back,
/// none is lost. With no notices it is a tick: acknowledgements run out, silences end. An end of what never began, or that came too late,
/// is quarantined and makes no ghost. Refuses a policy that cannot work (<c>bad-alert-policy</c>) and a silence that never began
/// (<c>ends-before-start</c>).</summary>
public static class ReceiveNotices
{
    /// <summary>The facts to keep and what the desk is told.</summary>
    public static Outcome<ReceivedNotices> Run(ReceiveNoticesInputs inputs)
    {
        if (Wrong(inputs) is { } refusal) return refusal;
        var board = new AlertBoard(inputs.Known, inputs.AsOf);
        var (quarantined, repeats) = (new List<QuarantinedNotice>(), new Dictionary<string, int>());
        var (raised, repeated, resolved) = (0, 0, 0);
        foreach (var notice in inputs.Notices)
        {
            var standing = board.Find(notice.Key);
            if (Reason(notice, standing, inputs) is var (code, why))
                quarantined.Add(new(notice, code, why));
            else if (!notice.IsFiring)
            {
                if (repeats.Remove(notice.Key, out var times)) board.Add(new AlertRepeated(inputs.AsOf, notice.Key, times));
                board.Add(new AlertResolved(inputs.AsOf, notice.Key, notice.Ended!.Value));
                resolved++;
            }
            else if (standing is { IsFiring: true })
            {
                repeats[notice.Key] = repeats.GetValueOrDefault(notice.Key) + 1;
                repeated++;
            }
            else
            {
                board.Add(new AlertRaised(inputs.AsOf, notice.Key, notice.Service, notice.Title, notice.Urgency, notice.Labels,
                    notice.Began, notice.Source));
                raised++;
            }
        }
        foreach (var (key, times) in repeats) board.Add(new AlertRepeated(inputs.AsOf, key, times));
        DecideTelling.On(board, inputs);
        return Outcome.Of(new ReceivedNotices([.. board.Facts], [.. board.Told], [.. quarantined], [.. board.Changed], raised, repeated,
            resolved), quarantined.GroupBy(each => each.Code).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => new Finding(
                same.Key, Severity.Warning, $"{same.Count()} notices: {same.First().Why}", same.First().Notice.Key, "Quarantined.")));
    }

    private static (string Code, string Why)? Reason(AlertNotice notice, AlertStanding? standing, ReceiveNoticesInputs inputs)
    {
        var latest = inputs.AsOf + inputs.Policy.ClockSkew;
        if (string.IsNullOrWhiteSpace(notice.Key)) return ("no-key", "it names no alert");
        if (notice.Key.StartsWith(GatherStorm.Prefix, StringComparison.Ordinal))
            return ("reserved-key", $"keys that begin with {GatherStorm.Prefix} are our own");
        if (notice.Began > latest || notice is { IsFiring: false, Ended: { } end } && end > latest)
            return ("from-the-future", $"it speaks of {(notice.Began > latest ? notice.Began : notice.Ended)} and it is {inputs.AsOf}");
        if (!notice.IsFiring && notice.Ended is null) return ("no-end", "it is over and does not say since when");
        if (notice.Ended < notice.Began && !notice.IsFiring)
            return ("ends-before-start", $"it ends at {notice.Ended} and begins at {notice.Began}");
        return (notice.IsFiring, standing) switch
        {
            (false, null) => ("never-raised", "it is over and was never told as firing"),
            (false, { IsFiring: false }) => ("already-over", $"it was over at {standing.Latest.Ended}"),
            (false, _) when notice.Ended < standing.Latest.Began =>
                ("older-than-known", $"it ended at {notice.Ended}, and has begun again at {standing.Latest.Began}"),
            (true, { IsFiring: false }) when notice.Began < standing.Latest.Ended =>
                ("older-than-known", $"it began at {notice.Began}, and was over at {standing.Latest.Ended}"),
            _ => null,
        };
    }

    private static Refusal? Wrong(ReceiveNoticesInputs inputs)
    {
        var policy = inputs.Policy;
        if (policy.FlapChanges < 2 || policy.StormLimit < 1 || string.IsNullOrWhiteSpace(policy.DefaultTeam)
            || policy.ClockSkew < Duration.Zero || policy.FlapWindow <= Duration.Zero || policy.FlapQuiet <= Duration.Zero
                || policy.StormWindow <= Duration.Zero)
            return new("bad-alert-policy", "A default team, two or more changes, a storm of at least one and positive windows are needed",
                "alert policy", "Correct the policy.");
        if (inputs.Silences.FirstOrDefault(silence => silence.To <= silence.From) is { } never)
            return new("ends-before-start", $"Silence {never.Id} ends at {never.To} and begins at {never.From}", never.Id,
                "Give an end after the start.");
        return null;
    }
}
