using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Supply.Checkers.Settlement.Codes;

/// <summary>Recomputes a statement of any charge codes from the raw determinants and says where the two part. It shares no code with the
/// settlement. Where it has a rule of its own for the code, each line's quantity and money, each charge's total and the statement's are
/// worked out again, over subjects first and never from lines; every code is held to its invariants: whole days of equal intervals,
/// quantity × rate = amount, totals in cents that add up.</summary>
public static class CheckCharges
{
    /// <summary>What amounts may differ by, USD: the twenty-eight digits of a decimal, worked in another order.</summary>
    private const decimal Within = 0.000000001m;

    /// <summary>What is wrong; empty when the statement holds. Codes are in the README.</summary>
    public static ImmutableArray<Finding> Run(CheckChargesInputs inputs)
    {
        if (inputs.Statement.Day != inputs.Day)
            return [Wrong("statement-of-another-day", $"The statement is of {inputs.Statement.Day}", $"{inputs.Day}")];
        var book = new DeterminantBook(inputs);
        var findings = new List<Finding>();
        var lines = inputs.Statement.Lines.ToLookup(line => line.Code);
        foreach (var code in lines.Select(group => group.Key).Where(code => !inputs.Codes.Contains(code)))
            findings.Add(Wrong("line-not-expected", $"Nobody asked for charge {code}", code));
        foreach (var code in inputs.Codes)
        {
            findings.AddRange(Invariants(book, inputs, lines[code]));
            var rules = RulesOfMarket.Of(inputs.Calendar.Name, code);
            if (rules.FirstOrDefault(rule => rule.IsOn(inputs.Day)) is { } rule)
                findings.AddRange(new ChargeCheck(book, inputs, rule, [.. lines[code]]).Run());
            else if (!rules.IsEmpty && lines[code].Any())
                findings.Add(Wrong("line-not-expected", $"Charge {code} is not billed on {inputs.Day}", code));
        }
        return [.. findings, .. Totals(inputs)];
    }

    internal static bool IsNear(decimal a, decimal b) => Math.Abs(a - b) <= Within;

    internal static Finding Wrong(string code, string what, string where) =>
        new(code, Severity.Error, what, where, "Nothing was changed; settle the day again and compare.");

    private static IEnumerable<Finding> Invariants(DeterminantBook book, CheckChargesInputs inputs, IEnumerable<SettlementLine> lines)
    {
        var known = inputs.Subjects.ToDictionary(subject => subject.Name);
        foreach (var column in lines.GroupBy(line => line.Asset))
        {
            var where = $"{column.First().Code}/{column.Key}";
            if (!known.TryGetValue(column.Key, out var subject))
                yield return Wrong("line-not-expected", $"The day has no '{column.Key}'", where);
            else if (column.Any(line => line.Location != subject.Place))
                yield return Wrong("location-differs", $"A line is not at {subject.Place}", where);
            if (!IsWholeDay(book.Whole, [.. column.Select(line => line.Interval)]))
                yield return Wrong("intervals-not-whole",
                    $"{column.Count()} lines do not make the day {book.Whole} of equal intervals, in order", where);
            foreach (var line in column.Where(line => line.Amount.Value != line.Quantity.Value * line.Rate.Value))
                yield return Wrong("amount-not-product", $"{line.Quantity} at {line.Rate} is not {line.Amount}",
                    $"{where}/{line.Interval}");
            if (column.Select(line => (line.Quantity.Unit, line.Rate.Per)).Distinct().Count() > 1
                || column.Any(line => line.Quantity.Unit != line.Rate.Per))
                yield return Wrong("unit-differs", "Quantity and rate are not of one unit throughout", where);
        }
    }

    /// <summary>The day's 23 to 25 hours, 92 to 100 quarters, 276 to 300 five minutes, or one whole.</summary>
    private static bool IsWholeDay(DeliveryInterval whole, ImmutableArray<DeliveryInterval> intervals)
    {
        var length = intervals[0].Length;
        if (length != whole.Length && length.TotalMinutes is not (5 or 15 or 60)) return false;
        return intervals[0].Start == whole.Start && intervals[^1].End == whole.End && intervals.All(each => each.Length == length)
            && intervals.Zip(intervals.Skip(1)).All(pair => pair.First.End == pair.Second.Start);
    }

    private static IEnumerable<Finding> Totals(CheckChargesInputs inputs)
    {
        var statement = inputs.Statement;
        var sums = statement.Lines.GroupBy(line => line.Code)
            .ToDictionary(group => group.Key, group => group.Sum(line => line.Amount.Value));
        foreach (var (code, sum) in sums)
            if (statement.Totals.Where(total => total.Code == code).ToArray() is not [var total])
                yield return Wrong("total-missing", $"Charge {code} has lines and not one total", code);
            else if (!IsNear(total.Exact.Value, sum))
                yield return Wrong("total-not-the-sum", $"Charge {code} totals {total.Exact}, its lines {sum}", code);
        foreach (var total in statement.Totals)
        {
            if (!sums.ContainsKey(total.Code)) yield return Wrong("total-not-expected", $"Charge {total.Code} has no line", total.Code);
            if (total.Billed.Value != decimal.Round(total.Exact.Value, 2, MidpointRounding.AwayFromZero))
                yield return Wrong("cents-differ", $"Charge {total.Code} of {total.Exact} is billed {total.Billed}", total.Code);
        }
        if (statement.Total.Value != statement.Totals.Sum(total => total.Billed.Value))
            yield return Wrong("grand-total-differs", $"The statement totals {statement.Total}, which is not the sum", $"{inputs.Day}");
    }
}
