using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Simulators.SampleUtility;
using Busbar.Store;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Utility;
using NodaTime;

namespace Busbar.Host.Tests;

/// <summary>Cost at risk and hedges of the sample utility, from its own history, marks and deals in a store.</summary>
public sealed class CostDeskTests : IDisposable
{
    private const int Paths = 60;
    private static readonly OperatingDay MarkDay = OperatingDay.Of(2025, 11, 13);
    private static readonly Lazy<SampleUtilityYears> years =
        new(() => GenerateUtility.Run(3, OperatingDay.Of(2024, 10, 1), OperatingDay.Of(2025, 11, 30)));

    private readonly DeskKit kit = new(MarkDay);

    public void Dispose() => kit.Dispose();

    [Fact]
    public void What_serving_the_load_may_cost_is_measured_kept_and_hedged()
    {
        SetUp();
        kit.Capture("buy 60 MW quantum-zone 5x16 Jul-26 swap 49.20 DA FERMI book=hedge");
        kit.Capture("buy 25 MW quantum-zone 7x8 Q1-26 31.40 FERMI book=hedge");
        kit.Capture("buy 50 MW quantum-zone 5x16 Aug-26 call 65 prem 2.85 daily FERMI book=hedge");
        var desk = new CostDesk(kit.Store);
        Assert.Equal("no-scenarios", DeskKit.CodeOf(() => desk.Recommend(AsOf.Latest, DeskKit.Dora, null)));
        var close = desk.Measure(AsOf.Latest, DeskKit.Dora, Paths, 7);
        var (report, cost) = (close.Report, close.Report.Cost);
        Assert.Equal(cost.AtRisk.Value, report.Drivers.Sum(driver => driver.AtRisk.Value), 1e-6 * Math.Abs(cost.Expected.Value));
        Assert.Equal(cost.Expected.Value, report.Months.Sum(month => month.Cost.Expected.Value), 1e-6 * Math.Abs(cost.Expected.Value));
        Assert.Equal(26, report.Months.Length);

        // Our share of the metered demand of a year is what a year of the horizon expects to serve.
        var share = (double)years.Value.Profile.LoadShare;
        var metered = kit.Store.ReadSeries(new SupplySeries("pjm").MeteredDemand(GenerateUtility.Location),
            DeskKit.At(MarkDay.Plus(-367), 0), DeskKit.At(MarkDay.Plus(-2), 0), AsOf.Latest).Values.Sum() * share;
        var served = report.Cells.Where(cell => cell.Cell.Month.Date.Year == 2026).Sum(cell => cell.LoadMwh);
        Assert.Equal(metered, served, 0.04 * metered);

        // Deals stand in their months and blocks with their MW: swaps and options hedge, physical power supplies.
        var july = report.Cells.Single(cell => cell.Cell.Month == OperatingDay.Of(2026, 7, 1) && cell.Cell.Block == PeakBlock.OnPeak);
        Assert.Equal(60 * july.Cell.Hours, july.HedgeMwh, 1e-6);
        var night = report.Cells.Single(cell => cell.Cell.Month == OperatingDay.Of(2026, 3, 1) && cell.Cell.Block == PeakBlock.Night);
        Assert.Equal(8 * 31 - 1, night.Cell.Hours); // the clock goes forward in March
        var water = (double)years.Value.Fleet.Hydro.Sum(unit => unit.DailyEnergy.Value) / 24;
        Assert.Equal((25 + water) * night.Cell.Hours, night.ContractMwh, 1e-6);
        var august = report.Cells.Single(cell => cell.Cell.Month == OperatingDay.Of(2026, 8, 1) && cell.Cell.Block == PeakBlock.OnPeak);
        Assert.InRange(august.HedgeMwh, 1, 50 * august.Cell.Hours);
        foreach (var code in (string[])["outages-assumed", "basis-assumed", "options-at-delta", "fuel-fixed", "start-assumed",
            "storage-left-out"])
            Assert.Contains(close.Findings, finding => finding.Code == code);

        var kept = desk.Newest(AsOf.Latest)!;
        Assert.Equal(CanonicalJson.Write(close), CanonicalJson.Write(kept));
        Assert.Empty(kept.Report.Scenarios.Scenarios);
        Assert.Equal(Paths, kit.Store.ReadDocument<CostScenarios>(new(nameof(CostScenarios), Kinds.Current), AsOf.Latest)!
            .Body.Scenarios.Length);
        Assert.Null(desk.Newest(new(DeskKit.At(MarkDay, 16))));

        var again = desk.Measure(AsOf.Latest, DeskKit.Dora, Paths, 7);
        Assert.Equal(CanonicalJson.Write(close.Report), CanonicalJson.Write(again.Report));
        Assert.NotEqual(close.Run, again.Run);

        var advice = desk.Recommend(AsOf.Latest, DeskKit.Dora, 20_000);
        Assert.Empty(advice.Faults);
        var (before, after) = (advice.Recommended.Before, advice.Recommended.After);
        Assert.True(after.TailMean.Value < before.TailMean.Value, "hedges make the tail cheaper");
        Assert.InRange(after.Expected.Value - before.Expected.Value, 0, 20_000);
        Assert.Equal(CanonicalJson.Write(advice), CanonicalJson.Write(desk.Advice(AsOf.Latest)!));
        Assert.Equal(before.TailMean.Value, again.Report.Cost.TailMean.Value, 1e-6 * before.TailMean.Value);
    }

    [Fact]
    public void What_the_store_lacks_is_named()
    {
        var desk = new CostDesk(kit.Store);
        Assert.Equal("no-utility", DeskKit.CodeOf(() => desk.Measure(AsOf.Latest, DeskKit.Dora, Paths, 7)));
        Assert.Equal("no-marks", DeskKit.CodeOf(() => desk.Measure(new(DeskKit.At(MarkDay.Plus(-3), 9)), DeskKit.Dora, Paths, 7)));
        SetUp(series => !series.Key.Path.StartsWith("fuel/", StringComparison.Ordinal));
        Assert.Equal("no-fuel-price", DeskKit.CodeOf(() => desk.Measure(AsOf.Latest, DeskKit.Dora, Paths, 7)));
    }

    private void SetUp(Func<SampleSeries, bool>? isKept = null)
    {
        using var batch = kit.Store.Begin(Actor.Gateway, new RunId("sample"));
        foreach (var series in years.Value.Series.Where(isKept ?? (_ => true)))
            batch.PutSeries(series.Key, series.Values.Select(value => decimal.Round((decimal)value, series.Decimals)), series.Published,
                series.Source, [.. Enumerable.Repeat(ValueFlag.Simulated, series.Values.Count)]);
        batch.PutDocument(new(nameof(FleetRegister), Kinds.Current), years.Value.Fleet, NodaConstants.UnixEpoch);
        batch.PutDocument(new(nameof(UtilityProfile), Kinds.Current), years.Value.Profile, NodaConstants.UnixEpoch);
        batch.Commit();
    }
}
