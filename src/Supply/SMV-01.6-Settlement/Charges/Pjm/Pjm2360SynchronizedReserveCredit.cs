using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Synchronized Reserve provided: since the reserve reform of 1 October 2022 the day-ahead assignment at the day-ahead
/// price, and real time less day-ahead at a twelfth of the real-time price in each five minutes; before, megawatts assigned at the
/// price of the hour, then of the five minutes. Shortfall charges and lost opportunity are not in it. Source: PJM Operating Agreement
/// Schedule 1 section 3.2.3A; Manual 28 section 6; Guide to Billing, Synchronized Reserve (read).</summary>
public static class Pjm2360SynchronizedReserveCredit
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2360", "Synchronized Reserve", ChargeBooking.PurchasedPower,
        PjmShapes.Reserve(PjmTerms.SyncDaMw, PjmTerms.SyncDaPrice, PjmTerms.SyncMw, PjmTerms.SyncPrice, "3.2.3A"));
}
