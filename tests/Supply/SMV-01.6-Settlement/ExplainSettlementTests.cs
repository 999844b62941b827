using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Settlement.Tests;

public sealed class ExplainSettlementTests
{
    private static readonly SettleDayInputs Day = SampleDay.Inputs(SampleDay.Autumn);

    [Fact]
    public void Every_node_is_the_sum_or_product_of_the_nodes_under_it()
    {
        var tree = Tree("total");
        Assert.Equal(Number(tree), tree.Because.Sum(Number));
        foreach (var charge in tree.Because)
        {
            Assert.Equal(Number(charge), decimal.Round(charge.Because.Sum(Number), 2, MidpointRounding.AwayFromZero));
            foreach (var asset in charge.Because)
            {
                Assert.Equal(Number(asset), asset.Because.Sum(Number));
                Assert.Equal(25, asset.Because.Length);
                Assert.All(asset.Because, line => Assert.Equal(Number(line), Number(line.Because[0]) * Number(line.Because[1])));
            }
        }
    }

    [Fact]
    public void A_deviation_shows_meter_less_award_with_their_sources()
    {
        var line = Tree("RT-ENERGY/load/HE08");
        var deviation = line.Because[0];
        Assert.Equal("deviation", deviation.Name);
        Assert.StartsWith("RT MWh − DA MWh = ", deviation.Formula);
        Assert.Equal(Number(deviation), Number(deviation.Because[0]) - Number(deviation.Because[1]));
        Assert.StartsWith("meter of load, version 1, load HE08 [", deviation.Because[0].Source);
        Assert.StartsWith("award of load, version 1, load HE08 [", deviation.Because[1].Source);
        Assert.StartsWith("prices of hub, version 1, hub HE08 [", line.Because[1].Source);
        Assert.Contains("III.3.2.1", line.Source);
    }

    [Fact]
    public void The_repeated_hour_has_a_key_of_its_own()
    {
        Assert.NotEqual(Tree("DA-ENERGY/load/HE02").Value, Tree("DA-ENERGY/load/HE02X").Value);
        Assert.Equal(25, Tree("DA-ENERGY/load").Because.Length);
    }

    [Fact]
    public void A_right_shows_sink_less_source()
    {
        var line = Tree("FTR/right-a/HE10");
        Assert.Equal(-40, Number(line.Because[0]));
        var spread = line.Because[1].Because[0];
        Assert.Equal(Number(line.Because[1]), Number(spread));
        Assert.Equal(Number(spread), Number(spread.Because[0]) - Number(spread.Because[1]));
        Assert.Contains("paid in full", line.Because[1].Because[1].Because[0].Source);
    }

    [Theory]
    [InlineData("nothing", "total")]
    [InlineData("DA-ENERGY/nobody", "DA-ENERGY/load")]
    [InlineData("DA-ENERGY/load/HE25", "DA-ENERGY/load/HE02X")]
    [InlineData("DA-ENERGY/load/", "DA-ENERGY/load/HE01")]
    public void An_unknown_key_is_refused_with_the_keys_there_are(string key, string offered)
    {
        var refusal = Refused(new(SampleDay.Statement(Day), Day, key));
        Assert.Equal("unknown-key", refusal.Code);
        Assert.Contains(offered, refusal.Remedy);
    }

    [Fact]
    public void A_statement_from_other_inputs_is_refused()
    {
        var statement = SampleDay.Statement(Day);
        var load = Day.Assets[0];
        var restated = Day with { Assets = Day.Assets.SetItem(0, load with { RealTime = load.RealTime.Select(value => value + 1) }) };
        Assert.Equal("other-inputs", Refused(new(statement, restated, "total")).Code);
        Assert.Equal("other-inputs", Refused(new(statement, SampleDay.Inputs(SampleDay.Plain), "total")).Code);
        Assert.Equal("other-inputs", Refused(new(statement, Day with { Ftrs = [] }, "total")).Code);
        Assert.Equal("missing-price", Refused(new(statement, Day with { Prices = [] }, "total")).Code);
        var wrong = statement.Lines[0] with { Amount = statement.Lines[0].Amount + new Usd(1) };
        Assert.Equal("other-inputs", Refused(new(statement with { Lines = statement.Lines.SetItem(0, wrong) }, Day, "total")).Code);
    }

    private static Explain Tree(string key) => ExplainSettlement.Run(new(SampleDay.Statement(Day), Day, key)).OrThrow();

    private static Refusal Refused(ExplainSettlementInputs inputs) =>
        Assert.IsType<Outcome<Explain>.Refused>(ExplainSettlement.Run(inputs)).Refusal;

    private static decimal Number(Explain node) => decimal.Parse(node.Value, NumberStyles.Number, CultureInfo.InvariantCulture);
}
