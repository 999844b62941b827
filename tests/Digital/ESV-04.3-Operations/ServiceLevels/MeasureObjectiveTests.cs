using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.ServiceLevels;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.ServiceLevels;

public sealed class MeasureObjectiveTests
{
    private static readonly Instant end = Instant.FromUtc(2026, 6, 15, 0, 0);

    [Fact]
    public void Every_error_budget_of_the_cases_is_spent_as_computed_outside()
    {
        foreach (var row in CaseRows.Of("error-budgets.txt"))
        {
            var (minutes, attack) = ((int)(1440 * Number(row[1])), (int)Number(row[6]));
            var perMinute = 24_000.0 / 1440;
            ImmutableArray<EventCount> counts = [.. Enumerable.Range(1, minutes).Select(minute => Count(
                minute - minutes, (minute > minutes - attack ? Number(row[5]) : Number(row[4])) * perMinute, perMinute))];
            var objective = Objective(Enum.Parse<BudgetingMethod>(row[0]), decimal.Parse(row[2], CultureInfo.InvariantCulture),
                row[3] == "none" ? null : decimal.Parse(row[3], CultureInfo.InvariantCulture), Duration.FromMinutes(minutes));
            var state = MeasureObjective.Run(new(objective, counts, end)).OrThrow();
            Assert.Equal((Number(row[7]), Number(row[8])), (Math.Round(state.Budget, 6), Math.Round(state.Spent, 6)), Within);
            Assert.Equal(row[9], state.ExhaustedAt is { } at ? $"{(end - at).TotalMinutes}" : "never");
            Assert.Equal(row[9] == "never" || row[9] == "0" && state.Left >= -1e-9, state.IsMet);
        }
    }

    [Theory]
    [InlineData(BudgetingMethod.Occurrences)]
    [InlineData(BudgetingMethod.Timeslices)]
    [InlineData(BudgetingMethod.RatioTimeslices)]
    public void Any_counts_spend_what_a_count_slice_by_slice_spends(BudgetingMethod method)
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var draw = new Draw(seed);
            var counts = ImmutableArray.CreateBuilder<EventCount>();
            for (var second = -4000; second < 900; second += 1 + draw.Next(90))
            {
                var total = draw.Next(5);
                counts.Add(new(end + Duration.FromSeconds(second), draw.Next(total + 1), total));
            }
            var objective = Objective(method, 0.5m, 0.6m, Duration.FromSeconds(3_630));
            var asOf = end + Duration.FromSeconds(draw.Next(600));
            var state = MeasureObjective.Run(new(objective, counts.ToImmutable(), asOf)).OrThrow();
            var (good, total2, spent) = BruteForce(objective, counts, asOf);
            Assert.Equal(good, state.Good, 9);
            Assert.Equal(total2, state.Total, 9);
            Assert.Equal(spent, state.Spent, 9);
        }
    }

    [Fact]
    public void A_calendar_week_in_New_York_has_an_hour_less_in_spring_and_one_more_in_autumn()
    {
        var week = new ObjectiveWindow.Calendar(new(2022, 1, 1, 12, 0), "America/New_York", Period.FromWeeks(1));
        Interval At(Instant asOf) => FindWindow.Run(week, asOf).OrThrow();
        Assert.Equal(new Interval(Instant.FromUtc(2026, 3, 7, 17, 0), Instant.FromUtc(2026, 3, 14, 16, 0)),
            At(Instant.FromUtc(2026, 3, 10, 0, 0)));
        Assert.Equal(Duration.FromHours(169), At(Instant.FromUtc(2026, 11, 1, 12, 0)).Duration);
        Assert.Equal(Instant.FromUtc(2026, 3, 14, 16, 0), At(Instant.FromUtc(2026, 3, 14, 16, 0)).End);
        var objective = Objective(BudgetingMethod.Timeslices, 0.9m, 0.5m, Duration.Zero) with { Window = week };
        Assert.Equal(0.1 * 167 * 60, MeasureObjective.Run(new(objective, [], Instant.FromUtc(2026, 3, 10, 0, 0))).OrThrow().Budget, 9);
    }

    [Fact]
    public void A_month_from_the_thirty_first_ends_on_the_last_day_and_does_not_drift()
    {
        var month = new ObjectiveWindow.Calendar(new(2026, 1, 31, 0, 0), "UTC", Period.FromMonths(1));
        Assert.Equal(new Interval(Instant.FromUtc(2026, 2, 28, 0, 0), Instant.FromUtc(2026, 3, 31, 0, 0)),
            FindWindow.Run(month, Instant.FromUtc(2026, 3, 15, 0, 0)).OrThrow());
    }

    [Fact]
    public void Slices_without_events_are_told_and_spend_nothing()
    {
        var outcome = MeasureObjective.Run(
            new(Objective(BudgetingMethod.Timeslices, 0.9m, 1, Duration.FromMinutes(10)), [Count(-3, 1, 1)], end));
        Assert.Equal("empty-slices", Assert.Single(((Outcome<ObjectiveState>.Done)outcome).Findings).Code);
        var state = outcome.OrThrow();
        Assert.Equal((1.0, 9, 0.0, true), (state.Achieved, state.EmptySlices, state.Spent, state.IsMet));
        Assert.Null(MeasureObjective.Run(new(state.Objective, [], end)).OrThrow().IsMet);
    }

    [Theory]
    [InlineData(5, 1, 1, 5, 1, 1, "counts-out-of-order")]
    [InlineData(5, 1, 1, 4, 1, 1, "counts-out-of-order")]
    [InlineData(5, 2, 1, 6, 1, 1, "impossible-count")]
    [InlineData(5, -1, 1, 6, 1, 1, "impossible-count")]
    [InlineData(5, double.NaN, 1, 6, 1, 1, "impossible-count")]
    [InlineData(5, 1, double.PositiveInfinity, 6, 1, 1, "impossible-count")]
    public void Counts_that_cannot_be_are_refused(
        int first, double good, double total, int second, double good2, double total2, string code)
    {
        var objective = Objective(BudgetingMethod.Occurrences, 0.9m, null, Duration.FromDays(1));
        ImmutableArray<EventCount> counts = [Count(first, good, total), Count(second, good2, total2)];
        Assert.Equal(code, Refusal(MeasureObjective.Run(new(objective, counts, end)))!.Code);
        Assert.Equal(code, Refusal(FindBurns.Run(new(objective, counts, end, end, Duration.FromMinutes(1), 1)))!.Code);
    }

    [Fact]
    public void A_time_before_the_calendar_begins_an_unknown_place_and_no_evaluation_are_refused()
    {
        var objective = Objective(BudgetingMethod.Occurrences, 0.9m, null, Duration.Zero);
        ObjectiveWindow Week(string zone) => new ObjectiveWindow.Calendar(new(2030, 1, 1, 0, 0), zone, Period.FromWeeks(1));
        Assert.Equal("before-first-window", Refusal(MeasureObjective.Run(new(objective with { Window = Week("UTC") }, [], end)))!.Code);
        Assert.Equal("unknown-zone", Refusal(MeasureObjective.Run(new(objective with { Window = Week("Mars/Base") }, [], end)))!.Code);
        Assert.Equal("no-evaluation", Refusal(FindBurns.Run(new(objective, [], end, end, Duration.Zero, 1)))!.Code);
    }

    private static bool Within((double, double) expected, (double, double) actual) =>
        Math.Abs(expected.Item1 - actual.Item1) < 1e-6 && Math.Abs(expected.Item2 - actual.Item2) < 1e-6;

    /// <summary>Each slice looks at every count.</summary>
    private static (double Good, double Total, double Spent) BruteForce(
        ServiceObjective objective, IEnumerable<EventCount> counts, Instant asOf)
    {
        var length = ((ObjectiveWindow.Rolling)objective.Window).Length;
        var inside = counts.Where(count => count.At > asOf - length && count.At <= asOf).ToArray();
        if (objective.Method == BudgetingMethod.Occurrences)
            return (inside.Sum(count => count.Good), inside.Sum(count => count.Total), inside.Sum(count => count.Bad));
        var (good, total) = (0.0, 0);
        for (var from = asOf - length; from < asOf; from += objective.Slice!.Value)
        {
            var slice = inside.Where(count => count.At > from && count.At <= from + objective.Slice!.Value).ToArray();
            if (slice.Sum(count => count.Total) <= 0) continue;
            var ratio = slice.Sum(count => count.Good) / slice.Sum(count => count.Total);
            total++;
            good += objective.Method == BudgetingMethod.RatioTimeslices ? ratio : ratio >= (double)objective.SliceTarget! ? 1 : 0;
        }
        return (good, total, total - good);
    }

    private static ServiceObjective Objective(BudgetingMethod method, decimal target, decimal? sliceTarget, Duration window) =>
        new("bids", "day-ahead", "", target, method, sliceTarget, method == BudgetingMethod.Occurrences ? null : Duration.FromMinutes(1),
            new ObjectiveWindow.Rolling(window), new("ratio", "", "", ""), []);

    private static EventCount Count(int minute, double good, double total) => new(end + Duration.FromMinutes(minute), good, total);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static Refusal? Refusal<T>(Outcome<T> outcome) => (outcome as Outcome<T>.Refused)?.Refusal;
}
