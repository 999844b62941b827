using System.Globalization;
using Busbar.Kernel.Time;
using Busbar.Supply.Risk.Simulation;
using Busbar.Supply.Tests;
using NodaTime;

namespace Busbar.Supply.Risk.Tests.Simulation;

public sealed class CalibrateSpotTests
{
    // The published files have 24 rows every day, so a market without clock changes reads them.
    private static readonly MarketCalendar Calendar = MarketCalendar.Miso;

    [Theory]
    [InlineData("epf_pjm.csv.gz", SpotKind.MeanRevertingJumps, 93)]
    [InlineData("epf_pjm.csv.gz", SpotKind.RegimeSwitching, 93)]
    [InlineData("epf_de.csv.gz", SpotKind.MeanRevertingJumps, 538)]
    [InlineData("epf_de.csv.gz", SpotKind.RegimeSwitching, 538)]
    public void Real_prices_are_matched_in_mean_spread_persistence_and_spikes(string file, SpotKind kind, int negativeHours)
    {
        var prices = Prices(file);
        var outcome = CalibrateSpot.Run(new(Calendar, prices, kind, 11));
        var (history, simulated) = (outcome.OrThrow().History, outcome.OrThrow().Simulated);
        Assert.Equal(negativeHours, prices.Values.Count(price => price < 0));
        Assert.Equal(negativeHours / (double)prices.Count, history.NegativeShare, 1e-12);
        Assert.Empty(Given.FindingsOf(outcome));
        Assert.Equal(history.Mean, simulated.Mean, 1.0);
        Assert.InRange(simulated.StandardDeviation / history.StandardDeviation, 0.8, 1.25);
        Assert.InRange(simulated.SpikeShare / history.SpikeShare, 0.5, 2);
        Assert.InRange(simulated.NegativeShare, 0.001, 0.05);
        // Spikes of the regimes are independent of each other, so that only the other model keeps the memory from hour to hour.
        Assert.Equal(history.Persistence, simulated.Persistence, kind == SpotKind.MeanRevertingJumps ? 0.03 : 0.5);
    }

    [Fact]
    public void The_same_seed_gives_the_same_calibration()
    {
        var prices = Wave(9_000);
        Assert.Equal(CalibrateSpot.Run(new(Calendar, prices, SpotKind.MeanRevertingJumps, 1)).OrThrow().Simulated,
            CalibrateSpot.Run(new(Calendar, prices, SpotKind.MeanRevertingJumps, 1)).OrThrow().Simulated);
    }

    [Fact]
    public void A_repeated_and_a_skipped_hour_take_their_label()
    {
        var start = MarketCalendar.Pjm.WholeDay(OperatingDay.Of(2025, 1, 1)).Start;
        var hours = (int)(MarketCalendar.Pjm.WholeDay(OperatingDay.Of(2025, 12, 31)).End - start).TotalHours;
        Assert.Equal(8_760, hours);
        var labels = Enumerable.Range(0, hours).Select(i => (double)MarketCalendar.Pjm.HourEndingOf(start + Duration.FromHours(i)).Hour);
        var profile = SeasonalProfile.Of(MarketCalendar.Pjm, new(start, Duration.FromHours(1), [.. labels]));
        foreach (var hour in MarketCalendar.Pjm.HoursOf(OperatingDay.Of(2025, 11, 2))
            .Concat(MarketCalendar.Pjm.HoursOf(OperatingDay.Of(2025, 3, 9))))
            Assert.Equal(MarketCalendar.Pjm.HourEndingOf(hour.Start).Hour, profile.At(MarketCalendar.Pjm, hour.Start), 1e-12);
    }

    [Fact]
    public void A_model_that_misses_the_spikes_says_so()
    {
        // A Cauchy history: its spread is that of its few largest hours, which no mixture of normal jumps repeats.
        var prices = Wave(9_000);
        prices = new(prices.Start, prices.Step, [.. prices.Values.Select((_, i) => 30 + Math.Tan(Math.PI * (0.6180339887 * i % 1 - 0.5)))]);
        Assert.Contains(Given.FindingsOf(CalibrateSpot.Run(new(Calendar, prices, SpotKind.MeanRevertingJumps, 1))),
            finding => finding.Code == "moments-apart");
    }

    [Fact]
    public void Prices_that_cannot_be_fitted_are_refused()
    {
        var good = Wave(9_000);
        Refuses("wrong-prices", new(good.Start, Duration.FromMinutes(15), good.Values));
        Refuses("history-too-short", Wave(8_000));
        Refuses("price-missing", new(good.Start, good.Step, good.Values.SetItem(7, double.NaN)));
        Refuses("zero-variance", new(good.Start, good.Step, [.. good.Values.Select(_ => 30.0)]));

        static void Refuses(string code, Series<double> prices) =>
            Assert.Equal(code, Given.CodeOf(CalibrateSpot.Run(new(Calendar, prices, SpotKind.MeanRevertingJumps, 1))));
    }

    private static Series<double> Wave(int hours) => new(Calendar.WholeDay(OperatingDay.Of(2020, 1, 1)).Start, Duration.FromHours(1),
        [.. Enumerable.Range(0, hours).Select(i => 30 + 10 * Math.Sin(i * 0.7) + 5 * Math.Sin(i * 1.618 * i))]);

    private static Series<double> Prices(string file)
    {
        var rows = SharedFigures.Rows(file, "prices");
        var first = rows[0]["date"].Split(' ')[0].Split('/').Select(int.Parse).ToArray();
        return new(Calendar.WholeDay(OperatingDay.Of(first[0], first[1], first[2])).Start, Duration.FromHours(1),
            [.. rows.Select(row => double.Parse(row["OT"], CultureInfo.InvariantCulture))]);
    }
}
