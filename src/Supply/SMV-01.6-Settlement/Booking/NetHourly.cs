using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Engine;
using NodaTime;

namespace Busbar.Supply.Settlement.Booking;

/// <summary>One hour of one market netted over all our assets.</summary>
public sealed record NettedHour(DeliveryInterval Interval, Mwh Energy, Usd Amount)
{
    /// <summary>True when we bought on balance: account 555. An hour without net energy (a virtual or a transfer between two locations)
    /// follows the sign of its money.</summary>
    public bool IsPurchase => Energy > Mwh.Zero || (Energy == Mwh.Zero && Amount > Usd.Zero);
}

/// <summary>The hours of one market (day-ahead or real-time) that were net purchases, and those that were net sales.</summary>
public sealed record NettedMarket(ImmutableArray<NettedHour> Purchases, ImmutableArray<NettedHour> Sales)
{
    /// <summary>Energy bought in the hours of net purchase.</summary>
    public Mwh PurchasedEnergy => Sum(Purchases, hour => hour.Energy);

    /// <summary>Its cost, energy, congestion and losses together.</summary>
    public Usd PurchasedCost => Sum(Purchases, hour => hour.Amount);

    /// <summary>Energy sold in the hours of net sale, negative.</summary>
    public Mwh SoldEnergy => Sum(Sales, hour => hour.Energy);

    /// <summary>Its revenue, negative.</summary>
    public Usd SoldRevenue => Sum(Sales, hour => hour.Amount);

    private static Mwh Sum(ImmutableArray<NettedHour> hours, Func<NettedHour, Mwh> of) =>
        hours.Aggregate(Mwh.Zero, (sum, hour) => sum + of(hour));

    private static Usd Sum(ImmutableArray<NettedHour> hours, Func<NettedHour, Usd> of) =>
        hours.Aggregate(Usd.Zero, (sum, hour) => sum + of(hour));
}

/// <summary>A day netted: each market on its own, and what is no energy of the hour, by the part of the entry it belongs to.</summary>
public sealed record NettedDay(NettedMarket DayAhead, NettedMarket RealTime, ImmutableArray<(ChargeBooking Booking, Usd Amount)> Others)
{
    /// <summary>What transmission rights paid.</summary>
    public Usd TransmissionRights =>
        Others.Where(other => other.Booking == ChargeBooking.Rights).Aggregate(Usd.Zero, (sum, other) => sum + other.Amount);
}

/// <summary>Nets each hour's purchases and sales in the ISO's market over all assets, day-ahead and real-time separately: an hour that is a
/// net purchase goes to account 555 with all its money, a net sale to 447. Shorter intervals are netted within their hour. Source: FERC
/// Order No. 668, 70 FR 77627 (30 December 2005), effective 1 January 2006: transactions in energy markets that settle hourly are netted
/// over the hour, separately for each market (also FERC accounting guidance AR-14).</summary>
public static class NetHourly
{
    /// <summary>The netting of a statement's lines, at full precision: its parts sum to the exact total of the lines.</summary>
    public static NettedDay Run(ImmutableArray<SettlementLine> lines)
    {
        var booked = lines.Select(line => line.Code).Distinct().ToDictionary(code => code, code => ChargeCodes.ByCode(code)?.Booking
            ?? throw new ArgumentException($"No charge of any market has the code {code}."));
        return new(Net(ChargeBooking.DayAheadEnergy, ChargeBooking.DayAhead), Net(ChargeBooking.RealTimeEnergy, ChargeBooking.RealTime),
            [.. lines.Where(line => booked[line.Code] >= ChargeBooking.Rights).GroupBy(line => booked[line.Code])
                .OrderBy(group => group.Key).Select(group => (group.Key, group.Aggregate(Usd.Zero, (sum, line) => sum + line.Amount)))]);

        NettedMarket Net(ChargeBooking energy, ChargeBooking rest)
        {
            var hours = lines.Where(line => booked[line.Code] == energy || booked[line.Code] == rest)
                .GroupBy(line => HourOf(line.Interval)).OrderBy(group => group.Key)
                .Select(group => new NettedHour(group.Key,
                    new(group.Where(line => booked[line.Code] == energy && line.Quantity.IsEnergy).Sum(line => line.Quantity.Value)),
                    group.Aggregate(Usd.Zero, (sum, line) => sum + line.Amount)))
                .ToList();
            return new([.. hours.Where(hour => hour.IsPurchase)], [.. hours.Where(hour => !hour.IsPurchase)]);
        }
    }

    private static DeliveryInterval HourOf(DeliveryInterval interval)
    {
        var hour = Duration.FromHours(1);
        if (interval.Length >= hour) return interval;
        var start = Instant.FromUnixTimeSeconds(interval.Start.ToUnixTimeSeconds() / 3600 * 3600);
        return new(start, start + hour);
    }
}
