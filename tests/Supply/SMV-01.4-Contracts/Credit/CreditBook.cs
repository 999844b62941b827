using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Credit;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Tests;
using NodaTime;

namespace Busbar.Supply.Contracts.Tests.Credit;

/// <summary>Counterparties, deals and curves to be exposed to.</summary>
internal static class CreditBook
{
    internal static readonly OperatingDay MarkDay = OperatingDay.Of(2026, 12, 31);
    internal static readonly Instant Clock = Given.After(MarkDay);

    internal static MasterAgreement Master(
        string id, MasterForm form = MasterForm.Eei, bool isNetted = true, decimal theirs = 1e12m, decimal ours = 1e12m, decimal minimum = 0,
        decimal rounding = 0) => new(id, form, isNetted, new(theirs), new(ours), new(minimum), new(rounding));

    internal static Counterparty Party(string id, params ImmutableArray<MasterAgreement> masters) =>
        new(id, id, "BBB", new(1e12m), masters);

    internal static PowerDeal Power(Side side, int firstMonth, int months, decimal mw, decimal price, params ImmutableArray<PeakBlock> blocks) =>
        new(side, "ISO-NE", Given.Hub, First(firstMonth), First(firstMonth + months).Plus(-1),
            new(blocks.IsEmpty ? [PeakBlock.OnPeak] : blocks, new(mw)), new(new(price)));

    internal static Trade Deal(string id, string party, TradeTerms terms) => new(id, 1, TradeStatus.Captured,
        new("spec", "kim", party, "", Usd.Zero, terms), Clock, Clock);

    internal static OperatingDay First(int month) => new(MarkDay.Plus(1).Date.PlusMonths(month - 1));

    internal static ForwardCurve Curve(double price, int months = 24, Commodity commodity = Commodity.PowerDayAhead) =>
        new(commodity, "ISO-NE", Given.Hub, MarkDay, 1, Clock, [.. Enumerable.Range(1, months).SelectMany(month =>
            Enum.GetValues<PeakBlock>().Select(block => new ForwardPrice(First(month), block, new(price))))], "case");

    internal static MeasureExposureInputs Inputs(
        ImmutableArray<Counterparty> parties, ImmutableArray<Trade> trades, double price = 50, CurveVolatility? volatility = null,
        int paths = 200) => new(Clock, MarkDay, parties, trades, [], [], [Curve(price)], [], [],
        new([new("BBB", new(1e12m), 0.02)], 0.6), new(7, paths, 0, [volatility ?? Volatility()], 0, []));

    internal static CurveVolatility Volatility(double annual = 0.4, bool isNormal = false, double reversion = 0, double loading = 0) =>
        new(Commodity.PowerDayAhead, Given.Hub, annual, reversion, isNormal, loading);

    internal static ExposureReport Measure(MeasureExposureInputs inputs) => MeasureExposure.Run(inputs).OrThrow();

    internal static double HoursOf(int month, PeakBlock block) => First(month).Through(First(month + 1).Plus(-1))
        .SelectMany(day => Given.Calendar.HoursOf(day)).Count(hour => Given.Calendar.BlockOf(hour.Start) == block);
}
