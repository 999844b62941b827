using Busbar.Kernel.Time;
using NodaTime;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>OWN.HOURS: sold hour by hour over a day, a sale has as many hours as the day: 23, 24 or 25. A day of which more than
/// <see cref="Whole"/> hours are sold is taken for a whole one. 24 hours on a 25-hour day lose one.</summary>
public static class HoursOfDay
{
    /// <summary>Hours from which a day counts as sold whole.</summary>
    public const int Whole = 22;

    /// <summary>The rule, a warning, of days on which the clock changes: on any other day an hour may well not have been sold.</summary>
    public static EqrRule Rule { get; } = new("OWN.HOURS", "Whole days have their hours", Severity.Warning, given =>
        from row in given.Filing.Transactions.Rows
        let table = given.Filing.Transactions
        let begin = EqrPlaces.MinuteOf(table, row, "Transaction Begin Date")
        where begin is not null && EqrPlaces.MinuteOf(table, row, "Transaction End Date") == begin.Value.PlusHours(1)
        group row by (EqrPlaces.AgreementOf(table, row), EqrPlaces.Key(table, row, "Product Name"), EqrPlaces.Key(table, row, "PODSL"),
            begin.Value.Date) into day
        let hours = MarketCalendar.Pjm.HourCount(new(day.Key.Date))
        where hours != 24 && day.Count() >= Whole && day.Count() != hours
        select new EqrFault(EqrPlaces.Of(given.Filing.Transactions, day.First(), "Transaction Begin Date"),
            FormattableString.Invariant($"{day.Key.Date:uuuu-MM-dd} has {hours} hours; {day.Count()} are given")));
}
