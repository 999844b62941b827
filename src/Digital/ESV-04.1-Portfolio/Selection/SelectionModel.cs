using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Cases;
using Busbar.Numerics.IntegerPrograms;
using Busbar.Numerics.LinearPrograms;

namespace Busbar.Digital.Portfolio.Selection;

/// <summary>The program of a selection: a yes or no for each initiative in each year it may start, worth most within every year's money and
/// people. Source: Weingartner 1963, Mathematical Programming and the Analysis of Capital Budgeting Problems; a dependency counts by start
/// year, which binds tighter than once for all.</summary>
internal sealed class SelectionModel
{
    private const double None = double.PositiveInfinity;

    private readonly PortfolioCase of;
    private readonly ILookup<string, Option> options;
    private readonly IntegerProgram program = new();
    private readonly List<(string Name, int Year, string Unit, double Limit, int Row, ImmutableArray<LinearTerm> Terms)> resources = [];

    /// <summary>Builds the program.</summary>
    /// <param name="of">A case that hangs together.</param>
    /// <param name="cut">An initiative whose cost may be cut: then the least share of it is sought, not the most value.</param>
    public SelectionModel(PortfolioCase of, string? cut = null)
    {
        this.of = of;
        Options = [.. of.Initiatives.SelectMany(each => StartsOf(of, each).Select(start => OptionOf(each, start, cut)))];
        options = Options.ToLookup(option => option.Initiative.Id, StringComparer.Ordinal);
        foreach (var each in of.Initiatives) AddStarts(each);
        foreach (var (name, members) in of.Alternatives)
            program.AddRow($"alternatives {name}", [.. members.SelectMany(id => Whole(id, 1))], -None, 1);
        foreach (var each in of.Initiatives)
            foreach (var other in each.DependsOn) AddDependency(each, other);
        for (var year = 0; year < of.BudgetUsd.Length; year++) AddYear(year);
    }

    public ImmutableArray<Option> Options { get; }

    /// <summary>The years an initiative may start, in order.</summary>
    public static ImmutableArray<int> StartsOf(PortfolioCase of, Initiative initiative) =>
        initiative.Starts.IsEmpty ? [of.FirstYear] : initiative.Starts;

    /// <summary>Demands an initiative.</summary>
    public void Force(string id) => program.AddRow($"{id} forced", [.. Whole(id, 1)], 1, 1);

    /// <summary>Demands another set of initiatives than one; the same ones with other starts are the same set.</summary>
    public void Differ(IReadOnlySet<string> set) => program.AddRow("another set",
        [.. of.Initiatives.SelectMany(each => Whole(each.Id, set.Contains(each.Id) ? -1 : 1))], 1 - set.Count, None);

    /// <summary>Demands at least so much value; what a cut saves counts where the value is made of the costs.</summary>
    public void Reach(double valueUsd) => program.AddRow("value", [.. Options.SelectMany(option => option.Cut is { } cut
        ? (LinearTerm[])[new(option.Variable, option.ValueUsd), new(cut, option.SavedUsd)] : [new(option.Variable, option.ValueUsd)])],
        valueUsd, None);

    public IntegerSolution Solve(SearchLimits limits) => program.Solve(limits);

    /// <summary>The chosen options of a point, by start and id.</summary>
    public ImmutableArray<ChosenInitiative> Chosen(ImmutableArray<double> point) =>
        [.. Options.Where(option => point[option.Variable] > 0.5).OrderBy(option => option.Start)
            .ThenBy(option => option.Initiative.Id, StringComparer.Ordinal)
            .Select(option => new ChosenInitiative(option.Initiative.Id, option.Initiative.Name, option.Start, option.ValueUsd))];

    /// <summary>What a point uses, with the duals of the relaxed program.</summary>
    public ImmutableArray<ResourceUse> Uses(ImmutableArray<double> point)
    {
        var duals = program.Relaxed().Solve().OrThrow().RowDuals;
        return [.. resources.Select(each => new ResourceUse(each.Name, each.Year, each.Unit,
            each.Terms.Sum(term => term.Coefficient * point[term.Variable]), each.Limit,
            each.Row < 0 ? 0 : Math.Max(0, -duals[each.Row])))];
    }

    private Option OptionOf(Initiative each, int start, string? cut)
    {
        var delay = Math.Pow(1 + of.DiscountRate, of.FirstYear - start);
        var (value, name) = (delay * CashFlow.ValueOf(each, of.DiscountRate), FormattableString.Invariant($"{each.Id} from {start}"));
        var variable = program.AddWhole(name, 0, 1, cut is null ? -value : 0);
        if (cut != each.Id) return new(each, start, value, variable);
        var saved = each.ValueUsd is null ? delay * CashFlow.Discounted(each.CostUsd, of.DiscountRate) : 0;
        return new(each, start, value, variable, program.AddVariable($"{name}, share cut", 0, 1, 1), saved);
    }

    private IEnumerable<LinearTerm> Whole(string id, double coefficient) =>
        options[id].Select(option => new LinearTerm(option.Variable, coefficient));

    private void AddStarts(Initiative each)
    {
        if (each.IsMandatory || options[each.Id].Skip(1).Any())
            program.AddRow($"{each.Id} once", [.. Whole(each.Id, 1)], each.IsMandatory ? 1 : 0, 1);
        foreach (var option in options[each.Id])
            if (option.Cut is { } cut) program.AddRow($"{each.Id} cut", [new(cut, 1), new(option.Variable, -1)], -None, 0);
    }

    // By each start of the one, the other has started no later.
    private void AddDependency(Initiative each, string other)
    {
        foreach (var start in StartsOf(of, each))
            program.AddRow($"{each.Id} after {other}",
                [.. options[each.Id].Where(option => option.Start <= start).Select(option => new LinearTerm(option.Variable, 1)),
                    .. options[other].Where(option => option.Start <= start).Select(option => new LinearTerm(option.Variable, -1))],
                -None, 0);
    }

    private void AddYear(int year)
    {
        AddResource("budget", year, "USD", of.BudgetUsd[year], option => option.Initiative.CostUsd, canBeCut: true);
        foreach (var skill in of.Skills)
            AddResource(skill.Name, year, "FTE", skill.Fte[year], option => option.Initiative.Skills
                .Where(need => need.Skill == skill.Name).Select(need => need.Fte).FirstOrDefault([]), canBeCut: false);
    }

    private void AddResource(
        string name, int year, string unit, decimal limit, Func<Option, ImmutableArray<decimal>> needs, bool canBeCut)
    {
        var terms = ImmutableArray.CreateBuilder<LinearTerm>();
        foreach (var option in Options)
        {
            var (need, at) = (needs(option), of.FirstYear + year - option.Start);
            if (at < 0 || at >= need.Length || need[at] == 0) continue;
            terms.Add(new(option.Variable, (double)need[at]));
            if (canBeCut && option.Cut is { } cut) terms.Add(new(cut, -(double)need[at]));
        }
        // What all together cannot use up binds nothing.
        var canBind = terms.Sum(term => Math.Max(0, term.Coefficient)) > (double)limit;
        var row = !canBind ? -1 : program.AddRow(FormattableString.Invariant($"{name} of {of.FirstYear + year}"), terms.ToArray(), -None,
            (double)limit);
        resources.Add((name, of.FirstYear + year, unit, (double)limit, row, terms.ToImmutable()));
    }

    /// <summary>An initiative in a year it may start.</summary>
    /// <param name="Variable">Its yes or no.</param>
    /// <param name="Cut">The share of its cost that is cut, where one is sought.</param>
    /// <param name="SavedUsd">What a whole cut would add to its value.</param>
    internal sealed record Option(
        Initiative Initiative, int Start, double ValueUsd, int Variable, int? Cut = null, double SavedUsd = 0);
}
