using Busbar.Supply.Commitment.Fuel;
using Busbar.Supply.Commitment.Offers;
using Busbar.Supply.Commitment.Tests.Offers;
using Busbar.Supply.Handoffs.Commitment.Masters;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests.Fuel;

public sealed class FuelTests
{
    [Theory]
    [InlineData("gas-day-spring.txt")]
    [InlineData("gas-day-autumn.txt")]
    public void Hours_of_the_power_day_fall_into_gas_days_as_the_table_says(string table)
    {
        foreach (var words in OfferCases.Table(table).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (words[0] == "hours")
            {
                Assert.Equal(int.Parse(words[2]), GasDay.Whole(OfferCases.DayOf(words[1])).Length.TotalHours);
                continue;
            }
            var (calendar, day) = (OfferCases.Market(words[0]), OfferCases.DayOf(words[1]));
            var label = new Kernel.Time.HourEnding(int.Parse(words[2].TrimEnd('X')), words[2].EndsWith('X'));
            Assert.True(OfferCases.DayOf(words[3]) == GasDay.Of(calendar.HourOf(day, label).OrThrow().Start), string.Join(' ', words));
        }
    }

    [Fact]
    public void Every_hour_of_a_year_lies_in_the_gas_day_that_holds_it()
    {
        var hour = Kernel.Time.MarketCalendar.Pjm.At(OfferCases.DayOf("2026-01-01"), new LocalTime(0, 0));
        for (var i = 0; i < 8_760; i++, hour += Duration.FromHours(1)) Assert.True(GasDay.Whole(GasDay.Of(hour)).Contains(hour));
    }

    [Fact]
    public void The_cost_of_heat_is_what_the_table_says()
    {
        foreach (var of in OfferCases.Table("cost-of-heat.txt").Select(line =>
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(SharedFiles.Number).ToArray()))
        {
            var inputs = OfferCases.Inputs(OfferCases.PlainIn("ERCOT"), "ERCOT", null, of[0], of[1]);
            var cost = HeatCost.Of(inputs.Master.Units[0], inputs.Calendar.HoursOf(inputs.Day)[8],
                new(inputs.FuelPrices, [new("CO2", new(of[2]))], inputs.DecidedAt), new("cycle-1", new(of[3]), default, "permit"), []);
            Assert.Equal(of[4], cost.OrThrow().Value);
        }
    }

    [Fact]
    public void A_blend_costs_its_shares_of_heat()
    {
        var inputs = OfferCases.Inputs(OfferCases.PlainIn("PJM"), "PJM", null, 4, 10);
        var unit = inputs.Master.Units[0] with
        {
            Fuel = new([new("gas", 0.75m, new(0), 0, []), new("oil", 0.25m, new(0.4m), 0, [])], [], FuelChoice.Primary, "gas"),
        };
        var cost = HeatCost.Of(unit, inputs.Calendar.HoursOf(inputs.Day)[0], new(inputs.FuelPrices, [], inputs.DecidedAt), null, []);
        Assert.Equal(0.75m * 4 + 0.25m * 10.4m, cost.OrThrow().Value);
    }

    [Fact]
    public void A_gas_day_not_yet_priced_takes_the_last_one_and_an_unpriced_pollutant_costs_nothing_and_both_are_found()
    {
        var inputs = OfferCases.Inputs(OfferCases.PlainIn("PJM"), "PJM");
        inputs = inputs with { FuelPrices = [.. inputs.FuelPrices.Where(quote => quote.GasDay != inputs.Day)] };
        var outcome = BuildMarketOffers.Run(inputs);
        Assert.Equal(["no-allowance-price", "fuel-price-carried", "fuel-price-carried"],
            Fixtures.FindingsOf(outcome).Select(finding => finding.Code).Where(code => code != "no-load-below-zero"));
        Assert.All(outcome.OrThrow().Offers[0].Hours, hour => Assert.Equal(38.40m, hour.Curve[0].Price.Value));
    }

    [Fact]
    public void A_price_published_after_the_decision_is_not_used()
    {
        var inputs = OfferCases.Inputs(OfferCases.PlainIn("PJM"), "PJM");
        var late = inputs.FuelPrices[0] with { Price = new(99), KnownAt = inputs.DecidedAt + Duration.FromSeconds(1) };
        var hours = BuildMarketOffers.Run(inputs with { FuelPrices = inputs.FuelPrices.Add(late) }).OrThrow().Offers[0].Hours;
        Assert.Equal(38.40m, hours[0].Curve[0].Price.Value);
    }

    [Fact]
    public void A_dual_fuel_unit_burns_what_it_must_or_what_has_a_price()
    {
        var inputs = OfferCases.Inputs(OfferCases.PlainIn("PJM"), "PJM");
        decimal CostOf(FuelChoice choice, params string[] priced) => HeatCost.Of(
            inputs.Master.Units[0] with { Fuel = inputs.Master.Units[0].Fuel with { Choice = choice } },
            inputs.Calendar.HoursOf(inputs.Day)[0],
            new([.. inputs.FuelPrices.Where(quote => priced.Contains(quote.Fuel))], [], inputs.DecidedAt), null, []).OrThrow().Value;
        Assert.Equal(5.2m, CostOf(FuelChoice.Primary, "gas", "oil"));
        Assert.Equal(11.5m, CostOf(FuelChoice.Alternate, "gas", "oil"));
        Assert.Equal(11.5m, CostOf(FuelChoice.Cheaper, "oil"));
    }
}
