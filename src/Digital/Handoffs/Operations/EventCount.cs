using NodaTime;

namespace Busbar.Digital.Handoffs.Operations;

/// <summary>Good events and all events since the count before.</summary>
/// <param name="At">When they were counted: the end of the time they happened in.</param>
/// <param name="Good">Of them good; not negative, not over <paramref name="Total"/>.</param>
/// <param name="Total">All of them.</param>
public readonly record struct EventCount(Instant At, double Good, double Total)
{
    /// <summary>Those not good.</summary>
    public double Bad => Total - Good;
}
