using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>The clock at which what a read finds is looked at: the instant that was asked for, or now.</summary>
public static class ReadClock
{
    /// <summary>The clock of a read.</summary>
    public static Instant Of(AsOf asOf) => Of(asOf, SystemClock.Instance);

    /// <summary>The same where now is another clock's.</summary>
    public static Instant Of(AsOf asOf, IClock clock) => asOf.KnownAt == Instant.MaxValue ? clock.GetCurrentInstant() : asOf.KnownAt;
}
