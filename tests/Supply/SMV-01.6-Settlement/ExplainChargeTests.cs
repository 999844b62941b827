using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Tests;

public sealed class ExplainChargeTests
{
    private static readonly ChargedDay Day = ChargeDays.Of(2);

    [Fact]
    public void A_line_shows_its_formula_with_its_numbers_and_each_determinant_with_source_and_version()
    {
        var line = ExplainCharge.Run(Day, "1205", "s001", "HE03:10").OrThrow();
        Assert.StartsWith("deviation × RT energy price = ", line.Formula);
        var (deviation, price) = (line.Because[0], line.Because[1]);
        Assert.Equal(Number(line), Number(deviation) * Number(price));
        Assert.Equal(Number(deviation), Number(deviation.Because[0]) - Number(deviation.Because[1]));
        Assert.StartsWith("meter 1, version 2, s001 HE03:10 [", deviation.Because[0].Source);
        Assert.StartsWith("award 1, version 1, s001 HE03:10 [", deviation.Because[1].Source);
        Assert.EndsWith("; 156 of 60 minutes ÷ 12", deviation.Because[1].Source);
        Assert.StartsWith("prices 1, version 3, n001 HE03:10 [", price.Source);
    }

    [Fact]
    public void Every_amount_of_a_day_is_explained_by_the_number_it_was_settled_at()
    {
        foreach (var column in Day.Settled().Columns)
            for (var i = 0; i < column.Amounts.Count; i += 37)
            {
                var line = ExplainCharge.Line(new(Day), column.Code, column.Subject, i);
                Assert.Equal(column.Amounts[i], Number(line));
            }
    }

    [Fact]
    public void A_price_that_holds_and_meters_that_add_up_name_the_rule()
    {
        var old = ChargeDays.Of(1, Kernel.Time.OperatingDay.Of(2017, 7, 15), ["1205"]);
        var line = ExplainCharge.Run(old, "1205", "s000", "HE01").OrThrow();
        Assert.EndsWith("; the sum of its values by 5 minutes", line.Because[0].Because[0].Source);
        Assert.EndsWith("; the mean of its values by 5 minutes", line.Because[1].Source);
        var oneRate = """
            market  | PJM
            day     | 2024-07-15
            codes   | 1460
            subject | lse | Load | HUB
            values  | first load MWh | lse | hour | 800x24
            values  | late load MWh | lse | hour | 805x24
            values  | rate 1460 |  | day | 0.15
            """;
        var rate = ExplainCharge.Run(new Cases.CaseText("rate", oneRate).Day(), "1460", "lse", "HE01").OrThrow().Because[1];
        Assert.EndsWith("; holds through the day", rate.Source);
    }

    [Theory]
    [InlineData("9999", "s000", "HE01", "1200, 1205")]
    [InlineData("1200", "nobody", "HE01", "s000, s001")]
    [InlineData("1200", "s000", "HE25", "HE01, HE02")]
    [InlineData("1205", "s000", "HE01", "HE01:00, HE01:05")]
    public void An_unknown_line_is_refused_with_the_lines_there_are(string code, string subject, string label, string offered)
    {
        var refusal = Assert.IsType<Outcome<Explain>.Refused>(ExplainCharge.Run(Day, code, subject, label)).Refusal;
        Assert.Equal("unknown-line", refusal.Code);
        Assert.Contains(offered, refusal.Remedy);
        Assert.Equal("missing-determinant", Assert.IsType<Outcome<Explain>.Refused>(
            ExplainCharge.Run(Day.With("RT MWh", "s000", _ => null), code, subject, label)).Refusal.Code);
    }

    private static decimal Number(Explain node) => decimal.Parse(node.Value, NumberStyles.Number, CultureInfo.InvariantCulture);
}
