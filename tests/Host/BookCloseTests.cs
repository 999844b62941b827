using Busbar.Host.Desks;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Risk.Measures;
using Busbar.Supply.Risk.Portfolio;
using NodaTime;

namespace Busbar.Host.Tests;

/// <summary>A close as the store keeps it: nothing of what was measured may be lost on the way, as pairs without names would be.</summary>
public sealed class BookCloseTests
{
    [Fact]
    public void Convergence_and_each_book_s_stress_come_back_from_the_store_as_they_went()
    {
        var day = OperatingDay.Of(2026, 1, 1);
        var close = new BookClose(new(Instant.FromUtc(2025, 12, 31, 22, 0), day, []),
            new(new ValueAtRiskReport("simulated", []), 1, 0, new(0), [new(1250, new(90)), new(10_000, new(100))]),
            new([new("storm", new(7), [new("hedge", new(9)), new("spec", new(-2))])], [new("broken", new(120))],
                new(new(50), 2.5, 0.006, [new(new RiskFactor(Commodity.PowerDayAhead, "WEST", day, PeakBlock.OnPeak), new(-3))])),
            null, null, null, []);
        var kept = CanonicalJson.Read<BookClose>(CanonicalJson.Write(close));
        Assert.Equal(close.Risk!.Convergence, kept.Risk!.Convergence);
        Assert.Equal(close.Stress!.Scenarios[0].Books, kept.Stress!.Scenarios[0].Books);
        Assert.Equal(close.Stress.BrokenModels, kept.Stress.BrokenModels);
        Assert.Equal(close.Stress.Reverse!.Moves, kept.Stress.Reverse!.Moves);
    }
}
