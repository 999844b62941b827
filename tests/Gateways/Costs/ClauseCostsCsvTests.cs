using Busbar.Gateways.Costs;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;

namespace Busbar.Gateways.Tests.Costs;

public sealed class ClauseCostsCsvTests
{
    private const string Head = "month,line,item,actual,base\n";
    private static readonly RecoveryClause Clause = new("test", "test 1", ["501", "555"], default, 1, 0, 12, default, new(2024, 1, 1));

    [Fact]
    public void A_file_is_read_into_terms_and_months_in_order()
    {
        var file = Read("""
            2024-02,sales,,90,
            terms,opening-balance,,-5.25,
            terms,opening-amortising,,7,
            terms,factor-in-force,,25,
            terms,retail-adjustment,,22,
            terms,fixed-share,,0.3461,
            terms,loss,primary,1.02,
            terms,rider,2024-03,1.5,
            2024-01,501,coal,-100,80
            2024-01,sales,primary,60,50
            2024-01,sales,secondary,40,30
            2024-01,other-sales,primary,10,
            2024-01,rider-revenue,,12,
            2024-01,annual-revenue,,1000,
            2024-01,disallowed,,3,
            2024-01,transferred,,4,
            2024-01,rate,,0.05,
            2024-01,next-rate,,0.06,
            """).OrThrow();
        var clause = file.Clause;
        Assert.Equal((-5.25m, 7m, 25m, 22m, 0.3461m), (clause.OpeningBalance.Value, clause.OpeningAmortising.Value,
            clause.FactorInForce.Value, clause.RetailAdjustmentRate.Value, clause.FixedShare!.Value));
        Assert.Equal(new VoltageLoss("primary", 1.02m), Assert.Single(clause.Losses));
        Assert.Equal(new DatedFactor(new(2024, 3, 1), new(1.5m)), Assert.Single(clause.Riders));
        Assert.Equal([new LocalDate(2024, 1, 1), new LocalDate(2024, 2, 1)], file.Months.Select(month => month.Month));
        var january = file.Months[0];
        Assert.Equal(new ClauseCost("501", "coal", new(-100), new(80)), Assert.Single(january.Costs));
        Assert.Equal([new("primary", new(60), new(10)), new("secondary", new(40))], january.Sales);
        Assert.Equal(80, january.BaseSales.Value);
        Assert.Equal((12m, 1000m, 3m, 4m), (january.BilledRider!.Value.Value, january.AnnualRevenue!.Value.Value, january.Disallowed.Value,
            january.Transferred.Value));
        Assert.Equal((0.05m, 0.06m), (january.Rate!.Value, january.NextRate!.Value));
        Assert.Null(file.Months[1].BilledRider);
    }

    [Theory]
    [InlineData("2024-13,501,,1,", "bad-month", "file.csv:3 month")]
    [InlineData("2024-01-01,501,,1,", "bad-month", "file.csv:3 month")]
    [InlineData("2024-01,999,,1,", "account-not-in-chart", "file.csv:3 line")]
    [InlineData("2024-01,fuel,,1,", "unknown-line", "file.csv:3 line")]
    [InlineData("2024-01,555,,1,", "duplicate-line", "file.csv:3 line")]
    [InlineData("2024-01,501,,,", "missing-value", "file.csv:3 actual")]
    [InlineData("2024-01,501,,one,", "not-a-number", "file.csv:3 actual")]
    [InlineData("2024-01,501,,1,x", "not-a-number", "file.csv:3 base")]
    [InlineData("2024-01,501,,1e13,", "out-of-range", "file.csv:3 actual")]
    [InlineData("2024-01,rate,,5,", "out-of-range", "file.csv:3 actual")]
    [InlineData("2024-01,501,1", "field-count", "file.csv:3 row")]
    [InlineData("terms,fixed-share,,34.61,", "out-of-range", "file.csv:3 actual")]
    [InlineData("terms,rider,soon,1,", "bad-month", "file.csv:3 item")]
    [InlineData("terms,moon,,1,", "unknown-line", "file.csv:3 line")]
    public void One_bad_line_refuses_the_file_by_line_and_field(string line, string code, string where)
    {
        var refusal = Texts.RefusalOf(Read("2024-01,555,,1,\n" + line));
        Assert.Equal((code, where), (refusal.Code, refusal.Where));
        Assert.NotEmpty(refusal.Remedy);
    }

    [Fact]
    public void A_file_without_columns_or_months_is_refused()
    {
        Assert.Equal("wrong-columns", Texts.RefusalOf(ClauseCostsCsv.Read(Texts.File("month,account,usd\n"), Clause)).Code);
        Assert.Equal("empty-file", Texts.RefusalOf(ClauseCostsCsv.Read(Texts.File(""), Clause)).Code);
        Assert.Equal("header-only", Texts.RefusalOf(Read("terms,opening-balance,,1,")).Code);
    }

    private static Outcome<ClauseCostFile> Read(string rows) => ClauseCostsCsv.Read(Texts.File(Head + rows), Clause);
}
