using System.Text.Json;
using Busbar.Digital.Operations.OnCall;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Busbar.Digital.Operations.Tests.OnCall;

public sealed class ResolveRotaTests
{
    private static readonly DateTimeZone chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static RotaLayer Layer(string name, string rule, LocalDateTime start, string people, params DutyHours[] only) =>
        new(name, [.. people.Split(' ')], rule, start, [.. only]);

    private static Rota Rota(params RotaLayer[] layers) => new("desk", "America/Chicago", [.. layers], []);

    private static Instant Local(int month, int day, int hour = 0, int minute = 0) =>
        new LocalDateTime(2026, month, day, hour, minute).InZoneStrictly(chicago).ToInstant();

    private static Instant Opening(LocalDateTime local) => chicago.ResolveLocal(local,
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter)).ToInstant();

    private static Instant Closing(LocalDateTime local) => chicago.ResolveLocal(local,
        Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter)).ToInstant();

    private static readonly DutyHours nights = new([], new(18, 0), new(8, 0));

    [Fact]
    public void People_take_turns_at_each_hand_off_whatever_period_is_asked_for()
    {
        var rota = Rota(Layer("week", "FREQ=WEEKLY;BYDAY=MO", new(2026, 1, 5, 9, 0), "ann bo cy"));
        var plan = Provoke.Found(ResolveRota.Run(new(rota, Local(1, 5, 9), Local(2, 1))));
        Assert.Equal(["ann", "bo", "cy", "ann"], plan.Duties.Select(duty => duty.Person));
        Assert.Equal(Local(1, 12, 9), plan.Duties[1].From);
        Assert.Equal("cy", Provoke.Found(ResolveRota.Run(new(rota, Local(1, 20), Local(1, 21)))).OnDutyAt(Local(1, 20, 12)));
    }

    [Fact]
    public void The_night_of_the_spring_change_has_one_hour_less_and_of_autumn_one_more()
    {
        var rota = Rota(Layer("days", "FREQ=DAILY", new(2026, 1, 1, 8, 0), "ann"),
            Layer("nights", "FREQ=DAILY", new(2026, 1, 1, 18, 0), "bo", nights));
        var spring = Provoke.Found(ResolveRota.Run(new(rota, Local(3, 7, 18), Local(3, 8, 8)))).Shares;
        Assert.Equal([new("bo", 13, 7, 7 + 0, 1)], spring.Select(share => share with { WeekendHours = share.WeekendHours - 6 }));
        var autumn = Provoke.Found(ResolveRota.Run(new(rota, Local(10, 31, 18), Local(11, 1, 8)))).Shares;
        Assert.Equal([new("bo", 15, 9, 15, 1)], autumn);
    }

    [Fact]
    public void A_hole_is_found_and_named_with_its_interval()
    {
        var rota = Rota(Layer("nights", "FREQ=DAILY", new(2026, 1, 1, 18, 0), "bo", nights));
        var plan = Provoke.Found(ResolveRota.Run(new(rota, Local(6, 1), Local(6, 2))), "rota-hole");
        Assert.Equal(new Interval(Local(6, 1, 8), Local(6, 1, 18)), Assert.Single(plan.Holes));
        Assert.Null(plan.OnDutyAt(Local(6, 1, 12)));
        Provoke.Found(ResolveRota.Run(new(Rota(), Local(6, 1), Local(6, 2))), "rota-hole");
    }

    [Fact]
    public void An_override_is_above_all_layers_and_of_two_the_later_made_wins()
    {
        var rota = Rota(Layer("week", "FREQ=WEEKLY", new(2026, 1, 5, 9, 0), "ann")) with
        {
            Overrides = [new("cy", Local(6, 1, 10), Local(6, 1, 14), "ann", "dentist"),
                new("dee", Local(6, 1, 12), Local(6, 1, 16), "ann", "train")],
        };
        var plan = Provoke.Found(ResolveRota.Run(new(rota, Local(6, 1), Local(6, 2))), "overrides-overlap");
        Assert.Equal("ann cy dee ann", string.Join(' ', plan.Duties.Select(duty => duty.Person)));
        Assert.Equal(Local(6, 1, 12), plan.Duties[2].From);
    }

    [Fact]
    public void Random_rotas_over_both_clock_changes_are_what_a_walk_by_the_quarter_hour_finds()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var random = new Random(seed);
            LocalDateTime Start() => new(2026, 2, random.Next(1, 28), random.Next(24), random.Next(4) * 15);
            DutyHours Hours() => new([.. Enumerable.Range(1, 7).Where(_ => random.Next(2) == 0).Select(day => (IsoDayOfWeek)day)],
                new(random.Next(24), 30), new(random.Next(24), 30));
            var rota = Rota(Layer("a", "FREQ=DAILY;INTERVAL=2", Start(), "ann bo cy"),
                Layer("b", "FREQ=WEEKLY;BYDAY=TU,SA", Start(), "dee ed", Hours(), Hours()),
                Layer("c", "FREQ=MONTHLY;BYDAY=2SU", Start(), "flo", Hours()));
            var from = seed % 2 == 0 ? Local(3, 6) : Local(10, 30);
            var plan = ((Busbar.Kernel.Outcomes.Outcome<RotaPlan>.Done)ResolveRota.Run(new(rota, from, from + Duration.FromDays(4)))).Value;
            for (var at = from; at < plan.To; at += Duration.FromMinutes(15)) Assert.Equal(ByHand(rota, at), plan.OnDutyAt(at));
            Assert.Equal((decimal)(plan.To - plan.From).TotalHours, plan.Shares.Sum(share => share.Hours)
                + plan.Holes.Sum(hole => (decimal)hole.Duration.TotalHours));
        }
    }

    /// <summary>Who has it at an instant, from the top layer down: the turn counts the hand-offs so far, one by one; hours are read off the
    /// wall clock, and only the repeated hour needs care: a stretch that ends in it ends the second time, one that starts in it starts the
    /// first.</summary>
    private static string? ByHand(Rota rota, Instant at)
    {
        var wall = at.InZone(chicago).LocalDateTime;
        foreach (var layer in rota.Layers.Reverse())
        {
            var first = Opening(layer.Start);
            if (at < first || layer.Only.Length > 0 && !layer.Only.Any(hours => IsInside(hours, at))) continue;
            var turn = 0;
            for (var day = layer.Start.Date; day <= wall.Date; day = day.PlusDays(1))
            {
                var isHandOff = layer.HandOffs.StartsWith("FREQ=DAILY", StringComparison.Ordinal)
                    ? Period.DaysBetween(layer.Start.Date, day) % 2 == 0
                    : layer.HandOffs.StartsWith("FREQ=WEEKLY", StringComparison.Ordinal)
                        ? day.DayOfWeek is IsoDayOfWeek.Tuesday or IsoDayOfWeek.Saturday
                    : day.DayOfWeek == IsoDayOfWeek.Sunday && day.Day is > 7 and <= 14;
                var handOff = Opening(day.At(layer.Start.TimeOfDay));
                if (isHandOff && handOff > first && handOff <= at) turn++;
            }
            return layer.People[turn % layer.People.Length];
        }
        return null;
    }

    private static bool IsInside(DutyHours hours, Instant at)
    {
        for (var back = -1; back <= 0; back++)
        {
            var day = at.InZone(chicago).Date.PlusDays(back);
            if (!hours.Days.IsEmpty && !hours.Days.Contains(day.DayOfWeek)) continue;
            var end = hours.To > hours.From ? day : day.PlusDays(1);
            if (Opening(day.At(hours.From)) <= at
                && at < Closing(end.At(hours.To))) return true;
        }
        return false;
    }

    [Fact]
    public void GoAlerts_own_vectors_of_both_clock_changes_are_met()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(VectorArchive.PathOf("sla_clock/zammad_glpi_goalert_vectors.json")));
        var goAlert = file.RootElement.GetProperty("goalert");
        var count = 0;
        foreach (var (name, resolve) in new (string, Func<LocalDateTime, Instant>)[] { ("firstOfDay", Opening), ("lastOfDay", Closing) })
            foreach (var vector in goAlert.GetProperty(name).EnumerateArray())
            {
                var local = LocalDatePattern.Iso.Parse(vector[0].GetString()!).Value + LocalTimePattern.CreateWithInvariantCulture("HH:mm")
                    .Parse(vector[1].GetString()!).Value;
                Assert.Equal(OffsetDateTimePattern.Rfc3339.Parse(vector[2].GetString()!).Value.ToInstant(), resolve(local));
                count++;
            }
        foreach (var vector in goAlert.GetProperty("dailyHandoffs").EnumerateArray())
        {
            var expected = vector.GetProperty("expected").EnumerateArray()
                .Select(each => OffsetDateTimePattern.Rfc3339.Parse(each.GetString()!).Value.ToInstant()).ToArray();
            var start = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm")
                .Parse(vector.GetProperty("start").GetString()!.Split(' ')[0]).Value;
            var plan = Provoke.Found(ResolveRota.Run(new(Rota(Layer("d", "FREQ=DAILY", start, "ann bo")), expected[0], expected[^1]
                + Duration.FromHours(1))));
            Assert.Equal(expected, plan.Duties.Select(duty => duty.From));
            count++;
        }
        Assert.Equal(14, count);
    }

    [Fact]
    public void What_is_no_rota_is_refused()
    {
        var good = Rota(Layer("week", "FREQ=WEEKLY", new(2026, 1, 5, 9, 0), "ann"));
        Busbar.Kernel.Outcomes.Outcome<RotaPlan> Run(Rota rota, int days = 1) =>
            ResolveRota.Run(new(rota, Local(6, 1), Local(6, 1) + Duration.FromDays(days)));
        Provoke.Refused(Run(good with { Zone = "Mars/Olympus" }), "unknown-zone");
        Provoke.Refused(Run(good, days: 0), "ends-before-start");
        Provoke.Refused(Run(good, days: 801), "period-too-long");
        Provoke.Refused(Run(good with { Layers = [good.Layers[0] with { People = [] }] }), "nobody-in-layer");
        Provoke.Refused(Run(good with { Layers = [good.Layers[0], good.Layers[0]] }), "layer-twice");
        Provoke.Refused(Run(good with { Layers = [good.Layers[0] with { HandOffs = "weekly" }] }), "bad-recurrence");
        Provoke.Refused(Run(good with { Overrides = [new("cy", Local(6, 2), Local(6, 1), "ann", "x")] }), "ends-before-start");
    }
}
