using System.Collections.Immutable;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;

namespace Busbar.Supply.Recovery;

/// <summary>One change of a regulatory balance and the account it is posted against.</summary>
/// <param name="Name">What it is: deferral, interest, amortisation.</param>
/// <param name="Against">The other account.</param>
/// <param name="Amount">Added to the balance: owed to us positive.</param>
/// <param name="SubAccount">The utility's sub-account of 182.3, or empty.</param>
public sealed record BalanceMove(string Name, Account Against, Usd Amount, string SubAccount = "")
{
    /// <summary>Interest: earned in 419, owed in 431.</summary>
    public static BalanceMove Interest(string name, Usd amount, string subAccount) =>
        new(name, amount > Usd.Zero ? Accounts.InterestIncome : Accounts.OtherInterestExpense, amount, subAccount);
}

/// <summary>The entry of a month: deferral and amortisation against 557, interest against 419 or 431. A clause with sub-accounts posts each
/// change to its own, within 182.3, as Avista does; one without carries the balance in 182.3 while customers owe us and in 254 while we owe
/// them. Source: 18 CFR part 101, accounts 182.3, 254, 419, 431 and 557.</summary>
public static class RecoveryPostings
{
    /// <summary>The balanced entry, dated the last day of the month. The first move is posted even at zero: the month was closed.</summary>
    public static Journal Of(LocalDate month, Usd opening, ImmutableArray<BalanceMove> moves)
    {
        var name = $"{month.Year:0000}-{month.Month:00}";
        var kept = moves.Where((move, i) => i == 0 || move.Amount != Usd.Zero).ToList();
        var closing = opening + moves.Aggregate(Usd.Zero, (sum, move) => sum + move.Amount);
        ImmutableArray<Posting> postings = moves.Any(move => move.SubAccount.Length > 0)
            ? [.. kept.SelectMany(move => Pair(move, name))]
            : [Against(kept[0], name), .. BalanceSides(opening, closing, name), .. kept.Skip(1).Select(move => Against(move, name))];
        return Journal.Of($"recovery {name}", month.PlusMonths(1).PlusDays(-1), $"Deferral and interest of {name}", postings).OrThrow();
    }

    private static Posting Against(BalanceMove move, string name) => new(move.Against, -move.Amount, $"recovery {name} {move.Name}");

    private static Posting[] Pair(BalanceMove move, string name) =>
        [Against(move, name), new(Accounts.OtherRegulatoryAssets, move.Amount, $"{move.SubAccount} recovery {name} {move.Name}")];

    // A balance that stays where it was is posted at zero, so that the entry has both its sides.
    private static IEnumerable<Posting> BalanceSides(Usd opening, Usd closing, string name) => new Posting[]
    {
        new(Accounts.OtherRegulatoryAssets, OwedToUs(closing) - OwedToUs(opening), $"recovery {name} balance owed to us"),
        new(Accounts.OtherRegulatoryLiabilities, OwedToUs(-opening) - OwedToUs(-closing), $"recovery {name} balance owed to customers"),
    }.Where((posting, i) => posting.Amount != Usd.Zero || (i == 0 && opening == closing));

    private static Usd OwedToUs(Usd balance) => balance > Usd.Zero ? balance : Usd.Zero;
}
