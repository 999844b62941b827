using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Gateways.Shapes;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Portfolio;

/// <summary>Reads a portfolio file, YAML or JSON: <c>firstYear</c>, <c>discountRate</c>, <c>budgets</c> by year, <c>skills</c> (name, fte
/// by year), <c>initiatives</c> (id, name, value or benefits, costs and skills by year from their start, mandatory, dependsOn, starts,
/// objective, service, risk, evidence, scores, quarters, measure), <c>alternatives</c>, <c>scenarios</c>, <c>objectives</c>,
/// <c>capabilities</c>, <c>applications</c>, <c>technologies</c>, <c>criteria</c>, <c>ticket</c>, <c>luftman</c>. Read whole or refused
/// whole, with line and column of every fault.</summary>
public static class ReadPortfolio
{
    private const int MaxBytes = 8 << 20;

    /// <summary>The case. Refuses text that is neither (<c>not-yaml</c>, <c>not-json</c>, <c>key-twice</c>, <c>yaml-anchor</c>,
    /// <c>too-deep</c>, <c>empty-file</c>) and a file of another shape (<c>bad-portfolio</c>).</summary>
    public static Outcome<PortfolioCase> Run(SourceFile file)
    {
        var read = Nodes(file);
        if (read is not Outcome<Node>.Done { Value: var node }) return ((Outcome<Node>.Refused)read).Refusal;
        var faults = new Faults(file.Name);
        PortfolioShapes.File.Check(node, "", faults);
        if (node is Node.Map whole) CheckDays(whole, faults);
        if (faults.Refusal("bad-portfolio", "Correct the field; busbar portfolio sample prints a whole file.") is { } refusal)
            return refusal;
        return Case((Node.Map)node);
    }

    private static Outcome<Node> Nodes(SourceFile file) => file.Name.Contains(".json", StringComparison.OrdinalIgnoreCase)
        ? JsonNodes.Read(file, MaxBytes) : YamlNodes.Read(file);

    // A day that has the form of one and is none, such as 30 February.
    private static void CheckDays(Node.Map map, Faults faults)
    {
        foreach (var (list, field) in (ReadOnlySpan<(string, string)>)[("technologies", "supportEnds"), ("readings", "day")])
            foreach (var holder in list == "readings" ? map.Maps("objectives").SelectMany(each => each.Maps(list)) : map.Maps(list))
                if (holder.Text(field) is { } text && Day(text) is null) faults.Add(holder[field]!, field, $"is '{text}', no day there is");
    }

    private static PortfolioCase Case(Node.Map map) => new(
        map.Text("name") ?? "Portfolio", (int)map.Number("firstYear")!.Value, map.Number("discountRate") ?? 0, Amounts(map["budgets"]),
        [.. map.Maps("skills").Select(skill => new SkillCapacity(skill.Text("name")!, Amounts(skill["fte"])))],
        [.. map.Maps("initiatives").Select(Initiative)],
        [.. map.Maps("alternatives").Select(group => new AlternativeGroup(group.Text("name")!, group.Texts("members")))],
        [.. map.Maps("scenarios").Select(other => new PortfolioScenario(other.Text("name")!, Amount(other["budgets"]) ?? 1,
            Amount(other["skills"]) ?? 1, other.Texts("without")))],
        new Landscape(
            [.. map.Maps("objectives").Select(aim => new Objective(aim.Text("id")!, aim.Text("name")!, aim.Text("metric")!,
                aim["higherIsBetter"] is null || aim.Flag("higherIsBetter"),
                [.. aim.Maps("readings").Select(each => new MetricReading(Day(each.Text("day")!)!.Value, each.Number("value")!.Value))
                    .OrderBy(each => each.Day)]))],
            [.. map.Maps("capabilities").Select(each => new Capability(each.Text("id")!, each.Text("name")!, Said(each, "partOf")))],
            [.. map.Maps("applications").Select(each => new Application(each.Text("id")!, each.Text("name")!,
                each.Number("businessFit")!.Value, each.Number("technicalFit")!.Value, Amount(each["yearlyCost"])!.Value,
                each.Texts("capabilities"), each.Texts("technologies")))],
            [.. map.Maps("technologies").Select(each => new Technology(each.Text("name")!, each.Text("ring")!,
                each.Text("supportEnds") is { } ends ? Day(ends) : null))],
            [.. map.Maps("criteria").Select(each => new ScoringCriterion(each.Text("name")!, Amount(each["weight"])!.Value))],
            map["luftman"] is Node.Map levels ? levels.Entries.ToImmutableSortedDictionary(each => each.Key,
                each => (int)Amount(each.Value)!.Value, StringComparer.Ordinal) : ImmutableSortedDictionary<string, int>.Empty),
        map["ticket"] is Node.Map ticket ? new(Amount(ticket["usdPerHour"])!.Value, Amount(ticket["minutes"])!.Value) : null);

    private static Initiative Initiative(Node.Map map) => new(
        map.Text("id")!, map.Text("name")!, Amount(map["value"]), Amounts(map["costs"]), Amounts(map["benefits"]),
        map["skills"] is Node.Map skills ? [.. skills.Entries.Select(each => new SkillNeed(each.Key, Amounts(each.Value)))] : [],
        map.Flag("mandatory"), map.Texts("dependsOn"), [.. Amounts(map["starts"]).Select(year => (int)year).Order()],
        Said(map, "objective"), Said(map, "service"), Said(map, "risk"), Said(map, "evidence"),
        map["scores"] is Node.Map scores ? scores.Entries.ToImmutableSortedDictionary(each => each.Key, each => Amount(each.Value)!.Value,
            StringComparer.Ordinal) : ImmutableSortedDictionary<string, decimal>.Empty, (int?)Amount(map["quarters"]),
        map["measure"] is Node.Map measure ? Measure(measure) : null);

    private static BenefitMeasure Measure(Node.Map map) => new(
        map.Text("liveSince") is { } live ? Month(live) : null, Said(map, "on"), Said(map, "queue"), Said(map, "objective"),
        [.. map.Maps("runCosts").Select(each => new MonthlyCost(Month(each.Text("from")!), Amount(each["usdPerMonth"])!.Value))
            .OrderBy(each => each.From)]);

    private static string Said(Node.Map map, string name) => map.Text(name) ?? "";

    private static ImmutableArray<decimal> Amounts(Node? node) =>
        node is Node.List list ? [.. list.Items.Select(item => Amount(item)!.Value)] : [];

    private static decimal? Amount(Node? node) => node is Node.Leaf { Value: { } cell } ? (decimal)cell.Number : null;

    private static YearMonth Month(string text) => YearMonthPattern.Iso.Parse(text).Value;

    private static LocalDate? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new LocalDate(day.Year, day.Month, day.Day) : null;
}
