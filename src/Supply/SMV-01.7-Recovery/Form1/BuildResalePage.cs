using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Handoffs.Recovery.Form1;
using Busbar.Supply.Recovery.Eqr;
using NodaTime;

namespace Busbar.Supply.Recovery.Form1;

/// <summary>What page 310 is built from.</summary>
/// <param name="Filer">The utility.</param>
/// <param name="Year">The year.</param>
/// <param name="Quarters">Its Electric Quarterly Reports in force.</param>
public sealed record BuildResalePageInputs(string Filer, int Year, ImmutableArray<EqrFiling> Quarters);

/// <summary>Builds Form 1's page 310, sales for resale, from the quarterly reports: one row a customer, tariff and class. The same sale is
/// a line of both filings.</summary>
public static class BuildResalePage
{
    /// <summary>The rows, with a finding for each quarter not reported; refused when a quarter is given twice or a charge is no
    /// number.</summary>
    public static Outcome<ImmutableArray<CounterpartyRow>> Run(BuildResalePageInputs inputs)
    {
        var filings = inputs.Quarters.Where(filing => filing.Quarter?.Year == inputs.Year).ToImmutableArray();
        if (filings.GroupBy(filing => filing.Quarter).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new Refusal("quarter-twice", $"{twice.Key} is given {twice.Count()} times", inputs.Filer,
                "Give the report in force of each quarter.");
        var sales = filings.SelectMany(filing => filing.Transactions.Rows.Select(row => (filing, row))).ToImmutableArray();
        if (sales.FirstOrDefault(sale => Charge(sale.filing, sale.row) is null) is { filing: not null } bad)
            return new Refusal("sale-without-charge", "The sale has no total charge", EqrPlaces.Of(bad.filing.Transactions, bad.row,
                "Total Transaction Charge"), "Validate the report first.");
        var rows = sales.GroupBy(sale => (Customer: Field(sale, "Customer Company Name"), Tariff: Field(sale, "FERC Tariff Reference"),
                Class: ClassOf(sale.filing, sale.row)))
            .OrderBy(row => row.Key.Customer, StringComparer.Ordinal).ThenBy(row => row.Key.Class, StringComparer.Ordinal)
            .Select(row => RowOf(inputs.Filer, row.Key.Customer, row.Key.Tariff, row.Key.Class, [.. row]));
        var reported = filings.Select(filing => filing.Quarter!.Value.Number).ToHashSet();
        return Outcome.Of(CounterpartyPage.Numbered(rows), Enumerable.Range(1, 4).Where(number => !reported.Contains(number))
            .Select(number =>
            new Finding("quarter-not-reported", Severity.Warning, $"No report of {new EqrQuarter(inputs.Year, number)} is given",
                inputs.Filer, "its sales are not on the page")));
    }

    private static CounterpartyRow RowOf(string filer, string customer, string tariff, string @class,
        ImmutableArray<(EqrFiling Filing, EqrRow Row)> sales)
    {
        var total = sales.Sum(sale => Charge(sale.Filing, sale.Row) ?? 0);
        var transmission = sales.Sum(sale => sale.Filing.Transactions.NumberOf(sale.Row, "Total Transmission Charge") ?? 0);
        var capacity = sales.Where(sale => EqrPlaces.Key(sale.Filing.Transactions, sale.Row, "Product Name") == "CAPACITY").ToList();
        var demand = capacity.Sum(sale => Charge(sale.Filing, sale.Row) ?? 0)
            - capacity.Sum(sale => sale.Filing.Transactions.NumberOf(sale.Row, "Total Transmission Charge") ?? 0);
        var energy = sales.Except(capacity).Sum(sale => sale.Filing.Transactions.NumberOf(sale.Row, "Standardized Quantity") ?? 0);
        return new(filer, "", customer, @class, tariff, new(energy), Mwh.Zero, Mwh.Zero, new(demand),
            new(total - transmission - demand), new(transmission), new(total));
    }

    private static string Field((EqrFiling Filing, EqrRow Row) sale, string field) => sale.Filing.Transactions.Of(sale.Row, field);

    private static decimal? Charge(EqrFiling filing, EqrRow row) => filing.Transactions.NumberOf(row, "Total Transaction Charge");

    /// <summary>The class by the term of the sale; a term of a year or more is that of its contract.</summary>
    private static string ClassOf(EqrFiling filing, EqrRow row)
    {
        var (isFirm, isUnit) = EqrPlaces.Key(filing.Transactions, row, "Class Name") switch
        {
            "F" => (true, false),
            "UP" => (false, true),
            _ => (false, false),
        };
        var day = new LocalDate(2000, 1, 1);
        if (EqrPlaces.Key(filing.Transactions, row, "Term Name") == "ST") return StatisticalClass.Of(isFirm, isUnit, day, day);
        var agreement = EqrPlaces.AgreementOf(filing.Transactions, row);
        var contract = filing.Contracts.Rows.FirstOrDefault(other => EqrPlaces.AgreementOf(filing.Contracts, other) == agreement);
        var first = contract is null ? null : EqrPlaces.DayOf(filing.Contracts, contract, "Commencement Date of Contract Terms");
        var last = contract is null ? null : EqrPlaces.DayOf(filing.Contracts, contract, "Contract Termination Date");
        return StatisticalClass.Of(isFirm, isUnit, first ?? day, last ?? day.PlusYears(5));
    }
}
