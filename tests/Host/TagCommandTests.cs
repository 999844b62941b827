using System.Globalization;
using System.Text.Json;
using Busbar.Host.Commands;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Contracts.Tags;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Utility;
using NodaTime;

namespace Busbar.Host.Tests;

/// <summary><c>contract tag</c> in a real store on the autumn day of 25 hours: authored from the worked nomination, decided, curtailed,
/// checked
/// out; filed and read back; two edits at once, and offices kept apart.</summary>
public sealed class TagCommandTests : IDisposable
{
    private const string Id = "NYIS_DESK_WIND105_ISNE";
    private static readonly string cases = Path.Combine(BusbarProcess.Root, "cases", "contracts");
    private static readonly OperatingDay day = OperatingDay.Of(2017, 11, 5);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tag");
    private readonly string file;

    public TagCommandTests()
    {
        file = Path.Combine(folder.CreateSubdirectory("desk").FullName, "busbar.db");
        using var store = Open();
        using var batch = store.Begin(Actor.Gateway, new RunId("setup"));
        using var example = JsonDocument.Parse(File.ReadAllText(Path.Combine(cases, "nominate.json")));
        var contract = CanonicalJson.Read<Contract>(example.RootElement.GetProperty("contract").GetRawText());
        batch.PutDocument(new(nameof(UtilityProfile), Kinds.Current), new UtilityProfile("Test Light", "ISO-NE", "hub", 0.05m,
            "made for the test", 0, new(0), [contract], [], new("clause", "tariff", [], new(0), 1, 0, 12, new(0),
                new(2017, 1, 1))), NodaConstants.UnixEpoch);
        batch.Commit();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private FactStore Open() => FactStore.Open(new StoreLocation.Sqlite(file), SystemClock.Instance);

    private (int Code, string Output, string Errors) Run(params string[] args) =>
        CommandHere.Run(ContractCommand.Create(), folder, ["contract", "tag", .. args, "--store", file], isJson: true);

    private JsonElement Answer(params string[] args)
    {
        var (code, output, errors) = Run(args);
        Assert.True(code is ExitCodes.Done or ExitCodes.Found, errors + output);
        return JsonDocument.Parse(output).RootElement;
    }

    private string Refused(params string[] args)
    {
        var (code, output, errors) = Run(args);
        Assert.True(code == ExitCodes.Refused, output + errors);
        return JsonDocument.Parse(output).RootElement.GetProperty("refused").GetProperty("code").GetString()!;
    }

    private JsonElement New(string at = "2017-11-04T12:00", string code = "WIND105") => Answer("new", "--route",
        Path.Combine(cases, "tag-route.json"), "--code", code, "--day", "2017-11-05", "--nomination", Path.Combine(cases, "nominate.json"),
        "--at", at, "--why", "day-ahead schedule");

    private static string Text(JsonElement answer, string name) => answer.GetProperty(name).GetString()!;

    [Fact]
    public void A_nomination_of_twenty_five_hours_is_tagged_on_time_approved_curtailed_and_reloaded()
    {
        var made = New();
        Assert.Equal((Id, "Implemented", "OnTime"), (Text(made, "id"), Text(made, "state"), Text(made.GetProperty("timing"), "class")));
        var asked = made.GetProperty("tag").GetProperty("energy").EnumerateArray().Sum(block =>
            block.GetProperty("mw").GetDecimal() * Hours(Text(block, "interval")));
        var expected = decimal.Parse(File.ReadLines(Path.Combine(cases, "wind-autumn.txt")).Single(line =>
            line.StartsWith("expected nominated MWh", StringComparison.Ordinal)).Split(": ")[1], CultureInfo.InvariantCulture);
        Assert.InRange(asked, expected - 12.5m, expected + 12.5m);
        Assert.Equal("Pending", Text(Answer("show", Id, "--as-of", "2017-11-04T16:30:00Z"), "state"));
        Assert.Equal("Confirmed", Text(Answer("show", Id, "--as-of", "2017-11-04T20:00:00Z"), "state"));

        var cut = Answer("request", Id, "curtail", "--seen", "1", "--by", "NYPA", "--from", "2017-11-05T14:00", "--to", "2017-11-05T16:00",
            "--mw", "5", "--at", "2017-11-05T13:50", "--why", "TLR 3b");
        Assert.Contains(cut.GetProperty("energy").EnumerateArray(), block => block.GetProperty("mw").GetDecimal() == 5);
        var whole = Answer("request", Id, "reload", "--seen", "2", "--by", "NYPA", "--from", "2017-11-05T14:00", "--at",
            "2017-11-05T13:55");
        Assert.Equal(made.GetProperty("energy").ToString(), whole.GetProperty("energy").ToString());
        Assert.Equal(["NEW", "CURTAIL", "RELOAD"], whole.GetProperty("history").EnumerateArray().Select(each => Text(each, "kind")));
        Assert.Equal("day-ahead schedule", Text(whole.GetProperty("history")[0], "why"));
        Assert.Equal(1, Answer("list", "--state", "Implemented").GetProperty("tags").GetArrayLength());
        Assert.Equal(0, Answer("list", "--state", "Denied").GetProperty("tags").GetArrayLength());
    }

    [Fact]
    public void A_late_tag_expires_in_silence_and_one_denial_denies()
    {
        var late = New("2017-11-04T23:50");
        Assert.Equal(("Late", "Expired"), (Text(late.GetProperty("timing"), "class"), Text(late, "state")));
        New(code: "WIND106");
        var denied = Answer("decide", Id.Replace("105", "106", StringComparison.Ordinal), "deny", "--by", "NYPA", "--seen", "1", "--at",
            "2017-11-04T12:10", "--why", "no ATC");
        Assert.Equal("Denied", Text(denied, "state"));
        Assert.Empty(denied.GetProperty("energy").EnumerateArray());
    }

    [Fact]
    public void Of_two_edits_at_once_the_second_is_told_and_each_slip_is_refused()
    {
        New();
        string[] answer = ["decide", Id, "approve", "--by", "NYPA", "--seen", "1", "--at", "2017-11-04T12:10"];
        Answer(answer);
        Assert.Equal("stale-version", Refused(answer));
        Assert.Equal("unknown-tag", Refused("show", Id.Replace("105", "999", StringComparison.Ordinal)));
        Assert.Equal("not-on-path", Refused("decide", Id, "approve", "--by", "PJM", "--seen", "2", "--at", "2017-11-04T12:11"));
        Assert.Equal("facts-out-of-order", Refused("decide", Id, "approve", "--by", "NYIS", "--seen", "2", "--at", "2999-01-01T00:00"));
        Assert.Equal("incomplete-request", Refused("request", Id, "curtail", "--seen", "2", "--by", "NYPA"));
        Assert.Equal("incomplete-request", Refused("request", Id, "correction", "--seen", "2"));
        Assert.Equal("one-source", Refused("new", "--route", Path.Combine(cases, "tag-route.json"), "--code", "WIND107", "--day",
            "2017-11-05"));
        Assert.Equal("no-nomination", Refused("new", "--route", Path.Combine(cases, "tag-route.json"), "--code", "WIND107", "--day",
            "2017-11-05", "--contract", "ridge-ppa"));
        Assert.Equal("unknown-trade", Refused("new", "--route", Path.Combine(cases, "tag-route.json"), "--code", "WIND107", "--day",
            "2017-11-05", "--deal", "T-000009"));
        using var store = Open();
        var (book, at) = (new TagBook(store), Instant.FromUtc(2017, 11, 4, 16, 15));
        var fact = new TagAssessed("ISNE", at, true, "");
        string CodeOf(Actor who) => Assert.Throws<RefusedException>(() => book.Add(Id, 2, fact, "", who)).Refusal.Code;
        Assert.Equal("duty", CodeOf(new("tom", Roles.Trader)));
        Assert.Equal("duty", CodeOf(new("rita", Roles.Risk)));
        Assert.Equal(3, book.Add(Id, 2, fact, "", Actor.Gateway).Version);
        Assert.Equal("duty", Assert.Throws<RefusedException>(() => book.Add(Id, 3, new TagWithdrawn("DESK", at), "", Actor.Gateway))
            .Refusal.Code);
        Assert.Equal("Withdrawn", $"{book.Add(Id, 3, new TagWithdrawn("DESK", at), "replanned", new("ann", Roles.Bidder)).Standing.State}");
    }

    [Fact]
    public void A_tag_is_filed_and_taken_in_again_whole_or_not_at_all()
    {
        New();
        var xml = Path.Combine(folder.FullName, "tag.xml");
        Answer("export", Id, xml);
        Assert.Equal("file-exists", Refused("export", Id, xml));
        Assert.Equal(1, Answer("import", xml).GetProperty("tags").GetArrayLength());
        Assert.Equal("tag-twice", Refused("import", xml, xml));
        var text = File.ReadAllText(xml);
        string Changed(string name, string from, string to)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
            return path;
        }
        Assert.Equal("tag-exists", Refused("import", Changed("other.xml", "NERCRC", "OTHERRC")));
        var good = Changed("good.xml", "WIND105", "WIND205");
        Assert.Equal("short-of-transmission", Refused("import", good, Changed("bad.xml", "<MWLevel>150<", "<MWLevel>1<")));
        Assert.Equal("unexpected-element", Refused("import", good, Changed("worse.xml", "CCList", "List")));
        Assert.Equal(1, Answer("list").GetProperty("tags").GetArrayLength());
        Assert.Equal(1, Answer("import", good, "--at", "2017-11-04T12:00").GetProperty("tags").GetArrayLength());
        Assert.Equal(2, Answer("list").GetProperty("tags").GetArrayLength());
        var corrected = Answer("request", Id.Replace("105", "205", StringComparison.Ordinal), "correction", "--seen", "1", "--file",
            Changed("corrected.xml", "WIND105", "WIND205").Replace("corrected", "good", StringComparison.Ordinal), "--at",
                "2017-11-04T12:30");
        Assert.Equal(2, corrected.GetProperty("version").GetInt32());
    }

    [Fact]
    public void A_day_is_checked_out_against_nomination_and_performance_with_the_cause_of_each_difference()
    {
        New();
        Assert.Equal("no-nomination", Refused("checkout", "--day", "2017-11-05"));
        Assert.Equal("no-tag", Refused("checkout", "--day", "2017-11-07"));
        var calendar = MarketCalendar.IsoNe;
        var (_, printed, _) = CommandHere.Run(ContractCommand.Create(), folder, ["contract", "nominate", Path.Combine(cases,
            "nominate.json"), "--day", "2017-11-05"], isJson: true);
        var nominated = JsonDocument.Parse(printed).RootElement;
        using (var store = Open())
        using (var batch = store.Begin(Actor.Engine, new RunId("day")))
        {
            var (key, known) = ($"{day}/ridge-ppa", calendar.WholeDay(day).End);
            var nomination = CanonicalJson.Read<ContractNomination>(nominated.GetProperty("nominations")[0].GetRawText());
            var delivered = nomination.Energy.Select(mw => new Kernel.Quantities.Mwh(mw.Value));
            batch.PutDocument(new(nameof(ContractNomination), key), nomination, nomination.NominatedAt);
            batch.PutDocument(new(nameof(ContractPerformance), key), new ContractPerformance("ridge-ppa", "Ridge Wind LLC", day, known,
                delivered, delivered, new(0), new(0), new(0), false), known);
            batch.Commit();
        }
        Answer("request", Id, "curtail", "--seen", "1", "--by", "NYPA", "--from", "2017-11-05T14:00", "--to", "2017-11-05T15:00", "--mw",
            "5",
            "--at", "2017-11-05T13:50", "--why", "TLR 3b");
        var (code, output, errors) = Run("checkout", "--day", "2017-11-05", "--tolerance", "6");
        Assert.True(code == ExitCodes.Found, output + errors);
        var checkout = JsonDocument.Parse(output).RootElement.GetProperty("checkouts")[0].GetProperty("checkout");
        Assert.Equal(25, checkout.GetProperty("hours").GetArrayLength());
        var causes = checkout.GetProperty("differences").EnumerateArray().Select(each => (Text(each, "label"), Text(each,
            "cause"))).ToArray();
        Assert.Contains(causes, each => each is ("15", _) && each.Item2.StartsWith($"{Id} curtailed by", StringComparison.Ordinal));
        Assert.Contains(("15", "delivered as nominated and not as tagged"), causes);
    }

    private static decimal Hours(string interval)
    {
        var ends = interval.Split('/').Select(text => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value).ToArray();
        return (decimal)(ends[1] - ends[0]).TotalHours;
    }
}
