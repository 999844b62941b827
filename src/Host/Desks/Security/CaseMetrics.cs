using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Cases;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>How fast cases were dealt with in the days before the clock of a read.</summary>
public static class CaseMetrics
{
    /// <summary>The metrics; none where no case was ever opened.</summary>
    public static ImmutableArray<Metric> Measure(FactStore store, AsOf asOf, int days)
    {
        var (cases, to) = (new CaseBook(store).All(asOf), ReadClock.Of(asOf));
        return cases.IsEmpty ? [] : MeasureCases.Run(new(cases, to - Duration.FromDays(days), to)).OrThrow();
    }
}
