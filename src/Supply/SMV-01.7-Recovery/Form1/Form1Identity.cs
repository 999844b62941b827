using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery.Form1;

namespace Busbar.Supply.Recovery.Form1;

/// <summary>How an identity comes out.</summary>
public enum IdentityVerdict
{
    /// <summary>Both sides are the same.</summary>
    Ties,
    /// <summary>They differ by no more than the tolerance: rounding to dollars.</summary>
    WithinTolerance,
    /// <summary>They differ by more.</summary>
    Differs,
}

/// <summary>Two amounts of a filing that should be one, with their difference as it is.</summary>
/// <param name="Rule">Which identity.</param>
/// <param name="Where">Filer, page and row.</param>
/// <param name="Shown">What the page shows.</param>
/// <param name="Expected">What it should be.</param>
/// <param name="Verdict">How it comes out at the tolerance.</param>
public sealed record Form1Identity(string Rule, string Where, Usd Shown, Usd Expected, IdentityVerdict Verdict)
{
    /// <summary>Shown less expected.</summary>
    public Usd Difference => Shown - Expected;
}

/// <summary>What a filing is checked from.</summary>
/// <param name="Settlements">Pages 397.</param>
/// <param name="Purchases">Rows of page 326.</param>
/// <param name="Resales">Rows of page 310.</param>
/// <param name="Accounts">What the filers' books say of accounts 555 and 447.</param>
/// <param name="Tolerance">Difference that rounding explains, USD 1 where pages are in dollars.</param>
public sealed record CheckForm1Inputs(
    ImmutableArray<SettlementPage> Settlements,
    ImmutableArray<CounterpartyRow> Purchases,
    ImmutableArray<CounterpartyRow> Resales,
    ImmutableArray<FiledAccount> Accounts, Usd Tolerance);

/// <summary>An account of a year in a filer's books: 555 a positive cost, 447 a positive revenue, as pages print them. Any account may be
/// negative: Empire's fuel (501) of 2021 is −238,381,596.</summary>
public sealed record FiledAccount(string Filer, string Account, Usd Amount);
