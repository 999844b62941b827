using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Recovery.Filing;
using Busbar.Supply.Recovery.Filing;

namespace Busbar.Supply.Recovery.Tests.Filing;

/// <summary>Every clause of the book, run over its worked case, is filed: each closed figure is computed again from the accounts and comes
/// out as the run has it.</summary>
public sealed class ClauseFilingTests
{
    public static TheoryData<string> Names() => [.. ClauseBook.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_clause_of_the_book_is_filed_and_foots_to_its_run(string name)
    {
        var run = RunClause.Run(ClauseCase.Read(name + ".txt").Inputs).OrThrow();
        var numbers = FiledNumbers(run);
        foreach (var month in run.Months)
        {
            var (m, working) = (month.Month.ToString("yyyy-MM", null), month.Working!);
            Assert.Equal(month.EligibleCost.Value, numbers["eligible." + m].Value);
            Assert.Equal(month.BilledRevenue.Value, numbers["billed." + m].Value, 12);
            Assert.Equal(month.Deferral.Value, numbers["deferral." + m].Value);
            Assert.Equal(month.Interest.Value, numbers["interest." + m].Value);
            Assert.Equal(month.ClosingBalance.Value, numbers["closing." + m].Value);
            if (numbers.TryFind("jurisdictional." + m, out var share)) Assert.Equal(working.JurisdictionalCost.Value, share.Value, 12);
            else Assert.Equal(1, working.Share);
            if (numbers.TryFind("amortising-closing." + m, out var earlier)) Assert.Equal(working.AmortisingClosing.Value, earlier.Value);
            else Assert.Equal(0, working.AmortisingClosing.Value);
        }
        Assert.Equal(run.Months[^1].Balance().Value, numbers["balance"].Value);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_month_proposes_the_factor_it_closed_with_or_its_true_up_where_base_rates_recover_authorised_cost(string name)
    {
        var run = RunClause.Run(ClauseCase.Read(name + ".txt").Inputs).OrThrow();
        var (month, clause) = (run.Months[0], run.Clause);
        var numbers = FiledNumbers(run with { Months = [month] });
        var expected = month.Costs.Any(cost => cost.Base != Usd.Zero)
            ? month.Balance() / (month.Working!.AdjustedSales * clause.RecoveryMonths) : month.NextFactor;
        Assert.Equal(expected.Value, numbers["factor"].Value, 18);
        for (var i = 0; i < clause.Losses.Length; i++)
            Assert.Equal(decimal.Round(expected.Value * clause.Losses[i].Multiplier, clause.TariffDecimals ?? 2,
                MidpointRounding.AwayFromZero), numbers[$"proposed.{i + 1}"].Value);
    }

    [Fact]
    public void Bands_share_the_year_as_the_run_shares_it_over_a_year_s_turn_and_both_ways()
    {
        var worked = ClauseCase.Read("kentucky-fac.txt").Inputs;
        foreach (var factor in new[] { 20m, 25m, 31m })
        {
            var clause = worked.Clause with
            {
                FactorInForce = new(factor), YearStartsInMonth = 4,
                Bands = [new(null, new(-500_000), 0.9m), new(new(-500_000), new(300_000), 0), new(new(300_000), null, 0.6m)],
            };
            var run = RunClause.Run(worked with { Clause = clause }).OrThrow();
            var numbers = FiledNumbers(run);
            Assert.Equal(run.Months.Sum(month => month.Deferral.Value), numbers["deferral"].Value);
            // The later half alone begins inside the sharing year or at its turn.
            Assert.Equal(run.Months[^1].Balance().Value, FiledNumbers(run with { Months = run.Months[2..] })["balance"].Value);
        }
    }

    [Fact]
    public void A_service_pays_now_what_the_last_month_billed()
    {
        var run = RunClause.Run(ClauseCase.Read("missouri-fac.txt").Inputs).OrThrow();
        Assert.Equal([("secondary", 14.70m), ("transmission", 14.28m)], DescribeRecovery.ServicesOf(run.Clause, run.Months)
            .Select(service => (service.Name, service.FactorInForce.Value)));
        Assert.Empty(DescribeRecovery.ServicesOf(run.Clause, []));
    }

    private static FilingNumbers FiledNumbers(ClauseRun run)
    {
        var dataset = DescribeRecovery.Run(new(run.Clause, run.Months, DescribeRecovery.ServicesOf(run.Clause, run.Months))).OrThrow();
        ImmutableArray<FilingRate> rates = [.. Enumerable.Range(1, Math.Max(1, run.Clause.Losses.Length))
            .Select(i => new FilingRate($"service {i}", $"current.{i}", $"proposed.{i}"))];
        var package = BuildFiling.Run(new(dataset, SmallFiling.Terms with { Tariff = SmallFiling.Terms.Tariff with { Rates = rates } },
            StandardProse.For(dataset))).OrThrow();
        Assert.Equal(7, package.Documents.Length);
        return CheckFiling.Run(dataset).OrThrow();
    }
}
