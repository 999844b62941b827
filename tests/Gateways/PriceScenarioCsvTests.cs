namespace Busbar.Gateways.Tests;

public sealed class PriceScenarioCsvTests
{
    [Fact]
    public void Columns_are_scenarios_rows_are_hours_and_reserves_belong_to_one_scenario_or_all()
    {
        var read = PriceScenarioCsv.Read(Texts.File(
            "hour,low,high,high:spinning,:downward\r\n1,-5.5,20,3,1\r\n2,10,2e1,0,2\r\n")).OrThrow();
        Assert.Equal(["low", "high"], read.Select(scenario => scenario.Name));
        Assert.Equal([-5.5, 10], read[0].Energy);
        Assert.Equal([20.0, 20], read[1].Energy);
        Assert.Empty(read[0].Spinning);
        Assert.Equal([3.0, 0], read[1].Spinning);
        Assert.Equal([1.0, 2], read[0].Downward);
        Assert.Equal([1.0, 2], read[1].Downward);
    }

    [Theory]
    [InlineData("empty-file", "", "file.csv:1")]
    [InlineData("header-only", "hour,a\n", "file.csv:1")]
    [InlineData("not-a-number", "hour,a\n1,NaN\n", "file.csv:2 a")]
    [InlineData("missing-value", "hour,a,b\n1,5,\n", "file.csv:2 b")]
    [InlineData("out-of-range", "hour,a\n1,1e9\n", "file.csv:2 a")]
    [InlineData("out-of-range", "a,a:spinning\n1,-1\n", "file.csv:2 a:spinning")]
    [InlineData("missing-hour", "hour,a\n1,5\n3,5\n", "file.csv:3 hour")]
    [InlineData("field-count", "hour,a\n1\n", "file.csv:2 row")]
    [InlineData("unknown-scenario", "hour,a,b:spinning\n1,5,5\n", "file.csv:1 b:spinning")]
    [InlineData("wrong-columns", "hour\n1\n", "file.csv:1 header")]
    [InlineData("wrong-columns", "hour,a,\n1,1,1\n", "file.csv:1 header")]
    [InlineData("duplicate-column", "a,a\n1,1\n", "file.csv:1 header")]
    public void A_bad_table_is_refused_whole_with_its_line_and_field(string code, string text, string where)
    {
        var refusal = Texts.RefusalOf(PriceScenarioCsv.Read(Texts.File(text)));
        Assert.Equal((code, where), (refusal.Code, refusal.Where));
        Assert.NotEmpty(refusal.Remedy);
    }
}
