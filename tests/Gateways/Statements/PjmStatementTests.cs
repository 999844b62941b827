using System.Collections.Immutable;
using System.Globalization;
using Busbar.Gateways.Statements.Pjm;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Tests.Statements;

public sealed class PjmStatementTests
{
    private const string Bill = "Invoice Number:,202411070012345\nCustomer Account:,Sample Power\nCustomer ID:,12345\n"
        + "Billing Period Start:,11/01/2024\nBilling Period End:,11/06/2024\nInvoice Date:,11/07/2024\nDue Date:,11/15/2024\n"
        + "Total Due:,\"1,100.50\"\nNote:,SIMULATED\n"
        + "Billing Line Item Code,Billing Line Item,Adjustment,Source Period,Amount\n1200,Day-ahead Spot Market Energy,,,\"1,300.00\"\n"
        + "1205,Balancing Spot Market Energy,,,(50.25)\n2210,Transmission Congestion,A,10/2024,149.25\nEnd of Report\n";

    private static readonly PjmReportTerms terms = new("Sample Power", StatementType.Initial, 1, Instant.FromUtc(2024, 12, 1, 0, 0),
        PjmReportTerms.KnownCodes);

    [Fact]
    public void A_bill_turns_credits_and_adds_up_to_what_is_due()
    {
        var bill = ReadPjmBill.Read(Texts.File(Bill)).OrThrow();
        Assert.Equal([1300m, -50.25m, -149.25m], bill.Lines.Select(line => line.Amount.Value));
        Assert.Equal((1100.50m, "2024-11-01 to 2024-11-06", true), (bill.Amount.Value, bill.Period, bill.IsSimulated));
        Assert.Equal(Instant.FromUtc(2024, 11, 15, 22, 0), bill.DueAt);
        Assert.Equal(("credits", "2210", "A 10/2024"), (bill.Lines[2].Group, bill.Lines[2].Reference, bill.Lines[2].Version));
    }

    [Theory]
    [InlineData("Due Date:,11/15/2024\n", "", "wrong-columns")]
    [InlineData("Billing Line Item Code,", "Code,", "wrong-columns")]
    [InlineData("11/15/2024", "2024-11-15", "bad-date")]
    [InlineData("\"1,100.50\"", "\"1,100.60\"", "totals-differ")]
    [InlineData("\"1,300.00\"", "lots", "not-a-number")]
    [InlineData("2210,", "3210,", "unknown-word")]
    [InlineData("(50.25)\n", "(50.25),1\n", "field-count")]
    public void A_bill_with_a_slip_is_refused(string from, string to, string code) =>
        Assert.Equal(code, Texts.RefusalOf(ReadPjmBill.Read(Texts.File(Bill.Replace(from, to, StringComparison.Ordinal)))).Code);

    private static string Report(OperatingDay day, int minutes, string extra = "", Func<int, bool>? keeps = null)
    {
        var kind = minutes == 60 ? "Hour" : "Interval";
        var pattern = LocalDateTimePattern.CreateWithInvariantCulture("MM/dd/yyyy HH:mm");
        return $"Customer ID,EPT {kind} Ending,GMT {kind} Ending,Day-ahead Net Energy (MWh),"
            + $"Day-ahead Spot Market Energy Charge ($),New Charge ($){extra}\n"
            + string.Concat(MarketCalendar.Pjm.IntervalsOf(day, Duration.FromMinutes(minutes)).Select((interval, i) => (interval, i))
                .Where(each => keeps?.Invoke(each.i) ?? true).Select(each => string.Create(CultureInfo.InvariantCulture,
                    $"77,{pattern.Format(MarketCalendar.Pjm.OnClock(each.interval.Start).LocalDateTime.PlusMinutes(minutes))},"
                    + $"{pattern.Format(each.interval.End.InUtc().LocalDateTime)},{each.i},{each.i * 1.005m},-1"
                    + $"{(extra.Length > 0 ? ",x" : "")}\n")));
    }

    [Fact]
    public void A_report_of_hours_or_five_minutes_becomes_a_statement_and_its_determinants()
    {
        foreach (var (day, minutes, count) in new[]
        {
            (OperatingDay.Of(2024, 11, 3), 60, 25), (OperatingDay.Of(2024, 3, 10), 60, 23), (OperatingDay.Of(2024, 3, 10), 5, 276),
            (OperatingDay.Of(2024, 11, 3), 5, 300),
        })
        {
            var report = ReadPjmReport.Read(Texts.File(Report(day, minutes)), terms).OrThrow();
            Assert.Equal(["1200", "New Charge ($)"], report.Statement.Lines.Select(line => line.Code));
            Assert.Equal((count, day), (report.Statement.Lines[0].Intervals!.Count, report.Statement.OperatingDay));
            Assert.Equal(decimal.Round(count * (count - 1) / 2 * 1.005m, 2, MidpointRounding.AwayFromZero),
                report.Statement.Lines[0].Amount.Value);
            Assert.Equal(-count, report.Statement.Lines[1].Amount.Value);
            var determinant = report.Determinants.Determinants.Single();
            Assert.Equal(("MWh", count, MarketCalendar.Pjm.WholeDay(day).Start),
                (determinant.Unit, determinant.Values!.Count, determinant.Values.Start));
        }
        var more = Assert.IsType<Outcome<PjmReport>.Done>(ReadPjmReport.Read(Texts.File(Report(OperatingDay.Of(2024, 7, 1), 60, ",Zone")),
            terms));
        Assert.Equal("unknown-field", Assert.Single(more.Findings).Code);
    }

    [Fact]
    public void A_report_that_is_not_one_whole_day_of_one_customer_is_refused()
    {
        var autumn = OperatingDay.Of(2024, 11, 3);
        string CodeOf(string text) => Texts.RefusalOf(ReadPjmReport.Read(Texts.File(text), terms)).Code;
        Assert.Equal("interval-count", CodeOf(Report(autumn, 60, keeps: i => i < 24)));
        Assert.Equal("interval-order", CodeOf(Report(autumn, 60, keeps: i => i != 2)));
        Assert.Equal("header-only", CodeOf(Report(autumn, 60, keeps: _ => false)));
        Assert.Equal("another-participant", CodeOf(Report(autumn, 60).Replace("77,11/03/2024 09:00", "78,11/03/2024 09:00",
            StringComparison.Ordinal)));
        Assert.Equal("label-mismatch", CodeOf(Report(autumn, 60).Replace("77,11/03/2024 09:00", "77,11/03/2024 08:00",
            StringComparison.Ordinal)));
        Assert.Equal("bad-time", CodeOf(Report(autumn, 60).Replace("77,11/03/2024 09:00", "77,nine", StringComparison.Ordinal)));
        Assert.Equal("wrong-columns", CodeOf("Customer ID,a\n"));
    }
}
