using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Checkers.Settlement;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement;
using Busbar.Supply.Settlement.Booking;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>SMV-01.6: our own statement, the ISO's beside it, and the postings.</summary>
public static class SettlementDesk
{
    /// <summary>Computes what the ISO should bill, and has it checked by another route.</summary>
    public static void SettleDay(DeskSession desk)
    {
        var inputs = InputsOf(desk);
        var statement = desk.Take(Supply.Settlement.SettleDay.Run(inputs));
        desk.Note(CheckStatement.Run(new(
            desk.Calendar, desk.Day, statement,
            [.. inputs.Prices.Select(at => new CheckedLocation(
                at.Location, at.DaEnergy, at.DaCongestion, at.DaLoss, at.RtEnergy, at.RtCongestion, at.RtLoss, at.DaLmp, at.RtLmp))],
            [.. inputs.Assets.Select(asset => new CheckedAsset(asset.Asset, asset.Location, asset.DayAhead, asset.RealTime))], [])));
        desk.SaveOfDay(statement);
    }

    /// <summary>A session at the settlement desk for a day, reading what finished runs had made and what was known at a clock.</summary>
    /// <exception cref="RefusedException"><c>no-utility</c>, <c>no-run</c>.</exception>
    public static DeskSession At(FactStore store, OperatingDay day, Instant clock)
    {
        var profile = new SupplyReads(store).Profile(new(clock)) ?? throw new RefusedException(new("no-utility",
            "The workspace has no utility", "UtilityProfile", "Set one (busbar import profile FILE), or run busbar demo."));
        var run = store.Runs().LastOrDefault(each => each.IsCompleted) ?? throw new RefusedException(new("no-run",
            "Nothing was run here yet: there are no awards to settle", $"{day}", $"Run the day (busbar run --from {day} --to {day})."));
        return new(store, run.Id, profile) { Day = day, Clock = clock };
    }

    /// <summary>Keeps what a session at the desk has made, as a run of its own: a newer version of our statement beside the one that it
    /// follows.</summary>
    public static void Keep(FactStore store, DeskSession desk, Actor who)
    {
        var run = store.StartRun("settlement", $"{desk.Day}..{desk.Day}", who);
        using (var batch = store.Begin(Actor.Engine, run))
        {
            desk.WriteTo(batch, $"settle {desk.Day}");
            batch.Commit();
        }
        store.CompleteRun(run);
    }

    /// <summary>Compares the ISO's statement with ours.</summary>
    public static void Reconcile(DeskSession desk) => desk.SaveOfDay(desk.Take(ReconcileDay.Run(new(
        desk.Day, desk.Clock, desk.NeedOfDay<ShadowStatement>(), desk.NeedOfDay<IsoStatement>(), ReconcileDayInputs.RoundingOfALine))));

    /// <summary>Posts the day, and has the entries checked against the documents they come from.</summary>
    public static void Post(DeskSession desk)
    {
        var statement = desk.NeedOfDay<ShadowStatement>();
        var awards = desk.Need<DispatchSchedule>(Kinds.AwardSchedule, desk.Day.ToString());
        var fleet = desk.Need<FleetRegister>(nameof(FleetRegister), Kinds.Current);
        var contracts = ContractsDesk.OfDay<ContractPerformance>(desk);
        var journals = desk.Take(PostDay.Run(new(desk.Day, desk.Clock, statement, awards, fleet, contracts)));
        desk.Note(CheckJournals.Run(new(desk.Calendar, desk.Day, journals, statement, awards, fleet, contracts)));
        desk.SaveOfDay(journals);
    }

    /// <summary>What the market sold us in hours of net purchase (Order 668), day-ahead and real time together.</summary>
    internal static Mwh PurchasedEnergy(SupplyReads reads, IEnumerable<OperatingDay> days, AsOf asOf) =>
        days.Select(day => reads.OfDay<ShadowStatement>(day, asOf)?.Body).OfType<ShadowStatement>()
            .Select(statement => NetHourly.Run(statement.Lines))
            .Aggregate(Mwh.Zero, (sum, day) => sum + day.DayAhead.PurchasedEnergy + day.RealTime.PurchasedEnergy);

    /// <summary>Our customers' metered demand over the day: our share of the location's, at kilowatt-hours.</summary>
    internal static Series<decimal> MeteredLoad(DeskSession desk) =>
        desk.RecordOfDay(desk.Series.MeteredDemand(desk.Profile.Location)).Select(demand =>
            decimal.Round(demand * desk.Profile.LoadShare, 3));

    /// <summary>Everything the day's settlement is computed from, each with its source.</summary>
    internal static SettleDayInputs InputsOf(DeskSession desk) => InputsOf(desk, key => key.Path);

    /// <summary>The same with the caller's words for where a series comes from.</summary>
    internal static SettleDayInputs InputsOf(DeskSession desk, Func<SeriesKey, string> sourceOf) => new(
        desk.Calendar, desk.Day, desk.Clock, [PricesOf(desk, sourceOf)], AssetsOf(desk, sourceOf), []);

    private static LocationPrices PricesOf(DeskSession desk, Func<SeriesKey, string> sourceOf)
    {
        Series<decimal> Price(string market, string component) =>
            desk.RecordOfDay(desk.Series.Price(desk.Profile.Location, market, component));
        string From(string market, string component) => sourceOf(desk.Series.Price(desk.Profile.Location, market, component));
        return new(
            desk.Profile.Location, Price("da", "energy"), Price("da", "congestion"), Price("da", "loss"),
            Price("rt", "energy"), Price("rt", "congestion"), Price("rt", "loss"), Price("da", "lmp"), Price("rt", "lmp"),
            $"{desk.Series.Market}/{desk.Profile.Location}")
        {
            Sources = new(
                From("da", "energy"), From("da", "congestion"), From("da", "loss"),
                From("rt", "energy"), From("rt", "congestion"), From("rt", "loss")),
        };
    }

    private static ImmutableArray<AssetQuantities> AssetsOf(DeskSession desk, Func<SeriesKey, string> sourceOf)
    {
        var awards = desk.NeedOfDay<DayAheadAwards>();
        var renewable = desk.Need<FleetRegister>(nameof(FleetRegister), Kinds.Current).Renewable.Select(unit => unit.Name).ToHashSet();
        var assets = ImmutableArray.CreateBuilder<AssetQuantities>();
        assets.Add(new("load", AssetKind.Load, desk.Profile.Location, awards.Load.Select(energy => energy.Value), MeteredLoad(desk),
            $"DayAheadAwards {desk.Day}", $"{sourceOf(desk.Series.MeteredDemand(desk.Profile.Location))} × {desk.Profile.LoadShare}"));
        foreach (var unit in awards.Units)
        {
            var sold = unit.Energy.Select(energy => -energy.Value);
            var meter = desk.Series.PlantMeter(unit.Unit);
            assets.Add(renewable.Contains(unit.Unit)
                ? new(unit.Unit, AssetKind.Generation, awards.Location, sold, desk.RecordOfDay(meter).Select(energy =>
                    -energy), $"DayAheadAwards {desk.Day}", sourceOf(meter))
                : new(unit.Unit, AssetKind.Generation, awards.Location, sold, sold, $"DayAheadAwards {desk.Day}",
                    $"DayAheadAwards {desk.Day}"));
        }

        foreach (var contract in ContractsDesk.OfDay<ContractPerformance>(desk))
            assets.Add(new(contract.ContractId, AssetKind.Contract, desk.Profile.Location,
                contract.Nominated.Select(energy => -energy.Value), contract.Delivered.Select(energy => -energy.Value),
                $"ContractNomination {desk.Day}/{contract.ContractId}", $"ContractPerformance {desk.Day}/{contract.ContractId}"));
        return assets.ToImmutable();
    }
}
