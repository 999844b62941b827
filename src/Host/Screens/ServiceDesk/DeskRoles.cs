using System.Security.Claims;
using Busbar.Kernel.Facts;

namespace Busbar.Host.Screens.ServiceDesk;

/// <summary>Who works on tickets, and who only has some of their own.</summary>
public static class DeskRoles
{
    /// <summary>True for the desk, operators, security, auditors and administrators: they see every ticket and its work notes.</summary>
    public static bool Works(ClaimsPrincipal user) =>
        new[] { Roles.ServiceDesk, Roles.ServiceOperator, Roles.Security, Roles.Auditor, Roles.Administrator }.Any(user.IsInRole);
}
