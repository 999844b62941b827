using System.Collections.Immutable;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Forecasting;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Trading;
using NodaTime;

namespace Busbar.Browser;

/// <summary>One operating day of the sample desk, from the forecast to the journals.</summary>
public static class SampleDay
{
    private static readonly ImmutableArray<double> Levels = [0.05, 0.25, 0.5, 0.75, 0.95];

    public static void Put(WriteBatch batch, OperatingDay day)
    {
        var morning = SampleDesk.At(day.Plus(-1), 9);
        var cleared = SampleDesk.At(day.Plus(-1), 13);
        var settled = SampleDesk.At(day.Plus(2), 9);
        Put(Forecast(day, morning), morning);
        Put(View(day, morning), morning);
        batch.PutDocument(new("PortfolioPlan", "2017-03-01"), Plan(), SampleDesk.At(SampleDesk.First.Plus(-8), 9));
        batch.PutDocument(new("PlanSchedule", day.ToString()), Schedule(day, ScheduleBasis.Plan, morning), morning);
        batch.PutDocument(new("AwardSchedule", day.ToString()), Schedule(day, ScheduleBasis.DayAheadAwards, cleared), cleared);
        Put(
            new LoadBid(day, morning, SampleDesk.Location, Energy(day, hour => new Mw(SampleSeries.Load(day, hour))), "forecast v1"),
            morning
        );
        Put(
            new DayAheadAwards(day, cleared, SampleDesk.Location, [], Energy(day, hour => new Mwh(SampleSeries.Load(day, hour))), true),
            cleared
        );
        Put(Position(day, morning), morning);
        Put(Risk(day, morning), morning);
        SampleFleet.Put(batch, day, Schedule(day, ScheduleBasis.DayAheadAwards, cleared));
        PutContracts(batch, day, settled);
        Put(Statement(day, settled), settled);
        Put(Reconciled(day, settled), settled);
        Put(Trading(day, settled, 0m), settled);
        Put(
            new DailyJournals(
                day,
                [
                    Journal
                        .Of(
                            $"settlement {day}",
                            day.Date,
                            "Market settlement",
                            [
                                new(Accounts.PurchasedPower, new(150_250.75m), "DA-ENERGY"),
                                new(Accounts.AccountsPayable, new(-150_250.75m), "ISO"),
                            ]
                        )
                        .OrThrow(),
                ]
            ),
            settled
        );

        void Put<T>(T body, Instant known)
            where T : notnull => batch.PutDocument(new(typeof(T).Name, day.ToString()), body, known);
    }

    public static TradingDay Trading(OperatingDay day, Instant known, decimal correction)
    {
        ImmutableArray<CostLine> lines =
        [
            new("load", "day-ahead energy", new(14_880m), new(505_920.40m + 100 * day.Date.Day)),
            new("load", "real-time deviation", new(-120m), new(-4_440.10m)),
            new("fleet", "day-ahead revenue", new(-9_200m), new(-312_800m)),
            new("fleet", "fuel", new(0m), new(221_540.25m + correction)),
            new("contracts", "BLOCK-1", new(800m), new(33_200m)),
            new("contracts", "WIND-1", new(410m), new(25_420m)),
        ];
        var net = lines.Aggregate(Usd.Zero, (sum, line) => sum + line.Cost);
        return new(day, known, lines, net, net + new Usd(26_679.8m - 9_000 * (day.Date.Day % 4)));
    }

    private static LoadForecast Forecast(OperatingDay day, Instant issued)
    {
        MwEstimate Expected(int hour) => new((double)SampleSeries.Load(day, hour) * (1 + 0.02 * Math.Sin(hour)));
        return new(
            day,
            issued,
            Energy(day, hour => 20 * Expected(hour)),
            Energy(day, Expected),
            [.. Levels.Select(level => new QuantilePath(level, Energy(day, hour => Expected(hour) * (1 + 0.12 * (level - 0.5)))))],
            "regression on 2011–2016",
            Kernel.Facts.ContentHash.Of("model"),
            Kernel.Facts.ContentHash.Of($"input {day}"),
            "simulated vintage, 1.5 °F error"
        );
    }

    private static PriceView View(OperatingDay day, Instant issued)
    {
        var start = SampleDesk.Calendar.WholeDay(day).Start;
        var count = SampleDesk.Calendar.HourCount(day) + SampleDesk.Calendar.HourCount(day.Plus(1));
        Series<UsdPerMwhEstimate> Path(double scale) =>
            new(
                start,
                Duration.FromHours(1),
                [.. Enumerable.Range(0, count).Select(i => new UsdPerMwhEstimate(scale * (double)SampleSeries.Price(day, i % 24)))]
            );
        return new(
            day,
            issued,
            SampleDesk.Location,
            Path(1.03),
            [Path(0.85), Path(1), Path(1.25)],
            "same hours of the last weeks",
            Kernel.Facts.ContentHash.Of("p")
        );
    }

    private static PortfolioPlan Plan() =>
        new(
            new(2017, 3, 1),
            SampleDesk.At(SampleDesk.First.Plus(-8), 9),
            [
                new(PeakBlock.OnPeak, 368, 250_000, [new("gas", 120_000, new(31)), new("BLOCK-1", 18_400, new(41.5))], 111_600),
                new(PeakBlock.Night, 247, 130_000, [new("gas", 50_000, new(29)), new("WIND-1", 9_000, new(62))], 71_000),
            ],
            0.44
        );

    private static DispatchSchedule Schedule(OperatingDay day, ScheduleBasis basis, Instant decided) =>
        new(
            day,
            basis,
            decided,
            [
                .. Enumerable
                    .Range(0, 12)
                    .Select(unit =>
                    {
                        bool IsOn(int hour) => unit < 4 || (unit < 9 && hour >= unit && hour < 24 - unit);
                        var output = Energy(day, hour => new Mw(IsOn(hour) ? 20 + 8 * (11 - unit) + hour % 6 : 0));
                        var energy = output.Values.Sum(mw => mw.Value);
                        return new UnitSchedule(
                            SampleFleet.NameOf(unit),
                            output,
                            [.. output.Values.Select((_, hour) => IsOn(hour))],
                            unit is >= 4 and < 9 ? [new(unit, new(1_250m))] : [],
                            new(8.2m * energy),
                            new(24.6m * energy),
                            new(unit is >= 4 and < 9 ? 310m : 0m),
                            new(1.1m * energy),
                            new((basis == ScheduleBasis.Plan ? 30.5m : 31.25m) * energy - 400 * unit),
                            new(SampleFleet.NameOf(unit), true, 5, new(20), new(0))
                        );
                    }),
            ]
        );

    private static Position Position(OperatingDay day, Instant measured)
    {
        Series<Mwh> Of(Func<int, decimal> value) => Energy(day, hour => new Mwh(decimal.Round(value(hour), 3)));
        decimal Fleet(int hour) => 480 + 60 * (hour % 7);
        decimal Block(int hour) => hour is >= 7 and < 23 ? 50 : 0;
        return new(
            day,
            measured,
            [
                new("load", "load forecast", SampleDesk.Location, Of(hour => -SampleSeries.Load(day, hour))),
                new("fleet", "plan", SampleDesk.Location, Of(Fleet)),
                new("contracts", "BLOCK-1", SampleDesk.Location, Of(Block)),
            ],
            Of(hour => Fleet(hour) + Block(hour) - SampleSeries.Load(day, hour))
        );
    }

    private static RiskReport Risk(OperatingDay day, Instant measured)
    {
        var losses = Enumerable
            .Range(0, 60)
            .Select(i => new UsdEstimate(Math.Round(30_000 * Math.Sin(i * 1.3) + 400 * i - 9_000, 2)))
            .ToImmutableArray();
        var var95 = day.Date.Day == 9 ? 64_000 : 1_500 + 100 * day.Date.Day;
        return new(
            day,
            measured,
            "historical simulation, 60 moves, type 7",
            new(var95),
            new(1.4 * var95),
            new(1.2 * var95),
            losses,
            [.. Enumerable.Range(1, 60).Select(i => day.Plus(-i))],
            [
                .. SampleDesk.Profile.Limits.Select(limit =>
                    limit.Measure == "var-95" ? new LimitCheck(limit, var95, var95 > 60_000) : new LimitCheck(limit, 131.5, false)
                ),
            ]
        );
    }

    private static void PutContracts(WriteBatch batch, OperatingDay day, Instant settled)
    {
        foreach (var contract in SampleDesk.Profile.Contracts)
        {
            var isWind = contract.Id == "WIND-1";
            var nominated = Energy(
                day,
                hour => new Mwh(
                    isWind ? 12 + hour % 9
                    : hour is >= 7 and < 23 ? 50
                    : 0
                )
            );
            var delivered = Energy(day, hour => new Mwh(isWind ? 10 + hour % 11 : nominated[hour].Value));
            var energy = delivered.Values.Sum(mwh => mwh.Value);
            batch.PutDocument(
                new("ContractPerformance", $"{day}/{contract.Id}"),
                new ContractPerformance(
                    contract.Id,
                    contract.Counterparty,
                    day,
                    settled,
                    nominated,
                    delivered,
                    new(energy * contract.Price.Value),
                    new(isWind ? 4.5m * energy : 0),
                    new(38.4m * energy),
                    isWind
                ),
                settled
            );
        }
    }

    private static ShadowStatement Statement(OperatingDay day, Instant settled)
    {
        ImmutableArray<SettlementLine> lines =
        [
            .. from code in (string[])["DA-ENERGY", "DA-CONGESTION", "DA-LOSS", "RT-ENERGY"]
            from asset in (string[])["load", "101_CC_1", "102_CC_2", "103_CC_3"]
            from hour in SampleDesk.Calendar.HoursOf(day).Select((interval, i) => (interval, i))
            let quantity = asset == "load" ? SampleSeries.Load(day, hour.i) : -100m - hour.i
            let price = code == "DA-ENERGY" ? SampleSeries.Price(day, hour.i) : 0.37m
            select new SettlementLine(code, asset, SampleDesk.Location, hour.interval, new Mwh(quantity), new UsdPerMwh(price),
                new(quantity * price)),
        ];
        ImmutableArray<ChargeTotal> totals =
        [
            .. lines
                .GroupBy(line => line.Code)
                .Select(code =>
                {
                    var exact = code.Aggregate(Usd.Zero, (sum, line) => sum + line.Amount);
                    return new ChargeTotal(code.Key, $"{code.Key.ToLowerInvariant()} charge", exact, exact.ToCents());
                }),
        ];
        return new(day, settled, lines, totals, totals.Aggregate(Usd.Zero, (sum, total) => sum + total.Billed));
    }

    private static Reconciliation Reconciled(OperatingDay day, Instant settled)
    {
        var total = Statement(day, settled).Total;
        var hours = SampleDesk.Calendar.HoursOf(day);
        ImmutableArray<Variance> variances =
            day.Date.Day % 3 != 0
                ? []
                :
                [
                    new(
                        "DA-ENERGY",
                        "101_CC_1",
                        hours[4],
                        new(-3_412.22m),
                        new(-3_012.22m),
                        VarianceCause.Meter,
                        "quantity differs by 10.4 MWh at our price"
                    ),
                    new(
                        "RT-ENERGY",
                        "load",
                        hours[9],
                        new(210.5m),
                        new(0m),
                        VarianceCause.MissingLine,
                        "no line of the ISO has this code, asset and hour"
                    ),
                ];
        return new(
            day,
            settled,
            "initial",
            total,
            total + variances.Aggregate(Usd.Zero, (sum, line) => sum + line.Difference),
            368,
            variances,
            new(0.03m),
            true
        );
    }

    private static Series<T> Energy<T>(OperatingDay day, Func<int, T> value) => SampleSeries.Hourly(day, value);
}
