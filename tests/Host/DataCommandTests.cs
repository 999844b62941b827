using System.Text.Json;
using Busbar.Host.Commands;

namespace Busbar.Host.Tests;

/// <summary>Contracts held against files, without a store.</summary>
public sealed class DataCommandTests : IDisposable
{
    private const string Contract = """
        apiVersion: v3.1.0
        kind: DataContract
        id: prices
        version: 1.0.0
        status: active
        schema:
          - name: prices
            properties:
              - name: hour
                logicalType: timestamp
                required: true
                unique: true
                customProperties:
                  - property: expectedIntervals
                    value: { market: ISO-NE, minutes: 60 }
              - name: price
                logicalType: number
                required: true
                logicalTypeOptions: { minimum: -100, maximum: 1000 }
        slaProperties:
          - property: latency
            value: 2
            unit: h
            element: prices.hour
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("busbar-data-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Data_in_contract_leave_with_zero_and_every_promise_kept()
    {
        var (code, answer) = Check("2017-03-12T09:00:00Z");
        Assert.Equal(ExitCodes.Done, code);
        Assert.True(answer.GetProperty("isKept").GetBoolean());
        Assert.All(answer.GetProperty("checks").EnumerateArray(), check => Assert.Equal("Kept", check.GetProperty("state").GetString()));
    }

    [Fact]
    public void A_feed_late_by_an_hour_is_found()
    {
        var (code, answer) = Check("2017-03-12T11:00:00Z");
        Assert.Equal(ExitCodes.Found, code);
        Assert.Equal("prices.hour: latency 2 h", Assert.Single(answer.GetProperty("broken").EnumerateArray()).GetString());
    }

    [Fact]
    public void A_missing_hour_and_a_price_out_of_range_are_found_with_their_rows()
    {
        var file = Write("prices.csv", string.Join('\n', Rows().Where((_, i) => i != 2)).Replace("07:00:00Z,37", "07:00:00Z,5000",
            StringComparison.Ordinal));
        var (code, answer) = Run("check", Write("prices.yaml", Contract), "--data", file, "--at", "2017-03-12T09:00:00Z");
        Assert.Equal(ExitCodes.Found, code);
        var broken = answer.GetProperty("checks").EnumerateArray().Where(check => check.GetProperty("state").GetString() == "Broken")
            .ToList();
        Assert.Equal(["every 60 minutes of ISO-NE", "maximum 1000"], broken.Select(check => check.GetProperty("rule").GetString()).Order());
        Assert.All(broken, check => Assert.NotEmpty(check.GetProperty("samples").EnumerateArray()));
    }

    [Fact]
    public void A_bound_drawn_tighter_breaks_producers_and_the_same_contract_nobody()
    {
        var before = Write("before.yaml", Contract);
        Assert.Equal(ExitCodes.Done, Run("compare", before, before).Code);
        var (code, answer) = Run("compare", before, Write("after.yaml", Contract.Replace("maximum: 1000", "maximum: 500",
            StringComparison.Ordinal)));
        Assert.Equal(ExitCodes.Found, code);
        Assert.Equal("Producers", Assert.Single(answer.GetProperty("changes").EnumerateArray()).GetProperty("breaks").GetString());
    }

    [Theory]
    [InlineData("id: prices\n", "bad-contract")]
    [InlineData("dataContractSpecification: 1.1.0\n", "other-specification")]
    [InlineData("a: [", "not-yaml")]
    public void A_contract_that_is_none_is_refused_with_its_place(string text, string code)
    {
        var answer = Run("check", Write("bad.yaml", text), "--data", Data());
        Assert.Equal((ExitCodes.Refused, code), (answer.Code, answer.Answer.GetProperty("refused").GetProperty("code").GetString()));
    }

    [Fact]
    public void A_contract_that_goes_with_nothing_of_the_file_is_refused()
    {
        var answer = Run("check", Write("prices.yaml", Contract), "--data", Write("other.csv", "a,b\n1,2\n"));
        Assert.Equal("contract-matches-nothing", answer.Answer.GetProperty("refused").GetProperty("code").GetString());
    }

    private (int Code, JsonElement Answer) Check(string at) => Run("check", Write("prices.yaml", Contract), "--data", Data(), "--at", at);

    private string Data() => Write("prices.csv", string.Join('\n', Rows()));

    /// <summary>The night of the spring change: hours from 05:00 UTC, midnight in New England.</summary>
    private static IEnumerable<string> Rows() =>
        Enumerable.Range(4, 5).Select(hour => hour == 4 ? "hour,price"
            : FormattableString.Invariant($"2017-03-12T{hour:00}:00:00Z,{30 + hour}"));

    private (int Code, JsonElement Answer) Run(params string[] arguments)
    {
        var (code, output, _) = CommandHere.Run(DataCommand.Create(), folder, ["data", "contract", .. arguments], isJson: true);
        return (code, JsonDocument.Parse(output).RootElement);
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}
