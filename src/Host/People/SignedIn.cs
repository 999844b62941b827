using System.Security.Claims;
using Busbar.Kernel.Facts;

namespace Busbar.Host.People;

/// <summary>Whoever is signed in, as one who makes facts: by name, in the role of the session.</summary>
internal static class SignedIn
{
    /// <summary>The actor of a session.</summary>
    public static Actor AsActor(this ClaimsPrincipal by) => new(by.Identity!.Name!, by.FindFirstValue(ClaimTypes.Role) ?? "");
}
