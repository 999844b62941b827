using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Statements;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Settlement.Tests.Statements;

public sealed class FindRestatementTests
{
    private static readonly Duration hour = Duration.FromHours(1);
    private static readonly Instant later = Instant.FromUtc(2025, 12, 1, 0, 0);

    private static Series<decimal> Flat(Instant start, Instant end, decimal mwh) =>
        new(start, hour, [.. Enumerable.Repeat(mwh, (int)((end - start) / hour))]);

    private static FindRestatementInputs Inputs(ImmutableArray<Series<decimal>> before, ImmutableArray<Series<decimal>> after,
        Series<decimal> quantity) =>
        new(MarketCalendar.Ercot, "HB_HUBAVG", "DAEPAMT", new("first", later, before), new("second", later + hour, after), quantity, 1);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    [Fact]
    public void A_restatement_comes_out_as_in_the_case()
    {
        var rows = File.ReadLines(Path.Combine(Checkout.Root, "cases", "statements", "restated-prices.txt")).Where(line => line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToLookup(row => row[0]);
        ImmutableArray<Series<decimal>> Runs(string word) => [.. rows[word].Select(row => new Series<decimal>(
            InstantPattern.General.Parse(row[1]).Value, hour, [.. row[2].Split(' ').Select(Number)]))];
        var found = FindRestatement.Run(Inputs(Runs("before"), Runs("after"),
            Flat(Instant.FromUtc(2024, 11, 3, 5, 0), Instant.FromUtc(2024, 11, 5, 6, 0), Number(rows["quantity"].Single()[1])))).OrThrow();
        Assert.Equal(rows["expect"].Select(row => (row[1], Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5]))),
            found.Days.Select(day => ($"{day.OperatingDay}", (decimal)day.Version, (decimal)day.Intervals.Length, day.Before.Value,
                day.After.Value)));
        Assert.Equal(rows["only-after"].Select(row => row[1]), found.OnlyAfter.Select(each => InstantPattern.General.Format(each.Start)));
        Assert.Equal((new Usd(-300), 6, 3), (found.Change, found.Compared, found.IntervalCount));
        Assert.All(found.Days, day => Assert.Equal(day.Change, day.Intervals.Aggregate(Usd.Zero, (sum, each) => sum + each.Change)));
    }

    /// <summary>The file that holds HB_HUBAVG is real; the second source that differs from it in 179 hours on 13 days of January 2024 holds
    /// no HB_HUBAVG as it lies in the shared folder, so that its differences are planted: as many hours on as many days.</summary>
    [Fact]
    public void As_many_restated_hours_as_the_real_case_planted_in_the_real_prices_are_found_exactly_and_priced_on_100_MW()
    {
        var prices = Hubavg("settlement/ercot/ercot_hb_hubavg_da_hourly_utc_2024_2025.csv.gz").Slice(
            Instant.FromUtc(2024, 1, 1, 6, 0), Instant.FromUtc(2025, 1, 1, 6, 0));
        Assert.Equal(8_784, prices.Count);
        int[] days = [10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 22, 24, 26];
        var planted = days.SelectMany(day => MarketCalendar.Ercot.HoursOf(OperatingDay.Of(2024, 1, day))).Where((_, i) => i % 12 is not (1
            or 5 or 7 or 8 or 11)).Take(179).Select((each, i) => (each.Start, By: (i % 2 == 0 ? 1m : -0.5m) * (i + 1) / 100)).ToList();
        planted = [.. planted, .. MarketCalendar.Ercot.HoursOf(OperatingDay.Of(2024, 1, 26)).Select(each => (each.Start, By: 0.07m))];
        planted = [.. planted.DistinctBy(each => each.Start).Take(179)];
        var by = planted.ToDictionary(each => each.Start, each => each.By);
        var restated = new Series<decimal>(prices.Start, hour, [.. Enumerable.Range(0, prices.Count).Select(i =>
            prices[i] + by.GetValueOrDefault(prices.IntervalAt(i).Start))]);
        var found = FindRestatement.Run(Inputs([prices], [restated], Flat(prices.Start, prices.End, 100))).OrThrow();
        Assert.Equal(179, found.IntervalCount);
        Assert.Equal(by.Keys.Order(), found.Days.SelectMany(day => day.Intervals).Select(each => each.Interval.Start).Order());
        Assert.Equal(days, found.Days.Select(day => day.OperatingDay.Date.Day));
        Assert.Equal(new Usd(100 * by.Values.Sum()), found.Change);
        Assert.All(found.Days, day => Assert.Equal((2, 24), (day.Version,
            MarketCalendar.Ercot.HourCount(day.OperatingDay))));
    }

    [Fact]
    public void Two_real_files_of_one_month_agree_in_all_721_hours_of_November()
    {
        var long_ = Hubavg("settlement/ercot/ercot_hb_hubavg_da_hourly_utc_2024_2025.csv.gz");
        var sample = Hubavg("settlement/ercot/sample_2024-11_da.csv");
        var found = FindRestatement.Run(Inputs([long_], [sample], Flat(long_.Start, long_.End, 100))).OrThrow();
        Assert.Equal((721, 0), (found.Compared, found.IntervalCount));
        Assert.Equal((long_.Count - 721, 0), (found.OnlyBefore.Length, found.OnlyAfter.Length));
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        var start = Instant.FromUtc(2024, 1, 10, 6, 0);
        var day = Flat(start, start + hour * 24, 1);
        var fine = Inputs([day], [day], day);
        string CodeOf(FindRestatementInputs inputs) =>
            Assert.IsType<Outcome<Restatement>.Refused>(FindRestatement.Run(inputs)).Refusal.Code;
        Assert.Empty(FindRestatement.Run(fine).OrThrow().Days);
        Assert.Equal("older-version", CodeOf(fine with { Before = fine.After, After = fine.Before }));
        Assert.Equal("steps-differ", CodeOf(fine with { Quantity = new(start, Duration.FromMinutes(15), day.Values) }));
        Assert.Equal("duplicate-interval", CodeOf(fine with { After = fine.After with { Stretches = [day, day] } }));
        Assert.Equal("no-quantity", CodeOf(fine with { Quantity = Flat(start, start + hour * 23, 1) }));
    }

    private static Series<decimal> Hubavg(string relative)
    {
        var path = Checkout.Shared(relative);
        using Stream file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress) : file);
        reader.ReadLine();
        var rows = new List<(Instant At, decimal Price)>();
        while (reader.ReadLine() is { } line && line.Split(',') is var cells)
            rows.Add((InstantPattern.General.Parse(cells[0]).Value, Number(cells[2])));
        rows.Sort();
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(hour, pair.Second.At - pair.First.At));
        return new(rows[0].At, hour, [.. rows.Select(row => row.Price)]);
    }
}
