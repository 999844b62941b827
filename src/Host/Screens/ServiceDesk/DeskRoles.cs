using System.Security.Claims;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Screens.ServiceDesk;

/// <summary>Who works on tickets, and who only has some of their own.</summary>
public static class DeskRoles
{
    /// <summary>True for the desk, operators, security, auditors and administrators: they see every ticket and its work notes.</summary>
    public static bool Works(ClaimsPrincipal user) =>
        new[] { Roles.ServiceDesk, Roles.ServiceOperator, Roles.Security, Roles.Auditor, Roles.Administrator }.Any(user.IsInRole);

    /// <summary>True for a ticket that the person may read: the desk's every one, others those they hear of or have to decide.</summary>
    public static bool MaySee(this ClaimsPrincipal user, Ticket ticket) => Works(user) || ticket.People.Contains(user.Identity!.Name!)
        || ticket.Approvals is { } flow && flow.Awaited.Contains(user.Identity!.Name!);

    /// <summary>The refusal to show somebody else's ticket.</summary>
    public static RefusedException NotYours(string id) => new(new("not-yours", "The ticket is somebody else's", id,
        "Ask the service desk, or whoever asked to add you as a watcher."));
}
