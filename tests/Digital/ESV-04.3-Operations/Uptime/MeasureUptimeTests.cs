using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Uptime;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.Uptime;

public sealed class MeasureUptimeTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 5, 1, 0, 0);

    [Fact]
    public void Every_service_tree_of_the_cases_has_the_minutes_counted_by_hand()
    {
        foreach (var row in CaseRows.Of("service-tree.txt"))
        {
            var uptime = MeasureUptime.Run(new(Pair(), "day-ahead", Minutes(0, 60), Quarters(row[5], 'S'),
                [.. Seen("server-a", row[1]), .. Seen("server-b", row[2]), .. Seen("feed", row[3])],
                [.. Quarters(row[4], 'M').Select(time => new ApprovedMaintenance("server-a", time))])).OrThrow();
            Assert.Equal(row[6..10],
                new[] { uptime.Up, uptime.Down, uptime.Excused, uptime.Unknown }.Select(time => $"{time.TotalMinutes}"));
            Assert.Equal(row[10],
                uptime.Outages.IsEmpty ? "none" : string.Join(' ', uptime.Outages.SelectMany(each => each.Causes).Distinct()));
            Assert.Equal(uptime.Asked, uptime.Up + uptime.Down + uptime.Excused + uptime.Unknown);
        }
    }

    [Fact]
    public void Any_tree_gives_what_looking_at_it_every_minute_gives()
    {
        for (var seed = 1; seed <= 150; seed++)
        {
            var draw = new Draw(seed);
            var map = RandomMap(draw);
            var names = map.Items.Select(item => item.Name).ToArray();
            var inputs = new MeasureUptimeInputs(map, "service", Minutes(0, 300),
                [.. Enumerable.Range(0, 3).Select(_ => Span(draw))],
                [.. Enumerable.Range(0, 25).Select(_ =>
                    new Observation(names[draw.Next(names.Length)], Span(draw), (UpState)draw.Next(3)))],
                [.. Enumerable.Range(0, 3).Select(_ => new ApprovedMaintenance(names[draw.Next(names.Length)], Span(draw)))]);
            var uptime = MeasureUptime.Run(inputs).OrThrow();
            var minutes = Enumerable.Range(0, 300).Select(minute => ByTheMinute(inputs, minute)).ToLookup(bucket => bucket);
            Assert.Equal(
                $"up {minutes["up"].Count()} down {minutes["down"].Count()} "
                + $"excused {minutes["excused"].Count()} unknown {minutes["unknown"].Count()}",
                FormattableString.Invariant($"up {uptime.Up.TotalMinutes} down {uptime.Down.TotalMinutes} ")
                + FormattableString.Invariant($"excused {uptime.Excused.TotalMinutes} unknown {uptime.Unknown.TotalMinutes}"));
            Assert.Equal(uptime.Down, uptime.Outages.Aggregate(Duration.Zero, (sum, outage) => sum + (outage.End - outage.Start)));
        }
    }

    [Fact]
    public void The_denominator_is_the_period_asked_for_and_what_nobody_saw_is_unknown()
    {
        var uptime = MeasureUptime.Run(new(Pair(), "feed", Minutes(0, 1000), [Minutes(0, 1000)],
            [new("feed", Minutes(0, 90), UpState.Up), new("feed", Minutes(90, 100), UpState.Down)], [])).OrThrow();
        Assert.Equal((99.0, 90.0), (uptime.UptimePercent!.Value, uptime.UnknownPercent!.Value), (one, other) =>
            Math.Abs(one.Item1 - other.Item1) < 1e-9 && Math.Abs(one.Item2 - other.Item2) < 1e-9);
        Assert.Null(MeasureUptime.Run(new(Pair(), "feed", Minutes(0, 1000), [], [], [])).OrThrow().UptimePercent);
    }

    [Fact]
    public void A_name_outside_the_map_and_a_period_without_end_are_refused()
    {
        Refusal Of(string name, Interval period) => ((Outcome<ServiceUptime>.Refused)MeasureUptime.Run(
            new(Pair(), name, period, [], [], []))).Refusal;
        Assert.Equal("unknown-name", Of("mainframe", Minutes(0, 1)).Code);
        Assert.Equal("no-period", Of("feed", Minutes(1, 1)).Code);
        Assert.Equal("no-period", Of("feed", new Interval(start, null)).Code);
    }

    /// <summary>One minute's bucket, by the definitions and nothing else.</summary>
    private static string ByTheMinute(MeasureUptimeInputs inputs, int minute)
    {
        var at = start + Duration.FromMinutes(minute);
        if (!inputs.ServiceHours.Any(hours => hours.Contains(at))) return "not asked";
        UpState State(string name, bool isExcusing)
        {
            if (isExcusing && inputs.Maintenance.Any(each => each.Name == name && each.Time.Contains(at))) return UpState.Up;
            var needs = inputs.Map.Dependencies.Where(need => need.Dependent == name).ToArray();
            var seen = inputs.Observations.Where(each => each.Name == name).ToArray();
            var worst = seen.Length == 0 ? needs.Length == 0 ? UpState.Unknown : UpState.Up
                : seen.Where(each => each.Time.Contains(at)).Select(each => each.State).DefaultIfEmpty(UpState.Unknown).Max();
            foreach (var need in needs)
            {
                var members = need.Needs.Select(member => State(member, isExcusing)).ToArray();
                var set = members.Count(each => each == UpState.Up) >= need.AtLeast ? UpState.Up
                    : members.Count(each => each is UpState.Up or UpState.Unknown) >= need.AtLeast ? UpState.Unknown : UpState.Down;
                if (set > worst) worst = set;
            }
            return worst;
        }
        var state = State("service", isExcusing: false);
        return state != UpState.Down ? $"{state}".ToLowerInvariant()
            : State("service", isExcusing: true) == UpState.Down ? "down" : "excused";
    }

    private static ServiceMap RandomMap(Draw draw)
    {
        var items = Enumerable.Range(0, 6).Select(i => Item($"item-{i}")).ToImmutableArray();
        var needs = ImmutableArray.CreateBuilder<Dependency>();
        for (var from = -1; from < 5; from++)
            for (var set = draw.Next(3); set > 0 || from < 0 && needs.Count == 0; set--)
            {
                ImmutableArray<string> members =
                    [.. Enumerable.Range(from + 1, 5 - from).Where(_ => draw.Next(2) == 0).Select(i => $"item-{i}")];
                if (members.IsEmpty) members = ["item-5"];
                needs.Add(new(from < 0 ? "service" : $"item-{from}", members, 1 + draw.Next(members.Length), "needs"));
            }
        return new([new("service", "", "desk", Criticality.Vital, [])], items, needs.ToImmutable(), start);
    }

    private static ServiceMap Pair() => new([new("day-ahead", "Day-ahead submission", "desk", Criticality.Vital, ["SMV-01.3"])],
        [Item("server-a"), Item("server-b"), Item("feed")],
        [new("day-ahead", ["server-a", "server-b"], 1, "runs on"), new("day-ahead", ["feed"], 1, "needs")], start);

    private static ConfigurationItem Item(string name) =>
        new(name, "server", "infrastructure", Criticality.Vital, NetworkExposure.Internal);

    private static Interval Span(Draw draw)
    {
        var from = draw.Next(280);
        return Minutes(from, from + 1 + draw.Next(120));
    }

    private static Interval Minutes(int from, int to) => new(start + Duration.FromMinutes(from), start + Duration.FromMinutes(to));

    private static ImmutableArray<Interval> Quarters(string letters, char letter) =>
        [.. Enumerable.Range(0, letters.Length).Where(i => letters[i] == letter).Select(i => Minutes(15 * i, 15 * i + 15))];

    private static IEnumerable<Observation> Seen(string name, string letters) => letters.Select((letter, i) => new Observation(
        name, Minutes(15 * i, 15 * i + 15), letter switch { 'U' => UpState.Up, 'D' => UpState.Down, _ => UpState.Unknown }));
}
