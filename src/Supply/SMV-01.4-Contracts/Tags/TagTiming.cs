using NodaTime;

namespace Busbar.Supply.Contracts.Tags;

/// <summary>How a request stands against the clock, and how long approval entities have.</summary>
/// <param name="Class">On time, late or after the fact.</param>
/// <param name="AssessedBy">When assessment ends. A silent entity has then approved an on-time request; a late one expires.</param>
public sealed record TagTiming(TimingClass Class, Instant AssessedBy)
{
    /// <summary>Times a request by the table of interchange timing. Source: NERC INT-006 attachment 1 and NAESB WEQ-004, rows and minutes
    /// from memory. One number is confirmed by a published notice: with a ramp of twenty minutes the west's deadline is twenty minutes
    /// before the hour, ten before the ramp (CAISO market notice, 14 November 2023).</summary>
    public static TagTiming Of(Interconnection interconnection, Instant submitted, Instant rampStart, Instant start)
    {
        var lead = rampStart - submitted;
        var onTime = Duration.FromMinutes(interconnection == Interconnection.Western ? 10 : 15);
        return submitted > start + Duration.FromHours(1) ? new(TimingClass.AfterTheFact, submitted + Duration.FromHours(2))
            : lead < onTime ? new(TimingClass.Late, submitted + Duration.FromMinutes(10))
            : lead < Duration.FromHours(1) ? new(TimingClass.OnTime, submitted + Duration.FromMinutes(10))
            : lead < Duration.FromHours(4) ? new(TimingClass.OnTime, submitted + Duration.FromMinutes(20))
            : new(TimingClass.OnTime, submitted + Duration.FromHours(2));
    }
}

/// <summary>How a request stands against the clock.</summary>
public enum TimingClass
{
    /// <summary>Silence approves it.</summary>
    OnTime,
    /// <summary>Silence lets it expire.</summary>
    Late,
    /// <summary>Submitted more than an hour after it began; silence lets it expire.</summary>
    AfterTheFact,
}

/// <summary>Which table of times applies.</summary>
public enum Interconnection
{
    /// <summary>East and ERCOT.</summary>
    Eastern,
    /// <summary>West.</summary>
    Western,
}
