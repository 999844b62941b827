using Busbar.Kernel.Facts;

namespace Busbar.Browser;

/// <summary>A breach of the book's limits on its page: who may let it stand, and what is refused; and the close that found it.</summary>
public sealed class BreachTests(Desk desk)
{
    [Fact]
    public async Task Risk_lets_a_breach_stand_for_some_hours_and_others_are_not_offered_it()
    {
        var auditor = await desk.SignedIn();
        await auditor.GotoAsync($"{desk.Url}breaches");
        Assert.Equal(0, await auditor.Locator("form[action='/breach/approve']").CountAsync());
        var risk = await desk.SignedIn(Roles.Risk);
        await risk.GotoAsync($"{desk.Url}breaches");
        Assert.Contains("cure or approve", await risk.InnerTextAsync("#book-breaches tbody"));
        Assert.Contains("overdue", await risk.InnerTextAsync("#book-breaches tbody"));
        await risk.FillAsync("input[name=why]", "The hedge is being bought");
        await risk.FillAsync("input[name=hours]", "48");
        await risk.ClickAsync("form[action='/breach/approve'] button");
        await risk.WaitForFunctionAsync("() => document.querySelector('#book-breaches tbody').innerText.includes('approved')");
        Assert.Contains("in time", await risk.InnerTextAsync("#book-breaches tbody"));
    }

    [Theory]
    [InlineData("risk", "breach/approve", "hours", "0", "approval-hours")]
    [InlineData("risk", "breach/log", "lesson", "None yet", "step-not-allowed")]
    [InlineData("trader", "breach/approve", "hours", "24", "duty")]
    public async Task What_may_not_be_done_to_a_breach_is_refused_in_words(
        string role, string action, string field, string value, string code)
    {
        using var visitor = new PlainVisitor(desk.Url.ToString());
        await visitor.OneClick(role);
        var id = $"Hedge VaR/hedge/{SampleDesk.At(SampleDesk.Last, 17)}";
        using var answer = await visitor.Send(role == Roles.Trader ? "deals" : "breaches", action,
            ("id", id), ("why", "The hedge is being bought"), (field, value));
        Assert.Equal(code, await PlainVisitor.RefusalOf(answer));
    }

    [Fact]
    public async Task The_close_shows_parts_that_add_up_and_nothing_before_it_was_known()
    {
        using var auditor = new PlainVisitor(desk.Url.ToString());
        await auditor.OneClick(Roles.Auditor);
        var rows = (await auditor.Http.GetStringAsync("export/book-risk.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        double[] components =
            [.. rows.Skip(1).Select(row => double.Parse(row.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(components[^1], components[..^1].Sum(), 1e-9);
        Assert.Contains("Winter storm,70,90,-20", await auditor.Http.GetStringAsync("export/stress-losses.csv"));
        Assert.Contains("busbar book close", await auditor.Http.GetStringAsync("supply/risk/book?asof=2017-03-10T09:00"));
    }
}
