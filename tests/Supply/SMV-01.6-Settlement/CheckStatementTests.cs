using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Checkers.Settlement;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Settlement.Tests;

public sealed class CheckStatementTests
{
    private static readonly SettleDayInputs Day = SampleDay.Inputs(SampleDay.Autumn);
    private static readonly ShadowStatement Right = SampleDay.Statement(Day);

    [Fact]
    public void An_honest_statement_has_no_finding()
    {
        Assert.Empty(Check(Right));
        foreach (var name in new[] { "pjm-2024-11-03-load.txt", "pjm-2024-11-03-ftr.txt", "pjm-2024-11-03-virtuals.txt",
            "pjm-2024-11-03-order-668.txt", "isone-2017-03-12-spring.txt" })
        {
            var inputs = SettlementCase.Read(name).Inputs();
            Assert.Empty(CheckStatement.Run(SampleDay.Checked(inputs, SampleDay.Statement(inputs))));
        }
    }

    /// <summary>Twenty-one kinds of fault in a line or a total, each planted at four places: eighty-four faults.</summary>
    public static TheoryData<string, string, int> Faults()
    {
        var faults = new TheoryData<string, string, int>();
        foreach (var (fault, code) in new[]
        {
            ("line dropped", "line-missing"), ("line doubled", "line-not-expected"), ("line of a stranger", "line-not-expected"),
            ("line under another code", "line-not-expected"), ("line an hour late", "line-not-expected"),
                ("line half an hour long", "line-not-expected"),
            ("line elsewhere", "location-differs"), ("quantity off", "quantity-differs"), ("quantity turned", "quantity-differs"),
            ("price off by a tenth of a cent", "price-differs"), ("amount off", "amount-differs"), ("amount off by far", "hour-off-lmp"),
            ("amount turned", "amount-differs"), ("amount in cents", "amount-differs"), ("total off", "total-differs"),
            ("total off by a cent", "cents-differ"), ("total dropped", "total-missing"), ("total doubled", "total-missing"),
            ("total of a stranger", "total-not-expected"), ("grand total off by a cent", "grand-total-differs"),
                ("two amounts swapped", "amount-differs"),
        })
            for (var place = 0; place < 4; place++) faults.Add(fault, code, place);
        return faults;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_planted_fault_is_found(string fault, string code, int place)
    {
        var findings = Check(Spoil(fault, place));
        Assert.Contains(findings, finding => finding.Code == code);
        Assert.All(findings, finding => Assert.Equal(Severity.Error, finding.Severity));
    }

    [Fact]
    public void A_statement_of_another_day_and_an_unknown_market_are_told()
    {
        Assert.Equal("statement-of-another-day", Assert.Single(Check(Right with { Day = SampleDay.Plain })).Code);
        Assert.Throws<ArgumentException>(() => CheckStatement.Run(SampleDay.Checked(Day, Right) with { Calendar = MarketCalendar.Ercot }));
    }

    [Fact]
    public void A_whole_charge_or_asset_left_out_is_found()
    {
        Assert.Contains(Check(Right with { Lines = [.. Right.Lines.Where(line => line.Code != "RT-LOSS")] }), finding =>
            finding.Code == "line-missing");
        Assert.Contains(Check(Right with { Lines = [.. Right.Lines.Where(line => line.Asset != "load")] }), finding =>
            finding.Code == "hour-off-lmp");
        Assert.Contains(Check(Right with { Lines = [.. Right.Lines.Where(line => line.Asset != "right-a")] }), finding =>
            finding.Code == "line-missing");
    }

    private static ShadowStatement Spoil(string fault, int place)
    {
        // Lines with money in them, spread over the charges and hours; a total each for the first four charges.
        var at = Enumerable.Range(0, Right.Lines.Length)
            .Where(i => Math.Abs(Right.Lines[i].Amount.Value) > 20 && Right.Lines[i].Asset != "right-a").ElementAt(17 + place * 61);
        var (line, total) = (Right.Lines[at], Right.Totals[place]);
        var half = new DeliveryInterval(line.Interval.Start, line.Interval.Start + line.Interval.Length / 2);
        var late = new DeliveryInterval(line.Interval.End, line.Interval.End + line.Interval.Length);
        return fault switch
        {
            "line dropped" => Right with { Lines = Right.Lines.RemoveAt(at) },
            "line doubled" => Right with { Lines = Right.Lines.Add(line) },
            "line of a stranger" => Line(line with { Asset = "stranger" }),
            "line under another code" => Line(line with { Code = "NCPC" }),
            "line an hour late" => Line(line with { Interval = late }),
            "line half an hour long" => Line(line with { Interval = half }),
            "line elsewhere" => Line(line with { Location = "elsewhere" }),
            "quantity off" => Line(line with { Quantity = new Mwh(line.Quantity.Value + 0.001m) }),
            "quantity turned" => Line(line with { Quantity = new Mwh(-line.Quantity.Value) }),
            "price off by a tenth of a cent" => Line(line with { Rate = new UsdPerMwh(line.Rate.Value + 0.001m) }),
            "amount off" => Line(line with { Amount = line.Amount + new Usd(0.0001m) }),
            "amount off by far" => Line(line with { Amount = line.Amount + new Usd(50) }),
            "amount turned" => Line(line with { Amount = -line.Amount }),
            "amount in cents" => Line(line with { Amount = line.Amount.ToCents() + new Usd(0.01m) }),
            "total off" => Total(total with { Exact = total.Exact + new Usd(0.0001m) }),
            "total off by a cent" => Total(total with { Billed = total.Billed + new Usd(0.01m) }),
            "total dropped" => Right with { Totals = Right.Totals.RemoveAt(place) },
            "total doubled" => Right with { Totals = Right.Totals.Add(total) },
            "total of a stranger" => Right with { Totals = Right.Totals.Add(new($"NCPC-{place}", "uplift", new(1), new(1))) },
            "grand total off by a cent" => Right with { Total = Right.Total + new Usd(place % 2 == 0 ? 0.01m : -0.01m) },
            "two amounts swapped" => Line(line with { Amount = Right.Lines[at + 1].Amount }),
            _ => throw new InvalidOperationException(fault),
        };

        ShadowStatement Line(SettlementLine wrong) => Right with { Lines = Right.Lines.SetItem(at, wrong) };
        ShadowStatement Total(ChargeTotal wrong) => Right with { Totals = Right.Totals.SetItem(place, wrong) };
    }

    private static System.Collections.Immutable.ImmutableArray<Finding> Check(ShadowStatement statement) =>
        CheckStatement.Run(SampleDay.Checked(Day, statement));
}
