using System.Globalization;
using Busbar.Numerics.Options;

namespace Busbar.Numerics.Tests.Options;

public sealed class SpreadOptionTests
{
    [Fact]
    public void Eighteen_published_spread_options_come_out()
    {
        var rows = Rows("quantlib_kirk.csv");
        Assert.Equal(18, rows.Count);
        foreach (var row in rows)
        {
            var kirk = new Kirk(row["F1"], row["F2"], row["K"], row["T"], row["vol1"], row["vol2"], row["rho"], row["r"]);
            Assert.Equal(row["expected"], kirk.Price().Value, 1e-3);
        }
    }

    [Fact]
    public void Twenty_one_published_exchange_options_come_out_with_their_greeks()
    {
        var rows = Rows("quantlib_margrabe.csv");
        Assert.Equal(21, rows.Count);
        foreach (var row in rows)
        {
            var value = new Margrabe(row["S1"], row["S2"], row["Q1"], row["Q2"], row["q1"], row["q2"], row["T"], row["vol1"], row["vol2"],
                row["rho"]).Price();
            Assert.Equal(row["expected"], value.Value, 1e-3);
            Assert.Equal(row["delta1"], value.Delta1, 1e-3);
            Assert.Equal(row["delta2"], value.Delta2, 1e-3);
            // Published gammas are of one unit of each asset, published deltas of the whole quantity; ours are slopes of our deltas.
            Assert.Equal(row["gamma1"], value.Gamma1 / row["Q1"], 1e-3);
            Assert.Equal(row["gamma2"], value.Gamma2 / row["Q2"], 1e-3);
            // Published thetas count a quantity twice in what the yields pay; the next test shows that the slope does not.
            var twice = row["q1"] * row["S1"] * value.Delta1 * (row["Q1"] - 1) + row["q2"] * row["S2"] * value.Delta2 * (row["Q2"] - 1);
            Assert.Equal(row["theta"], value.Theta + twice, 1e-3);
        }
    }

    [Fact]
    public void Greeks_of_a_spread_option_are_the_slopes_of_its_value()
    {
        const double step = 1e-3;
        var at = new Kirk(45, 38, 3, 0.5, 0.4, 0.3, 0.6, 0.05);
        var value = at.Price();
        double First(double by) => (at with { Forward1 = at.Forward1 + by }).Price().Value;
        double Second(double by) => (at with { Forward2 = at.Forward2 + by }).Price().Value;
        double Later(double by) => (at with { Years = at.Years - by }).Price().Value;
        Assert.Equal((First(step) - First(-step)) / (2 * step), value.Delta1, 1e-8);
        Assert.Equal((Second(step) - Second(-step)) / (2 * step), value.Delta2, 1e-8);
        Assert.Equal((First(step) - 2 * First(0) + First(-step)) / (step * step), value.Gamma1, 1e-7);
        Assert.Equal((Second(step) - 2 * Second(0) + Second(-step)) / (step * step), value.Gamma2, 1e-7);
        Assert.Equal((Later(step / 10) - Later(-step / 10)) / (step / 5), value.Theta, 1e-5);
    }

    [Fact]
    public void Gamma_and_theta_of_an_exchange_of_quantities_are_slopes()
    {
        const double step = 1e-4;
        var at = new Margrabe(11, 10, 2, 2, 0.06, 0.04, 0.5, 0.2, 0.25, 0.5);
        var value = at.Price();
        double Delta1(double by) => (at with { Spot1 = at.Spot1 + by }).Price().Delta1;
        double Delta2(double by) => (at with { Spot2 = at.Spot2 + by }).Price().Delta2;
        Assert.Equal((Delta1(step) - Delta1(-step)) / (2 * step), value.Gamma1, 1e-8);
        Assert.Equal((Delta2(step) - Delta2(-step)) / (2 * step), value.Gamma2, 1e-8);
        double Later(double by) => (at with { Years = at.Years - by }).Price().Value;
        Assert.Equal((Later(step) - Later(-step)) / (2 * step), value.Theta, 1e-6);
    }

    [Fact]
    public void Without_a_strike_a_spread_option_is_an_exchange_option()
    {
        var kirk = new Kirk(45, 38, 0, 0.5, 0.4, 0.3, 0.6, 0.05).Price();
        var margrabe = new Margrabe(45, 38, 1, 1, 0.05, 0.05, 0.5, 0.4, 0.3, 0.6).Price();
        Assert.Equal(margrabe.Value, kirk.Value, 1e-12);
        Assert.Equal(margrabe.Delta1, kirk.Delta1, 1e-12);
        Assert.Equal(margrabe.Delta2, kirk.Delta2, 1e-12);
        Assert.Equal(margrabe.Gamma2, kirk.Gamma2, 1e-12);
        Assert.Equal(margrabe.Theta, kirk.Theta, 1e-12);
    }

    [Fact]
    public void Prices_that_move_as_one_have_no_option_between_them()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Margrabe(45, 38, 1, 1, 0, 0, 0.5, 0.3, 0.3, 1).Price());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Kirk(45, 38, 0, 0.5, 0.3, 0.3, 1, 0).Price());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Kirk(45, 38, -38, 0.5, 0.3, 0.2, 0.5, 0).Price());
    }

    private static List<Dictionary<string, double>> Rows(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Busbar.slnx"))) folder = folder.Parent;
        var path = Path.Combine(folder!.FullName, "..", "shared", "data", "risk", name);
        if (!File.Exists(path)) Assert.Skip($"../shared/data/risk/{name} is absent");
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(',');
        return [.. lines[1..].Select(line => header.Zip(line.Split(',')).Where(field => field.First != "type")
            .ToDictionary(field => field.First, field => double.Parse(field.Second, CultureInfo.InvariantCulture)))];
    }
}
