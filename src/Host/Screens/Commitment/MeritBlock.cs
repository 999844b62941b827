using System.Collections.Immutable;
using Busbar.Host.Screens.Shell;
using Busbar.Supply.Handoffs.Commitment;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Commitment;

/// <summary>One block of an hour's merit order: what a unit offers at one price.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Kind">Its technology, for the colour.</param>
/// <param name="Mw">Size of the block.</param>
/// <param name="Price">USD/MWh; of a minimum load its cost over its megawatts.</param>
/// <param name="Part">Minimum load, or which segment.</param>
/// <param name="Awarded">How much of it cleared.</param>
public sealed record MeritBlock(string Unit, string Kind, decimal Mw, decimal Price, string Part, decimal Awarded);

/// <summary>The stack of one hour: every offered block in the order of its price. A unit's segments stand after its minimum load, which
/// they need, even where they are cheaper.</summary>
public static class MeritOrder
{
    /// <summary>The hour in focus, from 0; the address says it from 1.</summary>
    public static int HourOf(ScreenView view) =>
        view.Day is { } day ? Math.Clamp(view.Number("hour", 18), 1, view.Calendar.HourCount(day)) - 1 : 0;

    /// <summary>The blocks, cheapest first.</summary>
    public static ImmutableArray<MeritBlock> Of(ScreenView view, int hour)
    {
        if (view.Day is not { } day || view.Reads.OfDay<FleetOffers>(day, view.AsOf)?.Body is not { } offers) return [];
        var fleet = view.Reads.Fleet(view.AsOf);
        var awards = view.Reads.Schedule(day, ScheduleBasis.DayAheadAwards, view.AsOf)?.Body;
        return
        [
            .. offers.Units.Where(offer => hour < offer.MaxMw.Count)
                .SelectMany(offer => Blocks(offer, hour, KindOf(fleet, offer.Unit),
                    awards?.Units.FirstOrDefault(unit => unit.Unit == offer.Unit)?.Output[hour].Value ?? 0))
                .OrderBy(each => each.Rank).ThenBy(each => each.Block.Unit, StringComparer.Ordinal).Select(each => each.Block),
        ];
    }

    /// <summary>The stack as a table.</summary>
    public static ScreenTable Table(ScreenView view)
    {
        var total = 0m;
        ImmutableArray<Column> columns =
        [
            Numbers("Order", ""), Words("Unit"), Words("Part"), Numbers("Price", "USD/MWh"), Numbers("Block", "MW"),
            Numbers("Up to here", "MW"), Numbers("Awarded", "MW"),
        ];
        return new("merit-order", "Merit order", columns,
        [
            .. Of(view, HourOf(view)).Select((block, i) => (ImmutableArray<Cell>)
            [
                Cell.Count(i + 1), Cell.Of(block.Unit), Cell.Of(block.Part), Cell.Of(block.Price, 2), Cell.Of(block.Mw, 1),
                Cell.Of(total += block.Mw, 1), Cell.Of(block.Awarded, 1).As(block.Awarded == 0 ? Tone.Faint : Tone.Plain),
            ]),
        ]);
    }

    private static IEnumerable<(decimal Rank, MeritBlock Block)> Blocks(UnitOffer offer, int hour, string kind, decimal award)
    {
        var (least, most) = (offer.MinMw[hour].Value, offer.MaxMw[hour].Value);
        var from = Math.Max(0, least);
        var minimum = least > 0 ? offer.MinimumLoadUsdPerHour.Value / least : decimal.MinValue;
        if (least > 0)
            yield return (minimum, new(offer.Unit, kind, least, minimum, least == most ? "self-schedule" : "minimum load",
                Math.Clamp(award, 0, least)));
        var number = 0;
        foreach (var segment in offer.Segments)
        {
            number++;
            var to = Math.Min(segment.ToMw.Value, most);
            if (to <= from) continue;
            yield return (Math.Max(minimum, segment.Price.Value), new(offer.Unit, kind, to - from, segment.Price.Value,
                $"segment {number}", Math.Clamp(award - from, 0, to - from)));
            from = to;
        }
    }

    private static string KindOf(FleetRegister? fleet, string unit) =>
        fleet?.Thermal.FirstOrDefault(each => each.Name == unit)?.Fuel.ToLowerInvariant()
        ?? fleet?.Renewable.FirstOrDefault(each => each.Name == unit)?.Technology
        ?? (fleet?.Hydro.Any(each => each.Name == unit) == true ? "hydro"
            : fleet?.Storage.Any(each => each.Name == unit) == true ? "storage" : "other");
}
