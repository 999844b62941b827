using Busbar.Kernel.Outcomes;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Busbar.Host.People;

/// <summary>The one rule by which an API token stands for its owner, in the web and at the command line: it is known, neither revoked nor
/// expired, and its owner is known and not locked.</summary>
public static class TokenInForce
{
    /// <summary>The token of a secret, or <c>unknown-token</c> with what is wrong.</summary>
    public static async Task<Outcome<ApiToken>> Find(PeopleTables tables, string secret, Instant now, CancellationToken cancel)
    {
        var hash = Secret.HashOf(secret.Trim());
        var token = await tables.Tokens.AsNoTracking().FirstOrDefaultAsync(kept => kept.Hash == hash, cancel);
        if (token is null) return Refused("The token is unknown.");
        if (token.RevokedAt is not null) return Refused("The token was revoked.");
        if (token.ExpiresAt <= now.ToUnixTimeSeconds()) return Refused("The token has expired.");
        var name = token.Owner.ToUpperInvariant();
        var owner = await tables.Users.AsNoTracking().FirstOrDefaultAsync(each => each.NormalizedUserName == name, cancel);
        return owner is null || owner.LockoutEnabled && owner.LockoutEnd is { } until && Instant.FromDateTimeOffset(until) >= now
            ? Refused("The token's owner is locked.") : token;
    }

    private static Refusal Refused(string what) =>
        new("unknown-token", what, "token", "Make a token in the web (Tokens), and give all of it.");
}
