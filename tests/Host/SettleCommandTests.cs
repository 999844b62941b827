using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Schema;
using Busbar.Gateways.Statements.Ercot;
using Busbar.Host.Commands;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Host.Tests;

/// <summary>Statements, invoices and disputes of a market in an empty workspace, from file to journal: ERCOT's documents are made up by the
/// gateway's stand-in and carry its mark.</summary>
public sealed class SettleCommandTests : IDisposable
{
    private const ulong Seed = 7;
    private static readonly OperatingDay autumn = OperatingDay.Of(2024, 11, 3);
    private static readonly MarketStatement first = SimulateErcotDocuments.Statement(autumn, StatementType.Initial, 1, Seed);
    private static readonly MarketStatement second = SimulateErcotDocuments.Statement(autumn, StatementType.Final, 2, Seed, first);
    private readonly BusbarProcess busbar = new();

    public void Dispose() => busbar.Dispose();

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(busbar.Workspace, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    private void BeUs() =>
        busbar.RunJson("settle", "participant", "--market", "ERCOT", "--name", "SIMULATED QSE", "--account", "900000001");

    private string RefusedBy(params string[] arguments)
    {
        var result = busbar.Run([.. arguments, "--json"]);
        Assert.Equal(ExitCodes.Refused, result.Code);
        return JsonDocument.Parse(result.Output).RootElement.GetProperty("refused").GetProperty("code").GetString()!;
    }

    [Fact]
    public void The_demos_days_are_settled_again_booked_and_measured()
    {
        busbar.RunJson("demo", "--no-serve");
        // A day settles to what the run had settled; a newer version of it is kept and explained.
        var day = busbar.RunJson("settle", "day", "--day", "2025-11-02", "--keep");
        Assert.Equal(day.GetProperty("before").GetDecimal(), day.GetProperty("total").GetDecimal());
        Assert.True(day.GetProperty("check").GetProperty("holds").GetBoolean());
        Assert.NotEmpty(busbar.RunJson("explain", "settlement", "2025-11-02", "--line", "total").GetProperty("because").EnumerateArray());
        Assert.Equal("another-market", RefusedBy("settle", "day", "--market", "ERCOT", "--day", "2025-11-02"));
        Assert.Equal("unreadable-day", RefusedBy("settle", "day", "--day", "soon"));

        // Each entry is balanced; the allocation leaves every account as it is and gives each charge to its asset.
        var rows = busbar.Run("settle", "journal", "--from", "2025-11-02", "--to", "2025-11-02").Output.Split('\n')[1..^1]
            .Select(row => Regex.Replace(row, "\"[^\"]*\"", "words").Split(',')).ToList();
        decimal Net(IEnumerable<string[]> some) => some.Sum(row => Read(row[6]) - Read(row[7]));
        decimal Read(string cell) => cell == "" ? 0 : decimal.Parse(cell, CultureInfo.InvariantCulture);
        Assert.All(rows.GroupBy(row => row[1]), entry => Assert.Equal(0, Net(entry)));
        var allocated = rows.Where(row => row[1] == "allocation 2025-11-02").ToList();
        Assert.All(allocated.GroupBy(row => row[2]), account => Assert.Equal(0, Net(account)));
        Assert.Equal(day.GetProperty("total").GetDecimal(), Net(allocated.Where(row => row[5] != "")));
        Assert.Equal(["contracts", "fleet", "load"], allocated.Select(row => row[4]).Where(book => book != "").Distinct().Order());

        // The second planted error was booked with the first statement and taken back with the final one.
        var trueUps = busbar.RunJson("settle", "journal", "--from", "2025-10-23", "--to", "2025-11-18").GetProperty("entries")
            .EnumerateArray().Where(each => each.GetProperty("entry").GetString()!.StartsWith("true-up 2025-10-23",
                StringComparison.Ordinal)).ToList();
        Assert.Equal([50.40m, 50.40m], trueUps.Select(each => each.GetProperty("debits").GetDecimal()));
        var metrics = busbar.RunJson("settle", "metrics", "--from", "2025-10-15", "--to", "2025-11-13", "--as-of", "2026-01-15T00:00:00Z")
            .GetProperty("metrics").EnumerateArray().ToDictionary(each => each.GetProperty("name").GetString()!, each =>
                each.GetProperty("value").GetDouble());
        Assert.Equal((10, 100, 50.4), (metrics["Days to final"], metrics["On-time payment"], metrics["Value recovered"]));
        var shadow = busbar.RunJson("settle", "statements").GetProperty("statements");
        Assert.Equal(55, shadow.GetArrayLength());

        // A dispute of the demo goes out as a table once another has released it.
        var file = Path.Combine(busbar.Workspace, "dispute.csv");
        busbar.RunJson("dispute", "submission", "D-000001", "--out", file);
        Assert.EndsWith(",50.40", File.ReadAllLines(file)[1].Split(',')[..10].Aggregate("", (all, cell) => $"{all},{cell}"));
    }

    [Fact]
    public void Versions_are_kept_and_compared_down_to_the_interval_and_the_determinant()
    {
        BeUs();
        var extracts = new[] { 1, 2 }.Select(version => WriteErcotExtract.Of(SimulateErcotDocuments.Extract(autumn, version, Seed))
            .Select((table, i) => Write($"extract-{version}-{i}.xml", table.Content.ToArray())).ToArray()).ToArray();
        var kept = busbar.RunJson(["settle", "compare", "--statement", Write("first.xml", WriteErcotStatement.Of(first)),
            "--determinants", .. extracts[0]]);
        Assert.Equal((1, "nothing"), (kept.GetProperty("sequence").GetInt32(), kept.GetProperty("against").GetString()));

        var later = busbar.RunJson(["settle", "compare", "--statement", Write("second.xml", WriteErcotStatement.Of(second)),
            "--determinants", .. extracts[1]]).GetProperty("versions");
        Assert.Equal((second.Total - first.Total).Value, later.GetProperty("change").GetDecimal());
        Assert.Equal(second.Lines.Where(line => line.Amount != first.Line(line.Code)!.Amount).Select(line => line.Code).Order(),
            later.GetProperty("codes").EnumerateArray().Select(each => each.GetProperty("code").GetString()!).Order());
        Assert.All(later.GetProperty("codes").EnumerateArray(), code => Assert.NotEmpty(code.GetProperty("intervals").EnumerateArray()));
        Assert.NotEmpty(later.GetProperty("determinants").EnumerateArray());

        Assert.Equal("older-version", RefusedBy("settle", "compare", "--statement", Write("older.xml", WriteErcotStatement.Of(first with
        {
            StatementId = "again",
        }))));
        var again = busbar.RunJson("settle", "compare", "--statement", Path.Combine(busbar.Workspace, "second.xml"), "--against",
            Path.Combine(busbar.Workspace, "first.xml"));
        Assert.Equal((false, later.GetProperty("change").GetDecimal()), (again.GetProperty("isNew").GetBoolean(),
            again.GetProperty("versions").GetProperty("change").GetDecimal()));
        var listed = busbar.RunJson("settle", "statements");
        Assert.Equal(2, listed.GetProperty("statements").GetArrayLength());
        Assert.Equal("older.xml", listed.GetProperty("quarantine")[0].GetProperty("file").GetString());
    }

    [Fact]
    public void What_is_wrong_with_a_statement_puts_the_file_into_quarantine_where_it_stays_listed()
    {
        Assert.Equal("no-participant", RefusedBy("settle", "compare", "--statement", Write("first.xml", WriteErcotStatement.Of(first))));
        BeUs();
        busbar.RunJson("settle", "compare", "--statement", Path.Combine(busbar.Workspace, "first.xml"));
        var text = System.Text.Encoding.UTF8.GetString(WriteErcotStatement.Of(second));
        MarketStatement Turned() => second with
        {
            Total = -second.Total, NetAmount = -second.NetAmount,
            Lines =
            [
                .. second.Lines.Select(line => line with { Amount = -line.Amount, Intervals = line.Intervals?.Select(each => -each) }),
            ],
        };
        (string Code, byte[] File)[] wrong =
        [
            ("another-participant", WriteErcotStatement.Of(second with { Participant = "SOMEBODY ELSE" })),
            ("another-participant", WriteErcotStatement.Of(second with { Account = "900000002" })),
            ("same-version-twice", WriteErcotStatement.Of(first with { StatementId = "other" })),
            ("totals-do-not-add", WriteErcotStatement.Of(second with { Total = new(second.Total.Value + 1) })),
            ("sign-flipped", WriteErcotStatement.Of(Turned())),
            // The 24-hour file of a 25-hour day: one hour's four quarters are left out of each charge.
            ("interval-count", System.Text.Encoding.UTF8.GetBytes(Regex.Replace(Regex.Replace(text,
                "<Interval NUM=\"(97|98|99|100)\">.*?</Interval>", "", RegexOptions.Singleline), "<NumberOfIntervals>100<",
                "<NumberOfIntervals>96<"))),
            ("interval-order", System.Text.Encoding.UTF8.GetBytes(new Regex("NUM=\"2\"").Replace(text, "NUM=\"1\"", 1))),
            ("broken-xml", System.Text.Encoding.UTF8.GetBytes(text[..(text.Length / 2)])),
        ];
        for (var i = 0; i < wrong.Length; i++)
            Assert.Equal(wrong[i].Code, RefusedBy("settle", "compare", "--statement", Write($"wrong-{i}.xml", wrong[i].File)));
        var listed = busbar.RunJson("settle", "statements");
        Assert.Equal(wrong.Select(each => each.Code).Order(), listed.GetProperty("quarantine").EnumerateArray()
            .Select(each => each.GetProperty("reason").GetProperty("code").GetString()!).Order());
        Assert.Single(listed.GetProperty("statements").EnumerateArray());
        // A charge that no rule knows is kept and shown.
        var kept = busbar.RunJson("settle", "compare", "--statement", Write("new-charge.xml", WriteErcotStatement.Of(second with
        {
            Lines = [.. second.Lines, new("NEWAMT", "A new charge", new(1), null, "USD")], Total = second.Total + new Usd(1),
            NetAmount = second.NetAmount + new Usd(1),
        })));
        Assert.Equal("NEWAMT", kept.GetProperty("unknownCodes")[0].GetString());
        Assert.Equal("unknown-charge-code", kept.GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Contains("no-schemas", busbar.Run("settle", "compare", "--statement", Write("x.xml", text), "--schemas",
            busbar.Workspace).Errors);
        Assert.Equal("not-settled", RefusedBy("settle", "compare", "--statement", Path.Combine(busbar.Workspace, "first.xml"), "--against",
            "shadow"));
    }

    [Fact]
    public void A_24_hour_report_of_PJMs_25_hour_day_is_quarantined_and_the_whole_one_is_held_against_determinants()
    {
        busbar.RunJson("settle", "participant", "--market", "PJM", "--name", "Sample Power", "--account", "77");
        string Report(int hours) => "Customer ID,EPT Hour Ending,GMT Hour Ending,Day-ahead Spot Market Energy Charge ($)\n"
            + string.Concat(MarketCalendar.Pjm.HoursOf(autumn).Take(hours).Select(hour => string.Create(CultureInfo.InvariantCulture,
                $"77,{MarketCalendar.Pjm.OnClock(hour.Start).LocalDateTime.PlusHours(1):MM'/'dd'/'uuuu HH:mm},{
                    hour.End.InUtc().LocalDateTime:MM'/'dd'/'uuuu HH:mm},13.52\n")));
        Assert.Equal("interval-count", RefusedBy("settle", "compare", "--statement", Write("short.csv", Report(24))));
        var day = Write("day.txt", $"market | PJM\nday | {autumn}\ncodes | 1200\nsubject | load | Load | DOM\n"
            + "values | DA MWh | load | hour | 1x25\nvalues | DA energy price | DOM | hour | 13.52x24 14.52\n");
        var held = busbar.Run("settle", "compare", "--statement", Write("whole.csv", Report(25)), "--against", day, "--json");
        Assert.Equal(ExitCodes.Found, held.Code);
        var shadow = JsonDocument.Parse(held.Output).RootElement.GetProperty("shadow").GetProperty("codes")[0];
        Assert.Equal((339m, 338m, 1), (shadow.GetProperty("shadow").GetDecimal(), shadow.GetProperty("billed").GetDecimal(),
            shadow.GetProperty("intervals").GetArrayLength()));
        Assert.Contains("short.csv", busbar.Run("settle", "statements").Errors);
    }

    [Fact]
    public void A_day_is_settled_from_determinants_and_a_case_says_what_is_met()
    {
        var text = "market | PJM\nday | 2024-07-15\ncodes | 1200 1205 1210 1215 1220 1225\nsubject | load | Load | DOM\n"
            + "values | DA MWh | load | hour | 10x24\nvalues | RT MWh | load | hour | 11x24\n"
            + string.Concat(new[] { "DA", "RT" }.SelectMany(run => new[] { "energy", "congestion", "loss" }.Select(part =>
                $"values | {run} {part} price | DOM | hour | {(part == "energy" ? "30" : "1")}x24\n")));
        var day = busbar.RunJson("settle", "day", "--market", "PJM", "--day", "2024-07-15", "--inputs", Write("day.txt", text));
        Assert.Equal((24 * (10 * 32m + 1 * 32m), true), (day.GetProperty("total").GetDecimal(),
            day.GetProperty("check").GetProperty("holds").GetBoolean()));
        Assert.Equal("another-day", RefusedBy("settle", "day", "--market", "ERCOT", "--inputs", Path.Combine(busbar.Workspace, "day.txt")));
        Assert.Equal("hours-do-not-match", RefusedBy("settle", "day", "--inputs", Write("short.txt", text.Replace("10x24", "10x23",
            StringComparison.Ordinal))));
        Assert.Equal("no-utility", RefusedBy("settle", "day", "--day", "2024-07-15"));
        Assert.Equal("no-day", RefusedBy("settle", "day"));
        Assert.Equal("nothing-to-keep", RefusedBy("settle", "day", "--keep", "--inputs", Path.Combine(busbar.Workspace, "day.txt")));

        var met = Write("met.txt", text + "cents | 1200 | 7200.00\n");
        Assert.True(busbar.RunJson("settle", "case", met).GetProperty("isMet").GetBoolean());
        var result = busbar.Run("settle", "case", met, Write("off.txt", text + "cents | 1200 | 7200.01\n"), "--json");
        Assert.Equal((ExitCodes.Found, false), (result.Code,
            JsonDocument.Parse(result.Output).RootElement.GetProperty("isMet").GetBoolean()));
        Assert.Equal("bad-case", RefusedBy("settle", "case", Write("bad.txt", text + "hopes | 1200 | 1\n")));
        Assert.Equal(ExitCodes.Done, busbar.Run(["settle", "case", .. Directory.GetFiles(Path.Combine(BusbarProcess.Root, "cases",
            "settlement", "ercot"), "*.txt")]).Code);
    }

    [Fact]
    public void Restated_prices_are_found_priced_and_their_days_settled_as_a_new_version()
    {
        var start = NodaTime.Instant.FromUtc(2024, 1, 10, 6, 0);
        string Prices(Func<int, decimal> at, int count = 48) => "interval_start_utc,settlement_point,dam_spp\n" + string.Concat(Enumerable
            .Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture,
                $"{start + NodaTime.Duration.FromHours(i):uuuu-MM-dd'T'HH:mm:ss'Z'},HB_HUBAVG,{at(i)}\n")));
        var (old, now) = (Write("old.csv", Prices(i => 20 + i)), Write("new.csv", Prices(i => 20 + i + (i % 12 == 5 ? 0.25m : 0), 40)));
        var found = busbar.RunJson("settle", "restate", "--old", old, "--new", now, "--mw", "100");
        Assert.Equal((3, 75m), (found.GetProperty("intervalCount").GetInt32(), found.GetProperty("change").GetDecimal()));
        var days = found.GetProperty("restatement").GetProperty("days").EnumerateArray().ToList();
        Assert.Equal(["2024-01-10", "2024-01-11"], days.Select(day => day.GetProperty("operatingDay").GetString()));
        Assert.All(days, day => Assert.Equal(2, day.GetProperty("version").GetInt32()));
        Assert.Equal(8, found.GetProperty("restatement").GetProperty("onlyBefore").GetArrayLength());
        Assert.Equal("duplicate-interval", RefusedBy("settle", "restate", "--old", old, "--mw", "1", "--new", Write("twice.csv",
            Prices(_ => 1) + "2024-01-10T06:00:00Z,HB_HUBAVG,2\n")));
        Assert.Equal("unknown-price-file", RefusedBy("settle", "restate", "--old", old, "--mw", "1", "--new", Write("other.csv",
            "a,b\n1,2\n")));
        Assert.Equal("no-such-series", RefusedBy("settle", "restate", "--old", old, "--new", now, "--mw", "1", "--series",
            "ercot/x/da-lmp"));
        Assert.Equal("bad-time", RefusedBy("settle", "restate", "--old", old, "--mw", "1", "--new", Write("bad.csv",
            "interval_start_utc,settlement_point,dam_spp\nsoon,HB_HUBAVG,2\n")));
        var real = BusbarProcess.Shared("settlement/ercot/sample_2024-11_da.csv");
        Assert.Equal(0, busbar.RunJson("settle", "restate", "--old", real, "--new",
            BusbarProcess.Shared("settlement/ercot/ercot_hb_hubavg_da_hourly_utc_2024_2025.csv.gz"), "--mw", "100")
            .GetProperty("intervalCount").GetInt32());
    }

    [Fact]
    public void An_invoice_is_checked_against_its_statement_and_paid_by_two_people()
    {
        BeUs();
        busbar.RunJson("settle", "compare", "--statement", Write("first.xml", WriteErcotStatement.Of(first)));
        var invoice = SimulateErcotDocuments.Invoice("settlement", [first], autumn.Plus(9), Seed);
        var taken = busbar.RunJson("invoice", "take", Write("invoice.xml", WriteErcotInvoice.Of(invoice)));
        var id = taken.GetProperty("id").GetString()!;
        Assert.Equal(("ERCOT/STL000001", true, 0), (id, taken.GetProperty("isClean").GetBoolean(),
            taken.GetProperty("findings").GetArrayLength()));
        Assert.Equal("invoice-twice", RefusedBy("invoice", "take", Path.Combine(busbar.Workspace, "invoice.xml")));
        Assert.Equal("unknown-invoice", RefusedBy("invoice", "show", "ERCOT/none"));
        var amount = invoice.Amount.Value.ToString(CultureInfo.InvariantCulture);
        Assert.Single(busbar.RunJson("invoice", "plan").GetProperty("plan").EnumerateArray());
        Assert.Equal(invoice.Amount.Value, busbar.RunJson("invoice", "ages").GetProperty("ages")[0].GetProperty("over90").GetDecimal());
        if (invoice.Amount.Value > 0)
        {
            Assert.Equal("step-not-allowed", RefusedBy("invoice", "paid", id, "--amount", amount, "--reference", "bank"));
            busbar.RunJson("invoice", "propose", id);
            Assert.Equal("own-release", RefusedBy("invoice", "release", id));
            busbar.Token = DeskKit.TokenOf(busbar, "ben", Roles.Trader);
            Assert.Equal("duty", RefusedBy("invoice", "release", id));
            busbar.Token = DeskKit.TokenOf(busbar, "carla", Roles.Settlement);
            busbar.RunJson("invoice", "release", id);
        }
        busbar.RunJson("invoice", "paid", id, "--amount", amount, "--reference", "bank");
        Assert.Equal("Paid", busbar.RunJson("invoice", "list").GetProperty("invoices")[0].GetProperty("standing").GetProperty("stage")
            .GetString());
        Assert.Empty(busbar.RunJson("invoice", "plan").GetProperty("plan").EnumerateArray());
        var other = busbar.RunJson("invoice", "take", Write("other.xml", WriteErcotInvoice.Of(invoice with { InvoiceId = "STL000002" })));
        Assert.Equal("invoice-line-differs", other.GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Equal("another-participant", RefusedBy("invoice", "take", Write("theirs.xml", WriteErcotInvoice.Of(invoice with
        {
            InvoiceId = "STL000003", Participant = "SOMEBODY ELSE",
        }))));
    }

    [Fact]
    public void A_charge_of_a_kept_statement_is_disputed_by_the_published_calendar_and_goes_out_as_ERCOTs_XML()
    {
        BeUs();
        busbar.RunJson("settle", "compare", "--statement", Write("first.xml", WriteErcotStatement.Of(first)));
        var determinants = Write("day.txt", $"market | ERCOT\nday | {autumn}\ncodes | ESACAMT\nsubject | us | Participant\n"
            + "values | load MWh | us | hour | 100x25\nvalues | system administration fee | | day | 0.71\n");
        string[] claim = ["dispute", "claim", "--statement", first.StatementId, "--code", "ESACAMT", "--against", determinants];
        // Without a calendar ERCOT's rule counts back from a true-up that nobody has scheduled.
        Assert.Equal("true-up-not-scheduled", RefusedBy(claim));
        var far = SimulateErcotDocuments.Calendar(autumn).Select(each => each with
        {
            DisputeDate = MarketCalendar.Ercot.At(OperatingDay.Of(2099, 1, 5), new(17, 0)),
        });
        busbar.RunJson("settle", "calendar", Write("calendar.xml", WriteErcotStatement.Of([.. far], isSimulated: true)));
        var standing = busbar.RunJson(claim).GetProperty("standing");
        Assert.Equal("2099-01-05T23:00:00Z", standing.GetProperty("dueAt").GetString());
        var file = Path.Combine(busbar.Workspace, "dispute.xml");
        string[] submit =
            ["dispute", "submission", "D-000001", "--out", file, "--sub-type", "Other", "--phone", "1", "--e-mail", "a@b.example"];
        Assert.Equal("not-released", RefusedBy(submit));
        busbar.Token = DeskKit.TokenOf(busbar, "carla", Roles.Settlement);
        busbar.RunJson("dispute", "release", "D-000001", "--why", "the fee is a rate times load");
        Assert.Equal("dispute-incomplete", RefusedBy(submit[..5]));
        busbar.RunJson(submit);
        Assert.Contains("<chargeType>ESACAMT</chargeType>", File.ReadAllText(file));
        Assert.Contains(" = ", busbar.RunJson("dispute", "evidence", "D-000001").GetProperty("text").GetString());
        Assert.Equal("unknown-statement", RefusedBy([.. claim[..3], "none", .. claim[4..]]));
        Assert.Empty(FaultsBy(BusbarProcess.Shared("settlement/ercot-xsd/ews/xsds/ErcotDisputes.xsd"), file));
    }

    private static List<string> FaultsBy(string schema, string file)
    {
        var (faults, settings) = (new List<string>(), new XmlReaderSettings { ValidationType = ValidationType.Schema });
        settings.Schemas.XmlResolver = new XmlUrlResolver();
        settings.Schemas.Add(null, schema);
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, seen) => faults.Add(seen.Message);
        using var reader = XmlReader.Create(file, settings);
        while (reader.Read()) { }
        return faults;
    }
}
