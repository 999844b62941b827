using System.Collections.Immutable;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>What PJM's charge codes share: dates, sources and billing determinants beyond energy's.</summary>
internal static class PjmTerms
{
    public const string Schedule1 = "PJM Operating Agreement Schedule 1 section ";

    /// <summary>PJM went from hourly to five-minute settlement on 1 April 2018 (FERC Order No. 825).</summary>
    public static OperatingDay FiveMinuteSettlement { get; } = OperatingDay.Of(2018, 4, 1);

    /// <summary>Every kind of subject with energy of its own: all but up-to-congestion, which trades a spread.</summary>
    public static ImmutableArray<AssetKind> EnergyKinds { get; } =
        [AssetKind.Load, AssetKind.Generation, AssetKind.Contract, AssetKind.Increment, AssetKind.Decrement];
}
