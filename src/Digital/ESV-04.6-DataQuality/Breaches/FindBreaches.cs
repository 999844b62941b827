using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Contracts;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.DataQuality.Breaches;

/// <summary>What was found about datasets over time.</summary>
/// <param name="Reports">Of any datasets, in any order.</param>
/// <param name="Now">Reports after it are not known yet.</param>
/// <param name="Settle">How long data must keep their contract before a breach is over, so that a feed that comes and goes is one breach;
/// zero: at once.</param>
public sealed record FindBreachesInputs(ImmutableArray<ContractReport> Reports, Instant Now, Duration Settle);

/// <summary>Finds the stretches in which a dataset did not keep its contract. Nothing is kept from one asking to the next: a report that
/// comes
/// late is only a report more.</summary>
public static class FindBreaches
{
    /// <summary>The breaches, by dataset and beginning: ended, or still open. A breach begins with the first report that finds it, names
    /// every
    /// rule broken in it, and ends with the first good report that is followed by no bad one for the settling time. Its readers and
    /// amounts are <see cref="FindBlastRadius"/>'s to add.</summary>
    public static ImmutableArray<ContractBreach> Run(FindBreachesInputs inputs) =>
        [.. inputs.Reports.Where(report => report.AsOf <= inputs.Now).GroupBy(report => report.Dataset)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => Of(group.Key, [.. group.OrderBy(report => report.AsOf)], inputs))];

    private static IEnumerable<ContractBreach> Of(string dataset, ImmutableArray<ContractReport> reports, FindBreachesInputs inputs)
    {
        ContractReport? first = null;
        Instant? good = null;
        var rules = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
        foreach (var report in reports)
        {
            if (first is not null && good is { } since && report.AsOf - since >= inputs.Settle)
            {
                yield return Breach(dataset, first, rules, since);
                (first, good, rules) = (null, null, rules.Clear());
            }
            if (report.IsKept) good ??= first is null ? null : report.AsOf;
            else (first, good, rules) = (first ?? report, null, rules.Union(report.Broken));
        }
        if (first is not null)
            yield return Breach(dataset, first, rules, good is { } end && inputs.Now - end >= inputs.Settle ? end : null);
    }

    private static ContractBreach Breach(string dataset, ContractReport first, ImmutableSortedSet<string> rules, Instant? ended) =>
        new(dataset, first.Contract, [.. rules], first.AsOf, ended, null, null, []);
}
