using Busbar.Gateways.Prices;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Gateways.Tests.Prices;

public sealed class PriceFileTests
{
    private const string PjmHeader = "datetime_beginning_utc,datetime_beginning_ept,pnode_id,pnode_name,row_is_current,version_nbr,"
        + "system_energy_price_da,total_lmp_da,congestion_price_da,marginal_loss_price_da\n";

    private const string NyisoHeader = "Time Stamp,Name,PTID,LBMP ($/MWHr),"
        + "Marginal Cost Losses ($/MWHr),Marginal Cost Congestion ($/MWHr)\n";

    private const string CaisoHeader = "INTERVALSTARTTIME_GMT,INTERVALENDTIME_GMT,OPR_DT,OPR_HR,NODE,MARKET_RUN_ID,LMP_TYPE,MW\n";

    private static Outcome<ImportedFile>.Done Done(Outcome<ImportedFile> outcome) => Assert.IsType<Outcome<ImportedFile>.Done>(outcome);

    private static string CodeOf(Outcome<ImportedFile> outcome) => Texts.RefusalOf(outcome).Code;

    private static decimal Value(ImportedFile file, string path, Instant start) =>
        file.Series.Single(series => series.Key.Path == path && series.Values.Start <= start && start < series.Values.End).Values.At(start);

    [Fact]
    public void The_real_PJM_file_of_the_autumn_day_has_twenty_five_hours_by_UTC()
    {
        var file = Done(PjmLmp.Read(SharedFiles.Load("settlement/pjm/pjm_rt_da_lmps_20241103_dst25h.csv")));
        Assert.Empty(file.Findings);
        Assert.Equal(24, file.Value.Series.Length);
        Assert.All(file.Value.Series, series => Assert.Equal(25, series.Values.Count));
        Assert.Equal(17.070833m, Value(file.Value, "pjm/western-hub/da-lmp", Instant.FromUtc(2024, 11, 3, 5, 0)));
        Assert.Equal(MarketCalendar.Pjm.At(OperatingDay.Of(2024, 11, 2), new(13, 30)),
            file.Value.One("pjm/dominion-hub/da-loss").Published.First);
        var da = file.Value.One("pjm/dominion-hub/da-lmp").Values.Values.Sum() * 100;
        Assert.Equal(54_623.1713m, da);
    }

    [Theory]
    [InlineData("11/3/2024 5:00:00 AM,11/3/2024 2:00:00 AM,1,A,True,1,1,3,1,1", "label-mismatch")]
    [InlineData("11/3/2024 25:00,11/3/2024 1:00:00 AM,1,A,True,1,1,3,1,1", "bad-time")]
    [InlineData("11/3/2024 5:00:00 AM,11/3/2024 1:00:00 AM,1,A,True,1,1,3.1,1,1", "lmp-identity")]
    [InlineData("11/3/2024 5:00:00 AM,11/3/2024 1:00:00 AM,1,A,False,1,1,3,1,1", "header-only")]
    [InlineData("11/3/2024 5:00:00 AM,11/3/2024 1:00:00 AM,1,A,True,1,1,x,1,1", "not-a-number")]
    public void A_PJM_row_that_contradicts_itself_is_refused(string row, string code) =>
        Assert.Equal(code, CodeOf(PjmLmp.Read(Texts.File(PjmHeader + row + "\n"))));

    [Fact]
    public void PJM_rows_that_are_superseded_are_counted_and_two_current_ones_are_refused()
    {
        string Row(string current, decimal lmp, int hour = 5) =>
            $"11/3/2024 {hour}:00:00 AM,11/3/2024 1:00:00 AM,1,A,{current},1,1,{lmp},1,{lmp - 2}\n";
        var file = Done(PjmLmp.Read(Texts.File(PjmHeader + Row("False", 9) + Row("True", 3) + Row("True", 4, 6))));
        Assert.Equal("superseded-rows", Assert.Single(file.Findings).Code);
        Assert.Equal([3m, 4m], file.Value.One("pjm/a/da-lmp").Values.Values);
        Assert.Equal("duplicate-interval", CodeOf(PjmLmp.Read(Texts.File(PjmHeader + Row("True", 3) + Row("True", 3)))));
        Assert.Equal("wrong-columns", CodeOf(PjmLmp.Read(Texts.File("datetime_beginning_utc,a\n"))));
    }

    [Fact]
    public void The_real_NYISO_files_turn_congestion_and_take_the_stamp_as_the_end()
    {
        var sample = Done(NyisoLbmp.ReadRealTime(SharedFiles.Load("settlement/nyiso/rt_lbmp_zone_sample_20160218.csv")));
        Assert.Equal(Duration.FromMinutes(15), sample.Value.Series[0].Values.Step);
        var first = MarketCalendar.Pjm.At(OperatingDay.Of(2016, 2, 18), LocalTime.Midnight);
        Assert.Equal((21.53m, 1.69m), (Value(sample.Value, "nyiso/capitl/rt-lmp", first),
            Value(sample.Value, "nyiso/capitl/rt-loss", first)));
        foreach (var zone in sample.Value.Series.Where(series => series.Key.Path.EndsWith("rt-lmp", StringComparison.Ordinal)))
            for (var i = 0; i < zone.Values.Count; i++)
                Assert.Equal(zone.Values[i], new[] { "energy", "congestion", "loss" }.Sum(part =>
                    Value(sample.Value, zone.Key.Path.Replace("lmp", part, StringComparison.Ordinal), zone.Values.IntervalAt(i).Start)));
        var energies = sample.Value.Series.Where(series => series.Key.Path.EndsWith("rt-energy", StringComparison.Ordinal)).ToList();
        Assert.Equal(15, energies.Count);
        Assert.All(energies, zone => Assert.All(zone.Values.Values.Zip(energies[0].Values.Values), pair =>
            Assert.InRange(pair.First - pair.Second, -0.02m, 0.02m)));
        var load = Done(NyisoLoad.Read(SharedFiles.Load("settlement/nyiso/20171122pal.csv")));
        Assert.Equal("rows-between-intervals", load.Findings[0].Code);
        Assert.Equal(11, load.Value.Series.Select(series => series.Key).Distinct().Count());
        Assert.Equal(1140.5m, load.Value.Series.First(series => series.Key.Path == "nyiso/capitl/rt-load").Values[0]);
    }

    [Fact]
    public void NYISO_congestion_is_turned_a_header_typo_is_read_and_the_autumn_hour_is_told_by_order()
    {
        var typo = NyisoHeader.Replace("Congestion ($/MWHr)", "Congestion ($/MWH", StringComparison.Ordinal);
        var file = Done(NyisoLbmp.ReadDayAhead(Texts.File(typo + "11/03/2024 00:00:00,WEST,1,30,2,-5\n11/03/2024 01:00:00,WEST,1,31,2,-5\n"
            + "11/03/2024 01:00:00,WEST,1,32,2,-5\n11/03/2024 03:00:00,WEST,1,33,2,-5\n")));
        Assert.Equal(["header-typo", "repeated-hour-by-order", "missing-intervals"], file.Findings.Select(finding => finding.Code));
        var start = Instant.FromUtc(2024, 11, 3, 4, 0);
        Assert.Equal([30m, 31m, 32m], file.Value.Series.First(series => series.Key.Path == "nyiso/west/da-lmp").Values.Values);
        Assert.Equal((5m, 23m), (Value(file.Value, "nyiso/west/da-congestion", start), Value(file.Value, "nyiso/west/da-energy", start)));
        Assert.Equal(1, file.Findings[2].Interval!.Value.Length.TotalHours);
        string Refused(string rows) => CodeOf(NyisoLbmp.ReadDayAhead(Texts.File(NyisoHeader + rows)));
        Assert.Equal("skipped-hour", Refused("03/10/2024 02:00:00,WEST,1,30,2,-5\n"));
        Assert.Equal("bad-time", Refused("3-10-2024,WEST,1,30,2,-5\n"));
        Assert.Equal("duplicate-interval", Refused(string.Concat(Enumerable.Repeat("11/03/2024 01:00:00,WEST,1,30,2,-5\n", 3))));
        Assert.Equal("label-mismatch", CodeOf(NyisoLoad.Read(Texts.File(
            "Time Stamp,Time Zone,Name,PTID,Load\n07/01/2024 00:00:00,EST,WEST,1,5\n"))));
    }

    [Fact]
    public void CAISO_prices_are_keyed_by_GMT_and_their_components_add_up()
    {
        string Rows(string start, string day, int hour, string run = "DAM", decimal lmp = 10) => string.Concat(new[]
        {
            ("LMP", lmp), ("MCE", 12m), ("MCC", -1.5m), ("MCL", -0.5m),
        }.Select(part => $"{start},x,{day},{hour},TH_SP15,{run},{part.Item1},{part.Item2}\n"));
        var file = Done(CaisoOasis.Read(Texts.File(CaisoHeader + Rows("2024-11-03T07:00:00-00:00", "2024-11-03", 1)
            + Rows("2024-11-03T08:00:00-00:00", "2024-11-03", 2) + Rows("2024-11-03T09:00:00-00:00", "2024-11-03", 3)
            + Rows("2024-03-10T10:00:00-00:00", "2024-03-10", 4))));
        Assert.Equal([1, 3], file.Value.Series.Where(series => series.Key.Path == "caiso/th-sp15/da-lmp")
            .Select(series => series.Values.Count));
        Assert.Equal(-1.5m, Value(file.Value, "caiso/th-sp15/da-congestion", Instant.FromUtc(2024, 11, 3, 9, 0)));
        Assert.Equal("missing-days", Assert.Single(file.Findings).Code);
        string Refused(string rows) => CodeOf(CaisoOasis.Read(Texts.File(CaisoHeader + rows)));
        Assert.Equal("lmp-identity", Refused(Rows("2024-11-03T07:00:00-00:00", "2024-11-03", 1, lmp: 10.1m)));
        Assert.Equal("lmp-identity", Refused("2024-11-03T07:00:00-00:00,x,2024-11-03,1,TH_SP15,DAM,MCE,1\n"));
        Assert.Equal("label-mismatch", Refused(Rows("2024-11-03T07:00:00-00:00", "2024-11-03", 2)));
        Assert.Equal("bad-time", Refused(Rows("2024-11-03 07:00", "2024-11-03", 1)));
        Assert.Equal("unknown-word", Refused(Rows("2024-11-03T07:00:00-00:00", "2024-11-03", 1, run: "LUNAR")));
    }

    [Fact]
    public void ISO_NE_reports_keep_the_repeated_hour_and_count_their_rows()
    {
        const string Head = "C,\"comment\"\nH,Date,Hour Ending,Location ID,Location Name,Location Type,Locational Marginal Price,"
            + "Energy Component,Congestion Component,Marginal Loss Component\nH,Date,String,Number,String,String,$/MWh,$/MWh,$/MWh,$/MWh\n";
        string Row(string day, string hour, decimal lmp = 10) => $"D,{day},{hour},4000,.H.INTERNAL_HUB,HUB,{lmp},11,-0.5,-0.5\n";
        string[] hours = [.. MarketCalendar.IsoNe.LabelsOf(OperatingDay.Of(2024, 11, 3)).Select(label => $"{label}")];
        var file = Done(IsoneLmp.ReadRealTime(Texts.File(Head + string.Concat(hours.Select(hour => Row("11/03/2024", hour)))
            + "T,25 rows\n")));
        Assert.Empty(file.Findings);
        Assert.Equal(25, file.Value.One("isone/h-internal-hub/rt-lmp").Values.Count);
        string Refused(string rows) => CodeOf(IsoneLmp.ReadDayAhead(Texts.File(Head + rows)));
        Assert.Equal("skipped-hour", Refused(Row("03/10/2024", "02") + "T,1\n"));
        Assert.Equal("not-repeated-hour", Refused(Row("03/11/2024", "02X") + "T,1\n"));
        Assert.Equal("bad-hour", Refused(Row("2024-03-11", "02") + "T,1\n"));
        Assert.Equal("lmp-identity", Refused(Row("03/11/2024", "02", 9) + "T,1\n"));
        Assert.Equal("row-count", Refused(Row("03/11/2024", "02") + "T,2\n"));
        Assert.Equal("no-trailer", Refused(Row("03/11/2024", "02")));
        Assert.Equal("wrong-layout", Refused("X,1\n"));
        Assert.Equal("wrong-layout", CodeOf(IsoneLmp.ReadDayAhead(Texts.File(Row("03/11/2024", "02")))));
    }

    [Fact]
    public void In_the_republished_ERCOT_table_the_lost_weeks_and_the_collapsed_hours_are_found_and_named()
    {
        var file = Done(ErcotHourlyPrices.Read(SharedFiles.Load("settlement/ercot/ercot_dam_rtm_hourly_2024_2025.csv.gz")));
        var weeks = file.Findings.Where(finding => finding.Code == "missing-days").ToList();
        Assert.Equal(2, weeks.Count);
        Assert.Contains("all of 2024-03-11 to 2024-03-16", weeks[0].What, StringComparison.Ordinal);
        Assert.Contains("all of 2025-03-10 to 2025-03-15", weeks[1].What, StringComparison.Ordinal);
        Assert.All(weeks, week => Assert.Contains("and 11 more series", week.Where, StringComparison.Ordinal));
        var collapsed = file.Findings.Where(finding => finding.Code == "repeated-hour-collapsed").ToList();
        Assert.Equal([OperatingDay.Of(2024, 11, 3), OperatingDay.Of(2025, 11, 2)], collapsed.Select(finding =>
            MarketCalendar.Ercot.DayOf(finding.Interval!.Value.Start)));
        Assert.All(collapsed, finding => Assert.Contains("5 more columns", finding.Where, StringComparison.Ordinal));
        Assert.Contains(file.Findings, finding => finding.Code == "skipped-hour-dropped");
        Assert.Equal(2, file.Findings.Count(finding => finding.Code == "missing-intervals"
            && finding.Interval!.Value.Length == Duration.FromHours(2)));
        Assert.Equal(12, file.Value.Series.Select(series => series.Key).Distinct().Count());
        Assert.Equal("wrong-columns", CodeOf(ErcotHourlyPrices.Read(Texts.File("settlement_point,delivery_date\n"))));
        Assert.Equal("not-repeated-hour", CodeOf(ErcotHourlyPrices.Read(Texts.File(
            "settlement_point,delivery_date,hour_ending,dam_spp,rtm_spp_hourly_avg\nHB,2024-07-01,02X,1,2\n"))));
    }
}
