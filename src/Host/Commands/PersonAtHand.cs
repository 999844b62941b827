using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Busbar.Host.Commands;

/// <summary>Who gives a command: the owner of the API token in BUSBAR_TOKEN, in the token's role; without one, whoever is logged in to this
/// machine, in the role that the command is for. Nobody can name somebody else, so that four eyes hold on one machine too.</summary>
internal static class PersonAtHand
{
    /// <summary>The environment variable that holds a token.</summary>
    public const string Variable = "BUSBAR_TOKEN";

    /// <summary>The person.</summary>
    /// <exception cref="RefusedException"><c>unknown-token</c>: the token is unknown, spent, revoked, or its owner is locked.</exception>
    public static Actor Of(CommandScope scope, string role)
    {
        var token = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(token)) return new(Environment.UserName, role);
        PeopleSchema.Apply(scope.Location, SystemClock.Instance);
        var builder = new DbContextOptionsBuilder<PeopleTables>();
        PeopleTables.Locate(builder, scope.Location);
        using var tables = new PeopleTables(builder.Options);
        var found = TokenInForce.Find(tables, token, SystemClock.Instance.GetCurrentInstant(), default).GetAwaiter().GetResult();
        if (found is Outcome<ApiToken>.Refused { Refusal: var refusal })
            throw new RefusedException(refusal with
            {
                Where = Variable, Remedy = "Make a token in the web (Tokens), or unset the variable to act as who is logged in.",
            });
        var kept = found.OrThrow();
        return new(kept.Owner, kept.Role);
    }
}
