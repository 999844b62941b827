using Busbar.Store;
using Microsoft.AspNetCore.OutputCaching;

namespace Busbar.Host.Screens.Shell;

/// <summary>Keeps the rendered pages that only read facts: a page is the same for the same address, person, look and last fact of the
/// store. A page with a form is never kept.</summary>
public sealed class PageCache : IOutputCachePolicy
{
    /// <inheritdoc/>
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var mayKeep = HttpMethods.IsGet(http.Request.Method) && http.User.Identity?.IsAuthenticated == true && OnlyReads(http.Request.Path);
        context.EnableOutputCaching = mayKeep;
        context.AllowCacheLookup = mayKeep;
        context.AllowCacheStorage = mayKeep;
        context.AllowLocking = true;
        if (!mayKeep) return ValueTask.CompletedTask;
        context.ResponseExpirationTimeSpan = TimeSpan.FromMinutes(10);
        context.CacheVaryByRules.QueryKeys = "*";
        var role = http.User.FindFirst(System.Security.Claims.ClaimTypes.Role)?.Value ?? "";
        context.CacheVaryByRules.VaryByValues["person"] = $"{http.User.Identity!.Name}/{role}/{http.Request.Cookies["theme"]}";
        var store = http.RequestServices.GetRequiredService<FactStore>();
        context.CacheVaryByRules.VaryByValues["mark"] = store.Mark().ToString();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage = response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }

    private static bool OnlyReads(PathString path) =>
        path == "/" || path == "/runs" || path == "/policy" || path.StartsWithSegments("/supply")
        || path.StartsWithSegments("/service") || path.StartsWithSegments("/explain");
}
