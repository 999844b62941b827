using System.Globalization;
using System.Text.Json;
using Busbar.Host.Commands;

namespace Busbar.Host.Tests;

/// <summary><c>contract</c> on the files of <c>cases/contracts</c>: what the worked cases beside them say comes out, and bad files are
/// refused with their line. It opens no store.</summary>
public sealed class ContractCommandTests : IDisposable
{
    private static readonly string cases = Path.Combine(BusbarProcess.Root, "cases", "contracts");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("contract");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_wind_contract_is_nominated_as_the_autumn_case_says()
    {
        var nomination = Answer("nominate", Example("nominate"), "--day", "2017-11-05").GetProperty("nominations")[0];
        var mw = nomination.GetProperty("energy").GetProperty("values").EnumerateArray().Select(each => each.GetDecimal()).ToArray();
        Assert.Equal(25, mw.Length);
        Assert.Equal(decimal.Parse(Expected("wind-autumn", "expected nominated MWh"), CultureInfo.InvariantCulture), mw.Sum());
    }

    [Fact]
    public void Several_files_are_nominated_in_one_go()
    {
        var nominations = Answer("nominate", Example("nominate"), Example("nominate"), "--day", "2017-11-05").GetProperty("nominations");
        Assert.Equal(nominations[0].ToString(), nominations[1].ToString());
    }

    [Fact]
    public void A_month_is_reckoned_as_the_autumn_case_says_and_its_working_adds_up()
    {
        var answer = Answer("perform", Example("perform"));
        var invoice = answer.GetProperty("invoice");
        Assert.Equal(decimal.Parse(Expected("agreement-autumn", "expected total USD"), CultureInfo.InvariantCulture),
            invoice.GetProperty("total").GetDecimal());
        var parts = answer.GetProperty("explain").GetProperty("because").EnumerateArray()
            .Select(line => decimal.Parse(line.GetProperty("value").GetString()!, CultureInfo.InvariantCulture));
        Assert.Equal(invoice.GetProperty("total").GetDecimal(), parts.Sum());
        Assert.Equal("negative-meter", answer.GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void A_purchase_is_worth_its_intrinsic_value_and_what_each_driver_adds()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Example("value")));
        double[] Values(string name) =>
            [.. file.RootElement.GetProperty(name).GetProperty("values").EnumerateArray().Select(each => each.GetDouble())];
        var value = Answer("value", Example("value")).GetProperty("value");
        var pieces = value.GetProperty("pieces").EnumerateArray()
            .ToDictionary(piece => piece.GetProperty("driver").GetString()!, piece => piece.GetProperty("value").GetDouble());
        // A share of 0.4 bought at 28.5; three days at 3 % are worth at most a thousandth less.
        var intrinsic = Values("outputMw").Zip(Values("hubPrice"), (mw, usd) => 0.4 * mw * (usd - 28.5)).Sum();
        Assert.Equal(intrinsic, pieces["Intrinsic"], Math.Abs(intrinsic) / 1000);
        Assert.Equal(value.GetProperty("mean").GetDouble(), pieces.Values.Sum(), 1e-6);
    }

    [Theory]
    [InlineData("Total", "perform")]
    [InlineData("Σ MWh × USD/MWh", "perform", "--explain")]
    [InlineData("Curtailment", "value")]
    [InlineData("0.40 of plant/ridge", "nominate", "--day", "2017-11-05")]
    public void A_person_gets_a_table(string expected, string use, params string[] options)
    {
        var (code, output, errors) = Run([use, Example(use), .. options], isJson: false);
        Assert.True(code == ExitCodes.Done, errors);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bad-contract-file", "perform", "\"ISO-NE\"", "\"NOWHERE\"", ":2 $.calendar")]
    [InlineData("bad-contract-file", "perform", "\"starts\": 0,", "", "bad.json")]
    [InlineData("bad-contract-file", "value", "\"kind\": \"wind-ppa\"", "\"kind\": \"promise\"", "$.contract")]
    [InlineData("impossible-terms", "value", "\"share\": 0.4", "\"share\": 1.4", "ridge-ppa")]
    [InlineData("outside-term", "nominate", "\"lastDay\": \"2036", "\"lastDay\": \"2017", "2018-01-01")]
    [InlineData("wrong-forecast", "nominate", "plant/ridge/forecast", "plant/other/forecast", "ridge-ppa")]
    public void A_bad_file_is_refused_with_its_place(string code, string use, string from, string to, string where)
    {
        var bad = Path.Combine(folder.FullName, "bad.json");
        var text = File.ReadAllText(Example(use));
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(bad, text.Replace(from, to, StringComparison.Ordinal));
        string[] options = use != "nominate" ? [] : ["--day", code == "outside-term" ? "2018-01-01" : "2017-11-05"];
        var (exit, output, _) = Run([use, bad, .. options], isJson: true);
        Assert.Equal(ExitCodes.Refused, exit);
        var refused = JsonDocument.Parse(output).RootElement.GetProperty("refused");
        Assert.Equal(code, refused.GetProperty("code").GetString());
        Assert.Contains(where, refused.GetProperty("where").GetString(), StringComparison.Ordinal);
    }

    private static string Example(string use) => Path.Combine(cases, $"{use}.json");

    private static string Expected(string name, string field) => File.ReadLines(Path.Combine(cases, $"{name}.txt"))
        .Single(line => line.StartsWith(field, StringComparison.Ordinal)).Split(": ")[1];

    private JsonElement Answer(params string[] args)
    {
        var (code, output, errors) = Run(args, isJson: true);
        Assert.True(code == ExitCodes.Done, errors + output);
        return JsonDocument.Parse(output).RootElement;
    }

    private (int Code, string Output, string Errors) Run(string[] args, bool isJson) =>
        CommandHere.Run(ContractCommand.Create(), folder, ["contract", .. args], isJson);
}
