using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Engine;
using NodaTime;

namespace Busbar.Supply.Settlement.Tests;

public sealed class SettleDayTests
{
    public static TheoryData<string, int> Days() => new() { { "2017-02-15", 24 }, { "2017-03-12", 23 }, { "2017-11-05", 25 } };

    [Theory]
    [MemberData(nameof(Days))]
    public void Each_day_has_a_line_for_each_charge_asset_and_hour(string date, int hours)
    {
        var inputs = SampleDay.Inputs(new(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value));
        var statement = SampleDay.Statement(inputs);
        Assert.Equal(hours * (6 * 6 + 1), statement.Lines.Length);
        Assert.Equal(statement.Lines.Length, statement.Lines.Select(line => (line.Code, line.Asset, line.Interval)).Distinct().Count());
    }

    [Fact]
    public void Lines_sum_to_totals_and_totals_in_cents_to_the_grand_total_with_the_residue_visible()
    {
        var statement = SampleDay.Statement(SampleDay.Inputs(SampleDay.Plain));
        foreach (var total in statement.Totals)
        {
            Assert.Equal(statement.Lines.Where(line => line.Code == total.Code).Sum(line => line.Amount.Value), total.Exact.Value);
            Assert.Equal(decimal.Round(total.Exact.Value, 2, MidpointRounding.AwayFromZero), total.Billed.Value);
            Assert.InRange(total.Residue.Value, -0.005m, 0.005m);
        }
        Assert.Equal(statement.Totals.Sum(total => total.Billed.Value), statement.Total.Value);
    }

    [Fact]
    public void Amounts_are_energy_at_the_lmp_when_the_components_are_exact()
    {
        var inputs = SampleDay.Inputs(SampleDay.Plain);
        var expected = 0m;
        foreach (var asset in inputs.Assets)
        {
            var at = inputs.Prices.Single(prices => prices.Location == asset.Location);
            for (var h = 0; h < 24; h++) expected += asset.DayAhead[h] * at.DaLmp[h]
                + (asset.RealTime[h] - asset.DayAhead[h]) * at.RtLmp[h];
        }
        var statement = SampleDay.Statement(inputs with { Ftrs = [] });
        Assert.Equal(expected, statement.Lines.Sum(line => line.Amount.Value));
    }

    [Fact]
    public void Settling_assets_apart_gives_the_same_lines_as_settling_them_together()
    {
        var inputs = SampleDay.Inputs(SampleDay.Autumn, MarketCalendar.Pjm);
        var whole = SampleDay.Statement(inputs).Lines.ToHashSet();
        var apart = inputs.Assets.SelectMany(asset => SampleDay.Statement(inputs with { Assets = [asset], Ftrs = [] }).Lines)
            .Concat(SampleDay.Statement(inputs with { Assets = [] }).Lines).ToHashSet();
        Assert.True(whole.SetEquals(apart));
    }

    [Fact]
    public void Same_inputs_give_the_same_statement()
    {
        var first = SampleDay.Statement(SampleDay.Inputs(SampleDay.Spring));
        var second = SampleDay.Statement(SampleDay.Inputs(SampleDay.Spring));
        Assert.Equal(first.Lines, second.Lines);
        Assert.Equal(first.Totals, second.Totals);
    }

    [Fact]
    public void A_right_against_the_congestion_costs_its_holder()
    {
        var inputs = SampleDay.Inputs(SampleDay.Plain) with { Assets = [] };
        var with = SampleDay.Statement(inputs).Total;
        var against = SampleDay.Statement(inputs with { Ftrs = [new("back", new(40), "hub", "node")] }).Total;
        Assert.True(with < Usd.Zero);
        Assert.Equal(-with, against);
    }

    [Fact]
    public void Every_charge_of_every_market_names_its_tariff_and_has_a_code_of_its_own()
    {
        var charges = ChargeCodes.Markets.SelectMany(market => ChargeCodes.Of(market)).ToList();
        Assert.All(charges.SelectMany(charge => charge.Versions), version => Assert.NotEmpty(version.Source));
        Assert.Equal(charges.Count, charges.Select(charge => charge.Code).Distinct().Count());
        Assert.All(charges, charge => Assert.Same(charge, ChargeCodes.ByCode(charge.Code)));
        Assert.Null(ChargeCodes.ByCode("9999"));
        Assert.DoesNotContain(charges, charge => charge.Code.Contains('/'));
    }

    [Fact]
    public void A_twenty_four_hour_file_for_a_twenty_five_hour_day_is_refused_with_what_it_would_have_lost()
    {
        var inputs = SettlementCase.Read("pjm-2024-11-03-load.txt").Inputs();
        var naive = inputs with { Prices = [.. inputs.Prices.Select(at => at.Location == "DOMINION HUB" ? at
            with { DaLmp = Short(at.DaLmp) } : at)] };
        var refusal = Refused(naive, "hours-do-not-match");
        Assert.Contains("24 values", refusal.What);
        Assert.Contains("25 hours", refusal.What);
        Assert.Contains("HE24", refusal.What);
        Assert.Contains("100 MWh", refusal.What);
        Assert.Contains("DA LMP of DOMINION HUB", refusal.Where);
    }

    [Fact]
    public void A_file_with_an_hour_too_many_or_another_start_or_step_is_refused()
    {
        var inputs = SampleDay.Inputs(SampleDay.Spring);
        var load = inputs.Assets[0];
        var hour = load.DayAhead.Step;
        foreach (var wrong in new[]
        {
            new Series<decimal>(load.DayAhead.Start, hour, [.. load.DayAhead.Values, 1]),
            new Series<decimal>(load.DayAhead.Start - hour, hour, load.DayAhead.Values),
            new Series<decimal>(load.DayAhead.Start, hour / 2, load.DayAhead.Values),
            new Series<decimal>(load.DayAhead.Start, hour, load.DayAhead.Values[..10]),
        })
        {
            Refused(inputs with { Assets = inputs.Assets.SetItem(0, load with { DayAhead = wrong }) }, "hours-do-not-match");
            Refused(inputs with { Assets = inputs.Assets.SetItem(0, load with { RealTime = wrong }) }, "hours-do-not-match");
        }
    }

    [Fact]
    public void A_day_whose_determinants_are_not_whole_is_refused()
    {
        var inputs = SampleDay.Inputs(SampleDay.Plain);
        var (load, inc, dec) = (inputs.Assets[0], inputs.Assets[4], inputs.Assets[5]);
        Refused(inputs with { Calendar = MarketCalendar.Ercot }, "no-charges-for-market");
        Refused(inputs with { Assets = [], Ftrs = [] }, "nothing-to-settle");
        Refused(inputs with { Prices = [inputs.Prices[0], inputs.Prices[0]] }, "duplicate-location");
        Refused(inputs with { Assets = inputs.Assets.Add(load) }, "duplicate-asset");
        Refused(inputs with { Ftrs = [new("load", new(1), "hub", "node")] }, "duplicate-asset");
        Refused(inputs with { Assets = [load with { Location = "moon" }] }, "missing-price");
        Refused(inputs with { Ftrs = [new("right", new(1), "hub", "moon")] }, "missing-price");
        Refused(inputs with { Ftrs = [new("right", new(0), "hub", "node")] }, "right-without-megawatts");
        Refused(inputs with { Assets = [inc with { RealTime = inc.DayAhead }] }, "virtual-with-meter");
        Refused(inputs with { Assets = [inc with { DayAhead = inc.DayAhead.Select(value => -value) }] }, "virtual-of-wrong-sign");
        Refused(inputs with { Assets = [dec with { DayAhead = dec.DayAhead.Select(value => -value) }] }, "virtual-of-wrong-sign");
    }

    [Fact]
    public void An_lmp_beyond_its_components_and_the_markets_rounding_is_a_finding_and_settles_by_components()
    {
        foreach (var (market, tolerance) in new[] { (MarketCalendar.IsoNe, 0.01m), (MarketCalendar.Pjm, 0.000001m) })
        {
            var inputs = SampleDay.Inputs(SampleDay.Plain, market);
            Assert.Empty(FindingsOf(Shifted(inputs, tolerance)));
            var finding = Assert.Single(FindingsOf(Shifted(inputs, tolerance * 1.5m)));
            Assert.Equal("lmp-is-not-the-sum", finding.Code);
            Assert.Equal(inputs.Prices[1].DaLmp.IntervalAt(7), finding.Interval);
            Assert.Equal(SampleDay.Statement(inputs).Total, SampleDay.Statement(Shifted(inputs, 5)).Total);
        }
    }

    private static SettleDayInputs Shifted(SettleDayInputs inputs, decimal by)
    {
        var lmp = inputs.Prices[1].DaLmp;
        return inputs with
        {
            Prices = inputs.Prices.SetItem(1, inputs.Prices[1]
                with { DaLmp = new(lmp.Start, lmp.Step, lmp.Values.SetItem(7, lmp[7] + by)) }),
        };
    }

    private static IEnumerable<Finding> FindingsOf(SettleDayInputs inputs) =>
        ((Outcome<ShadowStatement>.Done)SettleDay.Run(inputs)).Findings;

    private static Series<decimal> Short(Series<decimal> series) => new(series.Start, series.Step, series.Values[..^1]);

    private static Refusal Refused(SettleDayInputs inputs, string code)
    {
        var refusal = Assert.IsType<Outcome<ShadowStatement>.Refused>(SettleDay.Run(inputs)).Refusal;
        Assert.Equal(code, refusal.Code);
        return refusal;
    }
}
