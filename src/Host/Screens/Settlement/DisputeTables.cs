using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Disputes;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Settlement;

/// <summary>A day's problems, and what is disputed with the ISO.</summary>
public static class DisputeTables
{
    /// <summary>The problems of the day in focus; none where nothing is reconciled.</summary>
    public static ImmutableArray<DisputableProblem> ProblemsOf(ScreenView view)
    {
        if (view.Day is not { } day) return [];
        try
        {
            return [.. new DisputeBook(view.Reads.Store).Review(day, view.AsOf).Problems.Where(each => each.Problem.IsProblem)];
        }
        catch (RefusedException refused) when (refused.Refusal.Code == "not-reconciled")
        {
            return [];
        }
    }

    /// <summary>Every dispute, what is overdue first, then what is due next; ended ones last.</summary>
    public static ImmutableArray<(string Id, DisputeStanding Standing)> Read(ScreenView view) =>
    [
        .. new DisputeBook(view.Reads.Store).All(view.AsOf, ReadClock.Of(view.AsOf)).OrderByDescending(each => each.Standing.IsOverdue)
            .ThenByDescending(each => each.Standing.IsOpen).ThenBy(each => each.Standing.DueAt ?? Instant.MaxValue)
            .ThenBy(each => each.Id, StringComparer.Ordinal),
    ];

    /// <summary>The day's differences beyond tolerance, the largest first.</summary>
    public static ScreenTable Problems(ScreenView view) => new("variance-problems", $"Problems of {view.Day}",
    [
        Words("Code"), Words("Asset"), Words("Cause"), Numbers("Lines", ""), Numbers("Ours", "USD"), Numbers("ISO", "USD"),
        Numbers("Difference", "USD"), Words("Dispute"), Words("Last day to dispute"), Words("Evidence"),
    ],
    [
        .. ProblemsOf(view).Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(each.Problem.Code), Cell.Of(each.Problem.Asset), Cell.Of(SettlementTables.CauseName(each.Problem.Cause)),
            Cell.Count(each.Problem.Intervals.Length), Cell.Of(each.Problem.Ours.Value, 2), Cell.Of(each.Problem.Iso.Value, 2),
            Cell.Of(each.Problem.Difference.Value, 2).As(Tone.Bad),
            each.Dispute is { } id ? Cell.Of(id, view.Link("/disputes", ("id", id), ("day", $"{view.Day}")))
                : Cell.Of("none yet").As(Tone.Faint),
            each.Deadline is { } deadline ? Cell.Of(deadline.LastDay.ToString()) : Cell.Of("not known").As(Tone.Bad),
            Cell.Of(each.Problem.Evidence),
        ]),
    ], IsMain: true);

    /// <summary>What is disputed.</summary>
    public static ScreenTable Disputes(ScreenView view)
    {
        return new("disputes", "Disputes",
        [
            Words("Dispute"), Words("Day"), Words("Charge"), Words("Asset"), Numbers("Asked", "USD"), Words("Stage"), Words("Next"),
            Words("Before"), Words("In time"), Numbers("Awarded", "USD"), Numbers("Received", "USD"), Words("ISO's number"),
        ], [.. Read(view).Select(each => Row(view, each.Id, each.Standing))]);
    }

    /// <summary>What happened to the dispute in focus.</summary>
    public static ScreenTable Facts(ScreenView view)
    {
        var facts = view.Field("id") is { Length: > 0 } id ? new DisputeBook(view.Reads.Store).History(id, view.AsOf) : [];
        return new("dispute-facts", $"History of {view.Field("id")}", [Words("When"), Words("Who"), Words("What"), Words("Words")],
        [
            .. facts.Select(fact => (ImmutableArray<Cell>)
                [Cell.Of(view.Clock.Show(fact.At)), Cell.Of(fact.By.Name), Cell.Of(What(fact)), Cell.Of(Said(fact))]),
        ]);
    }

    private static ImmutableArray<Cell> Row(ScreenView view, string id, DisputeStanding at)
    {
        var clock = new MarketClock(MarketCalendar.Named(at.Claim.Market));
        return
        [
            Cell.Of(id, view.Link("/disputes", ("id", id), ("day", at.Claim.Day.ToString()))), Cell.Of(at.Claim.Day.ToString()),
            Cell.Of(at.Claim.Code), Cell.Of(at.Claim.Asset), Cell.Of(at.Claim.Amount.Value, 2),
            Cell.Of(at.Stage.ToString().ToLowerInvariant()).As(at.Stage switch
            {
                DisputeStage.Settled or DisputeStage.Awarded => Tone.Good,
                DisputeStage.Denied => Tone.Bad,
                DisputeStage.Withdrawn => Tone.Faint,
                _ => Tone.Plain,
            }),
            at.Next == "" ? Cell.Empty : Cell.Of(at.Next), at.DueAt is { } due ? Cell.Of(clock.Show(due)) : Cell.Empty,
            at.IsOverdue ? Cell.Of("overdue").As(Tone.Bad) : at.DueAt is null ? Cell.Empty : Cell.Of("in time").As(Tone.Good),
            Cell.Of(at.Awarded.Value, 2), Cell.Of(at.Received.Value, 2), Cell.Of(at.Number),
        ];
    }

    private static string What(DisputeFact fact) => fact switch
    {
        DisputeOpened => "drawn up", DisputeReleased => "released", DisputeFiled => "filed", DisputeAnswered => "answered by the ISO",
        DisputeResolved => "decided", DisputeSettled => "on a statement", _ => "withdrawn",
    };

    private static string Said(DisputeFact fact) => fact switch
    {
        DisputeOpened opened => $"{opened.Claim.Cause} Heard until the end of {opened.Deadline.LastDay}: {opened.Deadline.Rule}.",
        DisputeReleased released => released.Why,
        DisputeFiled filed => $"number {filed.Number}, evidence {filed.EvidenceHash[..12]}",
        DisputeAnswered answered => answered.Said,
        DisputeResolved resolved => $"{resolved.Resolution}, {resolved.Awarded}: {resolved.Reason}",
        DisputeSettled settled => $"{settled.Amount} on {settled.StatementId}",
        DisputeWithdrawn withdrawn => withdrawn.Why,
        _ => "",
    };
}
