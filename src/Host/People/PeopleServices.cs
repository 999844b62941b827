using System.Threading.RateLimiting;
using Busbar.Host.Screens;
using Busbar.Kernel.Facts;
using Busbar.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace Busbar.Host.People;

/// <summary>Sets up who may come in: passwords, passkeys, tokens; sessions in cookies that no script reads; a brake on guessing.</summary>
public static class PeopleServices
{
    /// <summary>Policy of pages that only an administrator sees.</summary>
    public const string Administrators = "administrators";

    /// <summary>Policy of the forms about people and tokens: a person in a session, never a program with a token, which could
    /// otherwise outlive its own expiry by making another.</summary>
    public const string PersonsOnly = "persons-only";

    /// <summary>The brake on sign-in attempts.</summary>
    public const string SignInBrake = "sign-in";

    /// <summary>So many at once as the machine can work on; the others wait in the order they came.</summary>
    public const string InTurn = "in-turn";

    private const string EitherScheme = "cookie-or-token";
    private const int AttemptsAMinute = 20;
    private const int AtOnceACore = 4;
    private const int WaitingMost = 10_000;

    /// <summary>Adds them.</summary>
    public static void AddPeople(this IServiceCollection services, StoreLocation store, WebHostOptions options)
    {
        services.AddDbContext<PeopleTables>(builder => PeopleTables.Locate(builder, store));
        services.AddSingleton<PeopleRecord>().AddSingleton<OneTimeNotes>();
        services.AddScoped<PeopleDesk>();
        services
            .AddAuthentication(EitherScheme)
            .AddPolicyScheme(
                EitherScheme,
                null,
                either =>
                    either.ForwardDefaultSelector = context =>
                        context.Request.Headers.Authorization.Count > 0
                            ? TokenAuthentication.SchemeName
                            : IdentityConstants.ApplicationScheme
            )
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(SetCookie);
        // A lock, a new role or a new password ends the other sessions within this time.
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        services
            .AddIdentityCore<Person>(SetIdentity)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<PeopleTables>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(EitherScheme).RequireAuthenticatedUser().Build())
            .AddPolicy(Administrators, policy => policy.RequireRole(Roles.Administrator))
            .AddPolicy(PersonsOnly, policy => policy.RequireAuthenticatedUser()
                .RequireAssertion(context => !context.User.HasClaim(claim => claim.Type == TokenAuthentication.SchemeName)));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = "X-Busbar-Antiforgery";
            antiforgery.Cookie.Name = "busbar-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
        });
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(
                SignInBrake,
                context =>
                    RateLimitPartition.GetFixedWindowLimiter(
                        context.Connection.RemoteIpAddress?.ToString() ?? "",
                        _ => new FixedWindowRateLimiterOptions { PermitLimit = AttemptsAMinute, Window = TimeSpan.FromMinutes(1) }
                    )
            );
            // Those that wait for their turn hold no thread; a burst is worked off in order instead of choking the pool.
            limiter.AddPolicy(InTurn, _ => RateLimitPartition.GetConcurrencyLimiter("", _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = AtOnceACore * Environment.ProcessorCount, QueueLimit = WaitingMost,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }));
        });
    }

    /// <summary>The rules of names, passwords and lockout; schema version 3 holds passkeys.</summary>
    public static void SetIdentity(IdentityOptions identity)
    {
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-";
        identity.Password.RequiredLength = 12;
        identity.Password.RequireNonAlphanumeric = false;
        identity.Password.RequireUppercase = false;
        identity.Password.RequireDigit = false;
        identity.Password.RequiredUniqueChars = 5;
        identity.Lockout.MaxFailedAccessAttempts = 5;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
    }

    private static void SetCookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "busbar-session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.LoginPath = "/sign-in";
        cookie.ReturnUrlParameter = "to";
        cookie.Events.OnRedirectToLogin = context =>
        {
            if (new[] { "/api", "/export", "/hooks", "/v1" }.Any(each => context.Request.Path.StartsWithSegments(each)))
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else
                context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }
}
