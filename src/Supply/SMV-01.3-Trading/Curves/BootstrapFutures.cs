using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;

namespace Busbar.Supply.Trading.Curves;

/// <summary>How a price between two pillars is read.</summary>
public enum PillarInterpolation
{
    /// <summary>On the straight line between them; flat outside.</summary>
    LinearFlat,
    /// <summary>That of the pillar after; flat outside.</summary>
    BackwardFlat,
}

/// <summary>The futures of one root. Earlier segments come first where two name one pillar.</summary>
/// <param name="Contract">The root, as the settles spell it.</param>
/// <param name="IsAveraging">False for futures on one day; true for futures on the mean of the business days of the month before their
/// expiry.</param>
public sealed record FuturesSegment(string Contract, bool IsAveraging);

/// <summary>What a curve of daily prices is bootstrapped from.</summary>
/// <param name="Calendar">The market whose business days an average counts.</param>
/// <param name="MarkDay">The day the settles are of.</param>
/// <param name="Segments">By priority.</param>
/// <param name="Settles">Settlement prices; those that no longer deliver after the mark day are passed over.</param>
/// <param name="Fixings">Daily prices published so far, needed for an average that has begun.</param>
/// <param name="Interpolation">Between pillars.</param>
public sealed record BootstrapFuturesInputs(
    MarketCalendar Calendar, OperatingDay MarkDay, ImmutableArray<FuturesSegment> Segments, ImmutableArray<FuturesSettle> Settles,
    ImmutableArray<DailyFixing> Fixings, PillarInterpolation Interpolation);

/// <summary>The price of delivery on one day, from which the days between are read.</summary>
public sealed record CurvePillar(OperatingDay Day, UsdPerMwhEstimate Price);

/// <summary>Bootstraps a curve of daily prices from daily and monthly averaging futures, as power is settled on an exchange. A daily
/// future's pillar is its day, an averaging future's the last business day of its month, and its price is such that the mean over the
/// month's business days (published prices up to the mark day, the curve after) is the settle. The mark day carries the price of the first
/// pillar. Source: the conventions of Open Source Risk Engine's commodity curves (priced segments with priorities, averaging futures over
/// the NERC calendar, period previous month), whose three PJM Western Hub curves it reproduces.</summary>
public static class BootstrapFutures
{
    /// <summary>The pillars by day. Refuses settles of another day or of no segment, two of one delivery, none to build on, and an average
    /// that misses a published price; a finding <c>pillar-taken</c> for a settle that one of a better segment replaces.</summary>
    public static Outcome<ImmutableArray<CurvePillar>> Run(BootstrapFuturesInputs inputs)
    {
        if (Refuse(inputs) is { } refusal) return refusal;
        var live = inputs.Segments.SelectMany(segment => inputs.Settles.Where(settle => settle.Contract == segment.Contract)
            .Select(settle => Instrument.Of(inputs.Calendar, segment, settle)).OrderBy(instrument => instrument.Pillar))
            .Where(instrument => instrument.Pillar.Date > inputs.MarkDay.Date).ToArray();
        if (live.Length == 0)
            return new Refusal("no-quotes", "no settle delivers after the mark day", $"{inputs.MarkDay}",
                "Give settles that still deliver.");
        var chosen = live.GroupBy(instrument => instrument.Pillar).Select(group => group.First()).OrderBy(i => i.Pillar).ToArray();
        var fixings = inputs.Fixings.ToDictionary(fixing => fixing.Day, fixing => fixing.Price.Value);
        var curve = new List<(OperatingDay Day, double Price)>();
        foreach (var instrument in chosen)
        {
            var (known, weight) = (0.0, 0.0);
            foreach (var day in instrument.Days)
            {
                if (day.Date <= inputs.MarkDay.Date && fixings.TryGetValue(day, out var fixing)) known += fixing;
                else if (day.Date < inputs.MarkDay.Date) return MissingFixing(instrument, day);
                else
                {
                    var (constant, slope) = Read(curve, instrument.Pillar, day, inputs.Interpolation);
                    (known, weight) = (known + constant, weight + slope);
                }
            }
            curve.Add((instrument.Pillar, (instrument.Settle.Price.Value * instrument.Days.Length - known) / weight));
        }
        return Outcome.Of<ImmutableArray<CurvePillar>>(
            [.. curve.Prepend((inputs.MarkDay, curve[0].Price)).Select(p => new CurvePillar(p.Item1, new(p.Item2)))],
            live.Except(chosen).Select(Taken));
    }

    // The price of a day as constant + slope × price of the pillar being sought, which is the last so far.
    private static (double Constant, double Slope) Read(
        List<(OperatingDay Day, double Price)> curve, OperatingDay pillar, OperatingDay day, PillarInterpolation interpolation)
    {
        var after = curve.FindIndex(point => point.Day.Date >= day.Date);
        if (after == 0) return (curve[0].Price, 0);
        var isKnown = after > 0;
        var left = isKnown ? curve[after - 1] : curve.LastOrDefault();
        if (curve.Count == 0 || interpolation == PillarInterpolation.BackwardFlat) return isKnown ? (curve[after].Price, 0) : (0, 1);
        var right = isKnown ? curve[after].Day : pillar;
        var share = (double)DaysFrom(left.Day, day) / DaysFrom(left.Day, right);
        return isKnown ? (left.Price + share * (curve[after].Price - left.Price), 0) : (left.Price * (1 - share), share);
    }

    private static int DaysFrom(OperatingDay from, OperatingDay to) => NodaTime.Period.DaysBetween(from.Date, to.Date);

    private static Refusal? Refuse(BootstrapFuturesInputs inputs)
    {
        foreach (var settle in inputs.Settles)
            if (settle.QuotedOn != inputs.MarkDay)
                return new("other-mark-day", $"{NameOf(settle)} settled on {settle.QuotedOn}, the mark is of {inputs.MarkDay}",
                    NameOf(settle), "Give the settles of the day marked.");
            else if (inputs.Segments.All(segment => segment.Contract != settle.Contract))
                return new("unknown-contract", $"{NameOf(settle)} belongs to no segment", NameOf(settle),
                    "Name its root in a segment, or leave it out.");
        return inputs.Settles.GroupBy(NameOf).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? new("duplicate-quote", $"{twice.Key} settles {twice.Count()} times", twice.Key, "Keep one settle of each future.")
            : null;
    }

    private static Refusal MissingFixing(Instrument instrument, OperatingDay day) => new("missing-fixing",
        $"the average of {NameOf(instrument.Settle)} has begun, and the price of {day} is not given", $"{day}",
        "Give the published daily price of each business day of its month up to the mark day.");

    private static Finding Taken(Instrument instrument) => new("pillar-taken", Severity.Note,
        $"{NameOf(instrument.Settle)} ends on {instrument.Pillar}, where a future of a better segment settles", NameOf(instrument.Settle),
        "left out of the curve");

    private static string NameOf(FuturesSettle settle) => $"{settle.Contract} {settle.Expiry}";

    private sealed record Instrument(FuturesSettle Settle, ImmutableArray<OperatingDay> Days)
    {
        public OperatingDay Pillar => Days[^1];

        public static Instrument Of(MarketCalendar calendar, FuturesSegment segment, FuturesSettle settle)
        {
            if (!segment.IsAveraging) return new(settle, [settle.Expiry]);
            var last = settle.Expiry.FirstOfMonth().Plus(-1);
            return new(settle, [.. last.FirstOfMonth().Through(last).Where(calendar.IsBusinessDay)]);
        }
    }
}
