using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Breaches;
using Busbar.Digital.DataQuality.Contracts;
using Busbar.Digital.DataQuality.Tests.Lineage;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.DataQuality.Tests.Breaches;

public sealed class BreachTests
{
    private static readonly Instant noon = Instant.FromUtc(2026, 7, 1, 12, 0);

    /// <summary>A report every ten minutes from noon: + kept, - broken. Breaches as minutes from noon; open ones without an end.</summary>
    [Theory]
    [InlineData("+++", 0, "")]
    [InlineData("+--+", 0, "10-30")]
    [InlineData("+--", 0, "10-")]
    [InlineData("-+-+-+", 0, "0-10 20-30 40-50")]
    [InlineData("-+-+-+", 15, "0-")]
    [InlineData("-+-+-+++", 15, "0-50")]
    [InlineData("-++-++++", 25, "0-40")]
    [InlineData("-+++-+", 20, "0-10 40-")]
    public void Breaches_begin_with_the_first_bad_report_and_end_once_they_have_settled(string reports, int settleMinutes, string expected)
    {
        var breaches = Find(reports, settleMinutes);
        Assert.Equal(expected, string.Join(' ', breaches.Select(breach =>
            $"{(breach.Began - noon).TotalMinutes}-{(breach.Ended - noon)?.TotalMinutes}")));
    }

    [Fact]
    public void A_report_that_is_not_known_yet_or_comes_late_changes_nothing_but_what_it_says()
    {
        var reports = Reports("-+-").Reverse().ToImmutableArray();
        Assert.Null(FindBreaches.Run(new(reports, noon, Duration.Zero)).Single().Ended);
        Assert.Equal(2, FindBreaches.Run(new(reports, noon + Duration.FromHours(1), Duration.Zero)).Length);
        Assert.Equal(["t: usd"], FindBreaches.Run(new(reports, noon, Duration.Zero)).Single().Rules);
    }

    /// <summary>prices → forecast r1 → bid r2 → settlement r3 (see the desk of the lineage tests). The bid has 50 MW and −900 USD in two
    /// versions named twice, the forecast 70 MW, the settlement 400 USD and −300 USD.</summary>
    [Fact]
    public void The_radius_names_readers_in_order_and_counts_nothing_twice()
    {
        CarriedAmount[] documents =
        [
            new("r3", "S1", "settlement", null, 400), new("r3", "S2", "settlement", null, -300), new("r2", "B1", "bid", 50, -900),
            new("r2", "B1", "bid", 50, -900), new("r1", "F1", "forecast", 70, null), new("r0", "B0", "bid", 999, 999),
        ];
        var outcome = FindBlastRadius.Run(new(Breach(0, null), new("desk", "prices"), [], LineageTests.Desk(), [.. documents]));
        var radius = outcome.OrThrow();
        Assert.Equal(["forecast F1", "bid B1", "settlement S1", "settlement S2"], radius.Breach.Readers);
        Assert.Equal((70m, 900m), (radius.Breach.MwTouched, radius.Breach.UsdTouched));
        Assert.Equal([new("forecast", 1, 70, 0), new("bid", 1, 50, 900), new("settlement", 2, 0, 700)], radius.Kinds);
        Assert.Equal(["r1", "r2", "r3"], radius.Recalculate.Select(run => run.Id));
        Assert.Equal("document-twice", Assert.IsType<Outcome<BlastRadius>.Done>(outcome).Findings.Single().Code);
        Assert.Equal((null, null, 3), FindBlastRadius.Run(new(Breach(0, null), new("desk", "prices"), ["lmp"], LineageTests.Desk(), []))
            .OrThrow().Breach is var bare ? (bare.MwTouched, bare.UsdTouched, bare.Readers.Length) : default);
        Assert.IsType<Outcome<BlastRadius>.Refused>(FindBlastRadius.Run(
            new(Breach(0, null), new("desk", "x"), [], LineageTests.Desk(), [])));
    }

    [Fact]
    public void A_run_after_the_repair_is_touched_only_through_what_was_made_before_it()
    {
        // The breach ends at minute 11, when r1 has made its forecast of broken prices: bid r2 reads that forecast all the same.
        var radius = FindBlastRadius.Run(new(Breach(0, 11), new("desk", "prices"), [], LineageTests.Desk(), [])).OrThrow();
        Assert.Equal(["r1", "r2", "r3"], radius.Runs.Select(run => run.Id));
        var healed = FindBlastRadius.Run(new(Breach(0, 5), new("desk", "prices"), [], LineageTests.Desk(), [])).OrThrow();
        Assert.Empty(healed.Runs);
    }

    [Fact]
    public void Of_runs_that_made_the_same_thing_only_the_latest_is_made_anew()
    {
        var graph = DataQuality.Lineage.BuildLineage.Run([.. LineageTests.Run("a", "bid", 0, 1, ["prices"], ["bid"]),
            .. LineageTests.Run("b", "bid", 2, 3, ["prices"], ["bid"]), .. LineageTests.Run("c", "settle", 4, 5, ["bid"], ["s"])])
                .OrThrow();
        Assert.Equal(["b", "c"], FindBlastRadius.Run(new(Breach(0, null), new("desk", "prices"), [], graph, [])).OrThrow().Recalculate
            .Select(run => run.Id));
    }

    [Fact]
    public void Quality_downtime_and_dollars_at_risk_add_up_to_their_parts()
    {
        var reports = Reports("-+--");
        var breaches = FindBreaches.Run(new(reports, noon + Duration.FromHours(1), Duration.Zero))
            .Select(breach => breach with { UsdTouched = 100 }).ToImmutableArray();
        var metrics = MeasureDataQuality.Run(new(noon, noon + Duration.FromMinutes(60), reports, breaches));
        Assert.Equal([25.0, 50.0, 5000.0], metrics.Select(metric => metric.Value));
        Assert.Equal(["10", "40"], metrics[1].Parts.Select(part => part.Value));
        Assert.Equal([null, 0.0, 0.0], MeasureDataQuality.Run(new(noon - Duration.FromDays(1), noon, reports, breaches)).Select(metric =>
            metric.Value));
    }

    private static ContractBreach Breach(int began, int? ended) => new("prices", "c@1", ["r"], noon + Duration.FromMinutes(began),
        ended is { } minute ? noon + Duration.FromMinutes(minute) : null, null, null, []);

    private static ImmutableArray<ContractBreach> Find(string reports, int settleMinutes) => FindBreaches.Run(
        new(Reports(reports), noon + Duration.FromMinutes(10 * (reports.Length - 1)), Duration.FromMinutes(settleMinutes)));

    private static ImmutableArray<ContractReport> Reports(string states) =>
        [.. states.Select((state, i) => new ContractReport("c@1", "prices",
        noon + Duration.FromMinutes(10 * i), [new("t", "", "usd", state == '+' ? CheckState.Kept : CheckState.Broken, true, "conformity",
            null, 1, 0,
            [])]))];
}
