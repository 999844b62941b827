using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>Holds a dataset against the rules a filing must keep: every input has a source, every reference leads somewhere, no formula
/// needs itself, no factor divides by zero sales, every schedule is whole and every total foots.</summary>
public static class CheckFiling
{
    /// <summary>A worksheet's name has at most so many characters.</summary>
    private const int SheetNameLength = 31;

    /// <summary>The evaluated numbers, or the first thing that is wrong.</summary>
    public static Outcome<FilingNumbers> Run(FilingDataset dataset)
    {
        if ((Ids(dataset) ?? Sources(dataset) ?? Shapes(dataset)) is { } refusal) return refusal;
        var evaluated = FilingNumbers.Of(dataset);
        if (evaluated is not Outcome<FilingNumbers>.Done { Value: var numbers }) return evaluated;
        return (Unknown(dataset, numbers) ?? Foots(dataset, numbers)) is { } fault ? fault : evaluated;
    }

    private static Refusal? Ids(FilingDataset dataset)
    {
        var ids = dataset.Values.Select(value => value.Id).Concat(dataset.Formulas.Select(formula => formula.Id)).ToList();
        if (ids.FirstOrDefault(id => !IsId(id)) is { } bad)
            return new("bad-id", $"'{bad}' is not an id", bad,
                "Use lower-case letters, digits, dots and dashes, beginning with a letter; filing. and schedule. are taken.");
        return ids.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? new("duplicate-id", $"{twice.Key} is defined {twice.Count()} times", twice.Key, "Define each number once.") : null;
    }

    private static bool IsId(string id) => id.Length is > 0 and <= 200 && char.IsAsciiLetterLower(id[0])
        && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-')
        && !id.StartsWith("filing.", StringComparison.Ordinal) && !id.StartsWith("schedule.", StringComparison.Ordinal);

    private static Refusal? Sources(FilingDataset dataset)
    {
        if (dataset.Values.FirstOrDefault(value => string.IsNullOrWhiteSpace(value.Source)) is { } bare)
            return new("input-without-source", $"The input {bare.Id} does not say where it comes from", bare.Id,
                "Name the journal, statement, forecast or document.");
        return dataset.Values.Select(value => (value.Id, value.Digits))
            .Concat(dataset.Formulas.Select(formula => (formula.Id, formula.Digits)))
            .Concat(dataset.Formulas.SelectMany(formula => FilingFaults.Parts(formula.Expression).OfType<FilingExpression.Rounded>()
                .Select(rounded => (formula.Id, rounded.Digits))))
            .Where(number => number.Digits is < 0 or > 10).Select(number => new Refusal("digits-out-of-range",
                $"{number.Id} has {number.Digits} decimals", number.Id, "Give 0 to 10.")).FirstOrDefault();
    }

    private static Refusal? Shapes(FilingDataset dataset)
    {
        if (dataset.Formulas.FirstOrDefault(formula =>
            FilingFaults.Parts(formula.Expression).OfType<FilingExpression.Fold>().Any(fold => fold.Parts.IsEmpty)) is { } hollow)
            return new("empty-sum", $"The formula {hollow.Id} sums or compares nothing", hollow.Id, "Name at least one part.");
        if (dataset.Schedules.GroupBy(schedule => schedule.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group =>
            group.Count() > 1 || group.Key.Length is 0 or > SheetNameLength || group.Key.AsSpan().IndexOfAny(@"[]:*?/\'") >= 0
            || group.Key.Equals(FilingSheets.Inputs, StringComparison.OrdinalIgnoreCase)
            || group.Key.Equals(FilingSheets.Workings, StringComparison.OrdinalIgnoreCase)) is { } group)
            return new("schedule-name", $"The schedule's name '{group.Key}' is taken twice, reserved, too long or not a worksheet's",
                $"schedule {group.Key}", $"Use 1 to {SheetNameLength} characters without []:*?/\\', once, not Inputs or Workings.");
        foreach (var schedule in dataset.Schedules)
            if (schedule.Columns.IsEmpty || schedule.Rows.IsEmpty || schedule.Rows.Any(row => row.Ids.Length != schedule.Columns.Length))
                return new("ragged-schedule",
                    $"Schedule {schedule.Name} has a row that does not fill its {schedule.Columns.Length} columns",
                        $"schedule {schedule.Name}", "Give each row an id or a blank for each column.");
        return null;
    }

    private static Refusal? Unknown(FilingDataset dataset, FilingNumbers numbers)
    {
        var named = dataset.Schedules.SelectMany(schedule => schedule.Rows.SelectMany(row => row.Ids.Where(id => id.Length > 0)
                .Select(id => (id, Where: $"schedule {schedule.Name}, {row.Label}"))))
            .Concat(dataset.Foots.SelectMany(foot => foot.Parts.Append(foot.Total).Select(id => (id, Where: $"foot of {foot.Total}"))));
        return named.Where(name => !numbers.TryFind(name.id, out _)).Select(name => FilingFaults.UnknownReference(name.id, name.Where))
            .FirstOrDefault();
    }

    private static Refusal? Foots(FilingDataset dataset, FilingNumbers numbers)
    {
        foreach (var foot in dataset.Foots)
        {
            var (total, sum) = (numbers[foot.Total].Value, foot.Parts.Sum(part => numbers[part].Value));
            if (Math.Abs(total - sum) > foot.Within)
                return new("schedule-does-not-foot",
                    FormattableString.Invariant($"{foot.Total} is {total}, but its {foot.Parts.Length} parts add up to {sum}"), foot.Total,
                    "Correct the total or the parts; the difference is not spread.");
        }

        return null;
    }
}
