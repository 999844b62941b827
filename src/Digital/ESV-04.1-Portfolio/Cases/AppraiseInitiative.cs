using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;

namespace Busbar.Digital.Portfolio.Cases;

/// <summary>The business case of an initiative. The first year's amounts fall on the day it starts, the others a year apart.</summary>
/// <param name="Id">The initiative.</param>
/// <param name="NpvUsd">Net present value at the plan's rate.</param>
/// <param name="InternalRates">Every yearly rate above −99 % at which the net present value is zero, from low to high; more than one where
/// the signs of the amounts change more than once, and then none of them alone is a yield.</param>
/// <param name="PaybackYears">Years until the sum of the amounts is no longer negative and stays so; null when it never is.</param>
/// <param name="DiscountedPaybackYears">The same with discounted amounts.</param>
/// <param name="Roi">(Benefits − costs) / costs, not discounted; null without costs.</param>
public sealed record BusinessCase(
    string Id, double NpvUsd, ImmutableArray<double> InternalRates, double? PaybackYears, double? DiscountedPaybackYears, double? Roi);

/// <summary>Works out a business case. Source: Brealey, Myers and Allen, Principles of Corporate Finance, chapters 5 and 6; several
/// internal rates: Lorie and Savage, Journal of Business 28(4), 1955.</summary>
public static class AppraiseInitiative
{
    /// <summary>The case at a yearly discount rate above −1.</summary>
    public static BusinessCase Run(Initiative initiative, double discountRate)
    {
        double[] net = [.. CashFlow.NetOf(initiative).Select(amount => (double)amount)];
        double[] discounted = [.. net.Select((amount, year) => amount * Math.Pow(1 + discountRate, -year))];
        var cost = (double)initiative.CostUsd.Sum();
        return new(initiative.Id, discounted.Sum(), InternalRates.Of(net), Payback(net), Payback(discounted),
            cost > 0 ? ((double)initiative.BenefitUsd.Sum() - cost) / cost : null);
    }

    // Amounts flow evenly through the year before the day they are counted on.
    private static double? Payback(double[] amounts)
    {
        var (sum, reached) = (0.0, (double?)null);
        for (var year = 0; year < amounts.Length; year++)
        {
            var before = sum;
            sum += amounts[year];
            if (sum < 0) reached = null;
            else if (before < 0) reached = year - 1 + -before / amounts[year];
            else reached ??= year;
        }
        return reached;
    }
}
