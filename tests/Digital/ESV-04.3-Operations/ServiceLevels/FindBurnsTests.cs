using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.ServiceLevels;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.ServiceLevels;

public sealed class FindBurnsTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 3, 1, 0, 0);

    [Fact]
    public void Pages_and_tickets_begin_and_end_in_the_minute_in_which_Prometheus_begins_and_ends_them_on_Sloth_rules()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllBytes(VectorArchive.PathOf("burn_rate_oracle.json")));
        var scenarios = oracle.RootElement.GetProperty("scenarios").EnumerateObject().ToArray();
        Assert.Equal(7, scenarios.Length);
        foreach (var scenario in scenarios.Where(each => each.Name != "low_traffic_single_error"))
        {
            var fractions = scenario.Value.GetProperty("segments_minutes_errorFraction").EnumerateArray()
                .SelectMany(segment => Enumerable.Repeat(segment[1].GetDouble(), segment[0].GetInt32())).ToArray();
            Assert.Equal(Expected(scenario),
                Transitions([.. fractions.Select((bad, minute) => Count(minute, 1000 - Math.Round(1000 * bad, 6), 1000))]));
        }
    }

    /// <summary>The oracle does not say in which of the five minutes before its evaluation the request failed; it is the same in
    /// each.</summary>
    [Fact]
    public void A_single_error_at_one_request_in_ten_minutes_alerts_as_in_Prometheus_and_the_gate_silences_it()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllBytes(VectorArchive.PathOf("burn_rate_oracle.json")));
        var scenario = oracle.RootElement.GetProperty("scenarios").EnumerateObject()
            .Single(each => each.Name == "low_traffic_single_error");
        for (var error = 721; error <= 725; error++)
        {
            ImmutableArray<EventCount> counts = [.. Enumerable.Range(0, 1440).Where(minute => minute % 10 == error % 10)
                .Select(minute => Count(minute, minute == error ? 0 : 1, 1))];
            Assert.Equal(Expected(scenario), Transitions(counts));
            Assert.Equal(["5: "], Transitions(counts, minimumBad: 2));
        }
    }

    [Fact]
    public void The_gate_lets_a_quiet_service_page_that_fails_every_time()
    {
        ImmutableArray<EventCount> counts = [.. Enumerable.Range(0, 1440).Where(minute => minute % 10 == 0)
            .Select(minute => Count(minute, minute >= 1000 ? 0 : 1, 1))];
        Assert.Contains(History(counts, minimumBad: 3).Notices, notice => notice.Urgency == AlertUrgency.Page);
    }

    [Fact]
    public void Any_counts_fire_as_summing_each_window_anew_says()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var draw = new Draw(seed);
            ImmutableArray<EventCount> counts = [.. Enumerable.Range(0, 600).Where(_ => draw.Next(3) > 0)
                .Select(minute => Count(minute, draw.Next(400) == 0 ? 0 : 3, 3))];
            (double Bad, double Total) Sum(Instant at, Duration window)
            {
                var inside = counts.Where(count => count.At > at - window && count.At <= at).ToArray();
                return (inside.Sum(count => count.Bad), inside.Sum(count => count.Total));
            }
            bool Burns(Instant at, Duration window, double factor) =>
                Sum(at, window) is { Total: > 0 } sum && sum.Bad / sum.Total >= factor * 0.001 * (1 - 1e-12);
            foreach (var change in History(counts, seed % 3).Changes)
                Assert.Equal(change.Firing, Objective().BurnRules.Where(rule => Sum(change.At, rule.Long).Bad >= seed % 3
                    && Burns(change.At, rule.Long, rule.Factor) && Burns(change.At, rule.Short, rule.Factor))
                    .Select(rule => rule.Urgency).Distinct().Order());
        }
    }

    [Fact]
    public void An_outage_is_noticed_as_one_page_and_one_ticket_with_their_ends()
    {
        ImmutableArray<EventCount> counts = [.. Enumerable.Range(0, 1920).Select(minute =>
            Count(minute, minute is >= 1440 and < 1450 ? 0 : 1000, 1000))];
        const string Key = "burn/day-ahead/availability";
        Assert.Equal([$"{Key}/page 1440 ", $"{Key}/ticket 1445 ", $"{Key}/page 1440 1480", $"{Key}/ticket 1445 1810"],
            History(counts, 1).Notices.Select(notice =>
                $"{notice.Key} {(notice.Began - start).TotalMinutes} {(notice.Ended - start)?.TotalMinutes}"));
    }

    private static string[] Expected(JsonProperty scenario) =>
        [.. scenario.Value.GetProperty("transitions_minute_severities").EnumerateArray().Select(change =>
            $"{change[0]}: {string.Join(", ", change[1].EnumerateArray().Select(each => each.GetString()))}")];

    private static string[] Transitions(ImmutableArray<EventCount> counts, double minimumBad = 1) =>
        [.. History(counts, minimumBad).Changes.Select(change =>
            $"{(change.At - start).TotalMinutes}: {string.Join(", ", change.Firing.Select(each => $"{each}".ToLowerInvariant()))}")];

    private static BurnHistory History(ImmutableArray<EventCount> counts, double minimumBad) => FindBurns.Run(new(
        Objective(), counts, start + Duration.FromMinutes(5), counts[^1].At, Duration.FromMinutes(5), minimumBad)).OrThrow();

    private static EventCount Count(int minute, double good, double total) => new(start + Duration.FromMinutes(minute), good, total);

    private static ServiceObjective Objective() => new("availability", "day-ahead", "", 0.999m, BudgetingMethod.RatioTimeslices, null,
        Duration.FromMinutes(5), new ObjectiveWindow.Rolling(Duration.FromDays(30)), new("ratio", "", "", ""),
        BurnWindows.Workbook.For(Duration.FromDays(30)));
}
