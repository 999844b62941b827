using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Cybersecurity.Exposure;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>The room's key metrics: critical vulnerabilities that are open by decision, and the mean time to remedy over the last thirty
/// days.</summary>
public static class SecurityMetrics
{
    private const string Room = "ESV-04.4";
    private static readonly Duration period = Duration.FromDays(30);

    /// <summary>The metrics as of an instant; empty before the first report.</summary>
    public static ImmutableArray<Metric> Measure(DigitalBooks books, AsOf asOf)
    {
        var figures = Figures(books, asOf);
        if (books.Security.Findings.All(asOf).IsEmpty) return [];
        var critical = figures.Single(figure => figure.Name == "critical-open");
        var remedied = figures.Where(figure => figure.Name == "days-to-remedy").ToArray();
        var (days, closed) = (remedied.Sum(figure => figure.Numerator), remedied.Sum(figure => figure.Denominator));
        return
        [
            new(Room, "Critical vulnerabilities", critical.Numerator, "", 0, Better.Lower,
                "open findings whose decision (BOD 26-04, asset exposure) gives three days",
                [Part("open and critical", critical.Numerator)]),
            new(Room, "Mean time to remedy", closed > 0 ? days / closed : null, "d", null, Better.Lower,
                "days from opened to closed by rescan or VEX / findings closed, the last 30 days",
                [Part("days", days), Part("closed", closed)]),
        ];
    }

    /// <summary>Every figure of the posture.</summary>
    public static ImmutableArray<PostureFigure> Figures(DigitalBooks books, AsOf asOf)
    {
        var now = ReadClock.Of(asOf);
        return MeasurePosture.Run(new([.. books.Security.Shown(asOf).Select(each => each.Decided)],
            books.Security.Acceptances.All(asOf).Approved, now - period, now));
    }

    private static Explain Part(string name, double value) =>
        Explain.Leaf(name, value.ToString("0.##", CultureInfo.InvariantCulture), "", "findings");
}
