using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Handoffs.Recovery;

/// <summary>What a clause needs of one month, actual or projected: cost by account, energy by voltage, rates and orders.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Costs">Cost by account and item, cost positive and revenue negative.</param>
/// <param name="Sales">Energy at the meters.</param>
public sealed record ClauseMonth(LocalDate Month, ImmutableArray<ClauseCost> Costs, ImmutableArray<ClauseSales> Sales)
{
    /// <summary>Authorised jurisdictional energy, for the retail revenue adjustment.</summary>
    public Mwh BaseSales { get; init; }

    /// <summary>Rider revenue as booked; null bills the factor in force.</summary>
    public Usd? BilledRider { get; init; }

    /// <summary>Annual rate on the first of the month, as a fraction.</summary>
    public decimal? Rate { get; init; }

    /// <summary>Annual rate on the first of the next month.</summary>
    public decimal? NextRate { get; init; }

    /// <summary>The year's jurisdictional revenue that triggers are held against: the current period's in Florida, the prior calendar
    /// year's generation revenue in California.</summary>
    public Usd? AnnualRevenue { get; init; }

    /// <summary>Cost that an order takes out of the balance, zero or more.</summary>
    public Usd Disallowed { get; init; }

    /// <summary>What an order moves from the deferral to the balance being amortised.</summary>
    public Usd Transferred { get; init; }
}

/// <summary>Cost of one item of an account (<paramref name="Item"/> may be empty): as booked, and as authorised in base rates.</summary>
public sealed record ClauseCost(string Account, string Item, Usd Actual, Usd Base = default);

/// <summary>Energy delivered at a voltage: to the clause's customers, and to others who share the system's cost.</summary>
public sealed record ClauseSales(string Voltage, Mwh Jurisdictional, Mwh Other = default);
