using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Findings;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Exposure;

/// <summary>How long a finding has been open and by when it must be remedied.</summary>
/// <param name="StartsOn">The later of publication and first sight; a reopening or an acceptance does not move it. In UTC.</param>
/// <param name="DueOn">Last day for the remedy; null when the decision waits for the next upgrade.</param>
/// <param name="IsOverdue">True when it is open after that day and nobody accepted the risk for now.</param>
/// <param name="AcceptedUntil">End of the acceptance that holds now, or null.</param>
/// <param name="Acceptances">How many there were so far.</param>
/// <param name="DaysLate">Days after the due day until now or until it was closed, acceptances or not; 0 when in time.</param>
public sealed record FindingClock(
    LocalDate StartsOn, LocalDate? DueOn, bool IsOverdue, Instant? AcceptedUntil, int Acceptances, int DaysLate);

/// <summary>Reads the clock of a finding from its facts, its decision and its acceptances; nothing is counted and kept.</summary>
public static class ReadClock
{
    /// <summary>The clock as of a moment.</summary>
    public static FindingClock Run(SecurityFinding finding, RemedyTerm term, ImmutableArray<RiskAcceptance> acceptances, Instant now)
    {
        var firstSeen = finding.FirstSeen.InUtc().Date;
        var starts = finding.PublishedOn is { } published ? LocalDate.Max(published, firstSeen) : firstSeen;
        var due = term.Days is { } days ? starts.PlusDays(days) : (LocalDate?)null;
        var end = (finding.ClosedAt ?? now).InUtc().Date;
        var late = due is { } last && end > last ? Period.DaysBetween(last, end) : 0;
        var holding = acceptances.Where(each => each.FindingId == finding.Id && each.From <= now && now < each.Until).ToArray();
        return new(starts, due, finding.IsOpen && late > 0 && holding.Length == 0,
            holding.Length == 0 ? null : holding.Max(each => each.Until),
            acceptances.Count(each => each.FindingId == finding.Id && each.From <= now), late);
    }
}
