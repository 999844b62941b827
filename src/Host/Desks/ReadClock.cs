using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>The clock at which what a read finds is looked at: the instant that was asked for, or now.</summary>
public static class ReadClock
{
    /// <summary>The clock of a read.</summary>
    public static Instant Of(AsOf asOf) => asOf.KnownAt == Instant.MaxValue ? SystemClock.Instance.GetCurrentInstant() : asOf.KnownAt;
}
