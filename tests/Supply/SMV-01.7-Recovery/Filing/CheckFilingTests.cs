using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;
using Busbar.Supply.Recovery.Filing;
using static Busbar.Supply.Handoffs.Recovery.Filing.FilingExpression;

namespace Busbar.Supply.Recovery.Tests.Filing;

public sealed class CheckFilingTests
{
    private static readonly FilingDataset Sound = new("tiny",
        [new("cost", "cost", 100, "USD", 2, "journal 1"), new("sales", "sales", 8, "MWh", 0, "meters"),
            new("zero", "nothing", 0, "USD", 2, "rule")],
        [Of("factor", Named("cost") / Named("sales"))], [new("E1", "title", ["Amount"], [new("Factor", ["factor"])])], []);

    [Fact]
    public void A_sound_dataset_evaluates_in_decimal()
    {
        Assert.Equal(12.5m, Value(Named("factor")));
        Assert.Equal(108, Value(SumOf(["cost", "sales"])));
        Assert.Equal(8, Value(new Fold(FilingFold.Min, [Named("cost"), Named("sales")])));
        Assert.Equal(100, Value(new Fold(FilingFold.Max, [Named("cost"), Named("sales")])));
        Assert.Equal(-1.3m, Value((Named("zero") - 1.25m).Round(1)));
        Assert.Equal(0, Value((Named("cost") - Named("cost")) * 5m));
    }

    [Theory]
    [InlineData(FilingComparison.Less, 2)]
    [InlineData(FilingComparison.LessOrEqual, 2)]
    [InlineData(FilingComparison.Greater, 1)]
    [InlineData(FilingComparison.GreaterOrEqual, 1)]
    [InlineData(FilingComparison.Equal, 2)]
    public void A_choice_takes_one_branch_and_leaves_the_other(FilingComparison how, decimal expected) =>
        Assert.Equal(expected, Value(new Choice(Named("cost"), how, Named("sales"), 1m, how is FilingComparison.Greater
            or FilingComparison.GreaterOrEqual ? Named("cost") / Named("zero") : 2m)));

    [Fact]
    public void What_a_filing_may_not_contain_is_refused()
    {
        Refused("unknown-reference", With(Of("x", Named("nothing"))));
        Refused("unknown-reference", With(Of("x", new Choice(1m, FilingComparison.Less, 2m, 1m, Named("nothing")))));
        Refused("unknown-reference", Sound with { Schedules = [new("E1", "", ["A"], [new("r", ["nothing"])])] });
        Refused("unknown-reference", Sound with { Foots = [new("cost", ["nothing"])] });
        Refused("formula-cycle", With(Of("x", Named("y") + 1m), Of("y", Named("x") + 1m)));
        Refused("formula-cycle", With(Of("x", new Choice(1m, FilingComparison.Less, 2m, 1m, Named("x")))));
        Refused("factor-without-sales", Sound with { Values = [Sound.Values[0], Sound.Values[1] with { Value = 0 }, Sound.Values[2]] });
        Refused("zero-divisor", With(Of("x", Named("cost") / Named("zero"))));
        Refused("number-too-large", With(Of("x", Named("cost") * decimal.MaxValue)));
        Refused("formulas-too-deep", With([.. Enumerable.Range(0, 600).Select(i => Of($"x{i}", Named($"x{i + 1}"))), Of("x600", 1m)]));
        Refused("empty-sum", With(Of("x", new Fold(FilingFold.Max, []))));
        Refused("input-without-source", Sound with { Values = Sound.Values.Add(new("bare", "", 1, "USD", 2, " ")) });
        Refused("digits-out-of-range", Sound with { Values = Sound.Values.Add(new("fine", "", 1, "USD", 11, "rule")) });
        Refused("digits-out-of-range", With(Of("x", Named("cost").Round(-1))));
        Refused("duplicate-id", With(Of("cost", 1m)));
        Refused("schedule-does-not-foot", Sound with { Foots = [new("cost", ["sales", "factor"], 79.49m)] });
        Refused("ragged-schedule", Sound with { Schedules = [new("E1", "", ["A", "B"], [new("r", ["cost"])])] });
        Refused("ragged-schedule", Sound with { Schedules = [new("E1", "", ["A"], [])] });
    }

    [Fact]
    public void A_total_foots_within_its_tolerance() =>
        Assert.IsType<Outcome<FilingNumbers>.Done>(CheckFiling.Run(Sound with { Foots = [new("cost", ["sales", "factor"], 79.5m)] }));

    [Theory]
    [InlineData("")]
    [InlineData("Cost")]
    [InlineData("5cost")]
    [InlineData("a_b")]
    [InlineData("filing.cost")]
    [InlineData("schedule.cost")]
    public void An_id_that_prose_or_a_spreadsheet_cannot_carry_is_refused(string id) => Refused("bad-id", With(Of(id, 1m)));

    [Theory]
    [InlineData("")]
    [InlineData("inputs")]
    [InlineData("Workings")]
    [InlineData("E/1")]
    [InlineData("A name that is longer than a sheet's")]
    [InlineData("e2")]
    public void A_schedule_that_a_workbook_cannot_name_is_refused(string name) => Refused("schedule-name", Sound with
    {
        Schedules = [new(name, "", ["A"], [new("r", ["cost"])]), new("E2", "", ["A"], [new("r", ["cost"])])],
    });

    private static decimal Value(FilingExpression expression) => CheckFiling.Run(With(Of("x", expression))).OrThrow()["x"].Value;

    private static FilingFormula Of(string id, FilingExpression expression) => new(id, id, "USD", 2, expression, "rule");

    private static FilingDataset With(params FilingFormula[] formulas) => Sound with { Formulas = Sound.Formulas.AddRange(formulas) };

    private static void Refused(string code, FilingDataset dataset) =>
        Assert.Equal(code, Assert.IsType<Outcome<FilingNumbers>.Refused>(CheckFiling.Run(dataset)).Refusal.Code);
}
