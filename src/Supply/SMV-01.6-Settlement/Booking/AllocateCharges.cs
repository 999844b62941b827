using System.Collections.Immutable;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Settlement.Booking;

/// <summary>What a settled day is allocated with.</summary>
/// <param name="Market">The market's name.</param>
/// <param name="Statement">The day, settled.</param>
/// <param name="Books">The book of each asset that makes lines.</param>
/// <param name="Shared">Assets that stand for the whole participant; their charges are shared out by <paramref name="Weights"/>.</param>
/// <param name="Weights">The share of each asset in what the participant pays as a whole, zero or positive: its metered load, say.</param>
public sealed record AllocateChargesInputs(
    string Market, ShadowStatement Statement, ImmutableDictionary<string, string> Books, ImmutableHashSet<string> Shared,
    ImmutableSortedDictionary<string, decimal> Weights);

/// <summary>A part of a day's settlement that belongs to one asset: who causes the cost bears it.</summary>
/// <param name="Account">Where it is booked.</param>
/// <param name="Book">Whose.</param>
/// <param name="Asset">What caused it.</param>
/// <param name="Code">The charge.</param>
/// <param name="Amount">In whole cents.</param>
public sealed record AllocatedCharge(Account Account, string Book, string Asset, string Code, Usd Amount);

/// <summary>Allocates a settled day to asset, book and account. Each charge's parts sum to its billed total to the cent, so that all of
/// them sum to the statement.</summary>
public static class AllocateCharges
{
    /// <summary>The parts by code, then asset; refused when an asset has no book, or shared charges have nobody to bear them.</summary>
    public static Outcome<ImmutableArray<AllocatedCharge>> Run(AllocateChargesInputs inputs)
    {
        var assets = inputs.Statement.Lines.Select(line => line.Asset).Where(asset => !inputs.Shared.Contains(asset))
            .Concat(inputs.Weights.Where(weight => weight.Value > 0).Select(weight => weight.Key));
        if (assets.FirstOrDefault(asset => !inputs.Books.ContainsKey(asset)) is { } orphan)
            return new Refusal("asset-without-book", $"{orphan} belongs to no book", $"{inputs.Statement.Day}", "Name its book.");
        var weight = inputs.Weights.Values.Sum();
        if (inputs.Weights.Values.Any(each => each < 0) || weight <= 0 && inputs.Statement.Lines.Any(line =>
            inputs.Shared.Contains(line.Asset)))
            return new Refusal("nobody-to-bear-it", "The weights of shared charges are negative or all zero", $"{inputs.Statement.Day}",
                "Give each asset's share, its metered load for example.");
        var parts = ImmutableArray.CreateBuilder<AllocatedCharge>();
        foreach (var total in inputs.Statement.Totals)
        {
            var exact = ExactByAsset(inputs, total.Code, weight);
            var cents = CentsThatSum.Allocate([.. exact.Values], total.Billed);
            parts.AddRange(exact.Keys.Zip(cents, (asset, amount) => new AllocatedCharge(
                ChargeAccounts.Of(inputs.Market, total.Code), inputs.Books[asset], asset, total.Code, amount))
                .Where(part => part.Amount != Usd.Zero));
        }
        return parts.ToImmutable();
    }

    private static SortedDictionary<string, Usd> ExactByAsset(AllocateChargesInputs inputs, string code, decimal weight)
    {
        var exact = new SortedDictionary<string, Usd>(StringComparer.Ordinal);
        void Add(string asset, Usd amount) => exact[asset] = exact.GetValueOrDefault(asset) + amount;
        foreach (var line in inputs.Statement.Lines.Where(line => line.Code == code))
            if (!inputs.Shared.Contains(line.Asset)) Add(line.Asset, line.Amount);
            else foreach (var (asset, share) in inputs.Weights.Where(each => each.Value > 0)) Add(asset, line.Amount * share / weight);
        return exact;
    }
}
