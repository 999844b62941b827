using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Recovery.Tests;

/// <summary>One text table under cases/recovery: a month's inputs, and what it must close to.</summary>
internal sealed class RecoveryCase
{
    private readonly Dictionary<string, string> rows;

    private RecoveryCase(Dictionary<string, string> rows) => this.rows = rows;

    public static string Folder { get; } = Path.Combine(Root(), "cases", "recovery");

    public static RecoveryCase Read(string name) =>
        new(File.ReadLines(Path.Combine(Folder, name)).Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToDictionary(row => row[0], row => row[1]));

    public decimal? Expected(string what) => rows.ContainsKey("expect " + what) ? Number("expect " + what) : null;

    public CloseMonthInputs Inputs()
    {
        var month = LocalDatePattern.Iso.Parse(rows["month"]).Value;
        var eligible = rows.Keys.Where(key => key.StartsWith("eligible ", StringComparison.Ordinal)).Select(key => key.Split(' ')[1])
            .ToImmutableArray();
        var clause = new RecoveryClause("clause of the case", "case", eligible, new(Number("factor")), Number("customer-share"),
            Number("annual-interest"), 12, new(Number("opening")), month)
        {
            InterestBasis = Enum.Parse<InterestBasis>(rows["interest-basis"]),
        };
        return new(month, Instant.FromUtc(month.Year, month.Month, 28, 0, 0) + Duration.FromDays(10), clause, [],
            [.. eligible.Select(account => Cost(account, Number("eligible " + account), month))], new(Number("retail-sales")),
            (int)Number("days"), (int)Number("days"));
    }

    public static Journal Cost(string account, decimal amount, LocalDate date) =>
        Journal.Of($"cost {account} {date:yyyy-MM-dd}", date, "cost of the case",
        [new(Accounts.All.Single(known => known.Number == account), new(amount), "case"),
            new(Accounts.AccountsPayable, new(-amount), "case")]).OrThrow();

    private decimal Number(string key) => decimal.Parse(rows[key], NumberStyles.Number, CultureInfo.InvariantCulture);

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Busbar.slnx"))) folder = folder.Parent
            ?? throw new InvalidOperationException("No folder above contains Busbar.slnx.");
        return folder.FullName;
    }
}
