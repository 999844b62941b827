using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Breaches;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Forecasting;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Trading;

namespace Busbar.Host.Desks.Quality;

/// <summary>What a document of the desk carries: mean megawatts of its hours; dollars of energy at the day's price view, of a settlement as
/// it was computed. Documents that carry neither still count as readers.</summary>
public sealed class CarriedAmounts(FactStore store)
{
    /// <summary>What each document carries, as it was known when it was made.</summary>
    public ImmutableArray<CarriedAmount> Of(IEnumerable<MadeDocument> documents) => [.. documents.Select(Of)];

    private CarriedAmount Of(MadeDocument made)
    {
        var (mw, usd) = made.Step.Kind switch
        {
            nameof(LoadForecast) => (Read<LoadForecast>(made) is { } forecast ? Mean(forecast.UtilityLoad.Select(mw => mw.Value)) : null,
                null),
            nameof(LoadBid) => Read<LoadBid>(made) is { } bid ? AtView(made, bid.Demand.Select(mw => (double)mw.Value)) : (null, null),
            nameof(Position) => Read<Position>(made) is { } position
                ? AtView(made, position.Open.Select(energy => (double)energy.Value)) : (null, null),
            nameof(ShadowStatement) => ((decimal?)null, Read<ShadowStatement>(made)?.Total.Value),
            _ => (null, null),
        };
        return new(made.Run, $"{made.Mark.Id.Kind}/{made.Mark.Id.Key}", made.Step.Word, mw, usd);
    }

    private T? Read<T>(MadeDocument made) where T : class => store.ReadDocument<T>(made.Mark.Id, new(made.Mark.KnownAt))?.Body;

    /// <summary>Hourly energy with its mean and its dollars at the price that was expected that day; no dollars where no view was
    /// kept.</summary>
    private (decimal? Mw, decimal? Usd) AtView(MadeDocument made, Series<double> hours)
    {
        var view = store.ReadDocument<PriceView>(new(nameof(PriceView), made.Mark.Id.Key), new(made.Mark.KnownAt))?.Body;
        if (view is null) return (Mean(hours), null);
        var priced = Enumerable.Range(0, Math.Min(hours.Count, view.Expected.Count)).Sum(i => hours[i] * view.Expected[i].Value);
        return (Mean(hours), decimal.Round((decimal)priced, 2));
    }

    private static decimal? Mean(Series<double> hours) =>
        hours.Count == 0 ? null : decimal.Round((decimal)Enumerable.Range(0, hours.Count).Average(i => Math.Abs(hours[i])), 3);
}
