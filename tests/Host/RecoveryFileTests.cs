using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Busbar.Host.Commands;

namespace Busbar.Host.Tests;

/// <summary><c>clause</c>, <c>filing</c>, <c>eqr</c> and <c>form1</c> on files alone: no store is opened.</summary>
public sealed class RecoveryFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("recovery");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Avista_s_January_is_run_filed_and_compared_from_a_file_of_costs()
    {
        var costs = Costs("9000000");
        var month = Answer(ClauseCommand.Create(), 0, "run", "--clause", "idaho-pca", "--costs", costs).GetProperty("months")[0];
        Assert.Equal((-1447025.00m, -9194005.15m), (month.GetProperty("deferral").GetDecimal(),
            decimal.Round(month.GetProperty("closingBalance").GetDecimal(), 2)));
        var tree = Answer(ClauseCommand.Create(), 0, "run", "--clause", "idaho-pca", "--costs", costs, "--explain", "retail adjustment");
        Assert.Equal("-223405.556", tree.GetProperty("value").GetString());

        var (old, next) = (Path.Combine(folder.FullName, "old"), Path.Combine(folder.FullName, "next"));
        string[] terms = ["--terms", Case("filing", "terms.json")];
        var built = Answer(FilingCommand.Create(), 0, ["build", "--clause", "idaho-pca", "--costs", costs, "--out", old, .. terms]);
        Assert.Equal(14, built.GetProperty("files").GetArrayLength());
        Assert.Equal(7, built.GetProperty("pages").EnumerateObject().Count());
        using (var workbook = ZipFile.OpenRead(Path.Combine(old, "schedules.xlsx")))
            Assert.Contains(workbook.Entries, entry => entry.FullName.Contains("sheet1", StringComparison.Ordinal));
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(old, "application.pdf")), 0, 5));
        Answer(FilingCommand.Create(), 0, "compare", old, old);

        Answer(FilingCommand.Create(), 0, ["build", "--clause", "idaho-pca", "--costs", Costs("9100000"), "--out", next, .. terms]);
        var moved = Answer(FilingCommand.Create(), ExitCodes.Found, "compare", old, next);
        Assert.Contains(moved.GetProperty("values").EnumerateArray(), each => each.GetProperty("id").GetString() == "cost.555.2025-01");
        Assert.NotEqual(0, moved.GetProperty("pages").GetArrayLength());
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_refused_in_words()
    {
        var costs = Costs("9000000");
        Refused("unknown-clause", ClauseCommand.Create(), "run", "--clause", "nobody", "--costs", costs);
        Refused("unknown-number", ClauseCommand.Create(), "run", "--clause", "idaho-pca", "--costs", costs, "--explain", "profit");
        Refused("unknown-month", ClauseCommand.Create(), "run", "--clause", "idaho-pca", "--costs", costs, "--explain", "deferral",
            "--month", "2019-01");
        Refused("rate-missing", ClauseCommand.Create(), "run", "--clause", "idaho-pca", "--costs", Costs("1", ""));
        File.WriteAllText(Path.Combine(folder.FullName, "filing.json"), "{}");
        Refused("bad-filing", FilingCommand.Create(), "compare", folder.FullName, folder.FullName);
    }

    [Fact]
    public void Form_1_of_2021_is_read_checked_and_compared()
    {
        var page = Answer(Form1Command.Create(), 0, "397", BusbarProcess.Shared("regulatory/ferc1/form1_p397_iso_rto_settlements_2021.csv"));
        var verdicts = page.GetProperty("identities").EnumerateArray().Select(each => each.GetProperty("verdict").GetString()).ToList();
        Assert.Equal((19, 1), (verdicts.Count(each => each == "Ties"), verdicts.Count(each => each == "WithinTolerance")));
        var rows = Answer(Form1Command.Create(), 0, "326", BusbarProcess.Shared("regulatory/ferc1/form1_p326_purchased_power_2021.csv"));
        Assert.Equal(94, rows.GetProperty("identities").EnumerateArray().Count(each => each.GetProperty("verdict").GetString() == "Ties"));
        var facts = BusbarProcess.Shared("regulatory/ferc1/form1_p397_iso_rto_settlements_2021.csv");
        Answer(Form1Command.Create(), 0, "compare", facts, facts);
    }

    [Fact]
    public void Ferc_s_samples_break_rules_that_are_named_with_their_place()
    {
        var answer = Answer(EqrCommand.Create(), ExitCodes.Found, "validate",
            BusbarProcess.Shared("regulatory/eqr/ferc_sample_contract_old_format.csv"),
            BusbarProcess.Shared("regulatory/eqr/ferc_sample_transactions_old_format.csv"));
        Assert.False(answer.GetProperty("isClean").GetBoolean());
        Assert.All(answer.GetProperty("findings").EnumerateArray(), each => Assert.NotEmpty(each.GetProperty("where").GetString()!));
    }

    private static string Case(string part, string name) => Path.Combine(BusbarProcess.Root, "cases", "recovery", part, name);

    /// <summary>The worked January of Avista, with the purchased power given.</summary>
    private string Costs(string purchased, string rate = "2025-01,rate,,0.05,\n")
    {
        var path = Path.Combine(folder.FullName, $"costs-{purchased}.csv");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"month,line,item,actual,base\nterms,opening-balance,,-7714835,\n"
            + $"terms,opening-amortising,,-7197360,\n2025-01,555,,{purchased},12000000\n2025-01,547,,5000000,6000000\n"
            + $"2025-01,447,,-6000000,-6000000\n2025-01,sales,,280154.798,270000\n2025-01,rider-revenue,,-766605,\n{rate}"));
        return path;
    }

    private JsonElement Answer(Command command, int code, params string[] args)
    {
        var name = command.Name;
        var (exit, output, errors) = CommandHere.Run(command, folder, [name, .. args], isJson: true);
        Assert.True(exit == code, $"{name} {string.Join(' ', args)} exited with {exit}: {errors}{output}");
        return JsonDocument.Parse(output).RootElement;
    }

    private void Refused(string code, Command command, params string[] args) => Assert.Equal(code,
        Answer(command, ExitCodes.Refused, args).GetProperty("refused").GetProperty("code").GetString());
}
