using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Risk.Simulation;
using Busbar.Supply.Trading.Positions;
using Busbar.Supply.Trading.Profit;

namespace Busbar.Host.Desks;

/// <summary>The desk's power deals as fixed energy at the hub: swaps and options hedge, physical deals supply. Each month and block of each
/// side has one price that gives exactly the deals' value at the marks.</summary>
internal static class DealsServed
{
    /// <summary>The deals over the hours of a horizon.</summary>
    public static ImmutableArray<FixedEnergy> Of(DeskSession desk, DeskState state, OperatingDay markDay, HourGrid grid)
    {
        var open = state.Trades.Where(trade => trade.Status != TradeStatus.Voided).ToArray();
        var counted = open.Where(trade => trade.Ticket.Terms.Location == desk.Profile.Location && KindOf(trade) is not null).ToArray();
        Note("deals-left-out", "deals are at another place, of another product or at an index", open.Except(counted), "left out");
        Note("options-at-delta", "options", counted.Where(trade => trade.Ticket.Terms is PowerOption),
            "as energy at today's delta: what they protect beyond it is not counted, so the tail is drawn too dear");
        return
        [
            .. counted.GroupBy(trade => (Kind: KindOf(trade)!, trade.Ticket.Terms.Side)).OrderBy(group => group.Key.Kind)
                .ThenBy(group => group.Key.Side).SelectMany(group =>
                    Energies($"{group.Key.Kind}, {group.Key.Side}", group.Key.Kind != "power",
                        desk.Take(ConsolidatePosition.Fill(new([.. group], markDay, state.Valuation, []))), state, grid)),
        ];

        void Note(string code, string what, IEnumerable<Trade> trades, string done)
        {
            string[] ids = [.. trades.Select(trade => trade.Id)];
            if (ids.Length > 0) desk.Note([new(code, Severity.Warning, $"{ids.Length} {what}", string.Join(", ", ids.Take(20)), done)]);
        }
    }

    private static string? KindOf(Trade trade) => trade.Ticket.Terms switch
    {
        PowerDeal { Price.Index: null } => "power",
        PowerSwap { Index: PriceIndex.DayAhead } => "swap",
        PowerOption { Index: PriceIndex.DayAhead } => "option",
        _ => null,
    };

    private static IEnumerable<FixedEnergy> Energies(string name, bool isHedge, PositionBook book, DeskState state, HourGrid grid)
    {
        foreach (var key in book.Keys)
        {
            var hourly = book.HourlyDelta(key);
            var skip = (int)(grid.Start - hourly.Start).TotalHours;
            double MwOf(int hour) => hour + skip >= 0 && hour + skip < hourly.Count ? hourly[hour + skip] : 0;
            var marks = state.Valuation.Marks.Single(mark => mark.Commodity == key.Commodity && mark.Location == key.Location
                && mark.Market == key.Market);
            foreach (var cell in book.Cells().Where(cell => cell.Book == key.Book))
            {
                var place = grid.Cells.IndexOf(grid.Cells.FirstOrDefault(each => each.Month == cell.Month && each.Block == cell.Block)!);
                if (place < 0 || cell.Delta == 0) continue;
                var forward = marks.Prices.First(price => price.Month == cell.Month && price.Block == cell.Block).Price.Value;
                yield return new($"{name} {cell.Month} {cell.Block}", isHedge, PricePoint.Hub,
                    [.. Enumerable.Range(0, grid.Hours).Select(hour => grid.CellOfHour[hour] == place ? MwOf(hour) : 0)],
                    cell.Contracted == 0 ? forward : forward - cell.ValueUsd / cell.Delta);
            }
        }
    }
}
