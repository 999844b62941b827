using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics.IntegerPrograms;

namespace Busbar.Digital.Portfolio.Selection;

/// <summary>What more of a budget or a skill would truly bring.</summary>
/// <param name="Name"><c>budget</c>, or the skill.</param>
/// <param name="Year">The year.</param>
/// <param name="More">How much more: one person, or one per cent of the year's budget.</param>
/// <param name="Unit"><c>USD</c> or <c>FTE</c>.</param>
/// <param name="GainUsd">What the best portfolio is then worth more.</param>
/// <param name="RelaxedUsd">What the shadow price says it would be.</param>
/// <param name="IsProven">True when the new portfolio is proven.</param>
public sealed record CapacityGain(string Name, int Year, double More, string Unit, double GainUsd, double RelaxedUsd, bool IsProven);

/// <summary>Solves again with a little more of each thing that has a shadow price. What has none is left out: with it free, initiatives in
/// parts would gain nothing.</summary>
public static class PriceCapacity
{
    /// <summary>The gains, the largest first; refused as the selection is.</summary>
    public static Outcome<ImmutableArray<CapacityGain>> Run(PortfolioCase of, PortfolioSelection best, SearchLimits limits)
    {
        var gains = new List<CapacityGain>();
        foreach (var use in best.Resources.Where(use => use.ShadowPriceUsd > 1e-9))
        {
            var more = use.Unit == "FTE" ? 1 : Math.Max(1, Math.Round(use.Limit / 100));
            if (SelectInitiatives.Run(With(of, use, (decimal)more), limits) is not Outcome<PortfolioSelection>.Done { Value: var then })
                continue;
            gains.Add(new(use.Name, use.Year, more, use.Unit, then.ValueUsd - best.ValueUsd, more * use.ShadowPriceUsd, then.IsProven));
        }
        return gains.OrderByDescending(gain => gain.GainUsd).ToImmutableArray();
    }

    private static PortfolioCase With(PortfolioCase of, ResourceUse use, decimal more)
    {
        var year = use.Year - of.FirstYear;
        return use.Unit == "USD" ? of with { BudgetUsd = of.BudgetUsd.SetItem(year, of.BudgetUsd[year] + more) }
            : of with
            {
                Skills = [.. of.Skills.Select(skill => skill.Name != use.Name ? skill
                    : skill with { Fte = skill.Fte.SetItem(year, skill.Fte[year] + more) })],
            };
    }
}
