using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Trading.Curves;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>The desk's marks: one a commodity, location and day, each with its versions.</summary>
public sealed class CurveBook(FactStore store)
{
    /// <summary>Every mark known, in the order of commodity, location and day.</summary>
    public ImmutableArray<ForwardCurve> Marks(AsOf asOf) =>
        [.. store.ReadDocuments<ForwardCurve>(nameof(ForwardCurve), "", "~", asOf).Select(each => each.Body)];

    /// <summary>The instant at which a day is closed: that of its newest mark known then; null while nothing of the day is
    /// marked.</summary>
    public Instant? MarkedAt(OperatingDay day, AsOf asOf) =>
        Marks(asOf).Where(mark => mark.MarkDay == day).Select(mark => (Instant?)mark.MarkedAt).Max();

    /// <summary>The newest mark of each commodity and location, none of a day after the one given.</summary>
    public ImmutableArray<ForwardCurve> Newest(AsOf asOf, OperatingDay? until = null) =>
    [
        .. Marks(asOf).Where(mark => until is not { } day || mark.MarkDay.CompareTo(day) <= 0)
            .GroupBy(mark => (mark.Commodity, mark.Location)).Select(marks => marks.MaxBy(mark => mark.MarkDay)!),
    ];

    /// <summary>The version that the next mark of a day has.</summary>
    public int NextVersion(Commodity commodity, string location, OperatingDay day) =>
        store.Versions<ForwardCurve>(IdOf(commodity, location, day)).Length + 1;

    /// <summary>Keeps marks.</summary>
    /// <exception cref="Kernel.Outcomes.RefusedException"><c>duty</c>: only the front office marks.</exception>
    public void Keep(IEnumerable<ForwardCurve> curves, Actor who, Instant at)
    {
        using var batch = store.Begin(who, new RunId($"marks {at}"));
        foreach (var curve in curves) batch.PutDocument(IdOf(curve.Commodity, curve.Location, curve.MarkDay), curve, curve.MarkedAt);
        batch.Commit();
    }

    private static HandoffId IdOf(Commodity commodity, string location, OperatingDay day) =>
        new(nameof(ForwardCurve), $"{commodity} {location} {day}");
}
