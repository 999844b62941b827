using Busbar.Kernel.Time;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>OWN.CLOCK: a time exists once on the clock of its zone. In prevailing time the hour from 02:00 of the spring day does not
/// exist, and that from 01:00 of the autumn day comes twice: the zone then says daylight or standard. Source: 15 U.S.C. 260a; the day is
/// that of Eastern time, which all zones of the dictionary share.</summary>
public static class ClockLabels
{
    /// <summary>The rule, of transactions whose zone is prevailing (AP, CP, EP, MP, PP).</summary>
    public static EqrRule Rule { get; } = EqrRule.OfTransactions("OWN.CLOCK", "Times exist once on their clock", Severity.Error,
        "Time Zone",
        (table, row) =>
        {
            if (EqrPlaces.Key(table, row, "Time Zone") is not [_, 'P']
                || EqrPlaces.MinuteOf(table, row, "Transaction Begin Date") is not { } begin) return null;
            return (MarketCalendar.Pjm.HourCount(new(begin.Date)), begin.Hour) switch
            {
                (23, 2) => $"{table.Of(row, "Transaction Begin Date")} does not exist: the clock jumps over it",
                (25, 1) => $"{table.Of(row, "Transaction Begin Date")} comes twice: give daylight (D) or standard (S) time",
                _ => null,
            };
        });
}
