using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.OnCall;

/// <summary>One person on duty for two rotas at once: an escalation from one to the other reaches nobody new.</summary>
public sealed record DoubleDuty(string Person, string Team, string OtherTeam, Instant From, Instant To);

/// <summary>Holds plans against each other, such as a team's first and second line. Finds a person who is on both at once
/// (<c>same-person-twice</c>).</summary>
public static class CheckRotas
{
    /// <summary>Every double duty, in order of time.</summary>
    public static Outcome<ImmutableArray<DoubleDuty>> Run(ImmutableArray<RotaPlan> plans)
    {
        ImmutableArray<DoubleDuty> both = [..
            from later in Enumerable.Range(0, plans.Length)
            from earlier in Enumerable.Range(0, later)
            from duty in plans[earlier].Duties
            from other in plans[later].Duties
            where duty.Person == other.Person
            let start = Instant.Max(duty.From, other.From)
            let end = Instant.Min(duty.To, other.To)
            where start < end
            orderby start
            select new DoubleDuty(duty.Person, plans[earlier].Team, plans[later].Team, start, end)];
        return Outcome.Of(both, both.Select(each => new Finding("same-person-twice", Severity.Warning,
            $"{each.Person} is on call for {each.Team} and {each.OtherTeam}", $"[{each.From}, {each.To})", "Swap one of the two.")));
    }
}
