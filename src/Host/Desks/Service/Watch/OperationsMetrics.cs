using System.Collections.Immutable;
using Busbar.Digital.Operations;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>The room's key metrics: uptime, what of it is unknown, and SLA achievement.</summary>
public static class OperationsMetrics
{
    /// <summary>The metrics over the last thirty days.</summary>
    public static ImmutableArray<Metric> Measure(DigitalBooks books, AsOf asOf)
    {
        var reading = books.Operations.Health.Read(asOf);
        return MeasureServiceLevels.Run(new([.. reading.Map.Services.Select(service => reading.Uptime(service.Name))],
            [.. books.Operations.Objectives.All(asOf).Select(each => each.Check.State)], HealthBook.TargetPercent));
    }
}
