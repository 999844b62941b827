using System.Text.Json;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Advisories;
using Busbar.Gateways.Bills;
using Busbar.Host.Commands;
using Busbar.Host.Desks.Security;
using Busbar.Host.Tests.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Tests.Security;

/// <summary>What makers say, over a store and over HTTP: bills, advisories, estimates of exploitation, and Busbar's own bill.</summary>
public sealed class MakerTests : WebHome
{
    private static Instant Now => SystemClock.Instance.GetCurrentInstant();

    private static SourceFile Text(string name, string text) => new(name, System.Text.Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Busbars_own_bill_holds_every_package_of_its_lock_file_and_is_right_by_the_standard()
    {
        var bill = ReadBill.Run(OwnBill.Write()).OrThrow();
        using var locked = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(BusbarProcess.Root, "src/Host/packages.lock.json")));
        var wanted = locked.RootElement.GetProperty("dependencies").EnumerateObject().First().Value.EnumerateObject()
            .Where(each => each.Value.TryGetProperty("resolved", out _))
            .Select(each => $"{each.Name}/{each.Value.GetProperty("resolved").GetString()}");
        var held = bill.Components.Where(each => each.Package is not null).Select(each => each.Ref)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.Equal([], wanted.Where(each => !held.Contains(each) && !IsBuildOnly(each)).ToArray());
        Assert.Contains(bill.Components, each => each.Name == "Npgsql" && each.Package!.ToString() == $"pkg:nuget/Npgsql@{each.Version}");
        Assert.Equal(bill.Components.Length + 1, bill.Dependencies.Length);

        // Analysers run in the build and ship with nothing.
        static bool IsBuildOnly(string package) => package.Contains("Analyzers", StringComparison.OrdinalIgnoreCase)
            || package.StartsWith("Microsoft.CodeAnalysis", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Components_advisories_and_judged_findings_are_shown_and_export()
    {
        using var person = await Web.Person(Roles.Security);
        Assert.Contains("busbar security bill", await Read(person, "/security/components"), StringComparison.Ordinal);
        Assert.Contains("busbar security advisory", await Read(person, "/security/advisories"), StringComparison.Ordinal);
        FindingSample.Keep(Books, Now);

        Assert.Contains("Npgsql", await Read(person, "/security/components?find=npgsql"), StringComparison.Ordinal);
        Assert.DoesNotContain("Npgsql", await Read(person, "/security/components?find=log4j"), StringComparison.Ordinal);
        var page = await Read(person, "/security/advisories");
        foreach (var words in new[] { "CVE-2099-1003", "vulnerable_code_not_present", "Maker (simulated)" })
            Assert.Contains(words, page, StringComparison.Ordinal);
        foreach (var table in new[] { "security-bills", "security-components", "security-advisories", "security-judged" })
            Assert.Contains(',', await Read(person, $"/export/{table}.csv"));
    }

    [Fact]
    public void A_statement_closes_what_it_speaks_of_and_an_earlier_version_of_it_is_refused()
    {
        FindingSample.Keep(Books, Now);
        var judged = Books.Security.Shown(AsOf.Latest).Where(each => each.Decided.Finding.Judgement is { IsClosing: true }).ToList();
        Assert.Equal(("busbar-store", false), (Assert.Single(judged).Decided.Asset, judged[0].Decided.Finding.IsOpen));

        var kept = Assert.Single(Books.Security.Advisories.All(AsOf.Latest));
        // The advisory and what follows from it are of one write.
        Assert.Equal(Store.ReadDocument<KeptAdvisory>(new(nameof(KeptAdvisory), kept.Id), AsOf.Latest)!.RecordedAt,
            Store.ReadStream($"{FindingBook.Prefix}busbar-store", AsOf.Latest)[^1].RecordedAt);
        var old = new Advisory(kept.Id, "", "", "openvex", "OpenVEX 0.2.0",
            kept.Released - Duration.FromDays(1), [], []);
        Assert.Equal("older-advisory", Assert.Throws<RefusedException>(() =>
            Books.Security.Advisories.Keep(old, Text("old.json", "{}"), Actor.Gateway)).Refusal.Code);
        Assert.Equal("unknown-asset", Assert.Throws<RefusedException>(() => Books.Security.Bills.Keep("nothing",
            ReadBill.Run(OwnBill.Write()).OrThrow(), OwnBill.Write(), Actor.Gateway)).Refusal.Code);
        Assert.Equal("duty", Assert.Throws<RefusedException>(() => Books.Security.Bills.Keep("busbar-web",
            ReadBill.Run(OwnBill.Write()).OrThrow(), OwnBill.Write(), new Actor("tess", Roles.Trader))).Refusal.Code);
    }

    [Fact]
    public void An_advisory_that_names_a_vulnerability_twice_makes_two_findings_one_at_the_next_scan()
    {
        var lodash = new FindingPlace.Package("pkg:npm/lodash@4.17.20", "lodash", "4.17.20", "");
        var scans = 0;
        ImportedScan Take(string scanner, string rule)
        {
            var file = Text($"{scanner}.json", $"{scanner} {scans++}");
            return Books.Security.Findings.Import(new(scanner, "app", [], Now,
                [new(rule, rule, StatedSeverity.High, [rule], [], lodash, null, "", "", FindingStatement.Affected, "", rule)],
                ContentHash.Of(file.Content.Span)), file, "busbar-web", Actor.Gateway).OrThrow();
        }

        Take("grype", "GHSA-35JH-R3H4-6JHM");
        Assert.Equal(2, Take("trivy", "CVE-2021-23337").Open);
        var statement = new VexStatement("CVE-2021-23337", ["GHSA-35jh-r3h4-6jhm"], ["pkg:npm/other"], [], VexStatus.Affected, "", "",
            "maker", Now, 1);
        Books.Security.Advisories.Keep(new("A-1", "", "maker", "openvex", "OpenVEX 0.2.0", Now, [],
            [new("CVE-2021-23337", "", [], [statement], false, false)]), Text("a.json", "{}"), Actor.Gateway).OrThrow();
        Assert.Equal(1, Take("trivy", "CVE-2021-23337").Open);
        Assert.Equal(["CVE-2021-23337", "GHSA-35JH-R3H4-6JHM"], Assert.Single(Books.Security.Findings.All(AsOf.Latest)).Findings[0].Aliases
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Estimates_order_what_is_due_on_one_day_and_an_earlier_day_is_refused()
    {
        FindingSample.Keep(Books, Now);
        var file = Text("epss.csv", Day("2026-11-02"));
        var read = ExploitPredictionCsv.Read(file).OrThrow();
        Books.Security.Predictions.Keep(read, file, Actor.Gateway, Now);

        Assert.Equal(.42, Books.Security.Shown(AsOf.Latest).First(each => each.Decided.Finding.Aliases.Contains("CVE-2099-1001"))
            .Decision.Prediction!.Probability);
        Assert.Equal("older-feed", Assert.Throws<RefusedException>(() => Books.Security.Predictions.Keep(
            read with { ScoredOn = new(2026, 11, 1) }, file, Actor.Gateway, Now)).Refusal.Code);
        using var person = await Web.Person(Roles.Security);
        Assert.Contains("42.0", await Read(person, "/security/findings"), StringComparison.Ordinal);
    }

    [Fact]
    public void Feeds_documents_and_detections_are_taken_in_from_the_command_line()
    {
        using var busbar = new BusbarProcess();
        string Written(string name, string text)
        {
            var path = Path.Combine(busbar.Workspace, name);
            File.WriteAllText(path, text);
            return path;
        }
        var enriched = busbar.RunJson("security", "enrich", "--epss", Written("epss.csv", Day("2026-11-03")));
        Assert.Equal(1, enriched.GetProperty("scores").GetInt32());
        Assert.Equal(ExitCodes.Refused, busbar.Run("security", "enrich").Code);

        var bill = Path.Combine(busbar.Workspace, "own.json");
        var components = busbar.RunJson("security", "own-bill", "--out", bill).GetProperty("components").GetInt32();
        Assert.True(components > 40);
        var kept = busbar.RunJson("security", "bill", bill, "--asset", "busbar-web").GetProperty("kept");
        Assert.Equal(0, kept.GetProperty("judged").GetInt32());
        Assert.Equal(ExitCodes.Refused, busbar.Run("security", "bill", bill, "--asset", "nothing").Code);

        var rules = Directory.CreateDirectory(Path.Combine(busbar.Workspace, "rules")).FullName;
        File.WriteAllText(Path.Combine(rules, "a.yml"),
            "title: A\nid: a\nlevel: high\nlogsource: {product: plc}\ndetection:\n  s: {what|contains: stop}\n  condition: s\n");
        var log = Written("log.json", "{\"Computer\":\"plc-1\",\"what\":\"STOP cpu\"}\n");
        (string Case, bool IsNew) Opened()
        {
            using var told = JsonDocument.Parse(busbar.Run("security", "detect", "--rules", rules, "--events", log, "--product", "plc",
                "--open", "meter-feed", "--json").Output);
            var opened = Assert.Single(told.RootElement.GetProperty("cases").EnumerateArray());
            return (opened.GetProperty("case").GetString()!, opened.GetProperty("isNew").GetBoolean());
        }
        Assert.Equal([("CASE-1", true), ("CASE-1", false)], new[] { Opened(), Opened() });
    }

    private static string Day(string day) =>
        $"#model_version:v2025.03.14,score_date:{day}T00:00:00+0000\ncve,epss,percentile\nCVE-2099-1001,0.42,0.97\n";

    private static Task<string> Read(HttpClient client, string path) =>
        client.GetStringAsync(path, TestContext.Current.CancellationToken);
}
