using System.Text.Json;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using NodaTime;
using static Busbar.Host.Tests.DeskKit;

namespace Busbar.Host.Tests;

/// <summary><c>busbar trade</c>, <c>position</c> and <c>book</c> as people of three offices run them, each with their own token.</summary>
public sealed class TradeCommandTests
{
    private const string Policy = """
        {"counterparties":[{"id":"CP1","name":"One","rating":"BBB","creditLimit":1000000,"masters":[]}],"authorities":[],"limits":[],
         "volatilities":[],"forwards":null,"credit":null,"exposure":null,"stress":[]}
        """;

    private const string Deal = "buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1";

    private static void Refuses(BusbarProcess busbar, string code, params string[] arguments)
    {
        var result = busbar.Run(arguments);
        Assert.True(result.Code == 3, $"{string.Join(' ', arguments)} exited with {result.Code}: {result.Errors}");
        Assert.Contains($"({code})", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deal_is_captured_amended_confirmed_and_voided_by_the_office_whose_duty_it_is()
    {
        using var busbar = new BusbarProcess();
        var policy = Path.Combine(busbar.Workspace, "policy.json");
        var (ann, bert, carl, dora) = (TokenOf(busbar, "ann", Roles.Trader), TokenOf(busbar, "bert", Roles.Trader),
            TokenOf(busbar, "carl", Roles.Settlement), TokenOf(busbar, "dora", Roles.Risk));
        string[] capture = ["trade", "capture", Deal, "--traded-at", "2025-06-02T09:30"];
        void As(string token) => busbar.Token = token;

        As(dora);
        File.WriteAllText(policy, Policy.Replace("\"limits\":[]", "\"limits\":7", StringComparison.Ordinal));
        Refuses(busbar, "bad-policy", "trade", "policy", policy);
        File.WriteAllText(policy, Policy);
        As(ann);
        Refuses(busbar, "duty", "trade", "policy", policy);
        As(dora);
        Assert.Equal(1, busbar.RunJson("trade", "policy", policy).GetProperty("counterparties").GetArrayLength());

        As(carl);
        Refuses(busbar, "wrong-role", capture);
        As(ann);
        Refuses(busbar, "not-understood", "trade", "capture", Deal.Replace("buy", "borrow", StringComparison.Ordinal));
        var captured = busbar.RunJson(capture);
        Assert.Equal(("T-000001", "ann"), (Text(captured, "id"), captured.GetProperty("ticket").GetProperty("trader").GetString()));
        As(bert);
        var better = "buy 60 MW WESTERN HUB 5x16 Mar-27 41.25 CP1";
        var amended = busbar.RunJson("trade", "amend", "T-000001", better, "--seen", "1", "--why", "volume");
        Assert.Equal(2, amended.GetProperty("version").GetInt32());
        As(ann);
        Refuses(busbar, "stale-version", "trade", "amend", "T-000001", Deal, "--seen", "1", "--why", "price");

        string[] Confirm(string line) =>
            ["trade", "confirm", "T-000001", line, "--seen", "2", "--why", "paper came", "--reference", "R-1", "--issuer", "CP1"];
        As(carl);
        Refuses(busbar, "confirmation-differs", Confirm(Deal));
        Assert.Equal("Confirmed", Text(busbar.RunJson(Confirm(better)), "status"));
        As(ann);
        Refuses(busbar, "unknown-trade", "trade", "show", "T-000009");
        Assert.Equal("Voided", Text(busbar.RunJson("trade", "void", "T-000001", "--seen", "3", "--why", "cancelled"), "status"));
        var shown = busbar.RunJson("trade", "show", "T-000001");
        Assert.Equal(["ann", "bert", "carl", "ann"], shown.GetProperty("facts").EnumerateArray()
            .Select(fact => fact.GetProperty("who").GetProperty("name").GetString()));
        var then = busbar.RunJson("trade", "list", "--as-of", Text(captured, "knownAt")).GetProperty("trades")[0];
        Assert.Equal((1, "Captured"), (then.GetProperty("version").GetInt32(), Text(then, "status")));
    }

    [Fact]
    public void A_file_of_deals_names_every_bad_line_and_is_taken_in_whole_and_once()
    {
        const string Row = "2025-06-02T13:30:00Z,power,buy,50,MW,PJM,WESTERN HUB,2027-03-01,2027-03-31,5x16,41.25,CP1,hedge,tess";
        using var busbar = new BusbarProcess();
        var (policy, deals) = (Path.Combine(busbar.Workspace, "policy.json"), Path.Combine(busbar.Workspace, "deals.csv"));
        File.WriteAllText(policy, Policy);
        busbar.RunJson("trade", "policy", policy);
        string[] rows = [.. Enumerable.Range(1, 40).Select(i => $"R{i},{Row}")];
        void Write(string[] each) => File.WriteAllLines(deals,
        [
            "reference,traded_at,kind,side,quantity,unit,market,location,first_day,last_day,block,price,counterparty,book,trader",
            .. each,
        ]);
        Write([.. rows.Select((row, i) => i switch
        {
            4 => row.Replace(",50,", ",-50,", StringComparison.Ordinal),
            17 => row.Replace("CP1", "NOBODY", StringComparison.Ordinal),
            33 => row.Replace("2027-03-31", "2025-03-31", StringComparison.Ordinal),
            _ => row,
        })]);
        var refused = busbar.Run("trade", "import", deals);
        Assert.Equal(3, refused.Code);
        foreach (var line in (string[])["deals.csv:6", "deals.csv:19", "deals.csv:35", "3 of 40 deals are wrong"])
            Assert.Contains(line, refused.Errors, StringComparison.Ordinal);
        Assert.Equal(0, busbar.RunJson("trade", "list").GetProperty("trades").GetArrayLength());
        Write(rows);
        Assert.Equal(40, busbar.RunJson("trade", "import", deals).GetProperty("captured").GetInt32());
        Assert.Equal(0, busbar.RunJson("trade", "import", deals).GetProperty("captured").GetInt32());
        Assert.Equal(40, busbar.RunJson("trade", "list", "--book", "hedge").GetProperty("trades").GetArrayLength());
    }

    [Fact]
    public void A_deal_beyond_the_books_authority_is_proposed_decided_by_another_and_taken()
    {
        using var busbar = new BusbarProcess();
        var yesterday = MarketCalendar.Pjm.DayOf(SystemClock.Instance.GetCurrentInstant()).Plus(-1);
        string small, large;
        using (var kit = new DeskKit(yesterday, busbar.Workspace))
        {
            small = $"buy 10 MW quantum-zone 5x16 {kit.Month(3)} 36.00 FERMI";
            large = $"buy 120 MW quantum-zone 5x16 {kit.Month(3)} 36.00 FERMI";
            kit.Capture($"buy 50 MW quantum-zone 5x16 {kit.Month(2)} 46.10 BOHR");
            kit.CloseIt();
        }
        busbar.Token = TokenOf(busbar, "ann", Roles.Trader);
        Assert.Equal(0, busbar.Run("trade", "check", small).Code);
        var check = busbar.Run("trade", "check", large, "--json");
        Assert.Equal(4, check.Code);
        var said = JsonDocument.Parse(check.Output).RootElement.GetProperty("checks").GetProperty("checks");
        Assert.Equal("deal size", Text(said.EnumerateArray().First(each => !each.GetProperty("passes").GetBoolean()), "name"));
        Refuses(busbar, "not-allowed-alone", "trade", "capture", large);
        Assert.Equal("waiting", Text(busbar.RunJson("trade", "capture", large, "--propose", "customer load"), "state"));
        Refuses(busbar, "four-eyes", "trade", "approve", "P-000001", "--why", "fits");
        busbar.Token = TokenOf(busbar, "dora", Roles.Risk);
        Assert.Equal("approved", Text(busbar.RunJson("trade", "approve", "P-000001", "--why", "fits"), "state"));
        Refuses(busbar, "unknown-breach", "book", "approve", "nothing", "--why", "may stand");
        busbar.Token = null;
        Assert.Equal("T-000002", Text(busbar.RunJson("trade", "take", "P-000001"), "id"));
        Assert.Equal("T-000002", Text(busbar.RunJson("trade", "proposals").GetProperty("proposals")[0], "state"));

        double Held(params string[] more) => busbar.RunJson(["position", .. more]).GetProperty("position").GetProperty("cells")
            .EnumerateArray().Sum(cell => cell.GetProperty("contracted").GetDouble());
        Assert.True(Held() > Held("--as-of", At(yesterday, 18).ToString()));
        Refuses(busbar, "no-marks", "position", "--as-of", "2020-01-01T00:00:00Z");
        string Closed() => busbar.RunJson("book", "close", "--paths", "400", "--seed", "3").GetRawText();
        Assert.Equal(Closed(), Closed());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
