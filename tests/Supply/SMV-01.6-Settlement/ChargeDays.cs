using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Engine;
using NodaTime;

namespace Busbar.Supply.Settlement.Tests;

/// <summary>Days for the charge engine, made by plain arithmetic.</summary>
internal static class ChargeDays
{
    public static OperatingDay Summer { get; } = OperatingDay.Of(2024, 7, 15);

    public static ImmutableArray<string> EnergyCodes { get; } = ["1200", "1205", "1210", "1215", "1220", "1225"];

    /// <summary>Loads and units at their own nodes, with five-minute meters and real-time prices.</summary>
    public static ChargedDay Of(int subjects, OperatingDay? day = null, ImmutableArray<string>? codes = null)
    {
        var (calendar, on) = (MarketCalendar.Pjm, day ?? Summer);
        var start = calendar.WholeDay(on).Start;
        Series<decimal> Hourly(Func<int, decimal> value) =>
            new(start, Duration.FromHours(1), [.. Enumerable.Range(0, calendar.HourCount(on)).Select(value)]);
        Series<decimal> Five(Func<int, decimal> value) =>
            new(start, Duration.FromMinutes(5), [.. Enumerable.Range(0, 12 * calendar.HourCount(on)).Select(value)]);
        IEnumerable<DeterminantSeries> Named(int n) =>
        [
            new("DA MWh", $"s{n:000}", Hourly(h => 120 + 12 * ((h + n) % 7)), $"award {n}"),
            new("RT MWh", $"s{n:000}", Five(i => 10.5m + 0.125m * ((i + n) % 9)), $"meter {n}", 2),
            new("DA energy price", $"n{n:000}", Hourly(h => 30.25m + h), $"prices {n}"),
            new("DA congestion price", $"n{n:000}", Hourly(h => 0.75m * ((h + n) % 5) - 1), $"prices {n}"),
            new("DA loss price", $"n{n:000}", Hourly(h => 0.015m * h), $"prices {n}"),
            new("RT energy price", $"n{n:000}", Five(i => 28.5m + 0.25m * (i % 40)), $"prices {n}", 3),
            new("RT congestion price", $"n{n:000}", Five(i => 0.5m * ((i + n) % 6) - 1.25m), $"prices {n}", 3),
            new("RT loss price", $"n{n:000}", Five(i => 0.0125m * (i % 11)), $"prices {n}", 3),
        ];
        return new(calendar, on, codes ?? EnergyCodes,
            [.. Enumerable.Range(0, subjects).Select(n => new SettledSubject($"s{n:000}", AssetKind.Load, $"n{n:000}"))],
            [.. Enumerable.Range(0, subjects).SelectMany(Named)]);
    }

    public static ChargedDay With(this ChargedDay day, string name, string at, Func<DeterminantSeries, DeterminantSeries?> change) =>
        day with
        {
            Determinants = [.. day.Determinants.Select(each => each.Name == name && each.At == at ? change(each) : each)
                .OfType<DeterminantSeries>()],
        };

    public static SettledColumns Settled(this ChargedDay day, int threads = 1) => SettleCharges.Run(day, threads).OrThrow();

    public static Refusal Refused(ChargedDay day) => Assert.IsType<Outcome<SettledColumns>.Refused>(SettleCharges.Run(day)).Refusal;
}
