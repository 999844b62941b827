using System.IO.Compression;
using Busbar.Host.Api;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Host.Screens.Commitment;
using Busbar.Host.Screens.Contracts;
using Busbar.Host.Screens.DataQuality;
using Busbar.Host.Screens.Delivery;
using Busbar.Host.Screens.Forecasting;
using Busbar.Host.Screens.Operations;
using Busbar.Host.Screens.Portfolio;
using Busbar.Host.Screens.Risk;
using Busbar.Host.Screens.Security;
using Busbar.Host.Screens.ServiceDesk;
using Busbar.Host.Screens.Settlement;
using Busbar.Host.Screens.Shell;
using Busbar.Host.Screens.Trading;
using Busbar.Host.Work;
using Busbar.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.ResponseCompression;
using NodaTime;

namespace Busbar.Host.Screens;

/// <summary>Builds the web application: pages, API, people. It reads the store, and writes only what a person does on a page.</summary>
public static class WebHost
{
    /// <summary>The application, ready to run. The tables of people are created beside the store when they are not there.</summary>
    /// <exception cref="Busbar.Kernel.Outcomes.RefusedException">The tables of people were made by a newer Busbar.</exception>
    public static WebApplication Build(WebHostOptions options, FactStore store, IClock clock)
    {
        PeopleSchema.Apply(store.Location, clock);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        builder.WebHost.UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // the command refuses in words instead
        AddServices(builder.Services, options, store, clock);
        var app = builder.Build();
        UseMiddleware(app);
        MapEndpoints(app);
        FirstAdministrator.AnnounceWhenNeeded(app, options, store);
        return app;
    }

    private static void AddServices(IServiceCollection services, WebHostOptions options, FactStore store, IClock clock)
    {
        services.AddSingleton(options).AddSingleton(store).AddSingleton(clock);
        services.AddSingleton<SupplyReads>().AddSingleton<DigitalBooks>().AddSingleton<AssetVersions>().AddSingleton<PrometheusText>();
        services.AddHostedService<ReportTimer>();
        services.AddHttpContextAccessor();
        services.AddScoped(provider => ScreenView.Of(
            provider.GetRequiredService<SupplyReads>(), provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request));
        services.AddRazorComponents();
        services.AddDataProtection().SetApplicationName("busbar")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(options.Workspace, "session-keys")));
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = false;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/problem+json", "text/csv"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.AddOutputCache(cache => cache.SizeLimit = 64L << 20);
        services.AddPeople(store.Location, options);
        services.AddSingleton<StatusView>().AddHostedService<WatchLoop>();
        services.AddSingleton(provider => provider.GetRequiredService<DigitalBooks>().Tickets);
        services.AddSingleton<MailDesk>().AddSingleton<MailOut>().AddHostedService<MailLoop>();
        services.AddBusbarApi();
    }

    private static void UseMiddleware(WebApplication app)
    {
        app.Services.GetRequiredService<PrometheusText>();
        app.Use(SafetyHeaders.Add);
        app.UseResponseCompression();
        app.UseMiddleware<Refusals>();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, no-cache",
        });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseOutputCache();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapRazorComponents<App>().CacheOutput(new PageCache());
        app.MapExports();
        app.MapPeople();
        app.MapOverrides();
        app.MapOffers();
        app.MapDeals();
        app.MapBreaches();
        app.MapTags();
        app.MapDisputes();
        app.MapInvoices();
        app.MapTickets();
        app.MapPractices();
        app.MapHelp();
        app.MapCases();
        app.MapCip();
        app.MapOperations();
        app.MapFindings();
        app.MapDemands();
        app.MapStories();
        app.MapAlerts();
        app.MapForges();
        app.MapTelemetry();
        app.MapKnowledge();
        app.MapMail();
        app.MapBusbarApi();
    }
}
