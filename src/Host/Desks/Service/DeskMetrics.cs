using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>The service desk's key metrics over the thirty days before the clock of the read.</summary>
public static class DeskMetrics
{
    private const int Days = 30;
    private static readonly string[] shown = ["User satisfaction", "First call resolution, net", "SLA resolution", "Backlog"];

    /// <summary>The metrics; none where no ticket was ever opened.</summary>
    public static ImmutableArray<Metric> Measure(DigitalBooks books, AsOf asOf)
    {
        if (!books.Tickets.All(asOf).Any()) return [];
        var figures = Figures(books, asOf, DeskGrouping.None);
        return [.. shown.SelectMany(name => figures.Where(each => each.Metric.Name == name)).Select(each => each.Metric)];
    }

    /// <summary>Every figure of the desk.</summary>
    public static ImmutableArray<DeskFigure> Figures(DigitalBooks books, AsOf asOf, DeskGrouping grouping) =>
        books.Answers.Of($"desk figures by {grouping}", asOf, () => Work(books, asOf, grouping));

    private static ImmutableArray<DeskFigure> Work(DigitalBooks books, AsOf asOf, DeskGrouping grouping)
    {
        var to = ReadClock.Of(asOf);
        return books.Levels.Measure(books.Tickets.HistoriesSince(to - Duration.FromDays(2 * Days), asOf), to - Duration.FromDays(Days), to,
            grouping, asOf);
    }
}
