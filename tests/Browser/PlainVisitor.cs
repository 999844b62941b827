using System.Net;
using System.Text.RegularExpressions;

namespace Busbar.Browser;

/// <summary>Somebody who reads pages and sends their forms by plain HTTP, with the cookies and form tokens that a browser would
/// send.</summary>
public sealed partial class PlainVisitor : IDisposable
{
    public const string Password = "correct horse battery";

    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false };

    public PlainVisitor(string url) => Http = new(handler) { BaseAddress = new(url) };

    public HttpClient Http { get; }

    /// <summary>The cookies it holds for an address.</summary>
    public CookieCollection Cookies(Uri url) => handler.CookieContainer.GetCookies(url);

    /// <summary>Opens a page and sends a form of it.</summary>
    public async Task<HttpResponseMessage> Send(string page, string action, params (string Name, string Value)[] fields)
    {
        var form = fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).ToList();
        form.Add(new("__RequestVerificationToken", FormToken().Match(await Http.GetStringAsync(page)).Groups[1].Value));
        using var content = new FormUrlEncodedContent(form);
        return await Http.PostAsync(action, content);
    }

    /// <summary>Uses an invitation's link.</summary>
    public Task<HttpResponseMessage> Join(string link, string name, string password = Password) =>
        Send(link, "join", ("link", link.Split('/')[^1]), ("name", name), ("password", password), ("again", password));

    /// <summary>Signs in with one click, on a demonstration.</summary>
    public async Task OneClick(string role) => (await Send("sign-in", "sign-in/role", ("role", role))).Dispose();

    /// <summary>Signs in with a password and tells where that leads.</summary>
    public async Task<string> SignIn(string name, string password = Password)
    {
        using var answer = await Send("sign-in", "sign-in", ("name", name), ("password", password));
        return answer.Headers.Location?.ToString() ?? answer.StatusCode.ToString();
    }

    /// <summary>Makes a token and gives its text.</summary>
    public async Task<string> MakeToken(string purpose = "tests")
    {
        using var answer = await Send("tokens", "tokens", ("purpose", purpose), ("days", "1"));
        return Shown(await Http.GetStringAsync(answer.Headers.Location), "token");
    }

    /// <summary>Makes an invitation, as an administrator, and gives its link.</summary>
    public async Task<string> Invite(string role)
    {
        using var answer = await Send("people", "people/invite", ("role", role));
        return Shown(await Http.GetStringAsync(answer.Headers.Location), "invitation");
    }

    /// <summary>The code of the refusal that a page shows.</summary>
    public static async Task<string> RefusalOf(HttpResponseMessage answer) => Shown(await answer.Content.ReadAsStringAsync(), "refusal");

    public void Dispose()
    {
        Http.Dispose();
        handler.Dispose();
    }

    private static string Shown(string page, string id) =>
        WebUtility.HtmlDecode(Regex.Match(page, $"id=\"{id}\">([^<]*)<").Groups[1].Value);

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
