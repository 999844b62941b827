using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Cases;
using Busbar.Supply.Settlement.Engine;
using NodaTime;

namespace Busbar.Supply.Settlement;

/// <summary>The text of a case and the name to call it by in messages.</summary>
public sealed record SettleCaseInputs(string Name, string Text);

/// <summary>One expectation of a case, what was found, and whether it is met.</summary>
public sealed record CaseExpectation(string Key, string Expected, string Found)
{
    /// <summary>True when the two agree.</summary>
    public bool IsMet => Expected == Found;
}

/// <summary>A case that was run: each expectation in the order of its rows, and the findings about its determinants.</summary>
public sealed record SettledCase(string Name, ImmutableArray<CaseExpectation> Expectations, ImmutableArray<Finding> Findings)
{
    /// <summary>True when there are expectations and all are met.</summary>
    public bool IsMet => !Expectations.IsEmpty && Expectations.All(expectation => expectation.IsMet);
}

/// <summary>Settles a text table that an analyst wrote (market, day, determinants) and holds the expected amounts, quantities, traces or
/// refusal against what comes out. Exact: a number is met when it is equal, not when it is near.</summary>
public static class SettleCase
{
    /// <summary>The case with each expectation met or not; refused when its text cannot be read.</summary>
    public static Outcome<SettledCase> Run(SettleCaseInputs inputs)
    {
        try
        {
            var text = new CaseText(inputs.Name, inputs.Text);
            var day = text.Day();
            return SettleCharges.Run(day) switch
            {
                Outcome<SettledColumns>.Done done => new SettledCase(inputs.Name, [.. Held(text, day, done.Value)], done.Findings),
                Outcome<SettledColumns>.Refused { Refusal: var refusal } when text.All("refused").Any() => new SettledCase(inputs.Name,
                    [.. text.All("refused").Select(row => new CaseExpectation("refused", row.Cells[1], refusal.Code))], []),
                Outcome<SettledColumns>.Refused refused => refused.Refusal,
                _ => throw new InvalidOperationException("An outcome is done or refused."),
            };
        }
        catch (RefusedException bad)
        {
            return bad.Refusal;
        }
    }

    private static IEnumerable<CaseExpectation> Held(CaseText text, ChargedDay day, SettledColumns settled)
    {
        var lines = StateLines.Run(settled, Instant.MinValue).Lines;
        string KeyOf(SettlementLine line) => $"{line.Code}/{line.Asset}/{day.Calendar.LabelOf(line.Interval)}";
        List<SettlementLine> Under(string key) => [.. lines.Where(line =>
            key == "total" || line.Code == key || $"{line.Code}/{line.Asset}" == key || KeyOf(line) == key)];

        foreach (var row in text.All("refused")) yield return new("refused", row.Cells[1], "settled");
        foreach (var (line, cells) in text.All("expect"))
            yield return Of(cells[1], text.Number(line, text.Cell(line, cells, 2, "an amount")),
                Under(cells[1]) is { Count: > 0 } found ? found.Sum(each => each.Amount.Value) : null);
        foreach (var (line, cells) in text.All("cents"))
            yield return Of($"{cells[1]} in cents", text.Number(line, text.Cell(line, cells, 2, "an amount")),
                cells[1] == "total" ? settled.Totals.Sum(total => total.Billed.Value)
                    : settled.Totals.FirstOrDefault(total => total.Code == cells[1])?.Billed.Value);
        foreach (var (line, cells) in text.All("quantity"))
        {
            var found = Under(cells[1]);
            yield return new($"{cells[1]} quantity", text.Cell(line, cells, 2, "a quantity with its unit"),
                found.Count == 0 ? "no line" : $"{FormulaWords.Number(found.Sum(each => each.Quantity.Value))} {found[0].Quantity.Unit}");
        }
        foreach (var (line, cells) in text.All("trace"))
        {
            var key = cells[1].Split('/');
            yield return new($"{cells[1]} trace", text.Cell(line, cells, 2, "a formula with its numbers"),
                key.Length == 3 && ExplainCharge.Run(day, key[0], key[1], key[2]) is Outcome<Explain>.Done done
                    ? Traced(done.Value, cells[2]) : "no line");
        }
    }

    private static CaseExpectation Of(string key, decimal expected, decimal? found) =>
        new(key, FormulaWords.Number(expected), found is { } amount ? FormulaWords.Number(amount) : "no line");

    /// <summary>The expected formula where any node of the working has it; else the top one, to be read against it.</summary>
    private static string Traced(Explain node, string expected) =>
        All(node).Any(each => each.Formula == expected) ? expected : node.Formula;

    private static IEnumerable<Explain> All(Explain node) => node.Because.SelectMany(All).Prepend(node);
}
