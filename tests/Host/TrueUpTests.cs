using System.Collections.Immutable;
using System.Globalization;
using Busbar.Gateways;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Simulators.SampleUtility;
using Busbar.Store;
using Busbar.Store.Tests.Kit;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Utility;
using NodaTime;
using static Busbar.Host.Tests.DeskKit;

namespace Busbar.Host.Tests;

/// <summary>What later statements of a day change in the books reaches the clause, Form 1 and the filing, in the month it is booked
/// in.</summary>
public sealed class TrueUpTests : IDisposable
{
    private static readonly OperatingDay october = OperatingDay.Of(2025, 10, 21), november = OperatingDay.Of(2025, 11, 5);
    private static readonly Actor rita = new("rita", Roles.Rates);
    private readonly string folder = Directory.CreateTempSubdirectory("busbar-true-up-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_resettled_day_changes_the_later_months_cost_and_not_the_closed_months(bool isPostgres)
    {
        using var server = isPostgres ? PrivatePostgres.Start("fsync=off") : null;
        if (isPostgres && server is null) Assert.Skip("PostgreSQL is not installed: no /usr/lib/postgresql/*/bin/initdb");
        using var store = FactStore.Open(server is null ? Location(folder) : server.NewStore(), SystemClock.Instance);
        Fill(store);
        // Booked before October closes: 1,100 where 1,000 was accrued. Booked after: 1,350. November's own day bills what was accrued.
        Bill(store, october, 1, 1100, At(october.Plus(7), 12));
        Close(store, OperatingDay.Of(2025, 11, 1));
        Bill(store, october, 2, 1350, At(OperatingDay.Of(2025, 11, 20), 12));
        Bill(store, november, 1, 2000, At(OperatingDay.Of(2025, 11, 25), 12));
        Close(store, OperatingDay.Of(2025, 12, 1));

        Assert.Equal([1100m, 2250m], Costs(store));
        Assert.Single(store.Versions<RecoveryMonth>(new(nameof(RecoveryMonth), "2025-10-01")));
        var schedule = new ClauseDesk(store).OfStore(ClauseDesk.Own, AsOf.Latest);
        Assert.Equal([1100m, 2250m], schedule.Run.Months.Select(month => month.EligibleCost.Value));
        Assert.Equal(new SupplyReads(store).Months(AsOf.Latest).Select(month => month.Body.ClosingBalance),
            schedule.Run.Months.Select(month => month.ClosingBalance));

        ItOpens(store, schedule);
        ItTiesOnForm1(store);

        // A statement known in November that nobody kept until November was closed is December's.
        Bill(store, november, 2, 2040, At(OperatingDay.Of(2025, 11, 28), 12));
        Book(store, OperatingDay.Of(2025, 12, 3), 500);
        Close(store, OperatingDay.Of(2026, 1, 1));
        Assert.Equal([1100m, 2250m, 540m], Costs(store));
    }

    private static void ItOpens(FactStore store, ClauseSchedule schedule)
    {
        var filing = FilingDesk.Describe(store, schedule, null, null, AsOf.Latest);
        new FilingDesk(store).Keep(filing, rita, SystemClock.Instance.GetCurrentInstant());
        var cost = Explanations.Of(store, "filing", $"{filing.Key()}/cost.555.2025-11", AsOf.Latest).OrThrow();
        Assert.Equal(("2250", "2000", "250"), (cost.Value, cost.Because[0].Value, cost.Because[1].Value));
        var charge = Assert.Single(cost.Because[1].Because);
        Assert.Equal(["1350", "1100"], charge.Because.Select(each => each.Value));
        Assert.Contains("statement S-2025-10-21-2", charge.Because[0].Source);
        Assert.Contains("/explain/settlement/2025-10-21/1200", charge.Because[1].Source);
        Assert.All(filing.Dataset.Values.Where(number => number.Id.StartsWith("cost.555.", StringComparison.Ordinal)), number =>
            Assert.Equal(decimal.Parse(Explanations.Of(store, "filing", $"{filing.Key()}/{number.Id}", AsOf.Latest).OrThrow().Value,
                CultureInfo.InvariantCulture), Explanations.Of(store, "filing", $"{filing.Key()}/{number.Id}", AsOf.Latest).OrThrow()
                .Because.Sum(day => decimal.Parse(day.Value, CultureInfo.InvariantCulture))));
    }

    private static void ItTiesOnForm1(FactStore store)
    {
        var year = new FercDesk(store).Year(2025, AsOf.Latest);
        var page = year.Settlements.Single();
        Assert.Equal((3350m, 3350m), (page.NetPurchases.Value, page.Total.Value));
        Assert.Equal(3350m, Assert.Single(year.Purchases).Total!.Value.Value);
        Assert.DoesNotContain(year.Check.Findings, each => each.Code is "P397.TOTAL" or "P326.ACCOUNT");
    }

    private static decimal[] Costs(FactStore store) =>
        [.. new SupplyReads(store).Months(AsOf.Latest).Select(month => month.Body.Costs.Sum(cost => cost.Amount.Value))];

    private static void Fill(FactStore store)
    {
        var years = GenerateUtility.Run(1, OperatingDay.Of(2025, 10, 1), OperatingDay.Of(2025, 12, 31));
        using (var batch = store.Begin(Actor.Gateway, new RunId("sample")))
        {
            foreach (var series in years.Series.Where(each => each.Key.Path.EndsWith("rt-demand", StringComparison.Ordinal)))
                batch.PutSeries(series.Key, series.Values.Select(value => decimal.Round((decimal)value, series.Decimals)),
                    series.Published, series.Source);
            batch.PutDocument(new(nameof(UtilityProfile), Kinds.Current), years.Profile with { Contracts = [] },
                At(OperatingDay.Of(2025, 1, 1), 0));
            batch.Commit();
        }
        new StatementBook(store).Name(new("PJM", "Quantum Energy", ["77"]), Carl, At(OperatingDay.Of(2025, 1, 1), 0));
        Book(store, october, 1000);
        Book(store, november, 2000);
    }

    /// <summary>A day as the settlement desk leaves it: one hour's energy, accrued and booked.</summary>
    private static void Book(FactStore store, OperatingDay day, decimal amount)
    {
        var (hour, at) = (MarketCalendar.Pjm.HoursOf(day)[0], At(day.Plus(5), 12));
        var statement = new ShadowStatement(day, at, [new("1200", "load", "quantum-zone", hour, new(amount / 10, "MWh"), new(10, "MWh"),
            new(amount))], [new("1200", "Day-ahead energy", new(amount), new(amount))], new(amount));
        using var batch = store.Begin(Actor.Engine, new RunId($"day {day}"));
        batch.PutDocument(new(nameof(ShadowStatement), day.ToString()), statement, at);
        batch.PutDocument(new(nameof(DailyJournals), day.ToString()), new DailyJournals(day, [Journal.Of($"{day} market", day.Date, "", [
            new(Accounts.PurchasedPower, new(amount), $"statement {day} day-ahead purchases"),
            new(Accounts.AccountsPayable, new(-amount), $"statement {day} total"),
        ]).OrThrow()]), at);
        batch.Commit();
    }

    private static void Bill(FactStore store, OperatingDay day, int version, decimal amount, Instant at)
    {
        var id = $"S-{day}-{version}";
        var statement = new MarketStatement("PJM", "energy", "Quantum Energy", "77", day, version == 1 ? StatementType.Initial
            : StatementType.Resettlement, version, id, at, [new("1200", "Day-ahead energy", new(amount), null, "USD")], [], new(amount),
            new(amount), IsSimulated: true);
        new StatementBook(store).Keep(new(id, CanonicalJson.Write(statement)), Outcome.Of(new StatementRead(statement, null), []), Carl,
            at);
    }

    private static void Close(FactStore store, OperatingDay firstOfNext)
    {
        var run = store.StartRun("close", firstOfNext.ToString(), Actor.Engine);
        var desk = new DeskSession(store, run, new SupplyReads(store).Profile(AsOf.Latest)!)
        {
            Day = firstOfNext, Clock = At(firstOfNext.Plus(9), 12),
        };
        RecoveryDesk.CloseMonth(desk);
        using (var batch = store.Begin(Actor.Engine, run))
        {
            desk.WriteTo(batch, $"close {firstOfNext}");
            batch.Commit();
        }
        store.CompleteRun(run);
    }
}
