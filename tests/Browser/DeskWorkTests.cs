using Busbar.Kernel.Facts;
using Microsoft.Playwright;

namespace Busbar.Browser;

/// <summary>What a desk does with the pages: the keyboard, looking back, filtering, exporting, asking why.</summary>
public sealed class DeskWorkTests(Desk desk)
{
    [Fact]
    public async Task Keys_lead_to_stages_map_days_filter_and_help()
    {
        var page = await desk.SignedIn();
        await page.GotoAsync(desk.Url.ToString());
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("6");
        await page.Arrives("**/supply/settlement");
        await page.Keyboard.PressAsync("[");
        await page.Arrives("**/supply/settlement?day=2017-03-13");
        await page.Keyboard.PressAsync("]");
        await page.Arrives("**/supply/settlement?day=2017-03-14");
        await page.Keyboard.PressAsync("/");
        await page.WaitForFunctionAsync("() => document.activeElement?.id === 'f-settlement-lines'");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("?");
        await page.WaitForFunctionAsync("() => document.getElementById('keys').open");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("m");
        await page.Arrives($"{desk.Url}");
    }

    [Fact]
    public async Task Looking_back_shows_what_was_known_then_and_every_link_stays_there()
    {
        var page = await desk.SignedIn();
        await page.GotoAsync($"{desk.Url}supply/trading?day=2017-03-10");
        var latest = await NetCost(page);
        await page.FillAsync("#asof", "2017-03-12T12:00");
        await page.ClickAsync(".asof button");
        await page.Arrives("**asof=2017-03-12T12%3A00**");
        var then = await NetCost(page);
        Assert.Equal(111.11m, latest - then);
        Assert.Contains("2017-03-12 12:00", await page.InnerTextAsync(".banner.past"));
        await page.ClickAsync(".side a[data-key='6']");
        await page.Arrives("**/supply/settlement?day=2017-03-10&asof=2017-03-12T12%3A00");
        Assert.Equal("2017-03-10", await page.InputValueAsync("#day"));
        await page.ClickAsync(".banner.past a");
        await page.Arrives("**/supply/settlement?day=2017-03-10");
        Assert.Equal(0, await page.Locator(".banner.past").CountAsync());
    }

    [Fact]
    public async Task Day_not_yet_settled_then_shows_what_to_run()
    {
        var page = await desk.SignedIn();
        await page.GotoAsync($"{desk.Url}supply/settlement?day=2017-03-12&asof=2017-03-12T09:00");
        Assert.Contains("No statement is known for this day", await page.InnerTextAsync(".empty"));
    }

    [Fact]
    public async Task Spring_day_shows_its_twenty_three_hours_by_the_markets_labels()
    {
        var page = await desk.SignedIn();
        await page.GotoAsync($"{desk.Url}supply/forecasting?day=2017-03-12");
        var labels = await page.Locator("#forecast-hours tbody td:first-child").AllInnerTextsAsync();
        Assert.Equal(23, labels.Count);
        Assert.Equal(
            SampleDesk.Calendar.HoursOf(SampleDesk.Spring).Select(hour => $"HE{SampleDesk.Calendar.HourEndingOf(hour.Start)}"),
            labels
        );
    }

    [Fact]
    public async Task Filter_and_order_are_kept_in_the_address_and_the_export_follows()
    {
        var page = await desk.SignedIn();
        await page.GotoAsync($"{desk.Url}supply/commitment?day=2017-03-12");
        await page.FillAsync("[data-ready] #f-units", "CC_1"); // not before the script listens
        await page.Arrives("**q=CC_1**");
        await page.ClickAsync("#units th a[data-sort='2']");
        await page.Arrives("**sort=2**");
        var shown = await page.Locator("#units tbody tr:not([hidden]) td:first-child").AllInnerTextsAsync();
        Assert.All(shown, unit => Assert.Contains("CC_1", unit));
        await page.ReloadAsync();
        Assert.Equal(shown, await page.Locator("#units tbody tr td:first-child").AllInnerTextsAsync());
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#units [data-export]"));
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal(
            "Unit,Output [MWh],Hours on,Starts,Heat [MMBtu],Fuel [USD],Other start [USD],VOM [USD],Revenue [USD],Profit [USD]",
            lines[0]
        );
        Assert.Equal(shown, lines[1..].Select(line => line.Split(',')[0]));
        Assert.Equal("units-2017-03-12.csv", download.SuggestedFilename);
    }

    [Fact]
    public async Task Long_table_is_paged_and_filtered_by_the_server()
    {
        var page = await desk.SignedIn();
        await page.GotoAsync($"{desk.Url}supply/settlement?day=2017-03-12");
        Assert.Equal("368", await page.InnerTextAsync("#settlement-lines [data-count]"));
        Assert.Equal(200, await page.Locator("#settlement-lines tbody tr").CountAsync());
        await page.FillAsync("#f-settlement-lines", "RT-ENERGY load");
        await page.Keyboard.PressAsync("Enter");
        await page.Arrives("**q=RT-ENERGY**");
        Assert.Equal(23, await page.Locator("#settlement-lines tbody tr").CountAsync());
    }

    [Fact]
    public async Task Metric_opens_to_its_parts_and_sources()
    {
        var page = await desk.SignedIn();
        await page.GotoAsync(desk.Url.ToString());
        await page.ClickAsync("[id='SMV-01.1'] .metrics a");
        Assert.Contains("MAPE", await page.InnerTextAsync("h1"));
        var tree = page.Locator(".explain");
        await Assertions.Expect(tree.GetByText("metered hours")).ToBeVisibleAsync();
        await tree.Locator("summary").First.ClickAsync();
        await Assertions.Expect(tree.GetByText("metered hours")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Simulated_numbers_say_so_where_they_are_shown()
    {
        var page = await desk.SignedIn();
        foreach (
            var path in (string[])
                [
                    "supply/settlement?day=2017-03-12",
                    "supply/commitment?day=2017-03-12",
                    "supply/contracts?day=2017-03-12",
                    "supply/forecasting?day=2017-03-12",
                ]
        )
        {
            await page.GotoAsync($"{desk.Url}{path}");
            Assert.True(await page.Locator("main .badge.sim:visible").CountAsync() >= 2, $"{path} does not say that it is simulated");
        }
    }

    [Fact]
    public async Task Policy_names_the_steps_that_need_two_people()
    {
        using var program = await desk.Program();
        var page = await program.GetStringAsync("policy");
        Assert.NotEmpty(desk.Store.FourEyes());
        Assert.All(
            desk.Store.FourEyes(),
            rule => Assert.Contains($"who made <code>{rule.First}</code> may not make <code>{rule.Second}</code>", page)
        );
    }

    [Fact]
    public async Task Chosen_look_is_kept()
    {
        var page = await desk.SignedIn();
        await page.GotoAsync(desk.Url.ToString());
        await page.ClickAsync(".user summary");
        await page.ClickAsync("[data-theme-toggle]");
        Assert.Equal("dark", await page.GetAttributeAsync("html", "data-theme"));
        await page.ReloadAsync();
        Assert.Equal("dark", await page.GetAttributeAsync("html", "data-theme"));
    }

    private static async Task<decimal> NetCost(IPage page)
    {
        var text = await page.InnerTextAsync(".key:has-text('Net cost of the day') .value");
        return decimal.Parse(
            text.Replace(",", "").Replace("−", "-").Split(' ')[0].Split(' ')[0],
            System.Globalization.CultureInfo.InvariantCulture
        );
    }
}
