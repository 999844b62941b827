using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Masters;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Commitment.Master;

/// <summary>Reads an event of a unit. Times are those of the market's clock, <c>2026-03-08T06:00</c>, on whole minutes; a time that the
/// clock jumps over is refused, and one that it shows twice needs its offset, <c>2026-11-01T01:30-05:00</c>.</summary>
internal static class EventFields
{
    private static readonly LocalDateTimePattern local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");
    private static readonly OffsetDateTimePattern withOffset = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<m>");

    public static UnitEvent Read(MasterFields fields, JsonPlace place, MarketCalendar market)
    {
        fields.Only(place, "id", "kind", "from", "to", "known", "reason", "mostMw", "outputMw", "mode", "cancels");
        var (id, reason) = (fields.Text(place, "id"), fields.Text(place, "reason"));
        var (known, span) = (Time(fields, place, "known", market), Span(fields, place, market));
        return fields.OneOf<Func<UnitEvent>>(place, "kind",
            ("outage", () => new UnitOutage(id, span, known, reason)),
            ("derate", () => new UnitDerate(id, span, known, reason, new(fields.Number(place, "mostMw", 0, 10_000)))),
            ("self-schedule", () => new UnitSelfSchedule(id, span, known, reason, new(fields.Number(place, "outputMw", 0, 10_000)))),
            ("mode", () => new UnitModeChange(id, span, known, reason, fields.OneOf(place, "mode",
                ("economic", CommitmentMode.Economic), ("must-run", CommitmentMode.MustRun), ("emergency", CommitmentMode.Emergency)))),
            ("cancel", () => new UnitEventCancelled(id, span, known, reason, fields.Text(place, "cancels"))))();
    }

    /// <summary>The span; that of a cancellation follows from what it cancels and may be left out.</summary>
    private static DeliveryInterval Span(MasterFields fields, JsonPlace place, MarketCalendar market)
    {
        var isCancelled = place.Members.ContainsKey("cancels") && !place.Members.ContainsKey("from");
        var from = Time(fields, place, isCancelled ? "known" : "from", market);
        var to = isCancelled ? from + Duration.FromMinutes(1) : Time(fields, place, "to", market);
        if (to > from) return new(from, to);
        fields.Refuse("event-span", place, "The event ends before it begins", "Correct from and to.");
        return new(from, from + Duration.FromMinutes(1));
    }

    private static Instant Time(MasterFields fields, JsonPlace place, string name, MarketCalendar market)
    {
        var (text, at) = (fields.Text(place, name), fields.Member(place, name));
        if (withOffset.Parse(text) is { Success: true } exact)
        {
            var instant = exact.Value.ToInstant();
            if (market.OnClock(instant) != exact.Value)
                fields.Refuse("wrong-offset", at, $"{text} has an offset that {market.Name} has not then", "Correct the offset.");
            return instant;
        }
        if (local.Parse(text) is not { Success: true } parsed)
        {
            fields.Refuse("not-a-time", at, $"'{text}' is not a time of the market's clock", "Write it as 2026-03-08T06:00.");
            return default;
        }
        var first = market.At(new(parsed.Value.Date), parsed.Value.TimeOfDay);
        if (market.OnClock(first).LocalDateTime != parsed.Value)
            fields.Refuse("skipped-time", at, $"{market.Name}'s clock jumps over {text}", "Give a time that the clock shows.");
        if (market.OnClock(first + Duration.FromHours(1)).LocalDateTime == parsed.Value)
            fields.Refuse("ambiguous-time", at, $"{market.Name}'s clock shows {text} twice", "Add the offset, as 2026-11-01T01:30-05:00.");
        return first;
    }
}
