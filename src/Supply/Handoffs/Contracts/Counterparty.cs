using System.Collections.Immutable;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Handoffs.Contracts;

/// <summary>Who we deal with, and how far.</summary>
/// <param name="Id">Unique id as tickets spell it, <c>CP1</c>.</param>
/// <param name="Name">Legal name.</param>
/// <param name="Rating">Credit rating, <c>BBB+</c>, or <c>NR</c>.</param>
/// <param name="CreditLimit">Most it may owe us unsecured, marked to market.</param>
/// <param name="Masters">Agreements in force; deals under one of them are netted.</param>
public sealed record Counterparty(string Id, string Name, string Rating, Usd CreditLimit, ImmutableArray<MasterAgreement> Masters);

/// <summary>A master agreement.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Form">Its form.</param>
/// <param name="IsNetted">True when close-out nets all deals under it.</param>
/// <param name="ThresholdTheirs">Exposure we bear before they post collateral.</param>
/// <param name="ThresholdOurs">Exposure they bear before we post.</param>
/// <param name="MinimumTransfer">Smallest call.</param>
/// <param name="Rounding">Calls are rounded to multiples of it.</param>
public sealed record MasterAgreement(
    string Id, MasterForm Form, bool IsNetted, Usd ThresholdTheirs, Usd ThresholdOurs, Usd MinimumTransfer, Usd Rounding);

/// <summary>The standard form that a master agreement follows.</summary>
public enum MasterForm
{
    /// <summary>Edison Electric Institute master power purchase and sale agreement.</summary>
    Eei,
    /// <summary>Western Systems Power Pool agreement.</summary>
    Wspp,
    /// <summary>ISDA with a power annex.</summary>
    Isda,
    /// <summary>A market operator's tariff.</summary>
    Tariff,
}
