using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Busbar.Digital.Delivery.Stories;
using Busbar.Gateways;
using Busbar.Gateways.Scanners;
using Busbar.Host.Desks.Delivery;
using Busbar.Host.Desks.Security;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Tests.Service;

/// <summary>Stories and the board over a store, against the tests of a build, and the gate's word on releases.</summary>
public sealed class StoryBookTests : IDisposable
{
    private readonly ServiceKit kit = new();

    private StoryBook Stories => kit.Books.Stories;

    public void Dispose() => kit.Dispose();

    [Fact]
    public void A_story_moves_within_the_limits_in_force()
    {
        Stories.Keep(new("GRID", StoryText.Columns("ready | waits\ndoing | 1\ndone")), ServiceKit.Ed);
        var one = Stories.Write("Refuse late bids", "REQ-7", StoryText.Criteria("a late bid is refused | Late"), ServiceKit.Dan);
        var two = Stories.Write("Show the gate", "", [], ServiceKit.Dan);
        Assert.Equal(("GRID-1", "GRID-2"), (one, two));
        Stories.Move(one, at => new CardMoved(at, ServiceKit.Dan, "doing"));
        Assert.Equal("wip-limit", ServiceKit.CodeOf(() => Stories.Move(two, at => new CardMoved(at, ServiceKit.Dan, "doing"))));
        Assert.Equal("column-in-use", ServiceKit.CodeOf(() => Stories.Keep(new("GRID", StoryText.Columns("a\nb\nc")), ServiceKit.Ed)));
        Assert.Equal("bad-column", ServiceKit.CodeOf(() => StoryText.Columns("a | soon")));
        Assert.Equal("bad-key", ServiceKit.CodeOf(() => Stories.Keep(new("grid", Stories.Setting(AsOf.Latest).Columns), ServiceKit.Ed)));
        Assert.Equal("unknown-story", ServiceKit.CodeOf(() => Stories.Move("GRID-9", at => new CardFreed(at, ServiceKit.Dan))));
        Assert.Equal("duty", ServiceKit.CodeOf(() => Stories.Write("Mine", "", [], ServiceKit.Ann)));
        Assert.Equal("duty", ServiceKit.CodeOf(() => Stories.Keep(BoardSetting.Default with
            { Columns = Stories.Setting(AsOf.Latest).Columns }, ServiceKit.Dan)));
        var (before, _) = (kit.Now, kit.Later(Duration.FromDays(2)));
        Stories.Move(one, at => new CardMoved(at, ServiceKit.Dan, "done"));
        Stories.Move(two, at => new CardMoved(at, ServiceKit.Dan, "doing"));
        Assert.Equal((Duration.FromDays(2), "doing"), (Stories.All(AsOf.Latest)[0].Cycle, Stories.All(new AsOf(before))[0].Card.Column));
        Assert.Equal("ready | waits\ndoing | 1\ndone", StoryText.Write(Stories.Setting(AsOf.Latest).Columns));
        Assert.Equal("a late bid is refused | Late", StoryText.Write(Stories.All(AsOf.Latest)[0].Story.Criteria));
    }

    [Fact]
    public void A_criterion_is_as_good_as_its_test_in_the_newest_build()
    {
        var id = Stories.Write("Refuse late bids", "", StoryText.Criteria("late | Late\nearly | Gate.Early\nloud | Loud"), ServiceKit.Dan);
        Assert.All(States(), state => Assert.Equal(CriterionState.Unproven, state));
        Take("<testcase classname='Gate' name='Late'/><testcase classname='Gate' name='Early'><failure/></testcase>");
        Assert.Equal([CriterionState.Met, CriterionState.Broken, CriterionState.Unproven], States());
        kit.Later(Duration.FromHours(1));
        Take("<testcase classname='Gate' name='Late'/><testcase classname='Gate' name='Early'/><testcase name='Loud'/>");
        Assert.True(Stories.States(AsOf.Latest).OrThrow()[id].IsAccepted);

        CriterionState[] States() => [.. Stories.States(AsOf.Latest).OrThrow()[id].Criteria];
        void Take(string cases) => kit.Books.Evidence.Take([new("t.xml", Encoding.UTF8.GetBytes($"<testsuite>{cases}</testsuite>"))], "",
            ServiceKit.Ed, kit.Now);
    }

    [Fact]
    public void The_sample_flows_and_forecasts()
    {
        StorySample.Keep(kit.Books, kit.Now);
        StorySample.Keep(kit.Books, kit.Now);
        var stories = Stories.All(AsOf.Latest);
        Assert.Equal((56, 1), (stories.Length, stories.Count(each => each.BlockedBy != "")));
        Assert.Empty(Stories.Board(AsOf.Latest).Crowded);
        var flow = Stories.Flow(AsOf.Latest)!;
        Assert.InRange(flow.Efficiency!.Value, 0.5, 0.95);
        Assert.InRange(7 * flow.Figures.PerDay, 2, 3.5);
        var when = flow.Forecast.OrThrow();
        Assert.True(when.Early <= when.Likely && when.Likely <= when.Late && when.Early > kit.Now.InUtc().Date);
    }

    [Fact]
    public void A_release_told_by_a_build_server_is_kept_once_and_its_gate_counts_critical_findings_of_what_it_touches()
    {
        var delivery = kit.Books.Delivery;
        delivery.Keep(new([new("web/", "busbar-web"), new("db/", "busbar-store")], ["prod"]), ServiceKit.Ed, kit.Now);
        Assert.Equal("no-commits", ServiceKit.CodeOf(() => delivery.Release("us/desk", "v0", "", [], Actor.Gateway)));
        Assert.True(delivery.Release("us/desk", "v1", "First", [new("aaaaaaa", "DESK-1 web", "ann", kit.Now, ["web/a.cs"])],
            Actor.Gateway));
        Assert.False(delivery.Release("us/desk", "v1", "First", [new("aaaaaaa", "again", "ann", kit.Now, [])], Actor.Gateway));
        kit.Later(Duration.FromMinutes(1));
        Assert.True(delivery.Release("us/desk", "v2", "", [new("bbbbbbb", "store", "ann", kit.Now, ["db/b.cs"])], Actor.Gateway));
        var releases = ReleaseContents.Of(delivery.History(AsOf.Latest), delivery.Setting(AsOf.Latest));
        Assert.Equal(["v1 busbar-web DESK-1", "v2 busbar-store "],
            releases.Select(each => $"{each.Told.Tag} {each.Release!.Components[0]} {string.Join(' ', each.Release.Stories)}"));
        Assert.Null(BuildGate.OpenCritical([], kit.Books, AsOf.Latest));
        Import("busbar-web", "CVE-2021-1");
        kit.Books.Security.Points.Keep([new("CVE-2021-1", "active", "yes", "total", false, false, "p:2")],
            [new("CVE-2021-1", "a", new(2021, 1, 1), new(2021, 1, 15), false, "kev:2")], Actor.Gateway, kit.Now);
        Assert.Equal((1, 0, 1), (Open("busbar-web"), Open("busbar-store"), BuildGate.OpenCritical([], kit.Books, AsOf.Latest)));
        Assert.Contains("1 critical findings open", Why(0), StringComparison.Ordinal);
        Assert.DoesNotContain("critical", Why(1), StringComparison.Ordinal);

        int? Open(string item) => BuildGate.OpenCritical([item], kit.Books, AsOf.Latest);
        string Why(int at) => string.Join(';', BuildGate.Of(releases[at].Release!, kit.Books, AsOf.Latest).Conditions
            .Where(each => !each.IsMet).Select(each => each.Reason));
    }

    private void Import(string asset, string cve)
    {
        var file = new SourceFile("report.csv", Encoding.UTF8.GetBytes($"Title,CVE,component_name,ecosystem\nt,{cve},a,npm\n"));
        kit.Books.Security.Findings.Import(ReadScanReport.Read("generic", file).OrThrow(), file, asset,
            Actor.Gateway).OrThrow();
    }
}

/// <summary>The board's pages over HTTP.</summary>
public sealed class StoryPageTests : WebHome
{
    [Fact]
    public async Task A_story_is_written_moved_blocked_and_freed_on_the_pages()
    {
        using var person = await Web.Person(Roles.ServiceOperator);
        Assert.Contains("No story is written", await Read(person, "/delivery/board"), StringComparison.Ordinal);
        await Done("/story/write", ("title", "Refuse late bids"), ("criteria", "late | Late"));
        await Done("/story/move", ("id", "DESK-1"), ("column", "doing"));
        Assert.Contains("autofocus", await Read(person, "/delivery/board?moved=DESK-1"), StringComparison.Ordinal);
        await Done("/story/block", ("id", "DESK-1"), ("why", "no sandbox"));
        Assert.Contains("Blocked: no sandbox", await Read(person, "/delivery/board"), StringComparison.Ordinal);
        Assert.Contains("in no release yet", await Read(person, "/delivery/story?id=DESK-1"), StringComparison.Ordinal);
        await Done("/story/free", ("id", "DESK-1"));
        await Done("/story/write", ("id", "DESK-1"), ("title", "Refuse bids after the gate"), ("criteria", ""));
        await Done("/board/set", ("key", "DESK"), ("columns", "to do\ndoing | 1\ndone"));
        Assert.Contains("1 of 1", await Read(person, "/delivery/board"), StringComparison.Ordinal);
        foreach (var table in new[] { "stories", "story-criteria", "story-facts" })
            Assert.Contains(',', await Read(person, $"/export/{table}.csv?id=DESK-1"));
        using var trader = await Web.Person(Roles.Trader);
        Assert.DoesNotContain("Write a story", await Read(trader, "/delivery/board"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await person.GetAsync("/delivery/story?id=DESK-7", TestContext.Current.CancellationToken))
            .StatusCode);

        async Task Done(string to, params (string, string)[] fields)
        {
            var answer = await WebKit.Send(person, "/delivery/board", $"/delivery{to}", fields);
            Assert.True(answer.IsSuccessStatusCode, $"{to} {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_program_writes_moves_blocks_and_frees_over_the_API()
    {
        using var desk = Web.Program(Roles.ServiceDesk);
        using var trader = Web.Program(Roles.Trader);
        var stop = TestContext.Current.CancellationToken;
        var story = new { title = "Refuse late bids", criteria = new[] { new { text = "late", tests = new[] { "Late" } } } };
        Assert.Equal(HttpStatusCode.Created, (await desk.PostAsJsonAsync("/api/v1/stories", story, stop)).StatusCode);
        foreach (var untitled in new[] { """{"requirement": "R"}""", """{"title": null}""" })
        {
            var refused = await desk.PostAsync("/api/v1/stories", new StringContent(untitled, Encoding.UTF8, "application/json"), stop);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("title", await refused.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await trader.PostAsJsonAsync("/api/v1/stories", story, stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Step(new { column = "doing" }));
        Assert.Equal(HttpStatusCode.NotFound, await Step(new { column = "nowhere" }));
        Assert.Equal(HttpStatusCode.BadRequest, await Step(new { column = "done", freed = true }));
        Assert.Equal(HttpStatusCode.OK, await Step(new { blocked = "no sandbox" }));
        Assert.Equal(HttpStatusCode.BadRequest, await Step(new { column = "done" }));
        Assert.Equal(HttpStatusCode.OK, await Step(new { freed = true }));
        Assert.Equal(HttpStatusCode.OK, (await desk.PutAsJsonAsync("/api/v1/stories/DESK-1", new { title = "Refuse them" }, stop))
            .StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync("/api/v1/stories/DESK-7", stop)).StatusCode);
        var shown = JsonDocument.Parse(await desk.GetStringAsync("/api/v1/stories/DESK-1", stop)).RootElement;
        Assert.Equal(["StoryWritten", "CardMoved", "CardBlocked", "CardFreed", "StoryWritten"],
            shown.GetProperty("history").EnumerateArray().Select(each => each.GetProperty("kind").GetString()));
        Assert.Equal("doing", shown.GetProperty("story").GetProperty("card").GetProperty("column").GetString());
        Assert.Contains("Refuse them", await desk.GetStringAsync("/api/v1/stories", stop), StringComparison.Ordinal);

        async Task<HttpStatusCode> Step(object step) =>
            (await desk.PostAsJsonAsync("/api/v1/stories/DESK-1/step", step, stop)).StatusCode;
    }

    private static async Task<string> Read(HttpClient client, string path) =>
        WebUtility.HtmlDecode(await client.GetStringAsync(path, TestContext.Current.CancellationToken));
}
