using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Tests.Deals;

/// <summary>A small desk at PJM.</summary>
internal static class Desk
{
    internal static readonly MarketCalendar Calendar = MarketCalendar.Pjm;
    internal static readonly Actor Trader = new("tess", Roles.Trader);
    internal static readonly Actor Clerk = new("saul", Roles.Settlement);
    internal static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 15, 0);

    internal static readonly ImmutableArray<Counterparty> Counterparties =
        [.. new[] { "CP1", "CP2", "PJM" }.Select(id => new Counterparty(id, id, "BBB+", new(1_000_000), []))];

    internal static Outcome<TradeTicket> Read(string line) => ReadDealLine.Run(new(line, "PJM", "spec", "tess"));

    internal static TradeTicket Ticket(string line) => Read(line).OrThrow();

    internal static Trade Deal(string line, string id = "T-000001") => new(id, 1, TradeStatus.Captured, Ticket(line), Now, Now);

    internal static Outcome<TradeTicket> Check(TradeTicket ticket, Instant? at = null) =>
        CheckTicket.Run(new(ticket, at ?? Now, Counterparties));

    internal static Outcome<TradeFact> Capture(string line) => CaptureTrade.Run(new(Trader, Now, "", Now, Ticket(line), Counterparties));
}
