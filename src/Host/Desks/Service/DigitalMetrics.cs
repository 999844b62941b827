using System.Collections.Immutable;
using Busbar.Host.Desks.Delivery;
using Busbar.Host.Desks.Quality;
using Busbar.Host.Desks.Security;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Desks.Service;

/// <summary>The key metrics of the digital stream's rooms, measured off their facts as they are looked at.</summary>
public static class DigitalMetrics
{
    /// <summary>What the numbers cover.</summary>
    public const string Period = "the last 30 days on record";

    /// <summary>A room's metrics; none where nothing is on record, or the room is not built.</summary>
    public static ImmutableArray<Metric> Of(string room, DigitalBooks books, AsOf asOf) => room switch
    {
        "ESV-04.1" => books.Portfolio.Measure(asOf),
        "ESV-04.2" => DeliveryMetrics.Measure(books, asOf),
        "ESV-04.3" => OperationsMetrics.Measure(books, asOf),
        "ESV-04.4" => CaseMetrics.Measure(books.Store, asOf, days: 30),
        "ESV-04.5" => DeskMetrics.Measure(books, asOf),
        "ESV-04.6" => DataMetrics.Measure(books, asOf),
        _ => [],
    };
}
