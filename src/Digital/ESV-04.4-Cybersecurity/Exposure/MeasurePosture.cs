using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Findings;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Exposure;

/// <summary>A finding with its asset and its decision.</summary>
public sealed record DecidedFinding(string Asset, SecurityFinding Finding, RemedyTerm Term);

/// <summary>What posture is measured from.</summary>
/// <param name="Findings">Every finding, open and closed.</param>
/// <param name="Acceptances">Every acceptance.</param>
/// <param name="From">Begin of the window for what was closed and for exposed days.</param>
/// <param name="Now">Its end, and the moment for what is open.</param>
public sealed record PostureInput(
    ImmutableArray<DecidedFinding> Findings, ImmutableArray<RiskAcceptance> Acceptances, Instant From, Instant Now);

/// <summary>A figure with what it is made of.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Class">Of which decision; empty for all.</param>
/// <param name="Numerator">Above the line.</param>
/// <param name="Denominator">Below it; 1 for a plain count, 0 when there is nothing to measure.</param>
/// <param name="Findings">The findings behind the numerator, in order of their ids.</param>
public sealed record PostureFigure(string Name, string Class, double Numerator, double Denominator, ImmutableArray<string> Findings)
{
    /// <summary>The figure, or null when there is nothing to measure.</summary>
    public double? Value => Denominator > 0 ? Numerator / Denominator : null;
}

/// <summary>Measures how exposed the utility is: what is open by decision, how late, how fast it was remedied, and how many days critical
/// findings stood open.</summary>
public static class MeasurePosture
{
    /// <summary>The figures: <c>open</c>, <c>overdue</c> (of open), <c>accepted</c> (of open), <c>days-to-remedy</c> (mean of those closed
    /// in the window) and <c>remedied-in-time</c> by class; <c>critical-open</c> and <c>critical-exposed-days</c> (within the window, per
    /// finding that was critical) over all.</summary>
    public static ImmutableArray<PostureFigure> Run(PostureInput input)
    {
        var acceptances = input.Acceptances.ToLookup(each => each.FindingId);
        var all = input.Findings.OrderBy(each => each.Finding.Id, StringComparer.Ordinal)
            .Select(each => (Each: each, Clock: ReadClock.Run(each.Finding, each.Term, [.. acceptances[each.Finding.Id]], input.Now)))
            .ToArray();
        var figures = ImmutableArray.CreateBuilder<PostureFigure>();
        foreach (var group in all.GroupBy(each => each.Each.Term.Class).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var open = group.Where(each => each.Each.Finding.IsOpen).ToArray();
            var closed = group.Where(each => each.Each.Finding.ClosedAt is { } at && at >= input.From && at <= input.Now).ToArray();
            figures.Add(Count("open", group.Key, open, 1));
            figures.Add(Count("overdue", group.Key, open.Where(each => each.Clock.IsOverdue), open.Length));
            figures.Add(Count("accepted", group.Key, open.Where(each => each.Clock.AcceptedUntil is not null), open.Length));
            figures.Add(new("days-to-remedy", group.Key,
                closed.Sum(each => (each.Each.Finding.ClosedAt!.Value - each.Each.Finding.OpenedAt).TotalDays), closed.Length,
                Ids(closed)));
            figures.Add(Count("remedied-in-time", group.Key, closed.Where(each => each.Clock.DaysLate == 0), closed.Length));
        }
        var critical = all.Where(each => each.Each.Term.IsCritical).ToArray();
        var exposed = critical.Where(each => ExposedDays(each.Each.Finding, input) > 0).ToArray();
        figures.Add(Count("critical-open", "", critical.Where(each => each.Each.Finding.IsOpen), 1));
        figures.Add(new("critical-exposed-days", "", exposed.Sum(each => ExposedDays(each.Each.Finding, input)), exposed.Length,
            Ids(exposed)));
        return figures.ToImmutable();
    }

    private static PostureFigure Count(
        string name, string @class, IEnumerable<(DecidedFinding Each, FindingClock Clock)> counted, int denominator)
    {
        var ids = Ids(counted);
        return new(name, @class, ids.Length, denominator, ids);
    }

    private static ImmutableArray<string> Ids(IEnumerable<(DecidedFinding Each, FindingClock Clock)> counted) =>
        [.. counted.Select(each => each.Each.Finding.Id)];

    /// <summary>Days of the window in which it stood open since it was last opened.</summary>
    private static double ExposedDays(SecurityFinding finding, PostureInput input)
    {
        var from = Instant.Max(finding.OpenedAt, input.From);
        var until = Instant.Min(finding.ClosedAt ?? input.Now, input.Now);
        return until > from ? (until - from).TotalDays : 0;
    }
}
