using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Delivery.Flow;
using Busbar.Numerics;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Digital.Delivery.Tests.Flow;

/// <summary>Forecasts of completion on SiP, ten years of one company's tasks, always from what was known on the day.</summary>
public sealed class CompletionTests
{
    private static readonly LocalDatePattern pattern =
        LocalDatePattern.CreateWithInvariantCulture("d-MMM-yy").WithTemplateValue(new LocalDate(2000, 1, 1));

    private static readonly LocalDate monday = new(2026, 1, 5);

    /// <summary>Each size of what remains alone, from each day of the week alone, and all together.</summary>
    [Fact]
    public void The_eighty_percent_interval_covers_75_to_85_percent_of_what_happened()
    {
        var completed = Completed();
        var results = (from remaining in new[] { 20, 50, 100, 200 }
                       from weekday in Enumerable.Range(0, 7)
                       select Covered(completed, remaining, weekday)).ToArray();
        Assert.All(results, result => Assert.InRange(result.Asked, 400, 500));
        Assert.All(results, result => Assert.InRange((double)result.Covered / result.Asked, 0.75, 0.85));
        Assert.InRange((double)results.Sum(result => result.Covered) / results.Sum(result => result.Asked), 0.78, 0.82);
    }

    [Fact]
    public void Each_end_is_the_day_that_leaves_most_nearly_a_tenth_of_the_futures_out()
    {
        var chance = new SeededRandom(5);
        for (var trial = 0; trial < 5; trial++)
        {
            var days = Enumerable.Range(0, 400).SelectMany(day => Enumerable.Repeat(monday.PlusDays(day), chance.NextBelow(3)))
                .ToImmutableArray();
            var today = monday.PlusDays(399);
            var forecast = ForecastCompletion.Run(new(days, today, Remaining: 6, Seed: 2, Draws: 20_000)).OrThrow();
            var futures = Enumerable.Range(1, 1500).Select(draws =>
                ForecastCompletion.Run(new(days, today, Remaining: 6, Seed: (ulong)draws, Draws: 1)).OrThrow().Likely).ToArray();
            double Before(LocalDate day) => futures.Count(each => each < day) / 1500.0;
            foreach (var other in (int[])[-1, 1])
            {
                Assert.True(Math.Abs(Before(forecast.Early) - 0.1) <= Math.Abs(Before(forecast.Early.PlusDays(other)) - 0.1) + 0.03);
                Assert.True(Math.Abs(Before(forecast.Late.PlusDays(1)) - 0.9)
                    <= Math.Abs(Before(forecast.Late.PlusDays(1 + other)) - 0.9) + 0.03);
            }
        }
    }

    [Fact]
    public void A_steady_team_is_forecast_to_go_on_so()
    {
        var forecast = ForecastCompletion.Run(new([.. Enumerable.Range(0, 300).Select(day => monday.PlusDays(day))], monday.PlusDays(299),
            Remaining: 14, Seed: 1)).OrThrow();
        Assert.Equal((monday.PlusDays(313), monday.PlusDays(313), monday.PlusDays(313)), (forecast.Early, forecast.Likely, forecast.Late));
        Assert.Equal(7, forecast.PerWeek, 9);
    }

    [Fact]
    public void Days_to_come_are_not_looked_at_and_one_seed_gives_one_forecast()
    {
        var known = Enumerable.Range(0, 300).SelectMany(day => Enumerable.Repeat(monday.PlusDays(day), day * 7 % 5)).ToImmutableArray();
        var later = known.AddRange(Enumerable.Repeat(monday.PlusDays(301), 50));
        var inputs = new ForecastCompletionInputs(known, monday.PlusDays(299), Remaining: 30, Seed: 3);
        Assert.Equal(ForecastCompletion.Run(inputs).OrThrow(), ForecastCompletion.Run(inputs with { Completed = later }).OrThrow());
    }

    [Fact]
    public void A_forecast_of_nothing_without_pace_or_history_is_refused()
    {
        var days = Enumerable.Range(0, 60).Select(day => monday.PlusDays(day)).ToImmutableArray();
        Assert.Equal("nothing-remaining", Code(new(days, monday.PlusDays(59), 0, 1)));
        Assert.Equal("no-pace", Code(new(days, monday.PlusDays(200), 5, 1)));
        Assert.Equal("no-pace", Code(new([], monday, 5, 1)));
        Assert.Equal("short-history", Code(new(days, monday.PlusDays(59), 5, 1)));

        static string Code(ForecastCompletionInputs inputs) => SharedFiles.RefusalOf(ForecastCompletion.Run(inputs)).Code;
    }

    /// <summary>Every week from the second year on, on one day of it, a forecast from what was known, and whether what happened lay in it.</summary>
    private static (int Covered, int Asked) Covered(ImmutableArray<LocalDate> completed, int remaining, int weekday)
    {
        var (covered, asked) = (0, 0);
        for (var today = completed[0].PlusDays(42 + 365 + weekday); today < completed[^1]; today = today.PlusDays(7))
        {
            if (Happened(completed, today, remaining) is not { } end) break;
            if (ForecastCompletion.Run(new(completed, today, remaining, Seed: 8)) is not
                Kernel.Outcomes.Outcome<CompletionForecast>.Done { Value: var forecast }) continue;
            asked++;
            if (end >= forecast.Early && end <= forecast.Late) covered++;
        }
        return (covered, asked);
    }

    private static LocalDate? Happened(ImmutableArray<LocalDate> completed, LocalDate today, int remaining)
    {
        var done = completed.Count(day => day <= today);
        return done + remaining > completed.Length ? null : completed[done + remaining - 1];
    }

    private static ImmutableArray<LocalDate> Completed() => [.. SharedFiles.Table("SiP_est_act_dates.csv.gz").Skip(1)
        .Select(line => line.Trim().Split(','))
        .DistinctBy(row => row[0])
        .Where(row => row.Skip(1).All(date => date.Length > 0 && pattern.Parse(date).Success))
        .Select(row => pattern.Parse(row[3]).Value).Order()];
}
