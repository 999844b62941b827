using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using NodaTime.Text;

namespace Busbar.Gateways.TestReports;

/// <summary>Delivery's tables as CSV, told by their header: a project's plan (<c>package,budget_usd,start,finish,done,spent_usd</c>) and
/// modules (<c>module,content,lines,defects</c>). One bad row refuses the file.</summary>
internal static class DeliveryTables
{
    private static readonly string[] plan = ["package", "budget_usd", "start", "finish", "done", "spent_usd"];
    private static readonly string[] modules = ["module", "content", "lines", "defects"];

    /// <summary>The table. Refuses what the CSV reader does, <c>other-report</c> and <c>not-a-value</c>.</summary>
    public static Outcome<DeliveryReport> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header) return rows.Refusal!;
        var isPlan = header.Names.Contains(plan[0]);
        if (!isPlan && !header.Names.Contains(modules[0]))
            return new Refusal("other-report", "The file is no report that is read here", $"{file.Name}:1",
                "Write JUnit, TRX, NUnit, xUnit.net or Cobertura, a plan (package,…) or modules (module,…) as CSV.");
        if (header.Places(rows, isPlan ? "a project's plan" : "a list of modules", isPlan ? plan
            : modules) is not { } at) return rows.Refusal!;
        var (packages, listed) = (ImmutableArray.CreateBuilder<WorkPackage>(), ImmutableArray.CreateBuilder<CodeModule>());
        while (rows.Read() && header.Fits(rows))
            if (isPlan)
                packages.Add(new(rows.Text(at[0]), new(Number(rows, at[1], plan[1])), Day(rows, at[2], plan[2]), Day(rows, at[3], plan[3]),
                    Number(rows, at[4], plan[4]), new(Number(rows, at[5], plan[5]))));
            else
                listed.Add(new(rows.Text(at[0]), rows.Text(at[1]), Count(rows, at[2], modules[2]), Count(rows, at[3], modules[3])));
        return rows.Refusal is { } refusal ? refusal
            : Outcome.Of<DeliveryReport>(isPlan ? new DeliveryReport.Plan(packages.ToImmutable())
                : new DeliveryReport.Modules(listed.ToImmutable()), rows.Findings);
    }

    private static decimal Number(CsvRows rows, int place, string field)
    {
        if (decimal.TryParse(rows.Text(place), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number) && Math.Abs(number) < 1e15m) return number;
        rows.Refuse("not-a-value", $"'{rows.Text(place)}' is no number", field, "Write 1234.5.");
        return 0;
    }

    private static int Count(CsvRows rows, int place, string field)
    {
        if (int.TryParse(rows.Text(place), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 1 << 28) return count;
        rows.Refuse("not-a-value", $"'{rows.Text(place)}' is no count", field, "Write a whole number from 0.");
        return 0;
    }

    private static NodaTime.LocalDate Day(CsvRows rows, int place, string field)
    {
        if (LocalDatePattern.Iso.Parse(rows.Text(place)) is { Success: true } day) return day.Value;
        rows.Refuse("not-a-value", $"'{rows.Text(place)}' is no day", field, "Write 2026-03-08.");
        return default;
    }
}
