using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;
using NodaTime;

namespace Busbar.Supply.Settlement;

/// <summary>Everything one operating day settles from. Every series has one value for each hour of the day on the market's clock.</summary>
/// <param name="Calendar">The market, which decides the charges.</param>
/// <param name="Day">The operating day.</param>
/// <param name="SettledAt">The clock at which the meters and prices were known.</param>
/// <param name="Prices">Prices of every location settled at.</param>
/// <param name="Assets">Cleared and metered energy of every asset.</param>
/// <param name="Ftrs">Financial transmission rights held.</param>
public sealed record SettleDayInputs(
    MarketCalendar Calendar, OperatingDay Day, Instant SettledAt, ImmutableArray<LocationPrices> Prices,
    ImmutableArray<AssetQuantities> Assets, ImmutableArray<FtrHolding> Ftrs);

/// <summary>Computes what the ISO should bill for energy and rights on one operating day, from hourly determinants: the two-settlement of
/// every asset by price component and the target allocation of every right. The charge engine computes it; other charges and shorter
/// intervals are settled with <see cref="SettleCharges"/>.</summary>
public static class SettleDay
{
    /// <summary>The shadow statement, with a finding wherever an LMP is not the sum of its components; refused when the determinants are
    /// not whole.</summary>
    public static Outcome<ShadowStatement> Run(SettleDayInputs inputs)
    {
        if (WholeDeterminants.Check(inputs) is { } refusal) return refusal;
        var statement = StateLines.Run(SettleCharges.Run(Charged(inputs)).OrThrow(), inputs.SettledAt);
        return Outcome.Of(statement, LmpIsSumOfComponents.Check(inputs));
    }

    /// <summary>The day's determinants as the charge engine takes them.</summary>
    internal static ChargedDay Charged(SettleDayInputs inputs) => new(inputs.Calendar, inputs.Day,
        [.. ChargeCodes.Of(inputs.Calendar.Name).Where(code => code.Booking <= ChargeBooking.Rights).Select(code => code.Code)],
        [.. inputs.Assets.Select(asset => new SettledSubject(asset.Asset, asset.Kind, asset.Location)),
            .. inputs.Ftrs.Select(ftr => new SettledSubject(ftr.Id, AssetKind.Right, ftr.SinkLocation)
            {
                PathSource = ftr.SourceLocation,
            })],
        [.. inputs.Prices.SelectMany(Priced), .. inputs.Assets.SelectMany(Energy), .. inputs.Ftrs.Select(ftr => Held(ftr, inputs))]);

    private static IEnumerable<DeterminantSeries> Priced(LocationPrices at) =>
        new (Determinant Of, Series<decimal> Values)[]
        {
            (EnergyTerms.DaEnergyPrice, at.DaEnergy), (EnergyTerms.DaCongestionPrice, at.DaCongestion),
            (EnergyTerms.DaLossPrice, at.DaLoss), (EnergyTerms.RtEnergyPrice, at.RtEnergy),
            (EnergyTerms.RtCongestionPrice, at.RtCongestion), (EnergyTerms.RtLossPrice, at.RtLoss),
        }.Select(price => new DeterminantSeries(price.Of.Name, at.Location, price.Values, at.SourceOf(price.Values)));

    private static IEnumerable<DeterminantSeries> Energy(AssetQuantities asset) =>
    [
        new(EnergyTerms.DaMwh.Name, asset.Asset, asset.DayAhead, asset.DayAheadSource),
        new(EnergyTerms.RtMwh.Name, asset.Asset, asset.RealTime, asset.RealTimeSource),
    ];

    private static DeterminantSeries Held(FtrHolding ftr, SettleDayInputs inputs)
    {
        var whole = inputs.Calendar.WholeDay(inputs.Day);
        return new(EnergyTerms.FtrMw.Name, ftr.Id, new(whole.Start, whole.Length, [ftr.Quantity.Value]), "right held");
    }
}
