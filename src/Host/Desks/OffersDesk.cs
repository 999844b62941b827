using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Commitment.Fuel;
using Busbar.Supply.Commitment.Master;
using Busbar.Supply.Commitment.Offers;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Utility;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>Collects what a market's offers are made from: the unit master, or one made of the fleet register where nobody has written
/// one; fuel prices by gas day from their series, or the register's; and the desk's own terms.</summary>
public sealed class OffersDesk(FactStore store)
{
    private static readonly HandoffId masterId = new(nameof(UnitMaster), Kinds.Current);

    /// <summary>Keeps a unit master; its events carry the clocks of their own, so it is known at any.</summary>
    /// <exception cref="RefusedException"><c>duty</c>.</exception>
    public void Keep(UnitMaster master, Actor who)
    {
        using var batch = store.Begin(who, new RunId($"unit master {master.Source}"));
        batch.PutDocument(masterId, master, NodaConstants.UnixEpoch);
        batch.Commit();
    }

    /// <summary>What a build of a day is made from.</summary>
    /// <exception cref="RefusedException"><c>no-fleet</c>, <c>unknown-unit</c>.</exception>
    public BuildMarketOffersInputs InputsOf(MarketCalendar calendar, OperatingDay day, Instant decidedAt, string? unit,
        OfferDeskTerms terms)
    {
        var asOf = new AsOf(decidedAt);
        var register = store.ReadDocument<FleetRegister>(new(nameof(FleetRegister), Kinds.Current), asOf)?.Body;
        var master = store.ReadDocument<UnitMaster>(masterId, asOf)?.Body ?? OfRegister(register, calendar, asOf);
        if (unit is not null)
        {
            if (master.Units.All(each => each.Name != unit))
                throw new RefusedException(new("unknown-unit", $"{master.Source} holds no unit {unit}", $"unit {unit}",
                    $"Name one of {string.Join(", ", master.Units.Select(each => each.Name))}."));
            master = master with { Units = [.. master.Units.Where(each => each.Name == unit)] };
        }
        var fuels = master.Units.SelectMany(each => each.Fuel.Primary.Concat(each.Fuel.Alternate)).Select(share => share.Fuel)
            .Distinct().Order(StringComparer.Ordinal);
        bool IsHere(string name) => master.Units.Any(each => each.Name == name);
        return new(calendar, day, decidedAt, master, [.. terms.FuelPrices, .. fuels.SelectMany(fuel => PricesOf(fuel, calendar, day, asOf,
            register))],
            terms.Allowances, [.. terms.Forgone.Where(each => unit is null || IsHere(each.Unit))],
            [.. terms.Offers.Where(each => unit is null || IsHere(each.Unit))]);
    }

    private UnitMaster OfRegister(FleetRegister? register, MarketCalendar calendar, AsOf asOf)
    {
        if (register is null)
            throw new RefusedException(new("no-fleet", "There is neither a unit master nor a fleet register", "unit master",
                "Write one and take it in (busbar offers master FILE); a sample is cases/commitment/offers/fleet.json."));
        return MasterOfRegister.Run(register, calendar.Name, new SupplyReads(store).Profile(asOf)?.Location ?? calendar.Name);
    }

    /// <summary>The price of each gas day that the operating day touches and of ten days before, as known; the register's where the fuel
    /// has
    /// no series.</summary>
    private IEnumerable<GasDayPrice> PricesOf(string fuel, MarketCalendar calendar, OperatingDay day, AsOf asOf, FleetRegister? register)
    {
        var key = new SupplySeries("").FuelPrice(fuel);
        var (first, last) = (GasDay.Of(calendar.WholeDay(day).Start), GasDay.Of(calendar.WholeDay(day).End));
        if (store.SeriesExtent(key) is not { } extent)
            return register?.Thermal.FirstOrDefault(unit => unit.Fuel == fuel)?.FuelPrice is { } price
                ? first.Through(last).Select(gasDay => new GasDayPrice(fuel, gasDay, price, NodaConstants.UnixEpoch)) : [];
        var (from, to) = (Instant.Max(GasDay.Whole(first.Plus(-10)).Start, extent.From), Instant.Min(GasDay.Whole(last).End, extent.To));
        if (to <= from) return [];
        var reading = store.ReadSeries(key, from, to, asOf);
        return first.Plus(-10).Through(last).Select(gasDay => (gasDay, Starts: GasDay.Whole(gasDay).Start))
            .Where(each => each.Starts >= from && each.Starts < to)
            .Select(each => (each.gasDay, Index: (int)((each.Starts - from) / reading.Step)))
            .Where(each => double.IsFinite(reading.Values[each.Index]))
            .Select(each => new GasDayPrice(fuel, each.gasDay, new(decimal.Round((decimal)reading.Values[each.Index], 6)),
                reading.PublishedAt[each.Index]));
    }
}

/// <summary>What the desk adds to a build: quotes and terms that no series holds.</summary>
/// <param name="FuelPrices">Fuel prices, before those of the series.</param>
/// <param name="Allowances">Emission allowance prices.</param>
/// <param name="Forgone">Opportunity costs.</param>
/// <param name="Offers">Markups and the like, by unit.</param>
public sealed record OfferDeskTerms(
    ImmutableArray<GasDayPrice> FuelPrices, ImmutableArray<AllowancePrice> Allowances, ImmutableArray<OpportunityCost> Forgone,
    ImmutableArray<OfferTerms> Offers)
{
    /// <summary>None.</summary>
    public static OfferDeskTerms None { get; } = new([], [], [], []);
}
