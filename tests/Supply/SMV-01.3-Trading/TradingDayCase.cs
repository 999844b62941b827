using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Tests;

namespace Busbar.Supply.Trading.Tests;

/// <summary>A case of cases/trading/day-*.txt: its inputs, and the pieces an analyst expects.</summary>
internal sealed class TradingDayCase
{
    private readonly CaseRows rows;

    internal TradingDayCase(string season)
    {
        File = CaseFile.Read($"trading/day-{season}.txt");
        rows = File.Tables[0];
        Day = Given.DayOf(File["day"]);
        Inputs = new(Day, Given.After(Day), Given.Hub, Statement(), Awards(), [Performance()], Column("RT LMP USD/MWh"),
            Column("load metered MWh"));
    }

    internal CaseFile File { get; }

    internal OperatingDay Day { get; }

    internal ValueTradingDayInputs Inputs { get; }

    internal IEnumerable<(string Book, string Name, decimal Energy, decimal Cost)> ExpectedPieces()
    {
        var pieces = File.Tables[1];
        return pieces.Texts("book").Zip(pieces.Texts("piece"), (book, name) => (book, name))
            .Zip(pieces.Numbers("energy MWh"), pieces.Numbers("cost USD"))
            .Select(piece => (piece.First.book, piece.First.name, piece.Second, piece.Third));
    }

    private Series<decimal> Column(string name) => Given.Hours(Day, rows.Numbers(name));

    // Bought from the market positive, sold to it negative; a deviation is real time less day-ahead.
    private ShadowStatement Statement()
    {
        var (da, rt) = (Column("DA LMP USD/MWh"), Column("RT LMP USD/MWh"));
        var (bought, metered) = (Column("load bought MWh"), Column("load metered MWh"));
        var (awarded, nominated, delivered) = (Column("steam awarded MW"), Column("ppa nominated MWh"), Column("ppa delivered MWh"));
        var lines = Enumerable.Range(0, bought.Count).SelectMany(i => (SettlementLine[])
        [
            .. Components("da", "load", bought.IntervalAt(i), bought[i], da[i]),
            .. Components("rt", "load", bought.IntervalAt(i), metered[i] - bought[i], rt[i]),
            .. Components("da", "steam", bought.IntervalAt(i), -awarded[i], da[i]),
            .. Components("rt", "steam", bought.IntervalAt(i), 0, rt[i]),
            .. Components("da", "ppa", bought.IntervalAt(i), -nominated[i], da[i]),
            .. Components("rt", "ppa", bought.IntervalAt(i), nominated[i] - delivered[i], rt[i]),
        ]).ToImmutableArray();
        var totals = lines.GroupBy(line => line.Code).Select(code => new Usd(code.Sum(line => line.Amount.Value)))
            .Select((exact, i) => new ChargeTotal($"{i}", "", exact, exact.ToCents())).ToImmutableArray();
        return new(Day, Given.After(Day), lines, totals, new(totals.Sum(total => total.Billed.Value)));
    }

    private IEnumerable<SettlementLine> Components(string market, string asset, DeliveryInterval hour, decimal quantity, decimal lmp)
    {
        var (congestion, loss) = (File.Number("congestion USD/MWh"), File.Number("loss USD/MWh"));
        yield return Line($"{market}-energy", asset, hour, quantity, lmp - congestion - loss);
        yield return Line($"{market}-congestion", asset, hour, quantity, congestion);
        yield return Line($"{market}-loss", asset, hour, quantity, loss);
    }

    internal static SettlementLine Line(string code, string asset, DeliveryInterval hour, decimal quantity, decimal price) =>
        new(code, asset, Given.Hub, hour, new Mwh(quantity), new UsdPerMwh(price), new Mwh(quantity) * new UsdPerMwh(price));

    private Handoffs.Commitment.DispatchSchedule Awards() => Given.Fleet(Day, Given.Unit("steam",
        Column("steam awarded MW").Select(mw => new Mw(mw)),
        File.Number("fuel USD"), File.Number("other start cost USD"), File.Number("variable O&M USD")));

    private ContractPerformance Performance()
    {
        var delivered = Column("ppa delivered MWh").Select(mwh => new Mwh(mwh));
        var total = new Mwh(delivered.Values.Sum(mwh => mwh.Value));
        return new("ppa", "seller", Day, Given.After(Day), Column("ppa nominated MWh").Select(mwh => new Mwh(mwh)), delivered,
            total * new UsdPerMwh(File.Number("contract price USD/MWh")), total * new UsdPerMwh(File.Number("wheeling USD/MWh")),
            Usd.Zero, true);
    }
}
