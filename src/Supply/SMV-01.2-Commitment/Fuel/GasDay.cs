using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Commitment.Fuel;

/// <summary>The day on which gas is bought and burned: from 09:00 Central clock time to 09:00 the next day, so that an operating day
/// falls into two of them. The clock changes at night, inside the gas day of the Saturday: it has 23 or 25 hours.
/// Source: NAESB WGQ standard 1.3.1; kept by FERC Order 809 (151 FERC ¶ 61,049, 2015), 80 FR 23197.</summary>
public static class GasDay
{
    private static readonly LocalTime begins = new(9, 0);

    /// <summary>Central prevailing time, which ERCOT's clock shows.</summary>
    private static readonly MarketCalendar central = MarketCalendar.Ercot;

    /// <summary>The gas day in which an instant lies, named by the date on which it begins.</summary>
    public static OperatingDay Of(Instant instant)
    {
        var clock = central.OnClock(instant).LocalDateTime;
        var day = new OperatingDay(clock.Date);
        return clock.TimeOfDay < begins ? day.Plus(-1) : day;
    }

    /// <summary>From its first instant to its end: 23, 24 or 25 hours.</summary>
    public static DeliveryInterval Whole(OperatingDay gasDay) => new(central.At(gasDay, begins), central.At(gasDay.Plus(1), begins));
}
