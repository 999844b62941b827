using System.Collections.Immutable;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways;

/// <summary>Price scenarios as a table: one row an hour in order, one column a scenario of energy prices (USD/MWh). A column
/// <c>NAME:spinning</c> or <c>NAME:downward</c> holds the reserve prices (USD/MW, 0 or more) of the scenario NAME, or of all scenarios when
/// NAME is empty; a column <c>hour</c> counts the hours from 1. Refuses what is not a price, hours that are missing or out of order, and
/// reserves of a scenario that is not there; a file is read whole or not at all.</summary>
public static class PriceScenarioCsv
{
    private const string Spinning = ":spinning";
    private const string Downward = ":downward";

    /// <summary>One scenario; an empty reserve is one that the table does not price.</summary>
    public sealed record Scenario(
        string Name, ImmutableArray<double> Energy, ImmutableArray<double> Spinning, ImmutableArray<double> Downward);

    /// <summary>Reads the file.</summary>
    public static Outcome<ImmutableArray<Scenario>> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header) return rows.Refusal!;
        RefuseStrangers(rows, header);
        var values = HourlyCsv.Columns(rows, header, ColumnOf);
        if (rows.Refusal is { } refusal) return refusal;
        ImmutableArray<double> Named(string name) => header.Names.IndexOf(name) is var at and >= 0
            ? [.. values[at].Select(value => (double)value)] : [];
        ImmutableArray<double> Reserve(string name, string kind) => Named(name + kind) is { IsEmpty: false } own ? own : Named(kind);
        return Outcome.Of<ImmutableArray<Scenario>>(
            [
                .. header.Names.Where(IsScenario)
                    .Select(name => new Scenario(name, Named(name), Reserve(name, Spinning), Reserve(name, Downward))),
            ],
            rows.Findings);
    }

    private static bool IsReserve(string name) =>
        name.EndsWith(Spinning, StringComparison.Ordinal) || name.EndsWith(Downward, StringComparison.Ordinal);

    private static bool IsScenario(string name) => !HourlyCsv.IsHour(name) && !IsReserve(name);

    private static Column ColumnOf(string name) => IsReserve(name) ? new(name, "USD/MW", 0, 10_000) : Column.Price(name);

    private static void RefuseStrangers(CsvRows rows, Header header)
    {
        var scenarios = header.Names.Where(IsScenario).Append("").ToHashSet(StringComparer.Ordinal);
        if (header.Names.FirstOrDefault(name => IsReserve(name) && !scenarios.Contains(name[..name.LastIndexOf(':')])) is { } stray)
            rows.Refuse("unknown-scenario", $"'{stray}' prices a reserve of a scenario that has no column of energy prices", stray,
                "Add the scenario's column, or correct the name.");
        else if (!header.Names.Any(IsScenario))
            rows.Refuse("wrong-columns", "The header names no scenario", "header", "Give one column a scenario.");
        else if (header.Names.Contains(""))
            rows.Refuse("wrong-columns", "A column has no name", "header", "Name every column.");
    }
}
