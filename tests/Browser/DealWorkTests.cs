using Busbar.Kernel.Facts;
using Microsoft.Playwright;

namespace Busbar.Browser;

/// <summary>A deal in three offices: a line read while it is typed, captured, amended by one trader before another, confirmed by the back
/// office against the other side's paper.</summary>
public sealed class DealWorkTests(Desk desk)
{
    private const string Line = SampleDeals.Line;

    [Fact]
    public async Task A_line_is_read_while_it_is_typed_captured_and_confirmed_by_another_office()
    {
        var trader = await desk.SignedIn(Roles.Trader);
        await trader.GotoAsync($"{desk.Url}deals");
        var (line, read) = (trader.Locator("[name=line]"), trader.Locator("[data-check]"));
        var save = trader.Locator("[data-deal] button.primary");
        await line.FillAsync("buy 50 MW WESTERN HUB 5x17 Mar-27 41.25 CP1");
        await Assertions.Expect(read).ToContainTextAsync("names no block of hours");
        await Assertions.Expect(read).ToHaveClassAsync("check bad");
        await Assertions.Expect(save).ToBeDisabledAsync();
        await line.FillAsync(Line);
        await Assertions.Expect(read.Locator(".chip:has-text('counterparty') b")).ToHaveTextAsync("CP1");
        await Assertions.Expect(save).ToBeEnabledAsync();
        await trader.FillAsync("[name=at]", "2017-03-14T09:30");
        await save.ClickAsync();
        await trader.Arrives("**/deal?id=T-*");
        var address = trader.Url;
        Assert.Contains("Captured", await trader.InnerTextAsync(".key:has-text('Status')"));
        Assert.Equal(0, await trader.Locator("form[action='/deal/confirm']").CountAsync());

        var settlement = await desk.SignedIn(Roles.Settlement);
        await settlement.GotoAsync(address);
        Assert.Equal(0, await settlement.Locator("form[action='/deal/amend']").CountAsync());
        await settlement.FillAsync("[name=line]", Line.Replace("41.25", "41.35"));
        await settlement.FillAsync("[name=reference]", "R-17");
        await settlement.ClickAsync("form[action='/deal/confirm'] button");
        await Assertions.Expect(settlement.Locator("#refusal")).ToHaveTextAsync("confirmation-differs");
        await settlement.GotoAsync(address);
        await settlement.FillAsync("[name=line]", Line);
        await settlement.FillAsync("[name=reference]", "R-17");
        await settlement.ClickAsync("form[action='/deal/confirm'] button");
        await Assertions.Expect(settlement.Locator(".key:has-text('Status')")).ToContainTextAsync("Confirmed");
        await Assertions.Expect(settlement.Locator("#deal-facts tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(settlement.Locator("#deal-facts")).ToContainTextAsync("paper R-17");
    }

    [Fact]
    public async Task A_trader_who_amends_what_another_has_amended_since_is_told_and_nothing_is_lost()
    {
        var (one, other) = (await desk.SignedIn(Roles.Trader), await desk.SignedIn(Roles.Trader));
        await one.GotoAsync($"{desk.Url}deals");
        await one.FillAsync("[name=line]", Line);
        await one.FillAsync("[name=at]", "2017-03-14T09:30");
        await one.ClickAsync("[data-deal] button.primary");
        await one.Arrives("**/deal?id=T-*");
        await other.GotoAsync(one.Url);
        await Amend(one, Line.Replace("50 MW", "60 MW"), "volume");
        await Assertions.Expect(one.Locator(".key:has-text('Status')")).ToContainTextAsync("version 2");
        await Amend(other, Line.Replace("41.25", "42.00"), "price");
        await Assertions.Expect(other.Locator("#refusal")).ToHaveTextAsync("stale-version");
        await Assertions.Expect(other.Locator("main")).ToContainTextAsync("amended");
        await other.GotoAsync(one.Url);
        await Assertions.Expect(other.Locator(".flow")).ToContainTextAsync("60 MW");
        await Assertions.Expect(other.Locator("#deal-facts tbody tr")).ToHaveCountAsync(2);
    }

    [Theory]
    [InlineData("no-blocks", "buy 50 MW WESTERN HUB 5x17 Mar-27 41.25 CP1", Roles.Trader)]
    [InlineData("not-understood", "borrow 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1", Roles.Trader)]
    [InlineData("unknown-counterparty", "buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 NOBODY", Roles.Trader)]
    [InlineData("delivery-past", "buy 50 MW WESTERN HUB 5x16 Jan-17 41.25 CP1", Roles.Trader)]
    [InlineData("wrong-role", Line, Roles.Risk)]
    public async Task What_may_not_be_captured_is_refused_in_words(string code, string line, string role)
    {
        using var visitor = new PlainVisitor(desk.Url.ToString());
        await visitor.OneClick(role);
        using var answer = await visitor.Send("tokens", "deal/capture", ("line", line), ("book", "hedge"), ("at", "2017-03-14T09:30"));
        Assert.Equal(code, await PlainVisitor.RefusalOf(answer));
    }

    [Fact]
    public async Task Who_is_no_trader_is_offered_no_line_to_capture()
    {
        var auditor = await desk.SignedIn();
        await auditor.GotoAsync($"{desk.Url}deals");
        Assert.Equal(0, await auditor.Locator("[data-deal]").CountAsync());
        Assert.Contains("Only a trader captures deals", await auditor.InnerTextAsync("main"));
    }

    private static async Task Amend(IPage page, string line, string why)
    {
        await page.FillAsync("form[action='/deal/amend'] [name=line]", line);
        await page.FillAsync("form[action='/deal/amend'] [name=why]", why);
        await page.ClickAsync("form[action='/deal/amend'] button");
    }
}
