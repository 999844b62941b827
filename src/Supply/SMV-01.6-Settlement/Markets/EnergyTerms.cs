using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using static Busbar.Supply.Settlement.Markets.BillingTerms;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>The billing determinants of two-settlement energy, the same in every market with locational prices: withdrawals from the market
/// positive, injections negative.</summary>
public static class EnergyTerms
{
    /// <summary>Energy cleared day-ahead.</summary>
    public static Determinant DaMwh { get; } = new("DA MWh", Mwh.Unit, Reach.Subject, Bridge.SpreadsAndSums);

    /// <summary>Energy metered or scheduled in real time; zero for a virtual.</summary>
    public static Determinant RtMwh { get; } = new("RT MWh", Mwh.Unit, Reach.Subject, Bridge.SpreadsAndSums);

    /// <summary>Energy component of the day-ahead price.</summary>
    public static Determinant DaEnergyPrice { get; } = Price("DA energy price");

    /// <summary>Congestion component of the day-ahead price.</summary>
    public static Determinant DaCongestionPrice { get; } = Price("DA congestion price");

    /// <summary>Loss component of the day-ahead price.</summary>
    public static Determinant DaLossPrice { get; } = Price("DA loss price");

    /// <summary>Energy component of the real-time price.</summary>
    public static Determinant RtEnergyPrice { get; } = Price("RT energy price");

    /// <summary>Congestion component of the real-time price.</summary>
    public static Determinant RtCongestionPrice { get; } = Price("RT congestion price");

    /// <summary>Loss component of the real-time price.</summary>
    public static Determinant RtLossPrice { get; } = Price("RT loss price");

    /// <summary>Megawatts of a financial transmission right.</summary>
    public static Determinant FtrMw { get; } = new("FTR MW", Mw.Unit, Reach.Subject, Bridge.HoldsAndAverages);

    /// <summary>Congestion revenue of the whole market, from which rights are paid.</summary>
    public static Determinant CongestionRevenue { get; } = new("congestion revenue", Usd.Unit, Reach.Market, Bridge.SpreadsAndSums);

    /// <summary>Positive target allocations of all rights of the market.</summary>
    public static Determinant FtrTargets { get; } = new("FTR target allocations", Usd.Unit, Reach.Market, Bridge.SpreadsAndSums);

    /// <summary>What the meter read less what cleared day-ahead.</summary>
    public static Formula Deviation { get; } = ((Formula)RtMwh - DaMwh).As("deviation", Mwh.Unit);

    /// <summary>The day-ahead price with all its components.</summary>
    public static Formula DaLmp { get; } = ((Formula)DaEnergyPrice + DaCongestionPrice + DaLossPrice).As("DA LMP", UsdPerMwh.Unit);

    /// <summary>The real-time price with all its components.</summary>
    public static Formula RtLmp { get; } = ((Formula)RtEnergyPrice + RtCongestionPrice + RtLossPrice).As("RT LMP", UsdPerMwh.Unit);

    /// <summary>Every kind of subject with energy of its own: all but up-to-congestion, which trades a spread.</summary>
    public static ImmutableArray<AssetKind> EnergyKinds { get; } =
        [AssetKind.Load, AssetKind.Generation, AssetKind.Contract, AssetKind.Increment, AssetKind.Decrement];

    /// <summary>The auction's clearing price of a path, for one day of the period that was bought.</summary>
    public static Formula AuctionPriceOfDay { get; } = new Formula.Share(
        new Determinant("FTR auction price", "USD/MW", Reach.Location, Bridge.HoldsAndAverages), Own("FTR period days", "days"))
        .As("auction price of a day", "USD/MW-day");
}
