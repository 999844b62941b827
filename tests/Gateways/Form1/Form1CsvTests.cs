using Busbar.Gateways.Form1;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;

namespace Busbar.Gateways.Tests.Form1;

public sealed class Form1CsvTests
{
    private const string Facts = "filer,filing,element,period,dims,value\n";

    private const string Rows = "filer,OrderNumber,NameOfCompanyOrPublicAuthorityProvidingPurchasedPower,StatisticalClassificationCode,"
        + "RateScheduleTariffNumber,MegawattHoursPurchasedOtherThanStorage,EnergyReceivedThroughPowerExchanges,"
        + "EnergyDeliveredThroughPowerExchanges,DemandChargesOfPurchasedPower,EnergyChargesOfPurchasedPower,"
        + "OtherChargesOfPurchasedPower,SettlementOfPower\n";

    [Fact]
    public void The_facts_of_2021_read_and_write_to_the_same_text()
    {
        var file = SharedFiles.Load("regulatory/ferc1/form1_p397_iso_rto_settlements_2021.csv");
        var facts = Form1FactsCsv.Read(file).OrThrow();
        Assert.Equal(129, facts.Length);
        Assert.Equal(facts, Form1FactsCsv.Read(Texts.File(Form1FactsCsv.Write(facts))).OrThrow());
    }

    [Fact]
    public void The_rows_of_2021_read_and_write_to_the_same_rows()
    {
        var rows = CounterpartyCsv.Read(SharedFiles.Load("regulatory/ferc1/form1_p326_purchased_power_2021.csv")).OrThrow();
        Assert.Equal((112, 94), (rows.Length, rows.Count(row => row.Total is not null)));
        Assert.Equal(rows, CounterpartyCsv.Read(Texts.File(CounterpartyCsv.Write(rows))).OrThrow());
        Assert.Contains(rows, row => row.Counterparty == "Midcontinent ISO" && row.Demand == new Usd(-50_219));
    }

    [Fact]
    public void Bad_periods_columns_and_numbers_are_refused_by_line()
    {
        var period = Texts.RefusalOf(Form1FactsCsv.Read(Texts.File(Facts + "We,1,x,2021-12-31/2021-01-01,,5\n")));
        Assert.Equal(("bad-period", "file.csv:2 period"), (period.Code, period.Where));
        Assert.Equal("wrong-columns", Texts.RefusalOf(Form1FactsCsv.Read(Texts.File("a,b\n1,2\n"))).Code);
        Assert.Equal("wrong-columns", Texts.RefusalOf(CounterpartyCsv.Read(Texts.File(Facts))).Code);
        var number = Texts.RefusalOf(CounterpartyCsv.Read(Texts.File(Rows + "We,1,ISO,OS,,5,,,,,,total\n")));
        Assert.Equal(("not-a-number", "file.csv:2 SettlementOfPower"), (number.Code, number.Where));
    }
}
