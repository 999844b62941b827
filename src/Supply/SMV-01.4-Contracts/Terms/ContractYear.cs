using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using NodaTime;

namespace Busbar.Supply.Contracts.Terms;

/// <summary>A year of a contract, from one anniversary of its first day to the day before the next, or to its last day.</summary>
internal sealed record ContractYear(int Number, OperatingDay First, OperatingDay Last, OperatingDay FullLast)
{
    internal static ContractYear Of(PowerAgreement agreement, OperatingDay day)
    {
        var start = agreement.FirstDay.Date;
        var number = Period.Between(start, day.Date, PeriodUnits.Years).Years;
        var full = new OperatingDay(start.PlusYears(number + 1)).Plus(-1);
        return new(number, new(start.PlusYears(number)), full.CompareTo(agreement.LastDay) < 0 ? full : agreement.LastDay, full);
    }

    /// <summary>Days of it inside the term, and days of the full year.</summary>
    internal (int Days, int Full) Length => (DaysTo(Last), DaysTo(FullLast));

    private int DaysTo(OperatingDay last) => Period.Between(First.Date, last.Date, PeriodUnits.Days).Days + 1;
}
