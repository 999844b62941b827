using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Demands;
using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Desks.Portfolio;

/// <summary>What a demand takes and brings as people write it: amounts by year, parted by spaces or semicolons.</summary>
public static class EstimateText
{
    /// <summary>The estimate; a skill or a criterion without a number is left out.</summary>
    /// <exception cref="RefusedException"><c>bad-amount</c>.</exception>
    public static DemandEstimate Read(
        string costs, string benefits, IEnumerable<(string Name, string Text)> skills, IEnumerable<(string Name, string Text)> marks,
        string risk) => new(
        Amounts(costs, "costs"), Amounts(benefits, "benefits"),
        [.. skills.Where(each => !string.IsNullOrWhiteSpace(each.Text)).Select(each => new SkillNeed(each.Name,
            Amounts(each.Text, each.Name)))],
        marks.Where(each => !string.IsNullOrWhiteSpace(each.Text)).ToImmutableSortedDictionary(each => each.Name,
            each => Amount(each.Text, each.Name), StringComparer.Ordinal),
        risk.Trim());

    private static ImmutableArray<decimal> Amounts(string text, string where) =>
        [.. text.Split([' ', ';', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(each => Amount(each, where))];

    private static decimal Amount(string text, string where) => decimal.TryParse(text.Trim(),
        NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
        out var amount) && Math.Abs(amount) < 1_000_000_000_000m
        ? amount
        : throw new RefusedException(new("bad-amount", $"'{text}' is no amount", where, "Write numbers by year: 60000 20000."));
}
