using System.Security.Claims;
using System.Text.Encodings.Web;
using Busbar.Kernel.Outcomes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Busbar.Host.People;

/// <summary>Signs a program in by its token: <c>Authorization: Bearer busbar_…</c>. A token that is not in force
/// (<see cref="TokenInForce"/>) is refused.</summary>
public sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, PeopleTables tables,
    IClock clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "token";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var found = await TokenInForce.Find(
            tables, header["Bearer ".Length..], clock.GetCurrentInstant(), Context.RequestAborted);
        if (found is Outcome<ApiToken>.Refused refused) return AuthenticateResult.Fail(refused.Refusal.What);
        var token = found.OrThrow();
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, token.Owner), new(ClaimTypes.Role, token.Role), new("token", token.Prefix)], Scheme.Name);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
