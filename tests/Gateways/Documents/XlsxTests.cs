using Busbar.Supply.Handoffs.Recovery.Filing;
using Busbar.Supply.Recovery.Filing;
using Busbar.Supply.Recovery.Tests.Filing;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Busbar.Gateways.Tests.Documents;

public sealed class XlsxTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_formula_computes_to_the_kept_value_and_the_dataset(bool isSmallFiling)
    {
        var package = isSmallFiling ? Written.Package : Written.EveryExpression();
        var calculator = new SheetCalculator(Written.Of(package)["schedules.xlsx"]);
        var numbers = CheckFiling.Run(package.Dataset).OrThrow();
        var expected = package.Sheets.SelectMany(sheet => sheet.Cells.Where(cell => cell.Value is not null)
            .Select(cell => (sheet.Name, cell))).ToDictionary(each => (each.Name, each.cell.Address), each => each.cell);
        Assert.Equal(expected.Count, calculator.Cells.Count());
        foreach (var (sheet, address, formula, cached) in calculator.Cells)
        {
            var cell = expected[(sheet, address)];
            Assert.Equal(numbers[cell.Id].Value, cached);
            Assert.Equal(cached, calculator.Compute(sheet, address));
            // Outside the inputs nothing is typed.
            Assert.Equal(sheet == "Inputs", formula is null);
        }
    }

    [Fact]
    public void Each_number_has_a_defined_name_that_leads_to_it()
    {
        var calculator = new SheetCalculator(Written.Files["schedules.xlsx"]);
        var numbers = CheckFiling.Run(Written.Package.Dataset).OrThrow().All.ToList();
        Assert.Equal(numbers.Count, calculator.Names.Count);
        foreach (var number in numbers)
        {
            var (sheet, address) = SheetCalculator.Resolve(calculator.Names["n_" + number.Id.Replace('-', '_')], "");
            Assert.Equal(number.Value, calculator.Compute(sheet, address));
        }
    }

    [Fact]
    public void A_sum_of_neighbours_is_a_range_and_other_sheets_are_named()
    {
        var formulas = new SheetCalculator(Written.Files["schedules.xlsx"]).Cells.Where(cell => cell.Formula is not null).ToList();
        Assert.Contains(formulas, cell => cell is { Sheet: "E2", Formula: "SUM(C6:C8)" });
        Assert.Contains(formulas, cell => cell is { Sheet: "E1" } && cell.Formula!.StartsWith("'E2'!", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cost.547.2025-12")]
    [InlineData("sales.2025-10")]
    [InlineData("annual-interest")]
    [InlineData("multiplier.2")]
    [InlineData("purchase.2.energy")]
    [InlineData("opening")]
    public void A_changed_input_changes_exactly_the_cells_that_the_comparison_names(string id)
    {
        var changed = SmallFiling.Package(SmallFiling.Changed(id, old => old * 1.07m));
        var before = new SheetCalculator(Written.Files["schedules.xlsx"]).Cells.ToDictionary(cell => (cell.Sheet, cell.Address), cell =>
            cell.Cached);
        var after = new SheetCalculator(Written.Of(changed)["schedules.xlsx"]);
        var moved = after.Cells.Where(cell => after.Compute(cell.Sheet, cell.Address) != before[(cell.Sheet, cell.Address)])
            .Select(cell => (cell.Sheet, cell.Address)).Order().ToList();
        var named = CompareFilings.Run(new(Written.Package, changed)).Cells.Select(cell => (cell.Sheet, cell.Address)).Order().ToList();
        Assert.NotEmpty(moved);
        Assert.Equal(moved, named);
    }

    [Fact]
    public void The_workbook_is_valid()
    {
        foreach (var package in new[] { Written.Package, Written.EveryExpression() })
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(Written.Of(package)["schedules.xlsx"]), isEditable: false);
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(error =>
                $"{error.Path?.XPath}: {error.Description}"));
        }
    }

    [Fact]
    public void Equal_packages_make_equal_bytes()
    {
        var again = Written.Of(SmallFiling.Package());
        Assert.Equal(Written.Files.Keys, again.Keys);
        foreach (var (name, bytes) in Written.Files) Assert.True(bytes.AsSpan().SequenceEqual(again[name]), name);
    }

    [Theory]
    [InlineData(1, "A1")]
    [InlineData(26, "Z1")]
    [InlineData(27, "AA1")]
    [InlineData(52, "AZ1")]
    [InlineData(703, "AAA1")]
    public void Columns_are_lettered_as_in_a_spreadsheet(int column, string address) =>
        Assert.Equal(address, FilingCell.AddressOf(1, column));
}
