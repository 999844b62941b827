using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Invoices;

/// <summary>What a contract's month is reckoned from. Series cover the hours of the month inside the term, no more and no less.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="Month">First day of the month.</param>
/// <param name="Contract">The terms.</param>
/// <param name="Indices">Published prices; the day-ahead price also prices replacement energy.</param>
/// <param name="Scheduled">MW scheduled in each hour; null when nothing is.</param>
/// <param name="Metered">MWh an hour: of the whole plant, or delivered where no plant is named; null for a shape that delivered its
/// schedule.</param>
/// <param name="Potential">MWh an hour the whole plant could have made; needed for the curtailed hours only.</param>
/// <param name="Curtailments">Orders to curtail; they do not overlap.</param>
/// <param name="Events">When the plant was not fully available.</param>
/// <param name="Starts">Starts of a tolled plant that we called.</param>
/// <param name="CertificatesTransferred">Certificates of the month's energy that reached our account.</param>
/// <param name="YearSoFar">The contract year before this month.</param>
public sealed record MeasureMonthInputs(
    MarketCalendar Calendar, OperatingDay Month, Contract Contract, MarketIndices Indices, Series<Mw>? Scheduled, Series<decimal>? Metered,
    Series<decimal>? Potential, ImmutableArray<CurtailmentOrder> Curtailments, ImmutableArray<AvailabilityEvent> Events, int Starts,
    int CertificatesTransferred, ContractYearSoFar YearSoFar);

/// <summary>An order to make less.</summary>
/// <param name="Interval">When.</param>
/// <param name="Cause">Why.</param>
/// <param name="Reference">The order or log entry.</param>
public sealed record CurtailmentOrder(DeliveryInterval Interval, CurtailmentCause Cause, string Reference);

/// <summary>Why a plant is curtailed.</summary>
public enum CurtailmentCause
{
    /// <summary>The market's price or our own order.</summary>
    Economic,
    /// <summary>The transmission provider's or reliability coordinator's order.</summary>
    Reliability,
}

/// <summary>What earlier months of the contract year left: add the months' invoices.</summary>
/// <param name="Delivered">Our energy.</param>
/// <param name="Deemed">Deemed energy.</param>
/// <param name="UnpaidHours">Hours of the curtailment allowance used.</param>
public sealed record ContractYearSoFar(Mwh Delivered, Mwh Deemed, decimal UnpaidHours)
{
    /// <summary>A contract year that begins.</summary>
    public static ContractYearSoFar None { get; } = new(Mwh.Zero, Mwh.Zero, 0);
}
