using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Settlement;

/// <summary>Our statement against the ISO's: every line beyond tolerance, with a suggested cause.</summary>
/// <param name="ShadowTotal">What we computed.</param>
/// <param name="IsoTotal">What the ISO billed.</param>
/// <param name="LinesCompared">Lines of either side.</param>
/// <param name="Variances">Lines that differ by more than the tolerance.</param>
/// <param name="WithinTolerance">Sum of the differences that were let pass.</param>
/// <param name="IsAgainstSimulation">True when the ISO's statement is simulated.</param>
public sealed record Reconciliation(
    OperatingDay Day, Instant ReconciledAt, string StatementType, Usd ShadowTotal, Usd IsoTotal, int LinesCompared,
    ImmutableArray<Variance> Variances, Usd WithinTolerance, bool IsAgainstSimulation);

/// <summary>One line that differs: ISO less ours is the difference.</summary>
public sealed record Variance(string Code, string Asset, DeliveryInterval Interval, Usd Shadow, Usd Iso, VarianceCause Cause,
    string Evidence)
{
    /// <summary>What the ISO billed beyond our own computation.</summary>
    public Usd Difference => Iso - Shadow;
}

/// <summary>Why a line differs, as far as its numbers tell.</summary>
public enum VarianceCause
{
    MissingLine,
    MissingHour,
    UnexpectedLine,
    Meter,
    Award,
    PriceVersion,
    Sign,
    Rounding,
    Unexplained,
}
