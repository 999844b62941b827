using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Markets;
using NodaTime;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>The two shapes of a two-settlement rule, which markets fill in: day-ahead energy at a day-ahead component, by the hour, and the
/// deviation at a real-time component, by the hour until the market went to five minutes.</summary>
internal static class TwoSettlement
{
    public static Duration Hour { get; } = Duration.FromHours(1);

    public static Duration QuarterHour { get; } = Duration.FromMinutes(15);

    public static Duration FiveMinutes { get; } = Duration.FromMinutes(5);

    public static ChargeVersion DayAhead(Determinant price, string source) =>
        new(EnergyTerms.DaMwh, Mwh.Unit, price, source) { Step = Hour };

    public static ImmutableArray<ChargeVersion> Balancing(Determinant price, string source, OperatingDay fiveMinuteFrom,
        params ImmutableArray<AssetKind> kinds)
    {
        var hourly = new ChargeVersion(EnergyTerms.Deviation, Mwh.Unit, price, source) 
        {
            Step = Hour, Until = fiveMinuteFrom, Kinds = kinds,
        };
        return [hourly, hourly with { From = fiveMinuteFrom, Until = null, Step = FiveMinutes }];
    }
}
