using Busbar.Digital.Handoffs.Portfolio;

namespace Busbar.Digital.Portfolio.Cases;

/// <summary>Amounts by year from the start: the first falls on the day that the others are discounted to.</summary>
internal static class CashFlow
{
    /// <summary>Σ amount / (1 + rate)^year.</summary>
    public static double Discounted(IEnumerable<decimal> amounts, double rate)
    {
        var (sum, factor) = (0.0, 1.0);
        foreach (var amount in amounts)
        {
            sum += (double)amount * factor;
            factor /= 1 + rate;
        }
        return sum;
    }

    /// <summary>Benefits less costs of each year, as long as the longer.</summary>
    public static decimal[] NetOf(Initiative initiative) =>
        [.. Enumerable.Range(0, Math.Max(initiative.CostUsd.Length, initiative.BenefitUsd.Length))
            .Select(year => initiative.BenefitUsd.ElementAtOrDefault(year) - initiative.CostUsd.ElementAtOrDefault(year))];

    /// <summary>What an initiative is worth on the day it starts.</summary>
    public static double ValueOf(Initiative initiative, double rate) =>
        initiative.ValueUsd is { } value ? (double)value : Discounted(NetOf(initiative), rate);
}
