using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Kernel.Time;

namespace Busbar.Host.Cycles;

/// <summary>A period of operating days as phases of shards. Shards of one phase need nothing of each other, so any number of workers may
/// share them; a phase begins when the one before is finished.</summary>
public static class OperatingPeriod
{
    /// <summary>The kind of run this cycle makes.</summary>
    public const string RunKind = "period";

    /// <summary>Every shard of the period, in phase order.</summary>
    public static ImmutableArray<PeriodShard> ShardsOf(OperatingDay first, OperatingDay last)
    {
        var days = first.Through(last).ToImmutableArray();
        return
        [
            .. MonthsOf(first, last).Select(month => new PeriodShard(1, "month-start", month)),
            .. days.Select(day => new PeriodShard(2, "outlook", day)),
            new PeriodShard(3, "market", first),
            .. days.Select(day => new PeriodShard(4, "settle", day)),
            new PeriodShard(5, "close", first),
        ];
    }

    /// <summary>Computes one shard into the session; nothing is saved before the session commits.</summary>
    public static void Execute(PeriodShard shard, OperatingDay last, DeskSession session)
    {
        switch (shard.Work)
        {
            case "month-start": Perform(MonthEnd.Before, shard.Day, session); break;
            case "outlook": Perform(DayAhead.Outlook, shard.Day, session); break;
            case "market":
                foreach (var day in shard.Day.Through(last)) Perform(DayAhead.Market, day, session);
                break;
            case "settle":
                Perform(DayAhead.Exposure, shard.Day, session);
                Perform(Settlement.Steps, shard.Day, session);
                break;
            case "close":
                foreach (var day in shard.Day.Through(last)) Perform(DayAhead.EndOfDay, day, session);
                foreach (var month in MonthsOf(shard.Day, last)) Perform(MonthEnd.Closing, FirstOfNext(month), session);
                CloseLaterMonthsAgain(MonthsOf(shard.Day, last).Last(), session);
                MetricsDesk.MeasureAll(session, shard.Day, last);
                break;
            default: throw new InvalidOperationException($"No cycle has the work '{shard.Work}'.");
        }
    }

    /// <summary>The months touched by a period, as their first days.</summary>
    public static IEnumerable<OperatingDay> MonthsOf(OperatingDay first, OperatingDay last)
    {
        for (var month = first.FirstOfMonth(); month.Date <= last.Date; month = FirstOfNext(month)) yield return month;
    }

    /// <summary>A month closed anew has a new balance, so the months closed after it are closed again: each opens with the balance that
    /// the one before left.</summary>
    private static void CloseLaterMonthsAgain(OperatingDay closed, DeskSession session)
    {
        for (var next = FirstOfNext(closed); ; next = FirstOfNext(next))
        {
            session.Clock = MonthEnd.Closing[^1].ClockOf(session.Calendar, FirstOfNext(next));
            if (!RecoveryDesk.IsClosed(session, next)) return;
            Perform(MonthEnd.Closing, FirstOfNext(next), session);
        }
    }

    private static OperatingDay FirstOfNext(OperatingDay month) => new(month.Date.PlusMonths(1));

    private static void Perform(ImmutableArray<Step> steps, OperatingDay day, DeskSession session)
    {
        session.Day = day;
        foreach (var step in steps) step.Perform(session);
    }
}
