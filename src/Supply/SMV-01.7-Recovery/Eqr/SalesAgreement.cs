using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Recovery.Eqr;

/// <summary>Who files the report.</summary>
/// <param name="Name">Legal name.</param>
/// <param name="Cid">Company identifier, C and six digits.</param>
/// <param name="Contact">Name of the contact.</param>
/// <param name="Phone">Its telephone number.</param>
/// <param name="Email">Its e-mail address.</param>
/// <param name="IsQualifyingFacility">True for a qualifying facility.</param>
/// <param name="IsPublicUtility">True for a public utility; a municipality or a cooperative is none.</param>
/// <param name="AnnualSales">Wholesale sales of a year, averaged over the last three; only a non-public utility's count.</param>
/// <param name="SellsInErcotOnly">True when it sells nowhere but within ERCOT.</param>
public sealed record EqrSeller(
    string Name, string Cid, string Contact, string Phone, string Email, bool IsQualifyingFacility, bool IsPublicUtility, Mwh AnnualSales,
    bool SellsInErcotOnly);

/// <summary>The agreement under which we sell to one counterparty: what a deal ticket does not say and the report must.</summary>
/// <param name="Counterparty">Id of the other side, as tickets spell it.</param>
/// <param name="Customer">Its legal name.</param>
/// <param name="IsRto">True for a regional transmission organisation or independent system operator.</param>
/// <param name="IsAffiliate">True when it is affiliated with us.</param>
/// <param name="Tariff">The FERC tariff we sell under, <c>NPU</c> for a non-public utility.</param>
/// <param name="Agreement">Id of the service agreement.</param>
/// <param name="Executed">When it was signed.</param>
/// <param name="Commenced">When its terms began.</param>
/// <param name="Terminates">When it ends; null for one that goes on.</param>
/// <param name="Extension">How it is extended, in words.</param>
/// <param name="Class">F, NF or UP.</param>
/// <param name="ProductType">CB, MB, T, NPU or Other.</param>
/// <param name="RateDescription">What its prices rest on, in words.</param>
/// <param name="BalancingAuthority">Where its energy is delivered.</param>
public sealed record SalesAgreement(
    string Counterparty, string Customer, bool IsRto, bool IsAffiliate, string Tariff, string Agreement, LocalDate Executed,
    LocalDate Commenced, LocalDate? Terminates, string Extension, string Class, string ProductType, string RateDescription,
    string BalancingAuthority)
{
    /// <summary>True when it was in force on some day of a stretch.</summary>
    public bool IsInForce(LocalDate first, LocalDate last) => Commenced <= last && (Terminates ?? last) >= first;
}

/// <summary>Energy that was sold in one interval and settled: an hour of net sale to the ISO (Order No. 668), or an hour of a deal at an
/// index.</summary>
/// <param name="Deal">The trade's id, or a name of its own for what no ticket says.</param>
/// <param name="Counterparty">Id of the other side.</param>
/// <param name="Market">The market whose clock it keeps.</param>
/// <param name="Location">Where.</param>
/// <param name="TradeDate">When it was dealt.</param>
/// <param name="Interval">When it was delivered: 5, 15 or 60 minutes.</param>
/// <param name="Energy">What was sold, positive here as the report prints it.</param>
/// <param name="Price">What it settled at.</param>
/// <param name="Transmission">Transmission charged with it.</param>
/// <param name="Source">The settled line, statement or award it rests on.</param>
public sealed record SettledSale(
    string Deal, string Counterparty, string Market, string Location, OperatingDay TradeDate, DeliveryInterval Interval, Mwh Energy,
    UsdPerMwh Price, Usd Transmission, string Source)
{
    /// <summary>What the books hold of it in whole cents, without transmission; null where it is energy × price to the cent.</summary>
    public Usd? Booked { get; init; }
}
