using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Assignment;

/// <summary>How a queue picks a person.</summary>
public enum AssignmentMode
{
    /// <summary>Whoever was given nothing for longest.</summary>
    RoundRobin,
    /// <summary>Whoever has least open.</summary>
    LeastLoaded,
}

/// <summary>A person of the desk.</summary>
/// <param name="Skills">What they can do.</param>
/// <param name="OpenTickets">How many they have.</param>
/// <param name="OpenMost">How many they can have.</param>
/// <param name="LastGiven">When they were last given one; null for never.</param>
public sealed record Agent(
    string Name, ImmutableArray<string> Skills, bool IsOnDuty, int OpenTickets, int OpenMost, Instant? LastGiven);

/// <summary>A ticket that wants a person.</summary>
/// <param name="Skill">What they have to be able to do; empty for anybody.</param>
public sealed record AssignTicketInputs(Ticket Ticket, string Skill, ImmutableArray<Agent> Agents, AssignmentMode Mode);

/// <summary>Picks who gets a ticket; equal ones by name, so that the same facts pick the same person.</summary>
public static class AssignTicket
{
    /// <summary>The person's name. Refuses <c>nobody-fits</c>.</summary>
    public static Outcome<string> Run(AssignTicketInputs inputs)
    {
        var fit = inputs.Agents.Where(agent => agent.IsOnDuty && agent.OpenTickets < agent.OpenMost
            && (inputs.Skill == "" || agent.Skills.Contains(inputs.Skill)));
        var given = (Agent agent) => agent.LastGiven ?? Instant.MinValue;
        var order = inputs.Mode == AssignmentMode.RoundRobin ? fit.OrderBy(given)
            : fit.OrderBy(agent => agent.OpenTickets).ThenBy(given);
        return order.ThenBy(agent => agent.Name, StringComparer.Ordinal).FirstOrDefault() is { } picked
            ? picked.Name
            : new Refusal("nobody-fits", $"Nobody on duty can take it{(inputs.Skill == "" ? "" : $" and knows {inputs.Skill}")}",
                $"ticket {inputs.Ticket.Id}", "Leave it in its queue, or call somebody in.");
    }
}
