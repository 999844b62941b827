using System.Text.Json;
using Busbar.Kernel.Facts;
using Microsoft.Playwright;

namespace Busbar.Browser;

/// <summary>Every page at both widths and in both looks: it renders, nothing overflows, the console is silent, and axe finds nothing
/// serious.</summary>
public sealed class PagesTests(Desk desk)
{
    private static readonly string[] Paths =
    [
        "",
        "supply/forecasting?day=2017-03-12",
        "override?day=2017-03-12",
        "supply/forecasting/strategy",
        "supply/commitment?day=2017-03-12",
        "supply/commitment?day=2017-03-12&basis=plan",
        "supply/commitment/stack?day=2017-03-12&hour=18",
        "supply/commitment/scenarios?day=2017-03-12",
        "supply/commitment/what-if?day=2017-03-12&price=10&fuel=-5&outage=103_CC_3",
        "supply/commitment/what-if?day=2017-03-12&outage=nobody",
        "supply/commitment/real-time?day=2017-03-12",
        "supply/commitment/results?day=2017-03-12",
        "supply/commitment/results?day=2017-03-12&asof=2017-03-12T09:00",
        "supply/commitment/real-time?day=2017-03-12&asof=2017-03-12T09:00",
        "supply/commitment/stack?day=2017-03-12&asof=2017-03-11T08:00",
        "offer?day=2017-03-12&unit=102_CC_2",
        "supply/trading?day=2017-03-10",
        "supply/trading/book",
        "supply/trading/curves",
        "deals",
        $"deal?id={SampleDeals.Id}",
        "supply/contracts?day=2017-03-12",
        "supply/contracts/credit",
        "tags",
        "supply/risk?day=2017-03-09",
        "supply/risk/book",
        "supply/risk/cost",
        "supply/risk/book-limits",
        "supply/risk/models",
        "breaches",
        "supply/settlement?day=2017-03-12",
        "supply/recovery",
        "supply/recovery/clause",
        "supply/recovery/ferc",
        "supply/recovery/filings",
        "supply/recovery/prudence",
        "service/catalogue",
        "service/contracts",
        "service/breaches",
        "service/lineage?dataset=Position/2017-03-12",
        "reports",
        "portfolio",
        "portfolio/roadmap",
        "portfolio/demands",
        "portfolio/benefits",
        "portfolio/landscape",
        "delivery",
        "delivery/board",
        "runs",
        "policy",
        "explain/metric/SMV-01.1/MAPE",
        "explain/trading-day/2017-03-10",
        "account",
        "tokens",
        "people",
        "sign-out",
        "supply/settlement?day=2017-03-12&asof=2017-03-12T09:00",
    ];

    private static readonly string Axe =
        File.ReadAllText(Path.Combine(Desk.Root, "src", "Host", "node_modules", "axe-core", "axe.min.js"));

    public static TheoryData<string> Pages => [.. Paths];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_is_whole_and_usable(string path)
    {
        var page = await desk.Walker();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(1280, 900);
        await Check(page, $"{desk.Url}{path}", $"{Name(path)}-1280");
        if (path.StartsWith("supply", StringComparison.Ordinal) || path.Length == 0)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await Check(page, $"{desk.Url}{path}", $"{Name(path)}-1280-dark");
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        }
        await page.SetViewportSizeAsync(390, 900);
        await Check(page, $"{desk.Url}{path}", $"{Name(path)}-390");
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Sign_in_page_is_whole_and_usable(int width, ColorScheme look)
    {
        var page = await desk.Visitor(width, look);
        var name = $"sign-in-{width}{(look == ColorScheme.Dark ? "-dark" : "")}";
        await Check(page, $"{desk.NamedUrl}sign-in", name);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Page_of_an_unreadable_address_says_what_to_do()
    {
        var page = await desk.SignedIn();
        var response = await page.GotoAsync($"{desk.Url}supply/trading?asof=yesterday");
        Assert.Equal(400, response!.Status);
        Assert.Contains("'yesterday' is not a date and time (asof)", await page.InnerTextAsync("main"));
        response = await page.GotoAsync($"{desk.Url}supply/trading?day=12.3.2017");
        Assert.Equal(400, response!.Status);
        Assert.Contains("is not an operating day", await page.InnerTextAsync("main"));
        response = await page.GotoAsync($"{desk.Url}nowhere");
        Assert.Equal(404, response!.Status);
    }

    private static async Task Check(IPage page, string url, string name)
    {
        var complaints = new List<string>();
        void OnMessage(object? sender, IConsoleMessage message)
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        }
        void OnError(object? sender, string error) => complaints.Add(error);
        page.Console += OnMessage;
        page.PageError += OnError;
        var response = await page.GotoAsync(url);
        Assert.Equal(200, response!.Status);
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('figure[data-chart]')].every(f => f.dataset.drawn)");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Desk.ScreensFolder, $"{name}.png"), FullPage = true });
        Assert.True(
            await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"),
            "The page is wider than the screen."
        );
        Assert.Equal("[]", await Serious(page));
        page.Console -= OnMessage;
        page.PageError -= OnError;
        Assert.Empty(complaints);
    }

    private static async Task<string> Serious(IPage page)
    {
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .filter(v => ['serious', 'critical'].includes(v.impact))
              .map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target + ' ' + n.failureSummary.slice(0, 200)).join(' | ')}`)
            """
        );
        return found.ToString();
    }

    private static string Name(string path) =>
        path.Length == 0 ? "map" : string.Concat(path.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
}
