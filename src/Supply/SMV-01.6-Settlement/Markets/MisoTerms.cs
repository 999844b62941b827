using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Engine;
using static Busbar.Supply.Settlement.Markets.BillingTerms;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>What MISO's charge types share beyond two-settlement energy.</summary>
internal static class MisoTerms
{
    public const string Manual = "MISO BPM-005 Market Settlements";

    /// <summary>MISO went to five-minute settlement on 1 July 2018.</summary>
    public static OperatingDay FiveMinuteSettlement { get; } = OperatingDay.Of(2018, 7, 1);

    public static ImmutableArray<AssetKind> AssetKinds { get; } = [AssetKind.Load, AssetKind.Generation];

    public static ImmutableArray<AssetKind> NonAssetKinds { get; } = [AssetKind.Contract];

    public static ImmutableArray<AssetKind> VirtualKinds { get; } = [AssetKind.Increment, AssetKind.Decrement];

    public static Determinant BilateralMwh { get; } = OwnEnergy("bilateral MWh");

    public static Determinant AuctionMw { get; } = Own("auction MW", Mw.Unit);

    /// <summary>The rate of a charge type, as MISO posts it.</summary>
    public static Determinant Rate(string code, string unit) => MarketRate($"rate {code}", $"USD/{unit}");

    /// <summary>The participant's part of a quantity of the market.</summary>
    public static Formula ShareOf(string own, string whole) =>
        new Formula.Share(OwnEnergy(own), Total(whole, Mwh.Unit)).As($"share of {own}", "");

    /// <summary>What a unit is made whole by: its production cost over the day beyond its revenue, a credit.</summary>
    public static Formula Guarantee(string market) => -Formula.Greater(0m,
        (Formula)new Formula.OverDay(OwnMoney($"{market} production cost"))
        - new Formula.OverDay(OwnMoney($"{market} market revenue")));
}
