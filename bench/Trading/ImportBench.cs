using System.Collections.Immutable;
using System.Text;
using Busbar.Gateways;
using Busbar.Gateways.Deals;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;

namespace Busbar.Trading.Bench;

/// <summary>A million deals in a table, with all rules of the desk; once good, once with three bad lines.</summary>
internal static class ImportBench
{
    private const int Rows = 1_000_000;

    public static IEnumerable<Measured> Run()
    {
        var (good, bad) = (Table(isGood: true), Table(isGood: false));
        ImmutableArray<Counterparty> known = [.. Enumerable.Range(0, 50).Select(i =>
            new Counterparty($"CP{i}", $"CP{i}", "A", new(1), []))];
        Refusal? Rule(TradeTicket ticket, NodaTime.Instant at) =>
            CheckTicket.Run(new(ticket, at, known)) is Outcome<TradeTicket>.Refused refused ? refused.Refusal : null;
        DealFile file = null!;
        var time = Clock.MedianMs(() => file = DealCsv.Read(good, Rule).OrThrow());
        yield return new($"`DealCsv.Read` with `CheckTicket`: {file.Rows:N0} deals checked, {file.FaultCount} faults", "< 10 s", time);
        var deals = 0;
        time = Clock.MedianMs(() => deals = file.Deals.Count());
        yield return new($"`DealFile.Deals`: {deals:N0} tickets handed on, one by one", "", time);
        time = Clock.MedianMs(() => file = DealCsv.Read(bad, Rule).OrThrow());
        yield return new($"the same with three bad lines: {string.Join(", ", file.Faults.Select(fault => fault.Where))}", "< 10 s", time);
    }

    private static SourceFile Table(bool isGood)
    {
        var text = new StringBuilder("reference,traded_at,kind,side,quantity,unit,market,location,"
            + "first_day,last_day,block,price,index,counterparty,book,trader,fee\n");
        for (var row = 0; row < Rows; row++)
        {
            var isBad = !isGood && row is 76 or 499_999 && !isGood || !isGood && row == Rows - 1;
            text.Append($"R{row},2026-11-20T15:{row % 60:00}:00Z,{(row % 3 == 0 ? "swap" : "power")},{(row % 2 == 0 ? "buy" : "sell")},")
                .Append($"{(isBad ? -1 : 1 + row % 100)},MW,PJM,HUB {row % 40},2027-{1 + row % 12:00}-01,2027-12-{10 + row % 20},5x16,")
                .Append($"{30 + row % 3000 / 100m},DA,CP{row % 50},book{row % 4},trader{row % 7},{row % 5}\n");
        }
        return new("deals.csv", Encoding.UTF8.GetBytes(text.ToString()));
    }
}
