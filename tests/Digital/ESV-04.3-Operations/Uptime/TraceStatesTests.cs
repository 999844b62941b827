using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Uptime;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.Uptime;

public sealed class TraceStatesTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 5, 1, 0, 0);

    private static readonly ServiceMap map = new(
        [new("bids", "Bids", "desk", Criticality.Vital, [])],
        [new("feed", "feed", "desk", Criticality.Vital, NetworkExposure.Internal), new("web", "web", "desk", Criticality.Vital,
            NetworkExposure.Internal)],
        [new("bids", ["feed"], 1, "reads"), new("bids", ["web"], 1, "runs on")], start);

    [Fact]
    public void A_service_is_as_its_worst_need_on_the_time_line()
    {
        var inputs = Inputs("bids");
        Assert.Equal(
            [(0, UpState.Up, false), (10, UpState.Down, false), (15, UpState.Down, true), (20, UpState.Up, false),
                (50, UpState.Unknown, false)],
            TraceStates.Run(inputs).OrThrow().Select(span => ((int)(span.From - start).TotalMinutes, span.State, span.IsExcused)));
    }

    [Fact]
    public void Its_states_add_up_to_the_measured_uptime()
    {
        var (spans, uptime) = (TraceStates.Run(Inputs("bids")).OrThrow(), MeasureUptime.Run(Inputs("bids")).OrThrow());
        Duration Sum(UpState state, bool isExcused) => spans.Where(span => span.State == state && span.IsExcused == isExcused)
            .Aggregate(Duration.Zero, (sum, span) => sum + (span.To - span.From));
        Assert.Equal((uptime.Up, uptime.Down, uptime.Excused, uptime.Unknown),
            (Sum(UpState.Up, false), Sum(UpState.Down, false), Sum(UpState.Down, true), Sum(UpState.Unknown, false)));
        Assert.Equal(uptime.Asked, spans[^1].To - spans[0].From);
    }

    [Fact]
    public void A_name_that_the_map_does_not_hold_is_refused() =>
        Provoke.Refused(TraceStates.Run(Inputs("nothing")), "unknown-name");

    /// <summary>The web is seen for an hour, the feed for fifty minutes; from the tenth to the twentieth the feed is down, and from the
    /// fifteenth on that is approved.</summary>
    private static MeasureUptimeInputs Inputs(string service) => new(map, service, Minutes(0, 60), [Minutes(0, 60)],
        [
            new("web", Minutes(0, 60), UpState.Up), new("feed", Minutes(0, 10), UpState.Up), new("feed", Minutes(10, 20), UpState.Down),
            new("feed", Minutes(20, 50), UpState.Up),
        ], [new("feed", Minutes(15, 25))]);

    private static Interval Minutes(int from, int to) => new(start + Duration.FromMinutes(from), start + Duration.FromMinutes(to));
}
