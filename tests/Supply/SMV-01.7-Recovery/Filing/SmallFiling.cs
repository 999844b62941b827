using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Recovery.Filing;
using Busbar.Supply.Recovery.Filing;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Recovery.Tests.Filing;

/// <summary>The invented clause of cases/recovery/filing, closed month by month and described as a filing.</summary>
internal static class SmallFiling
{
    public static string[][] Rows(string name) => [.. File.ReadLines(Path.Combine(Root(), "cases", "recovery", "filing", name))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('|', StringSplitOptions.TrimEntries))];

    private static readonly string[][] Case = Rows("small-clause.txt");

    public static FilingTerms Terms { get; } = new("Invented Power & Light", "Invented Public Service Commission", "Docket 2026-001-X",
        "Power Cost Adjustment", "section 4 of an invented tariff", "Idaho", "Ada", new(2026, 1, 30), new(2026, 4, 1),
        [new("Pat Example", "Director of Power Supply", "100 Example Street, Exampleville")],
        new("Schedule 66", "Second Revised Sheet 66", "First Revised Sheet 66",
        [
            new("Secondary", "current.1", "proposed.1"), new("Primary", "current.2", "proposed.2"),
            new("Transmission", "current.3", "proposed.3"),
        ]));

    public static DescribeRecoveryInputs Inputs() => new(Clause(), Months(), [.. All("voltage").Select(row =>
        new ServiceVoltage(row[1], Number(row[2]), new(Number(row[3])), row[4]))])
    {
        Estimates = [.. All("estimate").Select(row => new AccountEstimate(row[1], new(Number(row[2])), row[3]))],
        Purchases = [.. All("purchase").Select(row => new PartyPurchase(row[1], new(Number(row[2])), new(Number(row[3])), row[4]))],
    };

    /// <summary>The clause over more months than the case has: each further one costs the same.</summary>
    public static DescribeRecoveryInputs Lasting(int count)
    {
        var months = Months().ToBuilder();
        while (months.Count < count)
        {
            var (last, next) = (months[^1], months[^1].Month.PlusMonths(1));
            var days = next.Calendar.GetDaysInMonth(next.Year, next.Month);
            months.Add(CloseMonth.Run(new(next, last.ClosedAt, Clause(), months.ToImmutable(), [Cost("555", 7_777_777.77m, next)],
                last.RetailSales, days, days)).OrThrow());
        }

        return Inputs() with { Months = months.ToImmutable(), Purchases = [] };
    }

    public static FilingDataset Dataset() => DescribeRecovery.Run(Inputs()).OrThrow();

    public static BuildFilingInputs Parts(FilingDataset dataset) => new(dataset, Terms, StandardProse.For(dataset));

    public static FilingPackage Package(FilingDataset? dataset = null) => BuildFiling.Run(Parts(dataset ?? Dataset())).OrThrow();

    /// <summary>The dataset with one input changed, and without the ties to the books that would then refuse it.</summary>
    public static FilingDataset Changed(string id, Func<decimal, decimal> change)
    {
        var dataset = Dataset();
        return dataset with
        {
            Foots = [],
            Values = [.. dataset.Values.Select(value => value.Id == id ? value with { Value = change(value.Value) } : value)],
        };
    }

    public static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> All(string kind) => Case.Where(row => row[0] == kind);

    private static string[] One(string kind) => All(kind).Single();

    private static RecoveryClause Clause() => new(One("clause")[1], One("clause")[2],
        [.. All("cost").Select(row => row[1]).Distinct()], new(Number(One("factor")[1])), Number(One("customer-share")[1]),
        Number(One("annual-interest")[1]), (int)Number(One("recovery-months")[1]), new(Number(One("opening")[1])), Names()[0]);

    private static ImmutableArray<LocalDate> Names() =>
        [.. All("month").Select(row => LocalDatePattern.Iso.Parse(row[1] + "-01").Value)];

    private static ImmutableArray<RecoveryMonth> Months()
    {
        var months = ImmutableArray.CreateBuilder<RecoveryMonth>();
        foreach (var name in Names())
        {
            var rows = Case.SkipWhile(row => row[0] != "month" || row[1] + "-01" != LocalDatePattern.Iso.Format(name)).Skip(1)
                .TakeWhile(row => row[0] is "cost" or "sales").ToList();
            var days = name.Calendar.GetDaysInMonth(name.Year, name.Month);
            months.Add(CloseMonth.Run(new(name, Instant.FromUtc(2026, 1, 15, 0, 0), Clause(), months.ToImmutable(),
                [.. rows.Where(row => row[0] == "cost").Select(row => Cost(row[1], Number(row[2]), name))],
                new(Number(rows.Single(row => row[0] == "sales")[1])), days, days)).OrThrow());
        }

        return months.ToImmutable();
    }

    private static Journal Cost(string account, decimal amount, LocalDate date) => Journal.Of($"cost {account} {date:yyyy-MM-dd}", date, "",
        [new(Accounts.All.Single(known => known.Number == account), new(amount), ""),
            new(Accounts.AccountsPayable, new(-amount), "")]).OrThrow();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Busbar.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
