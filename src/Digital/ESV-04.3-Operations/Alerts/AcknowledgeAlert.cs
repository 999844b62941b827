using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Alerts;

/// <summary>Somebody takes an alert until an instant.</summary>
public sealed record AcknowledgeAlertInputs(AlertStanding Alert, string By, Instant At, Instant Until);

/// <summary>Takes an alert: paging stops until the acknowledgement runs out. Refuses one that is over (<c>already-over</c>), an end
/// that is not after the start (<c>ends-before-start</c>) and one that is more than <see cref="HoursMax"/> hours away
/// (<c>acknowledged-too-long</c>): an acknowledgement that is forgotten must run out.</summary>
public static class AcknowledgeAlert
{
    /// <summary>Longest that one acknowledgement holds.</summary>
    public const int HoursMax = 24;

    /// <summary>The fact to keep.</summary>
    public static Outcome<AlertAcknowledged> Run(AcknowledgeAlertInputs inputs)
    {
        var (alert, by, at, until) = inputs;
        if (!alert.IsFiring)
            return new Refusal("already-over", $"It was over at {alert.Latest.Ended}", alert.Key, "There is nothing to take.");
        if (until <= at) return new Refusal("ends-before-start", $"It would run out at {until}, at {at}", alert.Key, "Give a later end.");
        if (until - at > Duration.FromHours(HoursMax))
            return new Refusal("acknowledged-too-long", $"It would hold {(until - at).TotalHours:0} hours, the most is {HoursMax}",
                alert.Key, "Take it for less, or silence it with a reason.");
        return new AlertAcknowledged(at, alert.Key, by, until);
    }
}
