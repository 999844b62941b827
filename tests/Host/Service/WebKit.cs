using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Busbar.Host.Screens;
using Busbar.Store;
using Microsoft.AspNetCore.Builder;
using NodaTime;

namespace Busbar.Host.Tests.Service;

/// <summary>The pages and hooks of a kit's store, served on a port of their own, with visitors of any role.</summary>
internal sealed partial class WebKit : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder = Directory.CreateTempSubdirectory("busbar-web-").FullName;
    private readonly StoreLocation location;

    private WebKit(FactStore store, IClock clock)
    {
        location = store.Location;
        app = WebHost.Build(new("http://127.0.0.1:0", OneClickSignIn: true, folder), store, clock);
    }

    public IServiceProvider Services => app.Services;

    public static async Task<WebKit> Start(FactStore store, IClock clock)
    {
        var kit = new WebKit(store, clock);
        await kit.app.StartAsync(TestContext.Current.CancellationToken);
        return kit;
    }

    /// <summary>A program with a token of a role, or without any.</summary>
    public HttpClient Program(string? role)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.First()) };
        if (role is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DeskKit.TokenOf(location,
                $"robot-{role}", role));
        return client;
    }

    /// <summary>A person who has signed in with one click.</summary>
    public async Task<HttpClient> Person(string role)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
            { BaseAddress = new(app.Urls.First()) };
        var answer = await Send(client, "/sign-in", "/sign-in/role", ("role", role));
        Assert.True(answer.IsSuccessStatusCode, $"{role} could not sign in: {answer.StatusCode}");
        return client;
    }

    /// <summary>Sends a form of a page as that page would.</summary>
    public static async Task<HttpResponseMessage> Send(
        HttpClient client, string page, string to, params (string Name, string Value)[] fields)
    {
        var form = fields.Append(("__RequestVerificationToken", await TokenOf(client, page))).Select(field =>
            KeyValuePair.Create(field.Item1, field.Item2));
        return await client.PostAsync(to, new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
    }

    /// <summary>What a form of a page has to send along.</summary>
    public static async Task<string> TokenOf(HttpClient client, string page) => WebUtility.HtmlDecode(Antiforgery()
        .Match(await client.GetStringAsync(page, TestContext.Current.CancellationToken)).Groups[1].Value);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Antiforgery();
}
