using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Trading.Deals;

namespace Busbar.Browser;

/// <summary>One counterparty and one captured deal of the made-up utility.</summary>
internal static class SampleDeals
{
    public const string Line = "buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1 book=hedge";

    public const string Id = "T-000001";

    public static void Put(FactStore store)
    {
        var (morning, trader) = (SampleDesk.At(SampleDesk.Last, 9), new Actor("sample trader", Roles.Trader));
        PolicyBook.Keep(store, TradingPolicy.None with
        {
            Counterparties = [new("CP1", "Counterparty One", "BBB", new(1_000_000), [])],
        }, new Actor("sample risk desk", Roles.Risk), SampleDesk.At(SampleDesk.First, 8));
        var ticket = ReadDealLine.Run(new(Line, SampleDesk.Calendar.Name, "hedge", trader.Name)).OrThrow();
        new TradeBook(store).Capture([new(ticket, morning)], trader, morning, "sample deals");
    }
}
