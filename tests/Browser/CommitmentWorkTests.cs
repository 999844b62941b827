using Microsoft.Playwright;

namespace Busbar.Browser;

/// <summary>What a desk does with the commitment pages: the hour slider, what-if, results and their exports.</summary>
public sealed class CommitmentWorkTests(Desk desk)
{
    [Fact]
    public async Task The_slider_moves_through_the_hours_of_the_stack()
    {
        var page = await desk.SignedIn();
        await page.GotoAsync($"{desk.Url}supply/commitment/stack?day=2017-03-12&hour=1");
        await page.FocusAsync("#hour");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("#stack figcaption")).ToContainTextAsync("HE03");
        Assert.Contains("hour=2", page.Url);
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Locator("#stack figcaption")).ToContainTextAsync("HE24");
        // The unit that is out in the first hours offers one block more than at first.
        Assert.Equal("34", await page.InnerTextAsync("#merit-order [data-count]"));
    }

    [Fact]
    public async Task The_stack_is_in_order_and_its_export_holds_what_the_page_shows()
    {
        using var program = await desk.Program();
        var lines = (await program.GetStringAsync("export/merit-order.csv?day=2017-03-12&hour=18")).Split("\r\n")[1..^1]
            .Select(line => line.Split(',')).ToList();
        Assert.Equal(34, lines.Count);
        var up = lines.Select(line => decimal.Parse(line[5], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(up.Order(), up);
        Assert.Equal("BATTERY", lines[0][1]);
        foreach (var unit in lines.GroupBy(line => line[1]).Where(unit => unit.Count() == 3))
            Assert.Equal(["minimum load", "segment 1", "segment 2"], unit.Select(line => line[2]));
    }

    [Fact]
    public async Task An_outage_costs_what_the_unit_would_have_earned()
    {
        var page = await desk.SignedIn();
        await page.GotoAsync($"{desk.Url}supply/commitment/what-if?day=2017-03-12");
        Assert.Equal("0", (await page.InnerTextAsync(".key:has-text('Difference') .value")).Replace("USD", "").Trim());
        await page.SelectOptionAsync("[name=outage]", "101_CC_1");
        await page.ClickAsync("main button.primary");
        await page.Arrives("**outage=101_CC_1**");
        var row = await page.Locator("#what-if tbody tr").First.Locator("td").AllInnerTextsAsync();
        Assert.Equal("101_CC_1 (out)", row[0]);
        Assert.Equal($"−{row[5]}", row[7]);
    }

    [Fact]
    public async Task A_plants_profit_opens_to_its_working_or_says_what_is_missing()
    {
        var page = await desk.SignedIn();
        await page.GotoAsync($"{desk.Url}supply/commitment/results?day=2017-03-12");
        Assert.Contains("day-ahead NCPC", await page.InnerTextAsync("#make-whole"));
        await page.ClickAsync("#plant-results tbody tr:first-child a");
        await page.Arrives("**/explain/plant/2017-03-12/101_CC_1**");
        Assert.Contains("ForesightSchedule", await page.InnerTextAsync("main"));
    }

    [Fact]
    public async Task Base_points_say_where_a_unit_stands_and_why_it_moves()
    {
        using var program = await desk.Program();
        var text = await program.GetStringAsync("export/base-points.csv?day=2017-03-12");
        Assert.Contains("104_CC_1,42,last output,43,ramp-bound upwards", text);
        Assert.Contains("102_CC_2,40,telemetry,41,reserve held", text);
    }
}
