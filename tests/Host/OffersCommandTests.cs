using System.Text.Json;
using Busbar.Kernel.Facts;

namespace Busbar.Host.Tests;

/// <summary><c>busbar offers</c> as a user runs it, from the unit master to the files in the outbox, with two people.</summary>
public sealed class OffersCommandTests
{
    private const string Day = "2026-03-06";
    private const string At = "2026-03-05T09:00";

    private const string Terms = """
        {"fuelPrices":[{"fuel":"gas","gasDay":"2026-03-05","price":4.9,"knownAt":"2026-03-05T12:00:00Z"}],
         "allowances":[{"pollutant":"CO2","perShortTon":20}],"forgone":[],
         "offers":[{"unit":"cycle-1","markup":3,"isSloped":false,"commitmentCost":"Offered",
           "ancillary":[{"product":"RegulationUp","price":8},{"product":"RegulationDown","price":5}]}]}
        """;

    private static readonly string fleet = Path.Combine(BusbarProcess.Root, "cases", "commitment", "offers", "fleet.json");

    private static string Refuses(BusbarProcess busbar, string code, params string[] arguments)
    {
        var result = busbar.Run(arguments);
        Assert.True(result.Code == 3, $"{string.Join(' ', arguments)} exited with {result.Code}: {result.Errors}");
        Assert.Contains(code, result.Errors, StringComparison.Ordinal);
        return result.Errors;
    }

    [Fact]
    public void From_the_unit_master_to_the_outbox_by_two_people()
    {
        using var busbar = new BusbarProcess();
        var terms = Path.Combine(busbar.Workspace, "terms.json");
        File.WriteAllText(terms, Terms);
        Refuses(busbar, "no-fleet", "offers", "build", "--market", "ERCOT", "--day", Day, "--at", At);
        Assert.Equal("cycle-1", busbar.RunJson("offers", "master", fleet).GetProperty("units")[0].GetString());
        var drafts = Path.Combine(busbar.Workspace, "drafts");
        string[] build = ["offers", "build", "--market", "ERCOT", "--day", Day, "--at", At, "--terms", terms];
        var built = busbar.RunJson([.. build, "--unit", "cycle-1", "--out", drafts]);
        Assert.Equal((1, true), (built.GetProperty("version").GetInt32(), built.GetProperty("accepted").GetBoolean()));
        Refuses(busbar, "unknown-unit", [.. build, "--unit", "other"]);
        Assert.Equal(3, Directory.GetFiles(drafts).Length);
        Assert.True(busbar.RunJson("offers", "validate", Path.Combine(drafts,
            "ercot-2026-03-06-v001.json")).GetProperty("accepted").GetBoolean());
        Assert.Equal(2, busbar.RunJson("offers", "validate", Path.Combine(drafts, "ercot-2026-03-06-v001-ancillary.xml"))
            .GetProperty("ancillary").GetInt32());
        Assert.Equal(6, busbar.RunJson("offers", "explain", "--market", "ERCOT", "--day", Day, "--at", At, "--terms", terms, "--unit",
            "cycle-1",
            "--hour", "HE10").GetProperty("because").GetArrayLength());

        string[] day = ["--market", "ERCOT", "--day", Day, "--at", "2026-03-05T09:30"];
        Refuses(busbar, "four-eyes", ["offers", "approve", .. day]);
        Refuses(busbar, "not-approved", ["offers", "submit", .. day]);
        busbar.Token = DeskKit.TokenOf(busbar, "rita", Roles.Risk);
        Refuses(busbar, "duty", ["offers", "approve", .. day]);
        busbar.Token = "busbar_unknown";
        Refuses(busbar, "unknown-token", ["offers", "approve", .. day]);
        busbar.Token = DeskKit.TokenOf(busbar, "bob", Roles.Bidder);
        Assert.Equal("bob", busbar.RunJson(["offers", "approve", .. day]).GetProperty("by").GetString());
        busbar.Token = null;
        Assert.Contains("2 h 30 min late", Refuses(busbar, "gate-closed",
            "offers", "submit", "--market", "ERCOT", "--day", Day, "--at", "2026-03-05T12:30"), StringComparison.Ordinal);
        Refuses(busbar, "gate-closed", "offers", "submit", "--market", "ERCOT", "--day", Day);
        var submitted = busbar.RunJson(["offers", "submit", .. day]);
        Assert.True(submitted.GetProperty("isRehearsal").GetBoolean());
        foreach (var file in submitted.GetProperty("files").EnumerateArray())
        {
            var path = Path.Combine(busbar.Workspace, "outbox", "rehearsal", file.GetProperty("name").GetString()!);
            Assert.Equal(file.GetProperty("hash").GetString(), ContentHash.Of(File.ReadAllBytes(path)).Hex);
        }
        var version = busbar.RunJson("offers", "show", "--market", "ERCOT", "--day", Day).GetProperty("versions")[0];
        Assert.Equal("bob", version.GetProperty("approvedBy").GetProperty("name").GetString());
        Assert.True(busbar.RunJson("store", "check").GetProperty("clean").GetBoolean());
    }

    [Fact]
    public void A_file_that_breaks_a_rule_exits_with_four_and_one_that_is_no_set_with_three()
    {
        using var busbar = new BusbarProcess();
        var terms = Path.Combine(busbar.Workspace, "terms.json");
        File.WriteAllText(terms, Terms);
        busbar.RunJson("offers", "master", fleet);
        busbar.RunJson("offers", "build", "--market", "ercot", "--day", Day, "--at", At, "--terms", terms, "--out", busbar.Workspace);
        var file = Path.Combine(busbar.Workspace, "ercot-2026-03-06-v001.json");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("CYCLE_CC1", "CYCLE CC1", StringComparison.Ordinal));
        var result = busbar.Run("offers", "validate", file, "--json");
        Assert.Equal(4, result.Code);
        var refusal = JsonDocument.Parse(result.Output).RootElement.GetProperty("refusals")[0];
        Assert.Equal("resource-named", refusal.GetProperty("code").GetString());
        foreach (var (from, to) in new[]
        {
            ("\"mode\":\"Economic\"", "\"mode\":77"), ("\"market\":\"ERCOT\",", ""), ("\"offers\":[", "\"offers\":[null,"), ("{", "{{"),
            ("\"mode\":\"Economic\"", "\"mode\":\"Sometimes\""), ("2026-03-06\"", "6 March\""),
        })
        {
            var at = text.IndexOf(from, StringComparison.Ordinal);
            File.WriteAllText(file, text[..at] + to + text[(at + from.Length)..]);
            Refuses(busbar, "bad-offers", "offers", "validate", file);
        }
        File.WriteAllText(file + ".xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>");
        Refuses(busbar, "broken-xml", "offers", "validate", file + ".xml");
        Refuses(busbar, "unknown-market", "offers", "build", "--market", "EPEX", "--day", Day);
        Refuses(busbar, "missing-fuel-price", "offers", "build", "--market", "ERCOT", "--day", Day, "--at", At);
        Refuses(busbar, "unknown-hour", "offers", "explain", "--market", "ERCOT", "--day", Day, "--at", At, "--unit", "cycle-1", "--hour",
            "HE25");
        Assert.Contains("fleet.json:6", RefusesMaster(busbar), StringComparison.Ordinal);
    }

    private static string RefusesMaster(BusbarProcess busbar)
    {
        var bad = Path.Combine(busbar.Workspace, "fleet.json");
        File.WriteAllText(bad, File.ReadAllText(fleet).Replace("\"economic\"", "\"now and then\"", StringComparison.Ordinal));
        return Refuses(busbar, "unknown-word", "offers", "master", bad);
    }
}
