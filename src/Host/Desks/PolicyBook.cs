using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Store;
using Busbar.Supply.Contracts.Credit;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Limits;
using Busbar.Supply.Risk.Portfolio;
using Busbar.Supply.Trading.Positions;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>Everything the middle office sets for the desk's book.</summary>
/// <param name="Counterparties">Whom we deal with.</param>
/// <param name="Authorities">What each book may deal; without any no deal is checked beforehand.</param>
/// <param name="Limits">What the whole book is held against at each close.</param>
/// <param name="Volatilities">Of the prices that options are on.</param>
/// <param name="Forwards">How forward prices move together; null while value at risk is not simulated.</param>
/// <param name="Credit">Limits and default rates by rating; null while exposure is not measured.</param>
/// <param name="Exposure">How prices move for exposure.</param>
/// <param name="Stress">What the book is put through at each close.</param>
/// <param name="CloseAt">When the book is closed, on the market's clock; null for 17:30.</param>
/// <param name="DiscountPerYear">The flat discount curve of deals' values, 0.05 for 5 % a year; 0 for none.</param>
/// <param name="ClosePaths">Simulated days of a close by the clock.</param>
public sealed record TradingPolicy(
    ImmutableArray<Counterparty> Counterparties, ImmutableArray<TradingAuthority> Authorities, ImmutableArray<PolicyLimit> Limits,
    ImmutableArray<PriceVolatility> Volatilities, ForwardModel? Forwards, CreditPolicy? Credit, ExposureSimulation? Exposure,
    ImmutableArray<StressScenario> Stress, LocalTime? CloseAt = null, double DiscountPerYear = 0, int ClosePaths = CloseBook.Paths)
{
    /// <summary>The policy of a desk that has none: nobody to deal with.</summary>
    public static TradingPolicy None { get; } = new([], [], [], [], null, null, null, []);
}

/// <summary>The desk's policy, versioned.</summary>
public static class PolicyBook
{
    private static HandoffId Id { get; } = new(nameof(TradingPolicy), Kinds.Current);

    /// <summary>The policy in force.</summary>
    public static TradingPolicy Of(FactStore store, AsOf asOf) => store.ReadDocument<TradingPolicy>(Id, asOf)?.Body ?? TradingPolicy.None;

    /// <summary>Sets it from an instant on.</summary>
    /// <exception cref="Kernel.Outcomes.RefusedException"><c>duty</c>: only the middle office sets it.</exception>
    public static void Keep(FactStore store, TradingPolicy policy, Actor who, Instant from)
    {
        using var batch = store.Begin(who, new RunId($"trading policy {from}"));
        batch.PutDocument(Id, policy, from);
        batch.Commit();
    }
}
