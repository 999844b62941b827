using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;

namespace Busbar.Supply.Recovery.Tests;

public sealed class ClauseCaseTests
{
    public static TheoryData<string> Names() => [.. ClauseBook.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_clause_comes_out_as_worked_by_hand(string name)
    {
        var worked = ClauseCase.Read(name + ".txt");
        var run = RunClause.Run(worked.Inputs).OrThrow();
        Assert.NotEmpty(worked.Expected);
        foreach (var (month, number, value) in worked.Expected)
        {
            var expected = decimal.Parse(value, NumberStyles.Number, CultureInfo.InvariantCulture);
            var actual = Number(run, worked.Inputs, month, number);
            Assert.True(expected == decimal.Round(actual, expected.Scale, MidpointRounding.AwayFromZero),
                FormattableString.Invariant($"{month:yyyy-MM} {number}: expected {expected}, came to {actual}"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_entry_of_a_case_balances_and_moves_the_regulatory_accounts_by_the_change_of_the_balance(string name)
    {
        var (before, amortising) = (default(Usd), default(Usd));
        var run = RunClause.Run(ClauseCase.Read(name + ".txt").Inputs).OrThrow();
        (before, amortising) = (run.Clause.OpeningBalance, run.Clause.OpeningAmortising);
        foreach (var month in run.Months)
        {
            Assert.Equal(0, month.Journal.Postings.Sum(posting => posting.Amount.Value));
            Assert.Equal((month.Balance() - before - amortising).Value, month.Journal.Postings
                .Where(posting => posting.Account.Number is "182.3" or "254").Sum(posting => posting.Amount.Value));
            (before, amortising) = (month.ClosingBalance, month.Working!.AmortisingClosing);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_number_of_a_case_opens_and_every_sum_adds_up(string name)
    {
        var run = RunClause.Run(ClauseCase.Read(name + ".txt").Inputs).OrThrow();
        foreach (var month in run.Months)
        {
            foreach (var node in Flatten(ExplainRecovery.Run(month, run.Clause)))
            {
                var opened = ExplainClause.Run(new(month, run.Clause, node.Name)).OrThrow();
                Assert.Equal(node.Value, opened.Value);
                if (node.Formula.StartsWith('Σ') || node.Formula.StartsWith("opening + deferral", StringComparison.Ordinal))
                    Assert.Equal(decimal.Parse(node.Value, CultureInfo.InvariantCulture),
                        node.Because.Sum(part => decimal.Parse(part.Value, CultureInfo.InvariantCulture)));
            }
        }
        Assert.Equal("unknown-number", Assert.IsType<Outcome<Explain>.Refused>(
            ExplainClause.Run(new(run.Months[0], run.Clause, "weather"))).Refusal.Code);
    }

    [Fact]
    public void Avistas_entry_posts_to_its_own_sub_accounts()
    {
        var entry = RunClause.Run(ClauseCase.Read("idaho-pca.txt").Inputs).OrThrow().Months[0].Journal;
        Assert.Equal(
            ["557 1447025.00", "182.3 -1447025.00 182385", "431 32145.15", "182.3 -32145.15 182385", "557 -766605", "182.3 766605 182387",
                "431 29989.00", "182.3 -29989.00 182387"],
            entry.Postings.Select(posting => FormattableString.Invariant($"{posting.Account.Number} {posting.Amount.Value} {
                (posting.Reference.StartsWith("1823", StringComparison.Ordinal) ? posting.Reference[..6] : "")}").Trim()));
    }

    [Fact]
    public void Every_clause_cites_its_source_and_an_unknown_one_is_refused()
    {
        Assert.All(ClauseBook.All.Values, clause => Assert.Matches("[0-9]", clause.LegalSource));
        Assert.All(ClauseBook.All.Values, clause => Assert.Null(ClauseTerms.Check(clause, clause.FirstMonth)));
        Assert.Equal("unknown-clause", Assert.IsType<Outcome<RecoveryClause>.Refused>(ClauseBook.Find("moon-fuel")).Refusal.Code);
    }

    private static decimal Number(ClauseRun run, RunClauseInputs inputs, LocalDate at, string number)
    {
        var month = run.Months.Single(each => each.Month == at);
        TriggerMet Met(string name) => run.Triggers.Single(met => met.Month == at && met.Name == name);
        return number.Split(' ', 2) switch
        {
            ["debits"] => month.Journal.Postings.Where(posting => posting.Amount > Usd.Zero).Sum(posting => posting.Amount.Value),
            ["trigger", var name] => Met(name).Ratio!.Value,
            ["surcharge", var name] => Met(name).Surcharge!.Value.Value,
            ["review", var name] => run.Triggers.Count(met => met.Month == at && met.Name == name),
            ["factor", var voltage] => ProjectFactor.Run(new(run.Clause, inputs.Months, run.Months[^1].Balance())).OrThrow()
                .ByVoltage.Single(each => each.Voltage == voltage).Factor.Value,
            _ => decimal.Parse(ExplainClause.Run(new(month, run.Clause, number)).OrThrow().Value, CultureInfo.InvariantCulture),
        };
    }

    private static IEnumerable<Explain> Flatten(Explain node) => node.Because.SelectMany(Flatten).Prepend(node);
}
