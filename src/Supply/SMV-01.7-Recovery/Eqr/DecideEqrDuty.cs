using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using NodaTime;

namespace Busbar.Supply.Recovery.Eqr;

/// <summary>Whether a seller must report a quarter, why, and by when.</summary>
/// <param name="MustFile">True when it must.</param>
/// <param name="Why">The reason in words.</param>
/// <param name="Due">Last day for it.</param>
public sealed record EqrDuty(bool MustFile, string Why, LocalDate Due);

/// <summary>Decides who reports, and by when: public utilities, and non-public utilities that sell more than
/// <see cref="NonPublicThreshold"/> a year; not sales within ERCOT. Due on the last day of the month after the quarter. Source: 18 CFR
/// 35.10b, Order Nos. 768 and 917.</summary>
public static class DecideEqrDuty
{
    /// <summary>Wholesale sales of a year up to which a non-public utility need not report.</summary>
    public static Mwh NonPublicThreshold { get; } = new(4_000_000);

    /// <summary>The duty.</summary>
    public static EqrDuty Run(EqrSeller seller, EqrQuarter quarter)
    {
        var due = quarter.LastDay.PlusDays(1).With(DateAdjusters.EndOfMonth);
        if (seller.SellsInErcotOnly) return new(false, "It sells within ERCOT only, outside FERC's jurisdiction", due);
        if (seller.IsPublicUtility) return new(true, "It is a public utility", due);
        return seller.AnnualSales > NonPublicThreshold
            ? new(true, $"It is a non-public utility and sells {seller.AnnualSales} a year, more than {NonPublicThreshold}", due)
            : new(false, $"It is a non-public utility and sells {seller.AnnualSales} a year, not more than {NonPublicThreshold}", due);
    }
}
