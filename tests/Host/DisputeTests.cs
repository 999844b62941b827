using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Settlement.Disputes;
using NodaTime;

namespace Busbar.Host.Tests;

/// <summary>A difference of the demo's simulated statement, disputed from the review to the statement that gives the money back.</summary>
public sealed class DisputeTests : IDisposable
{
    private static readonly Actor Ben = new("Ben", Roles.Settlement);
    private readonly BusbarProcess busbar = new();

    public DisputeTests() => busbar.RunJson("demo", "--no-serve");

    public void Dispose() => busbar.Dispose();

    [Fact]
    public void A_problem_becomes_a_dispute_that_two_people_file_and_a_statement_settles()
    {
        var problem = busbar.RunJson("dispute", "review", "--day", "2025-10-21").GetProperty("problems")[0].GetProperty("problem");
        string[] which =
            ["--day", "2025-10-21", "--code", problem.GetProperty("code").GetString()!, "--asset",
                problem.GetProperty("asset").GetString()!];
        var asked = problem.GetProperty("iso").GetDecimal() - problem.GetProperty("ours").GetDecimal();
        Assert.Equal("D-000002", busbar.RunJson(["dispute", "open", .. which]).GetProperty("id").GetString());
        Assert.Contains("already-disputed", busbar.Run(["dispute", "open", .. which]).Errors);
        Assert.Contains("own-release", busbar.Run("dispute", "release", "D-000002", "--why", "it is plain").Errors);
        Assert.Contains("step-not-allowed", busbar.Run("dispute", "filed", "D-000002", "--number", "77").Errors);

        using (var store = FactStore.Open(StoreLocation.Parse(Path.Combine(busbar.Workspace, "busbar.db")), SystemClock.Instance))
        {
            var released = new DisputeReleased(SystemClock.Instance.GetCurrentInstant(), Ben, "the award is on file");
            Assert.Equal("duty", Assert.Throws<RefusedException>(() => new DisputeBook(store).Add("D-000002",
                released with { By = new("Tom", Roles.Trader) })).Refusal.Code);
            new DisputeBook(store).Add("D-000002", released);
        }

        // The evidence holds the working down to its sources, and what was filed is named by its hash.
        var evidence = busbar.RunJson("dispute", "evidence", "D-000002");
        Assert.Contains("DayAheadAwards 2025-10-21", evidence.GetProperty("text").GetString());
        busbar.RunJson("dispute", "filed", "D-000002", "--number", "77");
        Assert.Contains(evidence.GetProperty("hash").GetString()!,
            busbar.RunJson("dispute", "show", "D-000002").GetProperty("facts").ToString());

        var money = asked.ToString(System.Globalization.CultureInfo.InvariantCulture);
        busbar.RunJson("dispute", "answered", "D-000002", "--said", "being looked at");
        busbar.RunJson("dispute", "resolved", "D-000002", "--resolution", "Granted", "--amount", money, "--reason", "award corrected");
        var settled = busbar.RunJson("dispute", "settled", "D-000002", "--statement", "final", "--amount", money).GetProperty("standing");
        Assert.Equal(("Settled", asked), (settled.GetProperty("stage").GetString(), settled.GetProperty("received").GetDecimal()));
        Assert.Contains("step-not-allowed", busbar.Run("dispute", "withdraw", "D-000002", "--why", "late").Errors);
    }

    [Fact]
    public void What_is_not_there_is_refused_in_words()
    {
        Assert.Contains("not-reconciled", busbar.Run("dispute", "review", "--day", "2025-01-01").Errors);
        Assert.Contains("unreadable-day", busbar.Run("dispute", "review", "--day", "soon").Errors);
        Assert.Contains("unknown-dispute", busbar.Run("dispute", "show", "D-9").Errors);
        Assert.Contains("no-such-problem", busbar.Run("dispute", "open", "--day", "2025-10-21", "--code", "9999").Errors);
        Assert.Contains("Problem", busbar.Run("dispute", "--help").Output, StringComparison.OrdinalIgnoreCase);
        // The demo's own dispute is granted and on the final statement.
        var sample = busbar.RunJson("dispute", "list").GetProperty("disputes")[0].GetProperty("standing");
        Assert.Equal("Settled", sample.GetProperty("stage").GetString());
        Assert.Equal(sample.GetProperty("awarded").GetDecimal(), sample.GetProperty("received").GetDecimal());
    }
}
