using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.Editing;

/// <summary>A change of one unit's offer by a person.</summary>
/// <param name="Calendar">The market's clock; its name is the market whose rules hold.</param>
/// <param name="Offers">The day's offers as they stand.</param>
/// <param name="AtCost">The same offers as they were built, at cost: what a market's conduct test measures against.</param>
/// <param name="Unit">The unit.</param>
/// <param name="StartUp">Its start-up.</param>
/// <param name="MinimumLoadUsdPerHour">Its minimum load.</param>
/// <param name="Segments">Its energy curve.</param>
/// <param name="At">When the change is made.</param>
public sealed record OfferEdit(
    MarketCalendar Calendar, FleetOffers Offers, FleetOffers AtCost, string Unit, Usd StartUp, Usd MinimumLoadUsdPerHour,
    ImmutableArray<OfferSegment> Segments, Instant At);

/// <summary>Something wrong with one cell of an offer curve.</summary>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="Row">Segment from 0, or −1 for what is not in the curve.</param>
/// <param name="Field"><c>mw</c>, <c>price</c>, <c>start-up</c> or <c>minimum-load</c>.</param>
/// <param name="What">In words.</param>
public sealed record CellFault(string Code, int Row, string Field, string What);

/// <summary>Changes one unit's offer: the day's offers again, as a version to be submitted at the instant of the change. Refuses an offer
/// with any <see cref="CellFault"/>, one that the market's own rules refuse (<see cref="JudgeOffer"/>), a unit that is not offered, and a
/// change after the gate; what the market would take and somebody should look at is a finding.</summary>
public static class EditOffer
{
    /// <summary>Markets take ten segments at most.</summary>
    public const int MostSegments = 10;

    /// <summary>No market takes an energy price above the hard cap of FERC Order 831, 2,000 USD/MWh, nor one below −500; each market's own
    /// caps and floor are narrower and are <see cref="JudgeOffer"/>'s.</summary>
    private const decimal Floor = -500;
    private const decimal Cap = 2000;

    /// <summary>The offers with the change.</summary>
    public static Outcome<FleetOffers> Run(OfferEdit edit)
    {
        var offer = edit.Offers.Units.FirstOrDefault(unit => unit.Unit == edit.Unit);
        var where = $"offers of {edit.Offers.Day}, unit {edit.Unit}";
        if (offer is null)
            return new Refusal("unknown-unit", $"no offer of {edit.Offers.Day} names {edit.Unit}", where,
                $"Name one of: {string.Join(", ", edit.Offers.Units.Select(unit => unit.Unit))}.");
        if (edit.At > edit.Offers.GateAt)
            return new Refusal("gate-closed",
                $"the gate of {edit.Offers.Day} closed at {edit.Offers.GateAt}; the change is made at {edit.At}", where,
                "Change offers before the gate.");
        if (FaultsOf(offer, edit.StartUp.Value, edit.MinimumLoadUsdPerHour.Value, edit.Segments) is [var fault, ..])
            return new Refusal(fault.Code, fault.What, fault.Row < 0 ? $"{where}, {fault.Field}" : $"{where}, segment {fault.Row + 1}",
                "Correct the cells marked.");
        var changed = offer with
        {
            StartUp = edit.StartUp, MinimumLoadUsdPerHour = edit.MinimumLoadUsdPerHour, Segments = edit.Segments,
        };
        var verdict = JudgeOffer.Run(edit.Calendar, edit.Offers.Day, changed, JudgeOffer.AtCost(edit.AtCost, changed));
        if (!verdict.IsAccepted) return verdict.Refusals[0];
        return Outcome.Of(
            edit.Offers with { SubmittedAt = edit.At, Units = edit.Offers.Units.Replace(offer, changed) }, verdict.Findings);
    }

    /// <summary>Every fault of an offer as it stands in its cells.</summary>
    public static ImmutableArray<CellFault> FaultsOf(
        UnitOffer offer, decimal startUp, decimal minimumLoad, ImmutableArray<OfferSegment> segments)
    {
        var faults = ImmutableArray.CreateBuilder<CellFault>();
        var (least, most) = (offer.MinMw.Values.Min(mw => mw.Value), offer.MaxMw.Values.Max(mw => mw.Value));
        if (startUp < 0) faults.Add(new("negative-cost", -1, "start-up", $"a start-up of {startUp} USD is below zero"));
        if (minimumLoad < 0) faults.Add(new("negative-cost", -1, "minimum-load", $"a minimum load of {minimumLoad} USD/h is below zero"));
        if (segments.IsEmpty) faults.Add(new("no-segment", 0, "mw", "an offer has at least one segment"));
        if (segments.Length > MostSegments)
            faults.Add(new("too-many-segments", MostSegments, "mw", $"{segments.Length} segments; the market takes {MostSegments}"));
        for (var row = 0; row < segments.Length; row++)
        {
            var (mw, price) = (segments[row].ToMw.Value, segments[row].Price.Value);
            var from = row == 0 ? least : segments[row - 1].ToMw.Value;
            if (mw < from || row > 0 && mw == from)
                faults.Add(new("segment-order", row, "mw", $"segment {row + 1} ends at {mw} MW, not above {from}"));
            if (mw > most) faults.Add(new("above-maximum", row, "mw", $"segment {row + 1} ends at {mw} MW; the unit offers {most}"));
            if (row > 0 && price < segments[row - 1].Price.Value)
                faults.Add(new("non-monotone-curve", row, "price",
                    $"segment {row + 1} at {price} is cheaper than the one before at {segments[row - 1].Price.Value}"));
            if (price is < Floor or > Cap)
                faults.Add(new("price-cap", row, "price", $"{price} USD/MWh is outside {Floor} to {Cap}"));
        }
        if (!segments.IsEmpty && segments[^1].ToMw.Value < most)
            faults.Add(new("short-curve", segments.Length - 1, "mw",
                $"the curve ends at {segments[^1].ToMw.Value} MW; the unit offers up to {most}"));
        return faults.ToImmutable();
    }
}
