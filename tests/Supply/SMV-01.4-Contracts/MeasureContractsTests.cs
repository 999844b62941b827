using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Ppa;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Tests;

namespace Busbar.Supply.Contracts.Tests;

public sealed class MeasureContractsTests
{
    private static readonly OperatingDay Day = Given.Spring;

    private static ContractPerformance Performance(
        string contract, string counterparty, decimal cost, decimal value, decimal wheeling = 0, decimal nominated = 10,
            decimal delivered = 9, int later = 0) =>
        new(contract, counterparty, Day.Plus(later), Given.After(Day), Given.Flat(Day, new Mwh(nominated)),
            Given.Flat(Day, new Mwh(delivered)),
            new(cost), new(wheeling), new(value), false);

    private static ImmutableArray<Metric> Measure(params ImmutableArray<ContractPerformance> performances) =>
        MeasureContracts.Run(new(Day, Day.Plus(1), [Terms.Block(), Terms.Wind()], performances)).Metrics;

    [Fact]
    public void Exposure_is_the_largest_gain_at_one_counterparty_against_its_credit_limit()
    {
        var exposure = Measure(Performance("block", "north", 1000, 1500), Performance("block", "north", 1000, 900, later: 1),
            Performance("ppa", "west", 2000, 2900, wheeling: 100))[0];
        Assert.Equal(("Counterparty risk exposure", (double?)800, (double?)250_000, true),
            (exposure.Name, exposure.Value, exposure.Target, exposure.IsOnTarget));
        Assert.Equal([("west", "800"), ("north", "400")], exposure.Parts.Select(part => (part.Name, part.Value)));
        Assert.Contains("not yet delivered is not in it", exposure.Formula);
    }

    [Fact]
    public void A_contract_that_is_worth_less_than_it_costs_exposes_us_to_nothing()
    {
        var exposure = Measure(Performance("block", "north", 1000, 400))[0];
        Assert.Equal(0, exposure.Value);
        Assert.Equal(100_000, exposure.Target);
    }

    [Fact]
    public void Ppa_value_counts_the_ppas_and_contract_value_all()
    {
        var metrics = Measure(Performance("block", "north", 1000, 1500), Performance("ppa", "west", 2000, 1700, wheeling: 100));
        Assert.Equal((-400d, 100d), (metrics[1].Value, metrics[2].Value));
        Assert.Equal(("PPA value", false), (metrics[1].Name, metrics[1].IsOnTarget));
    }

    [Fact]
    public void Delivery_is_a_percentage_of_what_was_nominated()
    {
        Assert.Equal(90, Measure(Performance("ppa", "west", 1, 1))[3].Value!.Value, 12);
        Assert.Null(Measure(Performance("ppa", "west", 1, 1, nominated: 0, delivered: 0))[3].Value);
    }

    [Fact]
    public void Days_outside_the_period_are_left_out_and_an_empty_period_measures_nothing()
    {
        Assert.All(Measure(Performance("ppa", "west", 1, 2, later: 2), Performance("ppa", "west", 1, 2, later: -1)), metric =>
            Assert.Null(metric.Value));
    }

    [Fact]
    public void A_counterparty_whose_contract_is_gone_has_an_exposure_without_a_limit()
    {
        var exposure = Measure(Performance("old", "east", 1, 2))[0];
        Assert.Equal((1d, null, null), (exposure.Value, exposure.Target, exposure.IsOnTarget));
    }

    [Fact]
    public void Measured_credit_and_valued_ppas_take_the_place_of_what_was_delivered()
    {
        CounterpartyExposure Party(string id, double current) => new(id, new(current), new(0), new(0), new(700), Usd.Zero);
        PpaValue value = new("ppa", Day, Day, [new(PpaDriver.Intrinsic, new(900)), new(PpaDriver.Shape, new(-100))], new(800), new(1),
            new(0),
            new(0), new(0), new(0), new(0), new(0), 1);
        var metrics = MeasureContracts.Run(new(Day, Day, [Terms.Wind()], [], new(Given.After(Day), [Party("a", 300), Party("b", 900)]),
            [value, value with { ContractId = "other" }])).Metrics;
        Assert.Equal((900d, 700d, false), (metrics[0].Value, metrics[0].Target, metrics[0].IsOnTarget));
        Assert.Equal(["b", "a"], metrics[0].Parts.Select(part => part.Name));
        Assert.Equal(1600, metrics[1].Value);
        Assert.Equal(["900", "-100"], metrics[1].Parts[0].Because.Select(part => part.Value));
    }
}
