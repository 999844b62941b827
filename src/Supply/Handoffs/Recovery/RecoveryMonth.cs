using System.Collections.Immutable;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Handoffs.Recovery;

/// <summary>One month of the clause: eligible cost against billed revenue, what was deferred, interest, and the factor that would recover
/// the balance.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="ClosedAt">The clock of the closing.</param>
/// <param name="Days">Operating days the month's costs cover; fewer than the calendar's is a finding.</param>
/// <param name="Costs">Eligible cost by account.</param>
/// <param name="EligibleCost">Their sum, of the whole system.</param>
/// <param name="RetailSales">Energy at the retail meters.</param>
/// <param name="BilledRevenue">What base rates and the rider recovered.</param>
/// <param name="Deferral">Customers' part of cost less base revenue, less the rider where one balance holds both: owed to us
/// positive.</param>
/// <param name="OpeningBalance">Balance before.</param>
/// <param name="Interest">On the balance and at the rate that the clause names.</param>
/// <param name="ClosingBalance">Opening + deferral + interest − disallowed − transferred.</param>
/// <param name="NextFactor">Average jurisdictional cost of a retail MWh plus the balance over the recovery months.</param>
/// <param name="Journal">The balanced entry of deferral and interest.</param>
public sealed record RecoveryMonth(
    LocalDate Month, Instant ClosedAt, int Days, ImmutableArray<AccountCost> Costs, Usd EligibleCost, Mwh RetailSales, Usd BilledRevenue,
    Usd Deferral, Usd OpeningBalance, Usd Interest, Usd ClosingBalance, UsdPerMwh NextFactor, Journal Journal)
{
    /// <summary>The steps between cost and deferral; null in months closed before they were kept.</summary>
    public ClauseWorking? Working { get; init; }

    /// <summary>Ids of the entries of later statements that the month's costs hold beside its days'; no other month holds them.</summary>
    public ImmutableArray<string> TrueUps { get; init; } = [];

    /// <summary>The deferral and the balance being amortised together.</summary>
    public Usd Balance() => ClosingBalance + (Working?.AmortisingClosing ?? Usd.Zero);
}

/// <summary>Cost of one account over a month, and what base rates were authorised to recover of it.</summary>
public sealed record AccountCost(string Account, string Title, Usd Amount, Usd Base = default);

/// <summary>The steps of a clause's month between eligible cost and the balance.</summary>
/// <param name="Share">The jurisdiction's share of system cost.</param>
/// <param name="JurisdictionalCost">Eligible cost at that share.</param>
/// <param name="BaseCost">Authorised cost of the system.</param>
/// <param name="RetailAdjustment">−(metered − base energy) × the adjustment rate.</param>
/// <param name="BaseRecovered">What base rates recovered: authorised cost at the share − the adjustment + the factor in force on
/// sales.</param>
/// <param name="AdjustedSales">Jurisdictional energy at the loss multipliers.</param>
/// <param name="Deviation">Jurisdictional cost less what base rates recovered.</param>
/// <param name="YearDeviation">Deviation since the sharing year began.</param>
/// <param name="CustomerPart">What of the deviation is the customers'.</param>
/// <param name="Rider">The rider in force at the reference voltage.</param>
/// <param name="RiderRevenue">What it recovered: as booked, or billed without the fees on revenue.</param>
/// <param name="AnnualRate">The rate of interest.</param>
/// <param name="AmortisingOpening">The earlier balance before the month.</param>
/// <param name="AmortisingInterest">Interest on it.</param>
/// <param name="AmortisingClosing">Opening + transferred − rider revenue + interest.</param>
/// <param name="Disallowed">Taken out of the deferral by order.</param>
/// <param name="Transferred">Moved from the deferral to the earlier balance by order.</param>
/// <param name="AnnualRevenue">The year's revenue that triggers are held against, if stated.</param>
public sealed record ClauseWorking(
    decimal Share, Usd JurisdictionalCost, Usd BaseCost, Usd RetailAdjustment, Usd BaseRecovered, Mwh AdjustedSales, Usd Deviation,
    Usd YearDeviation, Usd CustomerPart, UsdPerMwh Rider, Usd RiderRevenue, decimal AnnualRate, Usd AmortisingOpening,
    Usd AmortisingInterest, Usd AmortisingClosing, Usd Disallowed, Usd Transferred, Usd? AnnualRevenue)
{
    /// <summary>What the month's rider collected beyond the cost it was set to recover, in cents; less than nothing when its energy fell
    /// short. Zero where riders do not take it back.</summary>
    public Usd OverRecovery { get; init; }
}
