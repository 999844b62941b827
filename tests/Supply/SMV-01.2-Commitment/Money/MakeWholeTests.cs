using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Money;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests.Money;

/// <summary>Make-whole by market: the tables, properties over random days, and what is refused.</summary>
public sealed class MakeWholeTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(MakeWholeTable.Folder, "*.txt").Select(file => Path.GetFileName(file)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_case_comes_out_as_written(string name)
    {
        var table = MakeWholeTable.Read(name);
        var answer = EstimateMakeWhole.Run(table.Inputs);
        Assert.Empty(Fixtures.FindingsOf(answer));
        Assert.Equal(table.Expected, MakeWholeTable.Write(answer.OrThrow()));
    }

    [Theory]
    [InlineData("PJM")]
    [InlineData("ERCOT")]
    [InlineData("ISO-NE")]
    [InlineData("CAISO")]
    [InlineData("MISO")]
    public void On_random_days_nobody_is_owed_more_than_the_shortfall_and_a_day_of_our_own_is_owed_no_commitment(string market)
    {
        var random = new Random(5);
        var table = MakeWholeTable.Read("pjm-day-and-balancing.txt").Inputs;
        var calendar = MarketCalendar.All.Single(each => each.Name == market);
        for (var trial = 0; trial < 200; trial++)
        {
            var inputs = Random(table, calendar, random);
            foreach (var credit in EstimateMakeWhole.Run(inputs).OrThrow().Credits)
            {
                Assert.True(credit.Credit <= (credit.Cost > credit.Revenue ? credit.Cost - credit.Revenue : Usd.Zero));
                Assert.Equal(credit.Hours.Order(), credit.Hours);
            }
            var own = inputs with
            {
                Offers = inputs.Offers with { Units = [inputs.Offers.Units[0] with { SelfCommitted = [.. Enumerable.Repeat(true, 24)] }] },
                Reliability = [],
            };
            Assert.All(EstimateMakeWhole.Run(own).OrThrow().Credits, credit =>
            {
                Assert.Equal((Usd.Zero, Usd.Zero), (credit.StartUp, credit.MinimumLoad));
                Assert.Contains(market, (string[])["ISO-NE", "CAISO"]);
            });
        }
    }

    [Fact]
    public void A_unit_offered_and_not_awarded_is_found_and_one_without_a_meter_delivers_its_award()
    {
        var inputs = MakeWholeTable.Read("ercot-dam.txt").Inputs;
        var found = EstimateMakeWhole.Run(inputs with { Awarded = inputs.Awarded with { Units = [] }, Meters = [] });
        Assert.Equal("no-award", Assert.Single(Fixtures.FindingsOf(found)).Code);
        Assert.Empty(found.OrThrow().Credits);
        Assert.Equal(EstimateMakeWhole.Run(inputs).OrThrow().Credits.Select(credit => credit.Credit),
            EstimateMakeWhole.Run(inputs with { Meters = [] }).OrThrow().Credits.Select(credit => credit.Credit));
    }

    [Fact]
    public void What_does_not_belong_to_the_day_is_refused()
    {
        var good = MakeWholeTable.Read("ercot-dam.txt").Inputs;
        Refused("other-day", good with { Offers = good.Offers with { Day = good.Day.Plus(1) } });
        Refused("missing-price", good with
        {
            RealTime = good.RealTime.Slice(good.RealTime.Start, good.RealTime.End - Duration.FromHours(1)),
        });
        Refused("missing-meter-hours", good with
        {
            Meters = [new("unit", good.Meters[0].Energy.Slice(good.RealTime.Start + Duration.FromHours(1), good.RealTime.End))],
        });
        Refused("missing-offer-hours", good with
        {
            Offers = good.Offers with { Units = [good.Offers.Units[0] with { SelfCommitted = [true] }] },
        });

        static void Refused(string code, EstimateMakeWholeInputs inputs) =>
            Assert.Equal(code, Fixtures.RefusalOf(EstimateMakeWhole.Run(inputs)).Code);
    }

    private static EstimateMakeWholeInputs Random(EstimateMakeWholeInputs inputs, MarketCalendar calendar, Random random)
    {
        Series<T> Hourly<T>(Func<T> of) => new(calendar.WholeDay(inputs.Day).Start, Duration.FromHours(1),
            [.. Enumerable.Range(0, 24).Select(_ => of())]);
        var award = Hourly(() => new Mw(random.Next(2) * random.Next(20, 41)));
        var offer = inputs.Offers.Units[0] with
        {
            MinMw = Hourly(() => new Mw(20)), MaxMw = Hourly(() => new Mw(40)), SelfCommitted = Hourly(() => random.Next(4) == 0).Values,
        };
        return inputs with
        {
            Calendar = calendar, Offers = inputs.Offers with { Units = [offer] },
            Awarded = inputs.Awarded with { Units = [inputs.Awarded.Units[0] with { Output = award }] },
            Meters = [new("unit", award.Select(mw => new Mwh(random.Next(3) == 0 ? random.Next(2) * random.Next(20, 41) : mw.Value)))],
            DayAhead = Hourly(() => new UsdPerMwh(random.Next(-10, 120))), RealTime = Hourly(() => new UsdPerMwh(random.Next(-10, 120))),
            Reliability = [new("unit", [.. Enumerable.Range(0, 24).Where(_ => random.Next(2) == 0)])],
        };
    }
}
