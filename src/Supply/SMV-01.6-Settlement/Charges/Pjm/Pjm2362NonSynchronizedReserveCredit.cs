using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Non-Synchronized Reserve provided: since the reserve reform of 1 October 2022 the day-ahead assignment at the day-ahead
/// price, and real time less day-ahead at a twelfth of the real-time price in each five minutes; before, megawatts assigned at the
/// price of the hour, then of the five minutes. Shortfall charges and lost opportunity are not in it. Source: PJM Operating Agreement
/// Schedule 1 section 3.2.3A.001; Manual 28 section 6; Guide to Billing, Non-Synchronized Reserve (by likeness with synchronized
/// reserve; Source not checked (from memory)).</summary>
public static class Pjm2362NonSynchronizedReserveCredit
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2362", "Non-Synchronized Reserve", ChargeBooking.PurchasedPower,
        PjmShapes.Reserve(PjmTerms.NonSyncDaMw, PjmTerms.NonSyncDaPrice, PjmTerms.NonSyncMw, PjmTerms.NonSyncPrice, "3.2.3A.001"));
}
