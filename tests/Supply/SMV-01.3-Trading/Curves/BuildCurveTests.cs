using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Trading.Curves;

namespace Busbar.Supply.Tests.Curves;

public sealed class BuildCurveTests
{
    private static readonly ForwardQuote[] Book =
    [
        Quoted.Of("2026-12", "5x16", 52.35), Quoted.Of("2026-12", "off-peak", 41.2), Quoted.Of("2027-01", "5x16", 68.9),
        Quoted.Of("2027-01", "7x24", 61.15), Quoted.Of("2027-02", "5x16", 63.4), Quoted.Of("2027-Q1", "5x16", 59.75),
        Quoted.Of("2027-Q1", "7x8", 44.1), Quoted.Of("2027-Q2", "5x16", 41.3), Quoted.Of("2027", "5x16", 51.6),
        Quoted.Of("2027", "7x24", 45.05), Quoted.Of("2027-Q3", "2x16", 38.8), Quoted.Of("2028", "7x24", 46.2),
        Quoted.Of("2026-11", "7x24", 33.3) with { Id = "balance of month", FirstDay = Quoted.MarkDay.Plus(1) },
    ];

    [Fact]
    public void The_worked_case_gives_the_blocks_that_nobody_quotes()
    {
        var worked = CaseFile.Read("trading/curve-blocks.txt");
        var (given, expected) = (worked.Tables[0], worked.Tables[1]);
        var quotes = given.Texts("term").Zip(given.Texts("block"), given.Estimates("price USD/MWh")).Select(row =>
            Quoted.Of(row.First, row.Second, row.Third)).ToArray();
        Assert.Equal(Given.DayOf(worked["mark day"]), Quoted.MarkDay);
        var flat = Prior(_ => 40);
        var curve = BuildCurve.Run(Quoted.Inputs(quotes) with { Prior = flat, FillHoles = true }).OrThrow();
        foreach (var (month, block, hours, price) in expected.Texts("month").Zip(expected.Texts("block"), expected.Numbers("hours"))
            .Zip(expected.Estimates("expected USD/MWh"), (cell, price) => (cell.First, cell.Second, cell.Third, price)))
        {
            var (first, kind) = (Given.DayOf($"{month}-01"), Enum.Parse<PeakBlock>(block));
            Assert.Equal(hours, Quoted.HoursOf(first, new(first.Date.PlusMonths(1).PlusDays(-1)), [kind]).Count());
            Assert.Equal(price, Quoted.PriceOf(curve, first, kind), 1e-9);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_quote_is_the_mean_of_its_hours(bool hasPrior)
    {
        var curve = BuildCurve.Run(Quoted.Inputs(Book) with { Prior = hasPrior ? Prior(m => 40 + 9 * Math.Cos(m)) : null }).OrThrow();
        Assert.All(Book, quote => Assert.Equal(quote.Price, Quoted.MeanOf(curve, quote), 1e-9));
        Assert.Equal((1 + 1 + 24) * 3, curve.Prices.Length);
        Assert.Equal(curve.Prices.OrderBy(p => p.Month).ThenBy(p => p.Block), curve.Prices);
    }

    [Theory]
    [InlineData(1ul)]
    [InlineData(2ul)]
    [InlineData(3ul)]
    public void Quotes_taken_off_a_random_curve_of_three_years_all_come_back_and_one_moved_is_refused(ulong seed)
    {
        var random = new SeededRandom(seed);
        var truth = Enumerable.Range(0, 36 * 3).Select(_ => 40 + 15 * random.NextNormal()).ToArray();
        double TruthOf(ForwardQuote quote) => Quoted.MeanOf(
            (month, block) => truth[((month.Date.Year - 2027) * 12 + month.Date.Month - 1) * 3 + (int)block], quote);
        string[] blocks = ["5x16", "2x16", "7x8", "off-peak", "7x24"];
        var terms = Enumerable.Range(2027, 3).SelectMany(year => (string[])
            [$"{year}", .. Enumerable.Range(1, 4).Select(q => $"{year}-Q{q}"), .. Enumerable.Range(1, 12).Select(m => $"{year}-{m:00}")]);
        var quotes = terms.SelectMany(term => blocks.Where(_ => term.Length == 4 || random.NextUniform() < 0.4)
            .Select(block => Quoted.Of(term, block, 0))).Select(quote => quote with { Price = TruthOf(quote) }).ToArray();
        var curve = BuildCurve.Run(Quoted.Inputs(quotes)).OrThrow();
        Assert.All(quotes, quote => Assert.Equal(quote.Price, Quoted.MeanOf(curve, quote), 1e-9));
        // A year's 7×24 follows from its 5×16 and its off-peak.
        var moved = quotes.Select(quote => quote.Id == "2029 7x24" ? quote with { Price = quote.Price + 0.05 } : quote);
        var refusal = RefusalOf(Quoted.Inputs(moved));
        Assert.Equal("contradictory-quotes", refusal.Code);
        Assert.Contains("2029", refusal.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_that_has_no_hours_left_is_priced_and_no_hole()
    {
        // 28 February 2027 is a Sunday: the balance of the month has no 5×16.
        var curve = BuildCurve.Run(Quoted.Inputs(Quoted.Of("2027-02", "7x24", 33) with { FirstDay = OperatingDay.Of(2027, 2, 28) },
            Quoted.Of("2027-03", "7x24", 40)) with { MarkDay = OperatingDay.Of(2027, 2, 27) }).OrThrow();
        Assert.Equal(6, curve.Prices.Length);
        Assert.Equal(33, (16 * curve.Prices[1].Price.Value + 8 * curve.Prices[2].Price.Value) / 24, 1e-9);
    }

    [Fact]
    public void No_other_curve_through_the_quotes_is_smoother()
    {
        var quotes = Book[2..12];
        var curve = BuildCurve.Run(Quoted.Inputs(quotes)).OrThrow();
        double[] prices = [.. curve.Prices.Select(price => price.Price.Value)];
        var rows = quotes.Select(quote => RowOf(curve, quote)).ToArray();
        for (var i = 0; i < rows.Length; i++) Orthogonalise(rows[i], rows[..i]);
        var random = new SeededRandom(5);
        for (var trial = 0; trial < 200; trial++)
        {
            var direction = prices.Select(_ => random.NextNormal()).ToArray();
            Orthogonalise(direction, rows);
            foreach (var step in (double[])[1e-3, 1, -1])
                Assert.True(Roughness([.. prices.Zip(direction, (p, d) => p + step * d)]) > Roughness(prices));
        }
    }

    [Fact]
    public void A_calendar_year_alone_is_one_flat_price_and_with_a_prior_the_priors_shape()
    {
        var flat = BuildCurve.Run(Quoted.Inputs(Quoted.Of("2027", "7x24", 45))).OrThrow();
        Assert.All(flat.Prices, price => Assert.Equal(45, price.Price.Value, 1e-9));
        var prior = Prior(month => 30 + month);
        var shaped = BuildCurve.Run(Quoted.Inputs(Quoted.Of("2027", "7x24", 45)) with { Prior = prior }).OrThrow();
        var moved = shaped.Prices[0].Price.Value - 31;
        Assert.All(shaped.Prices, price => Assert.Equal(30 + price.Month.Date.Month + moved, price.Price.Value, 1e-9));
    }

    [Fact]
    public void A_fuel_curve_weighs_its_months_by_days()
    {
        ForwardQuote Fuel(string term, double price) =>
            Quoted.Of(term, "5x16", price) with { Unit = "USD/MMBtu" };
        var curve = BuildCurve.Run(Quoted.Inputs(Fuel("2027-01", 5.1), Fuel("2027-02", 4.7), Fuel("2027-Q1", 4.4)) with
        {
            Commodity = Commodity.Fuel,
        }).OrThrow();
        Assert.Equal(3, curve.Prices.Length);
        Assert.Equal((4.4 * 90 - 5.1 * 31 - 4.7 * 28) / 31, curve.Prices[2].Price.Value, 1e-9);
    }

    [Fact]
    public void A_quarter_against_its_months_is_refused_with_the_names_and_the_size()
    {
        var refusal = RefusalOf(Quoted.Inputs(Quoted.Of("2027-01", "5x16", 60), Quoted.Of("2027-02", "5x16", 55),
            Quoted.Of("2027-03", "5x16", 50), Quoted.Of("2027-Q1", "5x16", 56)));
        Assert.Equal("contradictory-quotes", refusal.Code);
        // (60 × 320 + 55 × 320 + 50 × 368) ÷ 1008 = 54.7619
        foreach (var part in (string[])["2027-Q1 5x16", "2027-01 5x16", "2027-02 5x16", "2027-03 5x16", "54.7619", "1.2381 USD/MWh"])
            Assert.Contains(part, refusal.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quarter_that_differs_by_the_rounding_of_a_cent_is_found_and_left_out()
    {
        var outcome = BuildCurve.Run(Quoted.Inputs(Quoted.Of("2027-01", "7x24", 60), Quoted.Of("2027-02", "7x24", 55),
            Quoted.Of("2027-03", "7x24", 50), Quoted.Of("2027-Q1", "7x24", 55)));
        Assert.Equal("quote-to-the-cent", Assert.Single(Given.FindingsOf(outcome)).Code);
        Assert.All((string[])["2027-01", "2027-02", "2027-03"], month =>
            Assert.Equal(65 - 5 * int.Parse(month[5..]), Quoted.MeanOf(outcome.OrThrow(), Quoted.Of(month, "7x24", 0)), 1e-9));
    }

    [Fact]
    public void A_hole_is_refused_or_filled_from_the_named_prior_on_request()
    {
        string[] blocks = ["5x16", "2x16", "7x8"];
        var inputs = Quoted.Inputs(blocks.SelectMany(block =>
            (ForwardQuote[])[Quoted.Of("2027-01", block, 60), Quoted.Of("2027-03", block, 50)]));
        var refusal = RefusalOf(inputs);
        Assert.Equal(("curve-has-hole", "2027-02 5x16"), (refusal.Code, refusal.Where));
        var filled = BuildCurve.Run(inputs with { Prior = Prior(month => month == 2 ? 90 : 50), FillHoles = true });
        Assert.Equal(3, Given.FindingsOf(filled).Count(finding => finding.Code == "hole-filled" && finding.Done.Contains("old curve")));
        // The prior's 90 of February, moved by the mean of what January (+10) and March (0) are moved by.
        Assert.Equal(95, Quoted.PriceOf(filled.OrThrow(), OperatingDay.Of(2027, 2, 1), PeakBlock.Night), 1e-9);
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "no-quotes", "" }, { "other-location", "place" }, { "wrong-unit", "unit" }, { "not-a-price", "nan" }, { "past-quote", "past" },
        { "term-has-begun", "begun" }, { "odd-term", "odd" }, { "odd-blocks", "blocks" }, { "duplicate-quote", "twice" },
        { "no-hours", "hours" }, { "no-prior", "fill" }, { "wrong-unit", "fuel prior" }, { "prior-too-short", "short prior" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_bad_quote_or_prior_is_refused(string code, string fault)
    {
        var (good, prior) = (Quoted.Of("2027-01", "5x16", 60), Prior(_ => 40));
        var bad = fault switch
        {
            "" => Quoted.Inputs(),
            "place" => Quoted.Inputs(good with { Location = "AEP" }),
            "unit" => Quoted.Inputs(good with { Unit = "EUR/MWh" }),
            "nan" => Quoted.Inputs(good with { Price = double.NaN }),
            "past" => Quoted.Inputs(Quoted.Of("2026-10", "5x16", 60)),
            "begun" => Quoted.Inputs(Quoted.Of("2026", "5x16", 60)),
            "odd" => Quoted.Inputs(good with { LastDay = good.LastDay.Plus(-1) }),
            "blocks" => Quoted.Inputs(good with { Blocks = [PeakBlock.Night, PeakBlock.Night] }),
            "twice" => Quoted.Inputs(good, good with { Price = 61 }),
            // 28 February 2027 is a Sunday: the balance of the month has no business day.
            "hours" => Quoted.Inputs(Quoted.Of("2027-02", "5x16", 1) with { FirstDay = OperatingDay.Of(2027, 2, 28) }) with
            {
                MarkDay = OperatingDay.Of(2027, 2, 27),
            },
            "fill" => Quoted.Inputs(good) with { FillHoles = true },
            "fuel prior" => Quoted.Inputs(good) with { Prior = prior with { Commodity = Commodity.Fuel } },
            _ => Quoted.Inputs(Quoted.Of("2027", "7x24", 60)) with { Prior = prior with { Prices = prior.Prices[..6] } },
        };
        var refusal = RefusalOf(bad);
        Assert.Equal(code, refusal.Code);
        Assert.NotEmpty(refusal.Remedy);
    }

    private static Refusal RefusalOf(BuildCurveInputs inputs) =>
        Assert.IsType<Outcome<ForwardCurve>.Refused>(BuildCurve.Run(inputs)).Refusal;

    private static ForwardCurve Prior(Func<int, double> priceOfMonth) => new(
        Commodity.PowerRealTime, "PJM", Quoted.Hub, Quoted.MarkDay.Plus(-30), 1, default,
        [
            .. Enumerable.Range(1, 12).SelectMany(month => Quoted.Around.Select(block =>
                new ForwardPrice(OperatingDay.Of(2025, month, 1), block, new UsdPerMwhEstimate(priceOfMonth(month))))),
        ], "old curve");

    private static double[] RowOf(ForwardCurve curve, ForwardQuote quote)
    {
        var hours = Quoted.HoursOf(quote.FirstDay, quote.LastDay, quote.Blocks)
            .CountBy(hour => (Quoted.Calendar.DayOf(hour).FirstOfMonth(), Quoted.Calendar.BlockOf(hour))).ToDictionary();
        return [.. curve.Prices.Select(price => (double)hours.GetValueOrDefault((price.Month, price.Block)))];
    }

    private static void Orthogonalise(double[] vector, IEnumerable<double[]> against)
    {
        foreach (var _ in Enumerable.Range(0, 2))
            foreach (var row in against)
            {
                var share = row.Zip(vector, (a, b) => a * b).Sum() / Math.Max(row.Sum(a => a * a), 1e-300);
                for (var i = 0; i < vector.Length; i++) vector[i] -= share * row[i];
            }
    }

    private static double Roughness(double[] prices) => Enumerable.Range(0, prices.Length).Sum(i =>
        (i + 3 < prices.Length ? Math.Pow(prices[i + 3] - prices[i], 2) : 0)
        + Enumerable.Range(i + 1, 2 - i % 3).Sum(j => Math.Pow(prices[j] - prices[i], 2)));
}
