using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Handoffs.Recovery;

/// <summary>A fuel and purchased-power clause as data. Cost recovered in base rates (at the factor in force, at authorised amounts, or
/// both) is shared between customers and company; a rider then collects or returns the balance.</summary>
/// <param name="Name">Its name in the tariff.</param>
/// <param name="LegalSource">Where its rules are written.</param>
/// <param name="EligibleAccounts">Account numbers whose cost it recovers; a revenue account lowers the cost, being negative.</param>
/// <param name="FactorInForce">What base rates collect for each retail MWh now; zero where authorised amounts or a rider do so.</param>
/// <param name="CustomerShare">Part of a deviation that customers bear or receive, above 0 and at most 1, where there are no
/// bands.</param>
/// <param name="AnnualInterest">Fixed interest as a fraction a year; not read under another <see cref="InterestRate"/>.</param>
/// <param name="RecoveryMonths">Over how many months a balance is amortised.</param>
/// <param name="OpeningBalance">Balance when the clause is first run: owed to us positive.</param>
/// <param name="FirstMonth">First day of the month the rules and the opening balance belong to.</param>
public sealed record RecoveryClause(
    string Name, string LegalSource, ImmutableArray<string> EligibleAccounts, UsdPerMwh FactorInForce, decimal CustomerShare,
    decimal AnnualInterest, int RecoveryMonths, Usd OpeningBalance, LocalDate FirstMonth)
{
    /// <summary>Items of eligible accounts that are left out.</summary>
    public ImmutableArray<ExcludedItem> Exclusions { get; init; } = [];

    /// <summary>The jurisdiction's fixed share of system cost, above 0 and at most 1; null shares by energy, loss-adjusted.</summary>
    public decimal? FixedShare { get; init; }

    /// <summary>Loss multipliers by voltage, each above 0; none means that energy counts as metered.</summary>
    public ImmutableArray<VoltageLoss> Losses { get; init; } = [];

    /// <summary>Retail revenue adjustment (Avista's load change adjustment rate) on metered less base energy.</summary>
    public UsdPerMwh RetailAdjustmentRate { get; init; }

    /// <summary>How the year's deviation is shared, from below to above without a gap; none means the customers' share of all.</summary>
    public ImmutableArray<SharingBand> Bands { get; init; } = [];

    /// <summary>Month, 1 to 12, in which the deviation that the bands share begins anew.</summary>
    public int YearStartsInMonth { get; init; } = 1;

    /// <summary>Rider factors at the reference voltage, each from its month on.</summary>
    public ImmutableArray<DatedFactor> Riders { get; init; } = [];

    /// <summary>Months from the cost to the rider that recovers it; 0 where riders are set by order.</summary>
    public int RiderLagMonths { get; init; }

    /// <summary>True where the next rider takes back what a lagging rider collected on more, or gives what it did on less, energy than it
    /// was set by.</summary>
    public bool RiderTakesBackOverRecovery { get; init; }

    /// <summary>What is billed for each dollar recovered, so that fees on revenue are paid: 1 without such a fee, less than 1.2.</summary>
    public decimal RevenueTaxFactor { get; init; } = 1;

    /// <summary>Which balance bears interest.</summary>
    public InterestBasis InterestBasis { get; init; }

    /// <summary>Where the annual rate comes from.</summary>
    public InterestRate InterestRate { get; init; }

    /// <summary>Balances that call for action.</summary>
    public ImmutableArray<ClauseTrigger> Triggers { get; init; } = [];

    /// <summary>Reviews that come round.</summary>
    public ImmutableArray<ClauseReview> Reviews { get; init; } = [];

    /// <summary>The utility's sub-account of 182.3 for the deferral; empty where 182.3 and 254 are used as they are.</summary>
    public string DeferralAccount { get; init; } = "";

    /// <summary>The sub-account of 182.3 for an earlier balance that the rider amortises; empty where one balance holds both.</summary>
    public string AmortisingAccount { get; init; } = "";

    /// <summary>That earlier balance when the clause is first run.</summary>
    public Usd OpeningAmortising { get; init; }

    /// <summary>Decimals of a factor in USD/MWh on the tariff sheet; null leaves it unrounded.</summary>
    public int? TariffDecimals { get; init; }
}

/// <summary>Something posted to an eligible account that is not recovered.</summary>
public sealed record ExcludedItem(string Account, string Item);

/// <summary>How much energy is made for each unit delivered at a voltage, relative to the clause's reference.</summary>
public sealed record VoltageLoss(string Voltage, decimal Multiplier);

/// <summary>Between two yearly deviations (null: without end) customers bear or receive this share, 0 to 1, of each dollar.</summary>
public sealed record SharingBand(Usd? From, Usd? To, decimal CustomerShare);

/// <summary>A rider from a month on.</summary>
public sealed record DatedFactor(LocalDate From, UsdPerMwh Rate);

/// <summary>Which balance of a month bears interest.</summary>
public enum InterestBasis
{
    /// <summary>The mean of the balance before and after the month's deferral, as Florida's A-schedules do.</summary>
    AverageBalance,
    /// <summary>The balance at the start of the month, as Avista's power cost adjustment in Idaho does.</summary>
    OpeningBalance,
}

/// <summary>Where a month's annual rate comes from.</summary>
public enum InterestRate
{
    /// <summary>The clause's own.</summary>
    Fixed,
    /// <summary>The rate published for the month.</summary>
    OfTheMonth,
    /// <summary>The mean of the 30-day commercial paper rate on the first of the month and of the next month.</summary>
    CommercialPaper,
}
