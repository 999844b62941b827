using System.Collections.Immutable;
using Busbar.Digital.Operations.OnCall;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.OnCall;

public sealed class PlanPagesTests
{
    private static readonly Instant noon = Instant.FromUtc(2026, 11, 20, 12, 0);

    private static Instant After(int minutes) => noon + Duration.FromMinutes(minutes);

    private static RotaPlan Plan(string team, params (int From, int To, string Person)[] duties) => new(team, After(-60), After(600),
        [.. duties.Select(duty => new Duty(After(duty.From), After(duty.To), duty.Person, "week"))], [], []);

    private static readonly EscalationPolicy policy = new("desk",
        [new(["first"], [], Duration.FromMinutes(5)), new(["second"], ["boss"], Duration.FromMinutes(15))], 2);

    private static readonly ImmutableArray<RotaPlan> plans =
        [Plan("first", (-60, 18, "ann"), (18, 600, "bo")), Plan("second", (-60, 600, "cy"))];

    private static string Pages(PlanPagesInputs inputs, params string[] codes) =>
        string.Join(' ', Provoke.Found(PlanPages.Run(inputs), codes)
        .Select(page => $"{(page.At - noon).TotalMinutes:0}:{page.Step}:{page.Person}"));

    [Fact]
    public void Each_step_pages_who_is_on_duty_at_its_own_time_until_somebody_acknowledges()
    {
        Assert.Equal("0:1:ann", Pages(new(policy, plans, [new("a", noon, null)], After(4))));
        Assert.Equal("0:1:ann 5:2:boss 5:2:cy 20:3:bo 25:4:boss 25:4:cy",
            Pages(new(policy, plans, [new("a", noon, null)], After(40)), "nobody-answered"));
        Assert.Equal("0:1:ann 5:2:boss 5:2:cy", Pages(new(policy, plans, [new("a", noon, After(7))], After(400))));
        Assert.Equal("0:1:ann 30:1:bo", Pages(new(policy, plans, [new("a", noon, After(3)), new("a", After(30), After(31))], After(400))));
    }

    [Fact]
    public void A_step_that_reaches_nobody_gives_way_at_once() =>
        Assert.Equal("0:2:boss 0:2:cy", Pages(new(policy, [Plan("first"), plans[1]], [new("a", noon, null)], noon), "step-reaches-nobody"));

    [Fact]
    public void A_policy_that_pages_nobody_is_refused()
    {
        ImmutableArray<OpenCall> calls = [new("a", noon, null)];
        Provoke.Refused(PlanPages.Run(new(policy with { Steps = [] }, plans, calls, noon)), "no-steps");
        Provoke.Refused(PlanPages.Run(new(policy with { Rounds = 0 }, plans, calls, noon)), "no-rounds");
        Provoke.Refused(PlanPages.Run(new(policy with { Steps = [new([], ["ann"], Duration.Zero)] }, plans, calls, noon)), "no-wait");
        Provoke.Refused(PlanPages.Run(new(policy, [plans[1]], calls, noon)), "rota-not-planned");
    }

    [Fact]
    public void One_person_on_two_lines_at_once_is_found()
    {
        var both = Provoke.Found(CheckRotas.Run([plans[0], Plan("second", (10, 30, "bo"), (30, 40, "ann"))]), "same-person-twice");
        Assert.Equal(new DoubleDuty("bo", "first", "second", After(18), After(30)), Assert.Single(both));
    }
}
