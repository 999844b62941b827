using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Delivery.Dora;
using NodaTime;

namespace Busbar.Host.Desks.Delivery;

/// <summary>The five metrics in words, both ways beside each other.</summary>
public static class DoraWords
{
    /// <summary>A row a metric.</summary>
    public static ImmutableArray<(string Metric, string ByCause, string ByNearest)> Of(DoraBothWays dora)
    {
        (string, string, string) Row(string metric, Func<DoraFigures, string> words) => (metric, words(dora.ByCause),
            words(dora.ByNearest));
        return
        [
            Row("Deployment frequency, a day", figures => Number(figures.PerDay)),
            Row("Lead time for changes, h", figures => Hours(figures.LeadTime)),
            Row("Change fail rate, %", figures => Number(100 * figures.ChangeFailRate)),
            Row("Failed deployment recovery time, h", figures => Hours(figures.Recovery)),
            Row("Deployment rework rate, %", figures => Number(100 * figures.ReworkRate)),
        ];
    }

    /// <summary>A length of time in hours; a dash where there is none.</summary>
    public static string Hours(Duration? time) => Number(time?.TotalHours);

    private static string Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "–";
}
