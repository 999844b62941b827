using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Busbar.Host.Commands;

/// <summary>Who gives a command: the owner of the API token in BUSBAR_TOKEN, in the token's role; without one, whoever is logged in to this
/// machine, as a bidder. Nobody can name somebody else.</summary>
internal static class PersonAtHand
{
    /// <summary>The environment variable that holds a token.</summary>
    public const string Variable = "BUSBAR_TOKEN";

    /// <summary>The person.</summary>
    /// <exception cref="RefusedException"><c>unknown-token</c>: the token is unknown, spent, revoked, or its owner is locked.</exception>
    public static Actor Of(CommandScope scope)
    {
        var token = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(token)) return new(Environment.UserName, Roles.Bidder);
        PeopleSchema.Apply(scope.Location, SystemClock.Instance);
        var builder = new DbContextOptionsBuilder<PeopleTables>();
        PeopleTables.Locate(builder, scope.Location);
        using var tables = new PeopleTables(builder.Options);
        var hash = Secret.HashOf(token.Trim());
        var clock = SystemClock.Instance.GetCurrentInstant();
        var now = clock.ToUnixTimeSeconds();
        var kept = tables.Tokens.AsNoTracking().FirstOrDefault(each => each.Hash == hash && each.RevokedAt == null && each.ExpiresAt > now);
        var owner = kept is null ? null : tables.Users.AsNoTracking().FirstOrDefault(each => each.UserName == kept.Owner);
        if (kept is null || owner is null || owner.LockoutEnd is { } until && Instant.FromDateTimeOffset(until) > clock)
            throw new RefusedException(new("unknown-token", "The token is unknown, has ended or was revoked, or its owner is locked",
                Variable, "Make a token in the web (Tokens), or unset the variable to act as who is logged in."));
        return new(kept.Owner, kept.Role);
    }
}
