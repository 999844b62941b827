using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Settlement.Variances;

/// <summary>How much a charge may differ before somebody looks. A difference is let pass when it is within any of the three.</summary>
/// <param name="Code">The charge code, or empty for every other one.</param>
/// <param name="PerLine">Of a line, at least 0: the ISO rounds its lines to cents.</param>
/// <param name="PerDay">Of a charge and asset over the day, at least 0.</param>
/// <param name="Share">Of what we computed for the charge and asset over the day, at least 0: 0.001 is a thousandth.</param>
public sealed record ToleranceRule(string Code, Usd PerLine, Usd PerDay, decimal Share);

/// <summary>What a day's differences are reviewed with.</summary>
/// <param name="Reconciliation">The day's differences line by line.</param>
/// <param name="Shadow">Our statement of the day.</param>
/// <param name="DayAheadCodes">The charge codes that bill day-ahead quantities: a quantity that differs there is an award, elsewhere a
/// meter.</param>
/// <param name="Rules">Tolerances; a charge without rule of its own takes the rule for every other one.</param>
public sealed record ReviewVariancesInputs(
    Reconciliation Reconciliation, ShadowStatement Shadow, ImmutableHashSet<string> DayAheadCodes, ImmutableArray<ToleranceRule> Rules);

/// <summary>One charge of one asset that differs over a day for one reason.</summary>
/// <param name="Code">The charge code.</param>
/// <param name="Asset">Whose.</param>
/// <param name="Cause">Why, as far as the numbers tell.</param>
/// <param name="Intervals">Where, in order.</param>
/// <param name="Ours">What we computed for those lines.</param>
/// <param name="Iso">What the ISO billed.</param>
/// <param name="Evidence">What the first of its lines says.</param>
/// <param name="IsProblem">False when the tolerance lets it pass.</param>
/// <param name="Rule">The tolerance that was applied, in words.</param>
public sealed record VarianceProblem(
    string Code, string Asset, VarianceCause Cause, ImmutableArray<DeliveryInterval> Intervals, Usd Ours, Usd Iso, string Evidence,
    bool IsProblem, string Rule)
{
    /// <summary>What the ISO billed beyond our own computation.</summary>
    public Usd Difference => Iso - Ours;
}

/// <summary>A day's differences gathered into problems.</summary>
/// <param name="Day">The operating day.</param>
/// <param name="StatementType">Of which statement.</param>
/// <param name="Items">The largest difference first.</param>
public sealed record VarianceReview(OperatingDay Day, string StatementType, ImmutableArray<VarianceProblem> Items)
{
    /// <summary>Those that somebody has to look at.</summary>
    public ImmutableArray<VarianceProblem> Problems => [.. Items.Where(item => item.IsProblem)];
}

/// <summary>Gathers a day's differences by charge, asset and cause, tells an award from a meter and a whole missing hour from single lines,
/// and lets pass what the tolerances allow. Nothing is netted across causes.</summary>
public static class ReviewVariances
{
    /// <summary>The review; refused when a tolerance is negative or a charge has none.</summary>
    public static Outcome<VarianceReview> Run(ReviewVariancesInputs inputs)
    {
        var day = inputs.Reconciliation.Day;
        if (inputs.Shadow.Day != day)
            return new Refusal("another-day", $"Our statement is of {inputs.Shadow.Day}, the differences of {day}", $"{day}",
                "Give both of the day.");
        if (inputs.Rules.FirstOrDefault(rule => rule.PerLine < Usd.Zero || rule.PerDay < Usd.Zero || rule.Share < 0) is { } negative)
            return new Refusal("negative-tolerance", "A tolerance is at least 0", $"rule of '{negative.Code}'",
                "Give 0 to let nothing pass.");
        if (inputs.Rules.GroupBy(rule => rule.Code).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return new Refusal("rule-twice", $"The charge has {twice.Count()} tolerances", $"rule of '{twice.Key}'", "Keep one.");
        var causes = new CausesOfDay(inputs);
        var items = ImmutableArray.CreateBuilder<VarianceProblem>();
        foreach (var group in inputs.Reconciliation.Variances.GroupBy(each => (each.Code, each.Asset, Cause: causes.Of(each))))
        {
            if (inputs.Rules.FirstOrDefault(rule => rule.Code == group.Key.Code) is not { } rule
                && (rule = inputs.Rules.FirstOrDefault(each => each.Code == "")!) is null)
                return new Refusal("no-tolerance", "No rule says how much it may differ", $"{day} {group.Key.Code}",
                    "Give a rule for the code or one for every other (code '').");
            items.Add(Judge(group.Key.Code, group.Key.Asset, group.Key.Cause, [.. group.OrderBy(each => each.Interval)], rule,
                inputs.Shadow));
        }
        return new VarianceReview(day, inputs.Reconciliation.StatementType,
            [.. items.OrderByDescending(item => Math.Abs(item.Difference.Value)).ThenBy(item => item.Code, StringComparer.Ordinal)
                .ThenBy(item => item.Asset, StringComparer.Ordinal).ThenBy(item => item.Cause)]);
    }

    private static VarianceProblem Judge(
        string code, string asset, VarianceCause cause, ImmutableArray<Variance> lines, ToleranceRule rule, ShadowStatement shadow)
    {
        var (ours, iso) = (Sum(lines, line => line.Shadow), Sum(lines, line => line.Iso));
        var whole = Math.Abs(shadow.Lines.Where(line => line.Code == code && line.Asset == asset).Sum(line => line.Amount.Value));
        var difference = Math.Abs((iso - ours).Value);
        var passed = lines.All(line => Math.Abs(line.Difference.Value) <= rule.PerLine.Value) ? $"each line within {rule.PerLine}"
            : difference <= rule.PerDay.Value ? $"the day within {rule.PerDay}"
            : difference <= rule.Share * whole ? FormattableString.Invariant($"within {100 * rule.Share:0.###} % of our {new Usd(whole)}")
            : null;
        return new(code, asset, cause, [.. lines.Select(line => line.Interval)], ours, iso, lines[0].Evidence, passed is null,
            passed ?? FormattableString.Invariant(
                $"beyond {rule.PerLine} a line, {rule.PerDay} a day and {100 * rule.Share:0.###} % of our {new Usd(whole)}"));
    }

    private static Usd Sum(ImmutableArray<Variance> lines, Func<Variance, Usd> of) =>
        lines.Aggregate(Usd.Zero, (sum, line) => sum + of(line));
}
