using System.Text.Json;
using Busbar.Host.Commands;

namespace Busbar.Host.Tests;

/// <summary><c>price-taker</c> on files: tables and JSON in, the outlook as JSON or a table out, and what is refused. It opens no
/// store.</summary>
public sealed class PriceTakerCommandTests : IDisposable
{
    private const string Unit = """
        {"name": "u", "kind": "CombustionTurbine", "fuel": "gas", "minMw": 10, "maxMw": 20, "rampMwPerHour": 20, "minUpHours": 1,
         "minDownHours": 1, "heatInput": [{"output": 10, "heatPerHour": 100}, {"output": 20, "heatPerHour": 200}],
         "starts": [{"hoursOffAtLeast": 1, "heat": 0, "otherCost": 50}], "fuelPrice": 3, "vom": 0, "isMustRun": false}
        """;

    private const string Register = """{"source": "test", "thermal": [""" + Unit + """], "renewable": [], "hydro": [], "storage": []}""";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("price-taker");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_register_against_a_table_of_prices_earns_what_it_does_by_hand()
    {
        // At 40 an hour at 20 MW earns 20 × (40 − 30) = 200, less a start of 50; at 20 nothing runs.
        var report = Answer(Register, "hour,high,low\n1,40,20\n2,40,20\n").GetProperty("report");
        var unit = report.GetProperty("units")[0];
        Assert.Equal((2, 2), (report.GetProperty("hours").GetInt32(), report.GetProperty("scenarios").GetInt32()));
        Assert.Equal((2 * 200 - 50) / 2.0, unit.GetProperty("expectedProfit").GetDouble(), 9);
        Assert.Equal(0.5, unit.GetProperty("expectedStarts").GetDouble());
        Assert.Equal(30 + 50 / 40.0, unit.GetProperty("breakEven").GetDouble(), 9);
    }

    [Fact]
    public void A_whole_fleet_file_takes_states_limits_and_contracts_and_prices_may_be_json()
    {
        var fleet = """{"fleet": """ + Register + """
            , "before": [{"unit": "u", "isOn": true, "hoursInState": 3, "output": 10, "stored": 0}],
             "contracts": [{"name": "pipe", "units": ["u"], "most": 300, "takeOrPay": 0, "shortfallPrice": 0}], "dayHours": [1, 1]}
            """;
        const string Prices = """[{"name": "s", "energyUsdPerMwh": [40, 50], "spinningUsdPerMw": [], "downwardUsdPerMw": []}]""";
        var report = Answer(fleet, Prices).GetProperty("report");
        Assert.Equal(10 * 10 + 20 * 20, report.GetProperty("fleet").GetProperty("expectedProfit").GetDouble(), 6);
        Assert.Equal(1, report.GetProperty("contracts")[0].GetProperty("expectedOpportunityUsdPerMmbtu").GetDouble(), 9);
    }

    [Fact]
    public void Tables_of_fuel_prices_and_of_what_units_reach_hold_hour_by_hour()
    {
        Write("fuel.csv", "hour,gas\n1,2\n2,3\n3,3\n");
        Write("reach.csv", "u\n20\n15\n0\n");
        // 20 MW at 40 − 20, then 15 MW at 40 − 30, then out; a start costs 50.
        var report = Answer(Register, "s\n40\n40\n40\n", "--fuel", "fuel.csv", "--availability", "reach.csv").GetProperty("report");
        Assert.Equal(20 * 20 + 15 * 10 - 50, report.GetProperty("units")[0].GetProperty("expectedProfit").GetDouble(), 9);
        Assert.Equal(0, report.GetProperty("fleet").GetProperty("expectedGap").GetDouble());
    }

    [Theory]
    [InlineData("--fuel", "hour,gas\n1,3\n3,3\n", "missing-hour")]
    [InlineData("--fuel", "gas\n-1\n1\n", "out-of-range")]
    [InlineData("--fuel", "hour\n1\n2\n", "wrong-columns")]
    [InlineData("--fuel", "gas\n", "header-only")]
    [InlineData("--fuel", "gas\n3\n", "missing-price")]
    [InlineData("--availability", "nobody\n3\n", "unit-availability")]
    [InlineData("--availability", "u\nfull\n", "not-a-number")]
    public void Bad_tables_of_hours_are_refused(string option, string table, string expected)
    {
        Write("hours.csv", table);
        var (code, output, _) = Run(Register, "s\n40\n40\n", isJson: true, option, "hours.csv");
        Assert.Equal(ExitCodes.Refused, code);
        Assert.Equal(expected, JsonDocument.Parse(output).RootElement.GetProperty("refused").GetProperty("code").GetString());
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    [Fact]
    public void One_hour_and_a_person_s_table_work()
    {
        var (code, output, _) = Run(Register, "only\n40\n", isJson: false);
        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("Break-even", output, StringComparison.Ordinal);
        Assert.Contains("fleet", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not-a-number", Register, "hour,a\n1,NaN\n", "prices.csv:2 a")]
    [InlineData("missing-hour", Register, "hour,a\n1,5\n3,5\n", "prices.csv:3 hour")]
    [InlineData("bad-fleet", """{"source": "test", "thermal": []}""", "a\n1\n", "fleet.json")]
    [InlineData("bad-fleet", """{"source": "test", "thermal": [null], "renewable": [], "hydro": [], "storage": []}""", "a\n1\n",
        "$.thermal[0]")]
    [InlineData("bad-fleet", "{\n\"source\": 1}", "a\n1\n", "fleet.json:2 $.source")]
    [InlineData("bad-fleet", """{"fleet": null}""", "a\n1\n", "fleet.json")]
    [InlineData("bad-prices", Register, "[{\"name\": \"s\", \"energyUsdPerMwh\": [NaN]}]", "prices.csv:1")]
    [InlineData("no-scenarios", Register, "[]", "price scenarios")]
    [InlineData("wrong-columns", "GEN UID,PMax MW\n", "a\n1\n", "fleet.json:1 header")]
    public void Bad_input_is_refused_with_file_line_and_field(string expected, string fleet, string prices, string where)
    {
        var (code, output, errors) = Run(fleet, prices, isJson: true);
        Assert.Equal(ExitCodes.Refused, code);
        var refused = JsonDocument.Parse(output).RootElement.GetProperty("refused");
        Assert.True(refused.GetProperty("code").GetString() == expected, errors + output);
        Assert.Contains(where, refused.GetProperty("where").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(refused.GetProperty("remedy").GetString()!);
    }

    private JsonElement Answer(string fleet, string prices, params string[] tables)
    {
        var (code, output, errors) = Run(fleet, prices, isJson: true, tables);
        Assert.True(code == ExitCodes.Done, errors + output);
        return JsonDocument.Parse(output).RootElement;
    }

    private (int Code, string Output, string Errors) Run(string fleet, string prices, bool isJson, params string[] tables)
    {
        var (fleetFile, priceFile) = (Path.Combine(folder.FullName, "fleet.json"), Path.Combine(folder.FullName, "prices.csv"));
        File.WriteAllText(fleetFile, fleet);
        File.WriteAllText(priceFile, prices);
        string[] args =
        [
            "price-taker", "--fleet", fleetFile, "--prices", priceFile,
            .. tables.Select((word, i) => i % 2 == 0 ? word : Path.Combine(folder.FullName, word)),
        ];
        return CommandHere.Run(PriceTakerCommand.Create(), folder, args, isJson);
    }
}
