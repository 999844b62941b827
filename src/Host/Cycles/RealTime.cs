using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Store;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Utility;
using NodaTime;

namespace Busbar.Host.Cycles;

/// <summary>The real-time cycle: every five minutes, base points for the interval after the clock from what was known at it. Each is a
/// run of its own that becomes visible as a whole. Clocks in the past replay.</summary>
public static class RealTime
{
    /// <summary>The kind of run this makes.</summary>
    public const string RunKind = "real-time";

    /// <summary>Between two decisions.</summary>
    public static Duration Every { get; } = Duration.FromMinutes(5);

    /// <summary>The name under which the findings of a decision are kept.</summary>
    public static string ShardOf(Instant at) => $"real-time {at}";

    /// <summary>The base points as they were saved.</summary>
    /// <exception cref="Kernel.Outcomes.RefusedException">No day-ahead schedule is known, or the stage refused.</exception>
    public static StoredDocument<RealTimeDispatch> Run(FactStore store, UtilityProfile profile, Instant at, Actor who)
    {
        var calendar = Markets.CalendarOf(profile);
        var session = new DeskSession(store, store.StartRun(RunKind, at.ToString(), who), profile)
        {
            Day = calendar.DayOf(at), Clock = at,
        };
        RealTimeDesk.Dispatch(session);
        using (var batch = store.Begin(Actor.Engine, session.Run))
        {
            session.WriteTo(batch, ShardOf(at));
            batch.Commit();
        }
        store.CompleteRun(session.Run);
        var key = RealTimeDesk.KeyOf(calendar, RealTimeDesk.NextInterval(at));
        return store.ReadDocument<RealTimeDispatch>(new(nameof(RealTimeDispatch), key), new(at))!;
    }
}
