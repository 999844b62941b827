using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Risk.Measures;
using NodaTime;

namespace Busbar.Supply.Risk.Portfolio;

/// <summary>Binds deals to factors and energy before any sum: delivery from the day after the clock on, by month and block. What a deal
/// means
/// is what the position says: fixed-price power is worth the day-ahead price, a day-ahead award the real-time price, an indexed deal moves
/// volume and no value, a path is long its sink and short its source, a virtual bid is long one market and short the other.</summary>
internal sealed class BookResolver
{
    /// <summary>More parts than this are not told apart.</summary>
    internal const int MostParts = 1000;

    private readonly FactorGrid grid;
    private readonly RiskGrouping by;
    private readonly Dictionary<string, BlockHours> hours = [];
    private readonly Dictionary<string, int> parts = new(StringComparer.Ordinal);
    private readonly List<double[]> linear = [];
    private readonly Dictionary<string, int> underlyings = new(StringComparer.Ordinal);
    private readonly List<Underlying> written = [];
    private readonly Dictionary<CallKey, double> calls = [];
    private readonly SortedDictionary<string, int> outside = new(StringComparer.Ordinal);
    private readonly SortedSet<string> expired = new(StringComparer.Ordinal);
    private Refusal? refusal;
    private Trade trade = null!;

    private BookResolver(FactorGrid grid, RiskGrouping by) => (this.grid, this.by) = (grid, by);

    /// <summary>The book of some deals. Refuses deals younger than the clock, an unknown market, and delivery that no curve prices; says
    /// which
    /// kinds of deal have no such risk, and which options are past expiry.</summary>
    internal static Outcome<ResolvedBook> Of(ImmutableArray<Trade> trades, FactorGrid grid, RiskGrouping by)
    {
        var resolver = new BookResolver(grid, by);
        var open = trades.Where(each => each.Status != TradeStatus.Voided).ToArray();
        if (open.FirstOrDefault(each => each.KnownAt > grid.Clock) is { } young)
            return new Refusal("not-known-then", $"{young.Id} was changed {young.KnownAt}, after the clock {grid.Clock}", young.Id,
                "Read the deals as of the clock.");
        foreach (var market in open.Select(each => each.Ticket.Terms.Market).Distinct())
        {
            if (MarketCalendar.Find(market) is not { } calendar)
                return new Refusal("unknown-market", $"'{market}' is no market known",
                    open.First(each => each.Ticket.Terms.Market == market).Id, "Name the market as its calendar does.");
            var last = open.Where(each => each.Ticket.Terms.Market == market).Max(each => each.Ticket.Terms.LastDay);
            resolver.hours.Add(market, new(calendar, calendar.DayOf(grid.Clock).Plus(1), last));
        }
        foreach (var each in open)
        {
            resolver.trade = each;
            resolver.Add(each.Ticket.Terms);
            if (resolver.refusal is not null) return resolver.refusal;
        }
        return resolver.Finish();
    }

    private Outcome<ResolvedBook> Finish()
    {
        if (parts.Count == 0)
            return new Refusal("empty-book", "no deal holds power or fuel at a price that moves", "book", "Give the open deals.");
        if (parts.Count > MostParts)
            return new Refusal("too-many-parts", $"the book falls into {parts.Count} parts by {by}, the most is {MostParts}", "parts",
                "Tell parts apart by book, commodity, location or tenor.");
        var findings = outside.Select(kind => new Finding("outside-book", Severity.Note,
            $"{kind.Value} deals are of the kind {kind.Key}", "book",
            "left out: they hold no power or fuel at a price that moves")).ToList();
        if (expired.Count > 0)
            findings.Add(new("option-expired", Severity.Warning, $"{expired.Count} options deliver after their expiry has passed: "
                + $"{string.Join(", ", expired.Take(5))}", "book", "taken as exercised where today's forward says so"));
        var order = parts.OrderBy(part => part.Key, StringComparer.Ordinal).ToArray();
        var places = new int[order.Length];
        for (var i = 0; i < order.Length; i++) places[order[i].Value] = i;
        return Outcome.Of(new ResolvedBook(grid, [.. order.Select(part => part.Key)], [.. order.Select(part => linear[part.Value])],
            [.. written],
            [.. calls.Where(call => call.Value != 0).Select(call => (call.Key with { Part = places[call.Key.Part] }, call.Value))
                .OrderBy(call => call.Item1.Underlying).ThenBy(call => call.Item1.Part).ThenBy(call => call.Item1.Strike)
                .ThenBy(call => call.Item1.Years)]), findings);
    }

    private void Add(TradeTerms terms)
    {
        var sign = terms.Side == Side.Buy ? 1.0 : -1.0;
        switch (terms)
        {
            case PowerDeal { Price.Index: null } deal: Deliver(Commodity.PowerDayAhead, deal.Location, deal.Shape, sign); break;
            case PowerSwap swap: Deliver(MarketOf(swap.Index), swap.Location, swap.Shape, sign); break;
            case PowerOption option: AddOption(option, sign); break;
            case MarketAward { Index: PriceIndex.DayAhead } award:
                Deliver(Commodity.PowerRealTime, award.Location, Hourly(award.Hourly), sign);
                break;
            case VirtualBid bid:
                Deliver(Commodity.PowerRealTime, bid.Location, Hourly(bid.Hourly), sign);
                Deliver(Commodity.PowerDayAhead, bid.Location, Hourly(bid.Hourly), -sign);
                break;
            case UpToCongestion path:
                Deliver(Commodity.PowerRealTime, path.Sink, Hourly(path.Hourly), sign);
                Deliver(Commodity.PowerRealTime, path.Location, Hourly(path.Hourly), -sign);
                Deliver(Commodity.PowerDayAhead, path.Sink, Hourly(path.Hourly), -sign);
                Deliver(Commodity.PowerDayAhead, path.Location, Hourly(path.Hourly), sign);
                break;
            case TransmissionRight { IsAuctionRevenue: false, IsOption: false } right:
                Deliver(Commodity.PowerDayAhead, right.Sink, right.Shape, sign);
                Deliver(Commodity.PowerDayAhead, right.Location, right.Shape, -sign);
                break;
            case FuelDeal { IsIndexed: false } fuel: AddFuel(fuel, sign); break;
            default: outside[terms.GetType().Name] = outside.GetValueOrDefault(terms.GetType().Name) + 1; break;
        }
    }

    private static Commodity MarketOf(PriceIndex index) => index == PriceIndex.DayAhead ? Commodity.PowerDayAhead : Commodity.PowerRealTime;

    private static DeliveryShape Hourly(Series<Mw> hourly) => new([], Mw.Zero, hourly);

    private void Deliver(Commodity commodity, string location, DeliveryShape shape, double sign)
    {
        foreach (var (month, from, to) in Months())
            foreach (var block in shape.Hourly is null ? shape.Blocks : [PeakBlock.OnPeak, PeakBlock.WeekendDay, PeakBlock.Night])
                if (EnergyOf(shape, block, from, to) is var energy and not 0) Hold(new(commodity, location, month, block), sign * energy);
    }

    private void AddFuel(FuelDeal fuel, double sign)
    {
        foreach (var (month, from, to) in Months())
            Hold(new(Commodity.Fuel, fuel.Location, month, PeakBlock.OnPeak), sign * (double)fuel.PerDay.Value * (to - from));
    }

    private double EnergyOf(DeliveryShape shape, PeakBlock block, int from, int to)
    {
        var own = hours[trade.Ticket.Terms.Market];
        return shape.Hourly is { } hourly ? own.Energy(hourly, from, to, block) : (double)shape.Mw.Value * own.Between(from, to, block);
    }

    // The months of the deal's days to come, each with its first day and the one after its last.
    private IEnumerable<(OperatingDay Month, int From, int To)> Months()
    {
        var (own, terms) = (hours[trade.Ticket.Terms.Market], trade.Ticket.Terms);
        var end = own.NumberOf(terms.LastDay.Plus(1));
        for (var from = own.NumberOf(terms.FirstDay); from < end && refusal is null;)
        {
            var month = own.DayAt(from).FirstOfMonth();
            var to = Math.Min(end, own.NumberOf(new(month.Date.PlusMonths(1))));
            yield return (month, from, to);
            from = to;
        }
    }

    private void AddOption(PowerOption option, double sign)
    {
        var own = hours[option.Market];
        foreach (var (month, from, to) in Months())
        {
            if (option.Exercise == OptionExercise.Monthly) AddExercise(option, sign, month, from, to, BusinessDayBefore(own.Calendar,
                month, 2));
            for (var day = from; option.Exercise == OptionExercise.Daily && day < to; day++)
                AddExercise(option, sign, month, day, day + 1, BusinessDayBefore(own.Calendar, own.DayAt(day), 1));
        }
    }

    // The last business day before delivery, or the second before the month, at 10:00 on the market's clock, as the position has it.
    private static OperatingDay BusinessDayBefore(MarketCalendar calendar, OperatingDay day, int count)
    {
        for (; count > 0; count--)
            do day = day.Plus(-1);
            while (!calendar.IsBusinessDay(day));
        return day;
    }

    private void AddExercise(PowerOption option, double sign, OperatingDay month, int from, int to, OperatingDay expiryDay)
    {
        var calendar = hours[option.Market].Calendar;
        var energies = (option.Shape.Hourly is null ? option.Shape.Blocks : [PeakBlock.OnPeak, PeakBlock.WeekendDay, PeakBlock.Night])
            .Select(block => (Block: block, Mwh: EnergyOf(option.Shape, block, from, to))).Where(each => each.Mwh > 0).ToArray();
        if (energies.Length == 0) return;
        var years = Math.Max(0, (calendar.At(expiryDay, new LocalTime(10, 0)) - grid.Clock).TotalDays / 365);
        if (years == 0) expired.Add(trade.Id);
        var (total, strike) = (energies.Sum(each => each.Mwh), (double)option.Strike.Value);
        var mix = new (int Factor, double Weight)[energies.Length];
        for (var i = 0; i < mix.Length; i++)
        {
            var factor = new RiskFactor(MarketOf(option.Index), option.Location, month, energies[i].Block);
            if (Find(factor) is not { } number) return;
            mix[i] = (number, energies[i].Mwh / total);
            // A put is a call less the forward; a call at or below nothing is always exercised.
            if (!option.IsCall || strike <= 0) Hold(factor, (option.IsCall ? sign : strike <= 0 ? 0 : -sign) * energies[i].Mwh);
        }
        if (strike <= 0) return;
        var key = new CallKey(PartOf(grid.Factors[mix[0].Factor]), NumberOf(mix), strike, years);
        calls[key] = calls.GetValueOrDefault(key) + sign * total;
    }

    private int NumberOf((int Factor, double Weight)[] mix)
    {
        var key = string.Join(' ', mix.Select(part => FormattableString.Invariant($"{part.Factor}:{part.Weight:R}")));
        if (!underlyings.TryGetValue(key, out var number))
        {
            underlyings.Add(key, number = written.Count);
            written.Add(new(mix));
        }
        return number;
    }

    private int PartOf(RiskFactor factor)
    {
        var cut = new RiskCut(trade.Ticket.Book, factor.Commodity.ToString(), factor.Location, FactorGrid.TenorOf(factor));
        var name = MeasureValueAtRisk.NameOf(by, trade.Id, cut);
        if (!parts.TryGetValue(name, out var part))
        {
            parts.Add(name, part = linear.Count);
            linear.Add(parts.Count > MostParts ? [] : new double[grid.Factors.Length]);
        }
        return part;
    }

    private int? Find(RiskFactor factor)
    {
        var number = grid.NumberOf(factor);
        if (number is null)
            refusal ??= new("no-curve", $"no curve prices {factor.Commodity} at {factor.Location} for {factor.Month}, {factor.Block}",
                trade.Id,
                "Mark the curve as far as the deal delivers.");
        return number;
    }

    private void Hold(RiskFactor factor, double energy)
    {
        if (Find(factor) is not { } number) return;
        var part = PartOf(factor);
        if (linear[part].Length > 0) linear[part][number] += energy;
    }
}
