using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Forecasting;

namespace Busbar.Supply.Forecasting.Portfolio;

/// <summary>What contracts deliver in each block of each day of a year: a purchase its firm quantity in its own block, a wind contract its
/// share of the plant at a yearly average output in every hour.</summary>
internal sealed class ContractDelivery
{
    private readonly StrategyYear year;
    private readonly ImmutableArray<(Contract Contract, double[] Mw)> contracts;

    public ContractDelivery(StrategyYear year, ImmutableArray<Contract> contracts)
    {
        this.year = year;
        this.contracts = [.. contracts.Select(contract => (contract, year.DayBlocks.Select(block => MwOf(contract, block)).ToArray()))];
    }

    /// <summary>Energy, cost and worth of all contracts in one month block at given prices.</summary>
    public void Run(BlockPrices prices, Span<OwnOutput> into)
    {
        into.Clear();
        foreach (var (contract, mw) in contracts)
            for (var block = 0; block < mw.Length; block++)
            {
                if (mw[block] == 0) continue;
                var cell = year.DayBlocks[block].Cell;
                var mwh = mw[block] * year.DayBlocks[block].Hours.Length;
                into[cell] = new(into[cell].Mwh + mwh, into[cell].CostUsd + mwh * (double)contract.Price.Value,
                    into[cell].RevenueUsd + mw[block] * prices.Sums[block]);
            }
    }

    /// <summary>Each contract's energy in a month block, those that deliver any.</summary>
    public ImmutableArray<PlannedSource> Expected(int cell) =>
    [
        .. contracts.Select(contract => new PlannedSource(contract.Contract.Id, EnergyOf(contract.Mw, cell),
            Kernel.Quantities.UsdPerMwhEstimate.From(contract.Contract.Price))).Where(source => source.EnergyMwh > 0),
    ];

    private double EnergyOf(double[] mw, int cell)
    {
        var sum = 0.0;
        for (var block = 0; block < mw.Length; block++)
            if (year.DayBlocks[block].Cell == cell) sum += mw[block] * year.DayBlocks[block].Hours.Length;
        return sum;
    }

    private double MwOf(Contract contract, DayBlock block)
    {
        var date = year.Days[block.Day].Date;
        return date < contract.FirstDay.Date || date > contract.LastDay.Date ? 0 : ContractMw.Of(contract, block.Block);
    }
}
