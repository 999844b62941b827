using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Gateways.Costs;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Recovery.Tests;

/// <summary>One text table under cases/recovery/clauses: a clause's cost file, and what each month must come to.</summary>
internal sealed record ClauseCase(RunClauseInputs Inputs, ImmutableArray<(LocalDate Month, string Number, string Value)> Expected)
{
    public static string Folder { get; } = Path.Combine(RecoveryCase.Folder, "clauses");

    public static ClauseCase Read(string name)
    {
        var rows = File.ReadLines(Path.Combine(Folder, name)).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        var clause = ClauseBook.Find(rows.Single(row => row[0] == "clause")[1]).OrThrow();
        var table = new StringBuilder("month,line,item,actual,base\n");
        foreach (var row in rows.Where(row => row[0] is not ("clause" or "expect")))
            foreach (var month in Months(row[0])) table.Append(CultureInfo.InvariantCulture, $"{month},{string.Join(',', row[1..])}\n");
        var read = ClauseCostsCsv.Read(new(name, Encoding.UTF8.GetBytes(table.ToString())), clause).OrThrow();
        return new(new(read.Clause, read.Months, Instant.FromUtc(2025, 1, 1, 0, 0)),
            [.. rows.Where(row => row[0] == "expect").Select(row => (FirstOf(row[1]), row[2], row[3]))]);
    }

    private static IEnumerable<string> Months(string text)
    {
        if (text.Split("..") is not [var first, var last]) return [text];
        return Enumerable.Range(0, 1 + Period.Between(FirstOf(first), FirstOf(last), PeriodUnits.Months).Months)
            .Select(after => FirstOf(first).PlusMonths(after).ToString("yyyy-MM", CultureInfo.InvariantCulture));
    }

    private static LocalDate FirstOf(string month) => YearMonthPattern.Iso.Parse(month).Value.OnDayOfMonth(1);
}
