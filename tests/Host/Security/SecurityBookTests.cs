using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Busbar.Digital.Cybersecurity.Cases;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Host.Commands;
using Busbar.Host.Desks.Security;
using Busbar.Host.Screens.Shell;
using Busbar.Host.Tests.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Tests.Security;

/// <summary>Cases and CIP facts over a store, over HTTP, and on the command line.</summary>
public sealed class SecurityBookTests : IDisposable
{
    private static readonly Actor sue = new("sue", Roles.Security);

    private readonly ServiceKit kit = new();

    private CipBook Cip => new(kit.Store);

    private CaseBook Cases => new(kit.Store);

    public void Dispose() => kit.Dispose();

    private void KeepScope() => Cip.Keep(new("America/New_York", ["sam"], [new("ems-1", CipImpact.High, CipRole.BesCyberSystem, "ops")]),
        sue, kit.Now);

    private CipEntry Entry(string fact, string name = "vendor", string word = "CISA", params string[] list) =>
        new(fact, kit.Now, "ems-1", "", name, [.. list], new(2026, 12, 31), word);

    [Fact]
    public void Facts_run_the_clocks_as_of_any_instant_and_what_does_not_fit_is_refused()
    {
        KeepScope();
        Cip.Record(sue, kit.Now, new SourceTracked(kit.Now, sue, "ems-1", "", "vendor"));
        var before = kit.Now;
        kit.Later(Duration.FromDays(40));
        Assert.Equal(DueState.Overdue, Assert.Single(Cip.Clocks(new AsOf(kit.Now)).Clocks).State);
        Assert.Equal(DueState.Running, Assert.Single(Cip.Clocks(new AsOf(before)).Clocks).State);
        Cip.Record(sue, kit.Now, new PatchesEvaluated(kit.Now, sue, "ems-1", "", "vendor", []));
        Assert.Equal([DueState.Late, DueState.Running], Cip.Clocks(new AsOf(kit.Now)).Clocks.Select(each => each.State));

        Assert.Equal("unknown-asset", ServiceKit.CodeOf(() => Cip.Record(sue, kit.Now, new WentLive(kit.Now, sue, "x", ""))));
        Assert.Equal("in-the-future", ServiceKit.CodeOf(() => Cip.Record(sue, kit.Now,
            new WentLive(kit.Now + Duration.FromSeconds(1), sue, "ems-1", ""))));
        Assert.Equal("duty", ServiceKit.CodeOf(() => Cip.Record(ServiceKit.Ann, kit.Now,
            new WentLive(kit.Now, ServiceKit.Ann, "ems-1", ""))));
        Assert.Equal("unknown-zone", ServiceKit.CodeOf(() => Cip.Keep(new("Mars", [], []), sue, kit.Now)));
        var asset = new CipAsset("a", CipImpact.High, CipRole.BesCyberSystem, "");
        Assert.Equal("asset-twice", ServiceKit.CodeOf(() => Cip.Keep(new("UTC", [], [asset, asset]), sue, kit.Now)));
    }

    [Fact]
    public void Every_fact_can_be_given_and_a_gap_in_it_is_refused()
    {
        foreach (var fact in CipEntry.Facts)
        {
            string[] list = fact is "ReportSent" ? ["AttackVector"] : fact.StartsWith("Baseline", StringComparison.Ordinal)
                || fact == "ChangeAuthorised"
                ? ["software openssh=9.6", "Port 22/tcp"] : ["KB1"];
            Assert.Equal(fact, Entry(fact, word: fact == "ReportSent" ? "CISA" : "IntrusionLevel", list: list).Read(sue).GetType().Name);
        }
        Assert.Equal("unknown-fact", ServiceKit.CodeOf(() => Entry("Nothing").Read(sue)));
        Assert.Equal("missing-field", ServiceKit.CodeOf(() => Entry("SourceTracked", name: " ").Read(sue)));
        Assert.Equal("missing-field", ServiceKit.CodeOf(() => (Entry("PlanDated") with { Until = null }).Read(sue)));
        Assert.Equal("bad-item", ServiceKit.CodeOf(() => Entry("BaselineRecorded", list: "openssh").Read(sue)));
        Assert.Equal("bad-word", ServiceKit.CodeOf(() => Entry("ReportSent", word: "FBI").Read(sue)));
        Assert.Equal("bad-word", ServiceKit.CodeOf(() => Entry("AttributeLearned", word: "7").Read(sue)));
    }

    [Fact]
    public void A_case_moves_by_the_law_its_determination_runs_the_clock_and_a_merge_is_undone()
    {
        KeepScope();
        var one = Cases.Open(new(kit.Now, sue, "odd logon", "ems-1", kit.Now, ["r@m"]), kit.Now, new CaseTriaged(kit.Now, sue, 2));
        var two = Cases.Open(new(kit.Now, sue, "another", "ems-1", kit.Now, []), kit.Now);
        Assert.Equal("move-not-allowed", ServiceKit.CodeOf(() => Cases.Move(one, kit.Now, new CaseClosed(kit.Now, sue))));
        Assert.Equal("unknown-case", ServiceKit.CodeOf(() => Cases.Find("CASE-9", AsOf.Latest)));
        Assert.Equal("duty", ServiceKit.CodeOf(() => Cases.Move(one, kit.Now, new CaseAssigned(kit.Now, ServiceKit.Ann, "ann"))));
        Cases.Move(one, kit.Now, new CaseDetermined(kit.Now, sue, DeterminedAs.Reportable, "they are in"));
        kit.Later(Duration.FromMinutes(70));
        Assert.Equal(["10 minutes", "10 minutes"], Cip.Clocks(new AsOf(kit.Now)).Clocks.Where(each => each.Duty.Name == "first-report")
            .Select(each => each.Late));

        Cases.Merge(two, one, sue, kit.Now);
        Assert.Equal((one, false), (Cases.Find(two, AsOf.Latest).MergedInto, Cases.Find(two, AsOf.Latest).IsOpen));
        Cases.Unmerge(two, "another matter", sue, kit.Now);
        Assert.Equal("", Cases.Find(two, AsOf.Latest).MergedInto);
        Assert.Empty(Cases.Find(one, AsOf.Latest).Absorbed);
        Assert.Equal("not-merged", ServiceKit.CodeOf(() => Cases.Unmerge(two, "x", sue, kit.Now)));
    }

    [Fact]
    public async Task The_pages_show_the_sample_take_steps_and_give_evidence_that_checks()
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        SampleSecurity.Keep(kit.Store, now);
        SampleSecurity.Keep(kit.Store, now);
        await using var web = await WebKit.Start(kit.Store, SystemClock.Instance);
        using var person = await web.Person(Roles.Security);
        Assert.Contains("simulated", await Read(person, "/security/cases"), StringComparison.Ordinal);
        Assert.Contains("unauthorised", await Read(person, "/security/cip?kept=yes"), StringComparison.Ordinal);
        Assert.Contains("E-ISAC", await Read(person, "/security/case?id=CASE-1"), StringComparison.Ordinal);
        foreach (var table in new[] { "cip-clocks", "cip-drift", "cip-findings", "cip-scope", "security-cases" })
            Assert.True((await Read(person, $"/export/{table}.csv")).Split('\n').Length > 2, table);

        var step = await WebKit.Send(person, "/security/case?id=CASE-1", "/security/case/step", ("id", "CASE-1"), ("move", "CaseContained"),
            ("text", "cut off the wire"));
        Assert.Contains("cut off the wire", await step.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        var wrong = await WebKit.Send(person, "/security/case?id=CASE-1", "/security/case/step", ("id", "CASE-1"), ("move", "CaseClosed"));
        Assert.Contains("move-not-allowed", await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        var opened = await WebKit.Send(person, "/security/cases", "/security/case/open", ("title", "new one"), ("asset", "ems-1"),
            ("alert", "r@m"));
        Assert.Contains("CASE-3", await opened.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        foreach (var (to, field, value) in new[] { ("take", "x", "y"), ("note", "text", "seen"), ("merge", "into", "case-2") })
            Assert.Equal(HttpStatusCode.OK, (await WebKit.Send(person, "/security/case?id=CASE-3", $"/security/case/{to}",
                ("id", "CASE-3"), (field, value))).StatusCode);
        Assert.Equal("CASE-2", Cases.Find("CASE-3", AsOf.Latest).MergedInto);

        using var zip = new ZipArchive(new MemoryStream(await person.GetByteArrayAsync("/security/cip/evidence?requirement=CIP-007+R2",
            TestContext.Current.CancellationToken)));
        var pack = zip.Entries.Select(entry =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return new EvidenceFile(entry.FullName, [.. content.ToArray()]);
        }).ToArray();
        Assert.Equal(8, pack.Length);
        Assert.Empty(((Outcome<int>.Done)CheckEvidence.Run([.. pack])).Findings);
    }

    [Fact]
    public void The_command_line_scopes_records_packs_and_checks()
    {
        using var busbar = new BusbarProcess();
        var folder = Directory.CreateTempSubdirectory("busbar-cip-");
        try
        {
            var scope = Path.Combine(folder.FullName, "scope.csv");
            File.WriteAllText(scope, "asset,impact,kind,owner\nems-1,High,BesCyberSystem,ops\n");
            busbar.RunJson("cip", "scope", scope, "--senior-manager", "sam");
            busbar.RunJson("cip", "record", "SourceTracked", "--asset", "ems-1", "--name", "vendor", "--proof", scope, "--at",
                "2026-01-01T12:00:00Z");
            var pack = Path.Combine(folder.FullName, "pack");
            var told = busbar.RunJson("cip", "evidence", "--requirement", "CIP-007 R2", "--out", pack, "--as-of", "2100-01-01T00:00:00Z");
            Assert.Equal(8, told.GetProperty("files").GetArrayLength());
            Assert.Equal(6, busbar.RunJson("cip", "check", pack).GetProperty("agreed").GetInt32());
            File.AppendAllText(Path.Combine(pack, "clocks.csv"), "x");
            Assert.Equal(ExitCodes.Found, busbar.Run("cip", "check", pack).Code);
            Assert.Equal(ExitCodes.Refused, busbar.Run("cip", "evidence", "--requirement", "CIP-007 R2", "--out", pack).Code);
            Assert.Equal(ExitCodes.Refused, busbar.Run("cip", "evidence", "--requirement", "CIP-1", "--out", pack + "2").Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Rules_are_held_against_a_log_without_a_store()
    {
        var folder = Directory.CreateTempSubdirectory("busbar-rules-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "a.yml"),
                "title: A\nid: a\nlevel: high\ntags: [attack.t0831]\nlogsource: {product: plc}\n"
                + "detection:\n  s: {what|contains: stop}\n  condition: s\n");
            File.WriteAllText(Path.Combine(folder.FullName, "b.yml"), "title: B\n");
            var log = Path.Combine(folder.FullName, "log.json");
            File.WriteAllText(log, "{\"Computer\":\"plc-1\",\"what\":\"STOP cpu\"}\n{\"what\":\"run\",\"QueryName\":\"bad.org\"}\n");
            var stix = Path.Combine(folder.FullName, "bundle.json");
            File.WriteAllText(stix, """
                {"type":"indicator","spec_version":"2.1","id":"indicator--33fe3b22-0201-47cf-85d0-97c02164528d","pattern_type":"stix",
                "created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","pattern":"[domain-name:value = 'bad.org']",
                "valid_from":"2026-01-01T00:00:00Z","valid_until":"2999-01-01T00:00:00Z","confidence":90}
                """);
            var (code, output, _) = CommandHere.Run(DetectCommand.Create(), folder,
                ["detect", "--rules", folder.FullName, "--events", log, "--product", "plc", "--stix", stix], isJson: true);
            using var told = JsonDocument.Parse(output);
            Assert.Equal(ExitCodes.Found, code);
            Assert.Equal("a@plc-1", Assert.Single(told.RootElement.GetProperty("alerts").EnumerateArray()).GetProperty("key").GetString());
            Assert.Equal("log.json#2", Assert.Single(told.RootElement.GetProperty("indicators").EnumerateArray()).GetProperty("event")
                .GetString());
            Assert.Equal("rule-not-read", Assert.Single(told.RootElement.GetProperty("findings").EnumerateArray()).GetProperty("code")
                .GetString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> Read(HttpClient client, string path) =>
        await client.GetStringAsync(path, TestContext.Current.CancellationToken);
}
