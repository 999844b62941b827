using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Disputes;
using NodaTime;

namespace Busbar.Supply.Settlement.Invoices;

/// <summary>The invoices whose payments are planned.</summary>
/// <param name="Days">The market's days.</param>
/// <param name="AsOf">The clock.</param>
/// <param name="Invoices">As they stand; those without anything open are left out.</param>
/// <param name="NetByDueDay">True where the market and we have agreed to net what is due on a day.</param>
public sealed record SchedulePaymentsInputs(
    SettlementDays Days, Instant AsOf, ImmutableArray<InvoiceStanding> Invoices, bool NetByDueDay);

/// <summary>Money that moves on one day between the market and us: out positive, in negative.</summary>
/// <param name="Day">The banking day on which it has to leave: the due day, or the business day before when that is none.</param>
/// <param name="Market">With whom.</param>
/// <param name="Amount">How much.</param>
/// <param name="Invoices">What it pays, by number.</param>
/// <param name="IsLate">True when that day has passed.</param>
public sealed record PlannedPayment(OperatingDay Day, string Market, Usd Amount, ImmutableArray<string> Invoices, bool IsLate);

/// <summary>Plans payments by the day on which each has to leave, netted where that is agreed. What is planned sums to what is
/// open.</summary>
public static class SchedulePayments
{
    /// <summary>The payments by day, then market.</summary>
    public static Outcome<ImmutableArray<PlannedPayment>> Run(SchedulePaymentsInputs inputs)
    {
        if (inputs.Invoices.GroupBy(each => each.Taken.InvoiceId).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return new Refusal("invoice-twice", $"The invoice is given {twice.Count()} times", twice.Key, "Give each invoice once.");
        var open = inputs.Invoices.Where(each => each.Open != Usd.Zero).Select(each => (Day: LastDay(inputs.Days, each.Taken.DueAt), each));
        return open.GroupBy(each => (each.Day, each.each.Taken.Market, inputs.NetByDueDay ? "" : each.each.Taken.InvoiceId))
            .Select(group => new PlannedPayment(group.Key.Day, group.Key.Market,
                group.Aggregate(Usd.Zero, (sum, each) => sum + each.each.Open),
                [.. group.Select(each => each.each.Taken.InvoiceId).Order(StringComparer.Ordinal)],
                inputs.Days.EndOf(group.Key.Day) <= inputs.AsOf))
            .OrderBy(each => each.Day).ThenBy(each => each.Market, StringComparer.Ordinal)
            .ThenBy(each => each.Invoices[0], StringComparer.Ordinal).ToImmutableArray();
    }

    private static OperatingDay LastDay(SettlementDays days, Instant dueAt)
    {
        var due = days.Calendar.DayOf(dueAt - Duration.Epsilon);
        return days.IsBusinessDay(due) ? due : days.BusinessDaysFrom(due, -1);
    }
}
