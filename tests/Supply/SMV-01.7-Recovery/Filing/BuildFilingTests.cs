using System.Text.Json;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Recovery.Filing;
using Busbar.Supply.Recovery.Filing;
using static Busbar.Supply.Handoffs.Recovery.Filing.FilingExpression;

namespace Busbar.Supply.Recovery.Tests.Filing;

public sealed class BuildFilingTests
{
    [Fact]
    public void The_small_clause_comes_out_as_computed_outside()
    {
        var numbers = CheckFiling.Run(SmallFiling.Dataset()).OrThrow();
        foreach (var row in SmallFiling.Rows("small-clause.txt").Where(row => row[0] == "expect"))
            Assert.True(Math.Abs(SmallFiling.Number(row[2]) - numbers[row[1]].Value) <= 1e-20m, $"{row[1]} is {numbers[row[1]].Value}");
    }

    [Fact]
    public void A_single_month_proposes_the_factor_it_closed_with()
    {
        var inputs = SmallFiling.Inputs();
        var month = inputs.Months[0];
        var numbers = CheckFiling.Run(DescribeRecovery.Run(inputs with { Months = [month], Purchases = [] }).OrThrow()).OrThrow();
        Assert.Equal(month.NextFactor.Value, numbers["factor"].Value, 20);
    }

    [Fact]
    public void Two_years_stand_on_schedules_of_twelve_months_and_still_foot()
    {
        var inputs = SmallFiling.Lasting(26);
        var dataset = DescribeRecovery.Run(inputs).OrThrow();
        Assert.Equal(["E1", "E2", "E2-2", "E2-3", "E3", "E4", "A1"], dataset.Schedules.Select(schedule => schedule.Name));
        Assert.Equal([12, 12, 3], dataset.Schedules.Skip(1).Take(3).Select(schedule => schedule.Columns.Length));
        var numbers = CheckFiling.Run(dataset).OrThrow();
        Assert.Equal(inputs.Months[^1].ClosingBalance.Value, numbers["balance"].Value);
        Assert.Equal(inputs.Months.Sum(month => month.EligibleCost.Value), numbers["eligible"].Value);
    }

    [Fact]
    public void A_month_closed_on_another_basis_does_not_foot() => Refused("schedule-does-not-foot", CheckFiling.Run(
        DescribeRecovery.Run(SmallFiling.Inputs() with
        {
            Clause = SmallFiling.Inputs().Clause with { InterestBasis = InterestBasis.OpeningBalance },
        }).OrThrow()));

    [Fact]
    public void Every_number_in_the_documents_is_a_number_of_the_dataset()
    {
        var package = SmallFiling.Package();
        var numbers = CheckFiling.Run(package.Dataset).OrThrow();
        var runs = package.Documents.SelectMany(document => document.Blocks.OfType<FilingBlock.Paragraph>()).SelectMany(block => block.Runs)
            .Where(run => run.Id.Length > 0).ToList();
        Assert.All(runs, run => Assert.True(numbers.TryFind(run.Id, out _)));
        Assert.Contains(runs, run => run is { Id: "eligible", Text: "$26,070,760.46" });
        Assert.Contains(runs, run => run is { Id: "opening", Text: "($125,000.00)" });
        Assert.Contains(runs, run => run is { Id: "change.1", Text: "an increase of $5.73 per MWh" });
        Assert.Equal(["application", "testimony-1", "exhibits", "workpapers", "verification", "tariff-clean", "tariff-redline"],
            package.Documents.Select(document => document.Name));
    }

    [Fact]
    public void Each_number_has_one_cell_of_its_own_and_references_elsewhere()
    {
        var package = SmallFiling.Package();
        var own = package.Sheets.SelectMany(sheet => sheet.Cells)
            .Where(cell => cell.Id.Length > 0 && cell.Expression is not Reference reference || cell.Id == "balance" && cell.Expression is
                Reference { Id: not "balance" }).Select(cell => cell.Id).ToList();
        Assert.Equal(package.Dataset.Values.Length + package.Dataset.Formulas.Length, own.Distinct().Count());
        Assert.Equal(own.Count, own.Distinct().Count());
    }

    [Fact]
    public void A_dataset_comes_back_from_its_text_as_it_was()
    {
        var text = JsonSerializer.Serialize(SmallFiling.Dataset());
        var back = JsonSerializer.Deserialize<FilingDataset>(text)!;
        Assert.Equal(text, JsonSerializer.Serialize(back));
        Assert.Equal(CheckFiling.Run(SmallFiling.Dataset()).OrThrow().All.Select(number => (number.Id, number.Value)),
            CheckFiling.Run(back).OrThrow().All.Select(number => (number.Id, number.Value)));
    }

    [Fact]
    public void The_redline_strikes_the_factor_in_force_and_underlines_the_proposed()
    {
        var table = Tariff("tariff-redline");
        Assert.Equal([FilingMark.Deleted, FilingMark.None, FilingMark.Inserted], table.Rows[0].Cells[1].Select(run => run.Mark));
        Assert.Equal("$54.98 per MWh", table.Rows[0].Cells[1][0].Text);
        Assert.Equal("$60.71 per MWh", Assert.Single(Tariff("tariff-clean").Rows[0].Cells[1]).Text);
    }

    [Fact]
    public void A_clause_that_cannot_be_described_is_refused()
    {
        var inputs = SmallFiling.Inputs();
        Refused("nothing-to-file", DescribeRecovery.Run(inputs with { Months = [] }));
        Refused("nothing-to-file", DescribeRecovery.Run(inputs with { Voltages = [] }));
        Refused("months-not-in-a-row", DescribeRecovery.Run(inputs with { Months = [inputs.Months[0], inputs.Months[2]] }));
        Refused("balance-does-not-carry", DescribeRecovery.Run(inputs with
        {
            Months = [inputs.Months[0], inputs.Months[1] with { OpeningBalance = new(1) }],
        }));
        Refused("loss-multiplier-out-of-range", DescribeRecovery.Run(inputs with
        {
            Voltages = [inputs.Voltages[0] with { LossMultiplier = 0 }],
        }));
    }

    [Fact]
    public void Facts_that_a_filing_cannot_do_without_are_refused()
    {
        var (parts, terms) = (SmallFiling.Parts(SmallFiling.Dataset()), SmallFiling.Terms);
        Refused("filing-terms-incomplete", BuildFiling.Run(parts with { Terms = terms with { Docket = " " } }));
        Refused("effective-before-filing", BuildFiling.Run(parts with { Terms = terms with { Effective = terms.Dated } }));
        Refused("no-witness", BuildFiling.Run(parts with { Terms = terms with { Witnesses = [] } }));
        Refused("no-rate", BuildFiling.Run(parts with { Terms = terms with { Tariff = terms.Tariff with { Rates = [] } } }));
        Refused("unknown-reference", BuildFiling.Run(parts with
        {
            Terms = terms with { Tariff = terms.Tariff with { Rates = [new("x", "current.1", "nothing")] } },
        }));
        Refused("unknown-witness", BuildFiling.Run(Asking(parts, new(1, "Why?", "Because."))));
        Refused("unknown-schedule", BuildFiling.Run(Asking(parts, new(0, "Why?", "Because.", "Z9"))));
    }

    [Theory]
    [InlineData("typed-number", "The cost was 5 dollars.")]
    [InlineData("typed-number", "The cost rose by ½.")]
    [InlineData("unknown-reference", "The cost was {nothing}.")]
    [InlineData("unknown-reference", "The cost was {eligible:loudly}.")]
    [InlineData("unknown-reference", "{schedule.Z9} shows it.")]
    [InlineData("unknown-reference", "{filing.mood} applies.")]
    [InlineData("broken-braces", "The cost was {eligible.")]
    [InlineData("broken-braces", "The cost was eligible}.")]
    public void Prose_that_is_not_tied_to_the_dataset_is_refused(string code, string text)
    {
        var parts = SmallFiling.Parts(SmallFiling.Dataset());
        Refused(code, BuildFiling.Run(parts with { Prose = parts.Prose with { Application = [text] } }));
        Refused(code, BuildFiling.Run(parts with { Prose = parts.Prose with { Tariff = [text] } }));
        Refused(code, BuildFiling.Run(Asking(parts, new(0, "Why?", text))));
    }

    [Fact]
    public void A_reference_may_ask_for_words_source_and_every_fact()
    {
        var parts = SmallFiling.Parts(SmallFiling.Dataset());
        var package = BuildFiling.Run(parts with
        {
            Prose = parts.Prose with
            {
                Application = ["{sales.2025-10:words}|{sales.2025-10:source}|{filing.title}|{filing.schedule}|{filing.dated}"],
            },
        }).OrThrow();
        var text = string.Concat(package.Documents[0].Blocks.OfType<FilingBlock.Paragraph>().First().Runs.Select(run => run.Text));
        Assert.Equal("retail sales, 2025-10|retail meters, 2025-10|Director of Power Supply|Schedule 66|January 30, 2026", text);
    }

    private static BuildFilingInputs Asking(BuildFilingInputs parts, FilingQuestion question) =>
        parts with { Prose = parts.Prose with { Questions = [question] } };

    private static FilingBlock.Table Tariff(string name) => SmallFiling.Package().Documents.Single(document => document.Name == name)
        .Blocks.OfType<FilingBlock.Table>().Single();

    private static void Refused<T>(string code, Outcome<T> outcome) =>
        Assert.Equal(code, Assert.IsType<Outcome<T>.Refused>(outcome).Refusal.Code);
}
