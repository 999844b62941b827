using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Markets;
using NodaTime;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>The two shapes of a two-settlement rule, which markets fill in: day-ahead energy at a day-ahead price or a component of it, by
/// the hour, and the deviation at the real-time one, by the hour until the market went to five minutes.</summary>
internal static class TwoSettlement
{
    public static Duration Hour { get; } = Duration.FromHours(1);

    public static Duration QuarterHour { get; } = Duration.FromMinutes(15);

    public static Duration FiveMinutes { get; } = Duration.FromMinutes(5);

    public static ChargeVersion DayAhead(Formula price, string source, params ImmutableArray<AssetKind> kinds) =>
        new(EnergyTerms.DaMwh, Mwh.Unit, price, source) { Step = Hour, Kinds = kinds };

    public static ImmutableArray<ChargeVersion> Balancing(Formula price, string source, OperatingDay fiveMinuteFrom,
        params ImmutableArray<AssetKind> kinds)
    {
        var hourly = new ChargeVersion(EnergyTerms.Deviation, Mwh.Unit, price, source)
        {
            Step = Hour, Until = fiveMinuteFrom, Kinds = kinds,
        };
        return [hourly, hourly with { From = fiveMinuteFrom, Until = null, Step = FiveMinutes }];
    }
}
