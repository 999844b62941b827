using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Microsoft.Playwright;

namespace Busbar.Browser;

/// <summary>The offer editor: by keyboard, checked by the server cell by cell, undone, saved as a version, and refused in words.</summary>
public sealed class OfferEditorTests(Desk desk)
{
    private const string Unit = "102_CC_2";

    [Fact]
    public async Task Keys_move_through_the_cells_and_a_falling_price_is_marked_and_undone()
    {
        var page = await desk.SignedIn(Roles.Bidder);
        await page.GotoAsync($"{desk.Url}offer?day=2017-03-12&unit={Unit}");
        await Assertions.Expect(page.Locator("[data-faults]")).ToHaveTextAsync("Every cell is in order.");
        await page.FocusAsync("[name=startUp]");
        foreach (var key in (string[])["ArrowDown", "ArrowDown", "ArrowRight"]) await page.Keyboard.PressAsync(key);
        Assert.Equal("Segment 2, price", await page.EvaluateAsync<string>("() => document.activeElement.ariaLabel"));
        await page.Keyboard.TypeAsync("1");
        await Assertions.Expect(page.Locator("[aria-invalid=true]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("[data-faults]")).ToContainTextAsync("segment 2 at 1 is cheaper than the one before");
        Assert.True(await page.Locator("[data-save]").IsDisabledAsync());
        await page.Keyboard.PressAsync("Control+z");
        Assert.Equal("30.5", await page.InputValueAsync("[name=price] >> nth=1"));
        await Assertions.Expect(page.Locator("[aria-invalid=true]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+y");
        Assert.Equal("1", await page.InputValueAsync("[name=price] >> nth=1"));
        await page.FillAsync("[name=price] >> nth=1", "dear");
        await Assertions.Expect(page.Locator("[data-faults]")).ToContainTextAsync("'dear' is not a number");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Segment 3, up to MW", await page.EvaluateAsync<string>("() => document.activeElement.ariaLabel"));
    }

    [Fact]
    public async Task What_the_market_would_refuse_is_shown_with_its_rule_and_stops_the_save()
    {
        var page = await desk.SignedIn(Roles.Bidder);
        await page.GotoAsync($"{desk.Url}offer?day=2017-03-12&unit={Unit}");
        await page.FillAsync("[name=price] >> nth=1", "1500");
        await Assertions.Expect(page.Locator("[data-rules] .bad")).ToContainTextAsync("isone-offer-cap");
        Assert.True(await page.Locator("[data-save]").IsDisabledAsync());
        await page.FillAsync("[name=price] >> nth=1", "600");
        await Assertions.Expect(page.Locator("[data-rules]")).ToContainTextAsync("isone-conduct-test");
        await Assertions.Expect(page.Locator("[data-save]")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Saving_makes_a_new_version_in_the_bidders_name()
    {
        var page = await desk.SignedIn(Roles.Bidder);
        await page.GotoAsync($"{desk.Url}offer?day=2017-03-08&unit={Unit}");
        await page.FillAsync("[name=price] >> nth=1", "31.25");
        await Assertions.Expect(page.Locator("[data-save]")).ToBeEnabledAsync();
        await page.ClickAsync("[data-save]");
        await page.Arrives($"**/offer?day=2017-03-08&unit={Unit}");
        Assert.Equal("v2", (await page.InnerTextAsync(".key:has-text('Version') .value")).Trim());
        Assert.Equal("31.25", await page.InputValueAsync("[name=price] >> nth=1"));
        Assert.Contains(Unit, await page.InnerTextAsync("#offer-versions tbody tr >> nth=0"));
    }

    [Fact]
    public async Task Only_a_bidder_may_change_an_offer()
    {
        var auditor = await desk.SignedIn();
        await auditor.GotoAsync($"{desk.Url}offer?day=2017-03-12&unit={Unit}");
        Assert.Equal(0, await auditor.Locator("[data-save]").CountAsync());
        Assert.Contains("Only a bidder", await auditor.InnerTextAsync("main"));
        using var visitor = new PlainVisitor(desk.Url.ToString());
        await visitor.OneClick(Roles.Auditor);
        using var answer = await Send(visitor, "2017-03-12", Unit, "40", "27", "2017-03-11T09:30");
        Assert.Equal("duty", await PlainVisitor.RefusalOf(answer));
    }

    [Fact]
    public async Task The_second_pair_of_eyes_is_shown_as_the_market_set_goes_along()
    {
        var day = Kernel.Time.OperatingDay.Of(2017, 3, 9);
        Assert.StartsWith("not asked", await Eyes());
        var built = new OffersBuilt("ISO-NE", day, 1, ContentHash.Of("set"), 12, 0, SampleDesk.At(day.Plus(-1), 8));
        Append(0, nameof(OffersBuilt), built, "ann");
        Assert.Contains("built by ann; another person approves it", await Eyes());
        Append(1, nameof(OffersApproved), new OffersApproved(built.Set, SampleDesk.At(day.Plus(-1), 9)), "bob");
        Assert.Contains("set v1 for the market, by bob", await Eyes());

        void Append<T>(int expected, string type, T happened, string who)
        {
            using var batch = desk.Store.Begin(new Actor(who, Roles.Bidder), new RunId("offers ISO-NE 2017-03-09 v1"));
            batch.Append("offers/ISO-NE/2017-03-09/v001", expected, type, happened, SampleDesk.At(day.Plus(-1), 8 + expected));
            batch.Commit();
        }

        async Task<string> Eyes()
        {
            var page = await desk.SignedIn();
            await page.GotoAsync($"{desk.Url}offer?day={day}&unit={Unit}");
            return (await page.InnerTextAsync(".key:has-text('Second pair of eyes')")).Replace("Second pair of eyes", "").Trim();
        }
    }

    [Theory]
    [InlineData("gate-closed", "2017-03-12", Unit, "40", "27", "2017-03-11T10:01")]
    [InlineData("offer-moved", "2017-03-12", Unit, "40", "27", "2017-03-11T08:00")]
    [InlineData("non-monotone-curve", "2017-03-12", Unit, "40", "99", "2017-03-11T09:30")]
    [InlineData("segment-order", "2017-03-12", Unit, "10", "27", "2017-03-11T09:30")]
    [InlineData("isone-decimals", "2017-03-12", Unit, "40", "27.125", "2017-03-11T09:30")]
    [InlineData("not-a-number", "2017-03-12", Unit, "forty", "27", "2017-03-11T09:30")]
    [InlineData("unknown-unit", "2017-03-12", "nobody", "40", "27", "2017-03-11T09:30")]
    [InlineData("missing-document", "2016-01-01", Unit, "40", "27", "2017-03-11T09:30")]
    [InlineData("unreadable-day", "yesterday", Unit, "40", "27", "2017-03-11T09:30")]
    public async Task What_may_not_be_saved_is_refused_in_words(string code, string day, string unit, string mw, string price, string at)
    {
        using var bidder = new PlainVisitor(desk.Url.ToString());
        await bidder.OneClick(Roles.Bidder);
        using var answer = await Send(bidder, day, unit, mw, price, at);
        Assert.Equal(code, await PlainVisitor.RefusalOf(answer));
    }

    private static Task<HttpResponseMessage> Send(
        PlainVisitor visitor, string day, string unit, string mw, string price, string at) => visitor.Send(
        $"offer?day=2017-03-12&unit={Unit}", "offer", ("day", day), ("unit", unit), ("startUp", "1250"), ("minimumLoad", "620"),
        ("mw", mw), ("price", price), ("mw", "160"), ("price", "30.5"), ("at", at));
}
