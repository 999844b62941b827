using System.Globalization;
using System.Text.Json;
using Busbar.Host.Commands;

namespace Busbar.Host.Tests;

/// <summary><c>risk toll | storage | swing</c> on the files of <c>cases/risk</c>: bounds lie in their order, what is fixed today is what
/// arithmetic gives, and bad files are refused with their line.</summary>
public sealed class RiskFlexibilityCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flexibility");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_toll_run_as_planned_earns_its_margins_at_the_forwards()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Example("toll")));
        var model = file.RootElement.GetProperty("simulation").GetProperty("model");
        var (hub, fuel) = (Numbers(model.GetProperty("hub")), Numbers(model.GetProperty("fuel").GetProperty("forward")));
        bool[] plan = [.. file.RootElement.GetProperty("plan").EnumerateArray().Select(each => each.GetBoolean())];
        Assert.Equal(71, plan.Length); // a spring day of 23 hours between two whole ones
        double HourlyMargin(int hour) => 140 * (hub[hour] - 0.5 - 7.4 * fuel[hour < 24 ? 0 : hour < 47 ? 1 : 2] - 2.1);
        var expected = Enumerable.Range(0, plan.Length).Where(hour => plan[hour]).Sum(HourlyMargin)
            - 6_200 * Enumerable.Range(0, plan.Length).Count(hour => plan[hour] && (hour == 0 || !plan[hour - 1]));
        var value = Answer("toll");
        var planned = value.GetProperty("asPlanned");
        Assert.Equal(expected, Mean(planned), 4 * planned.GetProperty("error").GetDouble());
        Assert.True(Mean(value.GetProperty("byRule")) <= Mean(value.GetProperty("foresight")), "no rule beats foresight");
        Assert.True(Mean(value.GetProperty("foresight")) <= Mean(value.GetProperty("strip")), "start costs take something away");
        var on = Numbers(value.GetProperty("onByRule"));
        Assert.Equal(71, on.Length);
        Assert.All(on, share => Assert.InRange(share, 0, 1));
        Assert.True(on.Max() > on.Min(), "it is run more in some hours than in others");
    }

    [Fact]
    public void A_store_lies_between_its_bounds_and_its_level_never_leaves_it()
    {
        var value = Answer("storage");
        Assert.True(value.GetProperty("intrinsic").GetDouble() <= value.GetProperty("tree").GetDouble(), "waiting is worth something");
        Assert.True(value.GetProperty("tree").GetDouble() <= Mean(value.GetProperty("foresight")), "foresight is worth more");
        var levels = Numbers(value.GetProperty("meanLevels"));
        Assert.Equal(10, levels.Length);
        Assert.All(levels, level => Assert.InRange(level, 0, 2));
        Assert.Equal(0, levels[^1], 1e-9); // what is left is worth nothing
    }

    [Fact]
    public void The_rights_of_a_swing_are_used_up_to_what_must_be_taken()
    {
        var value = Answer("swing");
        var rights = Numbers(value.GetProperty("meanLevels"));
        Assert.All(rights.Skip(1).Zip(rights), pair => Assert.True(pair.First <= pair.Second, "rights are never given back"));
        Assert.InRange(rights[^1], 0, 3);
        var least = value.GetProperty("leastSquares");
        Assert.Equal(value.GetProperty("tree").GetDouble(), Mean(least), 5 * least.GetProperty("error").GetDouble());
    }

    [Theory]
    [InlineData("toll", "share of courses on, by hour")]
    [InlineData("storage", "Mean level after each decision")]
    [InlineData("swing", "Least squares")]
    public void A_person_gets_a_table(string use, string expected)
    {
        var (code, output, errors) = CommandHere.Run(RiskCommand.Create(), folder, ["risk", use, Example(use)], isJson: false);
        Assert.True(code == ExitCodes.Done, errors);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("toll", "bad-toll-file", "\"PJM\"", "\"NOWHERE\"", "$.simulation.calendar")]
    [InlineData("toll", "impossible-toll", "\"minimumUp\": 6", "\"minimumUp\": 0", "toll")]
    [InlineData("storage", "bad-storage-file", "\"seed\": 11", "\"dice\": 11", "bad.json")]
    [InlineData("storage", "impossible-store", "\"capacity\": 2", "\"capacity\": 0", "storage")]
    [InlineData("swing", "bad-swing-file", "\"rights\": 4", "\"rights\": \"four\"", "$.terms.rights")]
    [InlineData("swing", "impossible-swing", "\"atLeast\": 1", "\"atLeast\": 5", "swing contract")]
    public void A_bad_file_is_refused_with_its_place(string use, string code, string from, string to, string where)
    {
        var bad = Path.Combine(folder.FullName, "bad.json");
        var text = File.ReadAllText(Example(use));
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(bad, text.Replace(from, to, StringComparison.Ordinal));
        var (exit, output, _) = CommandHere.Run(RiskCommand.Create(), folder, ["risk", use, bad], isJson: true);
        Assert.Equal(ExitCodes.Refused, exit);
        var refused = JsonDocument.Parse(output).RootElement.GetProperty("refused");
        Assert.Equal(code, refused.GetProperty("code").GetString());
        Assert.Contains(where, refused.GetProperty("where").GetString(), StringComparison.Ordinal);
    }

    private static string Example(string use) => Path.Combine(BusbarProcess.Root, "cases", "risk", $"{use}.json");

    private JsonElement Answer(string use)
    {
        var (code, output, errors) = CommandHere.Run(RiskCommand.Create(), folder, ["risk", use, Example(use)], isJson: true);
        Assert.True(code == ExitCodes.Done, errors + output);
        return JsonDocument.Parse(output).RootElement.GetProperty("value");
    }

    private static double Mean(JsonElement value) => value.GetProperty("mean").GetDouble();

    private static double[] Numbers(JsonElement values) =>
        [.. values.EnumerateArray().Select(each => double.Parse(each.GetRawText(), CultureInfo.InvariantCulture))];
}
