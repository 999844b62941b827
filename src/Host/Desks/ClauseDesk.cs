using System.Collections.Immutable;
using Busbar.Gateways;
using Busbar.Gateways.Costs;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Recovery;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>A clause run over months.</summary>
/// <param name="Name">The clause's name on the command line.</param>
/// <param name="Run">Schedule, triggers and reviews met.</param>
/// <param name="Source">Where the months come from: a file, or the store's closed months.</param>
/// <param name="IsOfStore">True for the store's own months, whose costs open down to the meter.</param>
/// <param name="Findings">What was imperfect.</param>
public sealed record ClauseSchedule(
    string Name, ClauseRun Run, string Source, bool IsOfStore, ImmutableArray<Finding> Findings);

/// <summary>SMV-01.7: clauses over many months, from a file of costs or from the store's own books.</summary>
public sealed class ClauseDesk(FactStore store)
{
    /// <summary>The name of the utility's own clause.</summary>
    public const string Own = "own";

    /// <summary>Every clause by the name that is asked for; the utility's own first where it has one.</summary>
    public ImmutableArray<(string Name, RecoveryClause Clause)> Clauses(AsOf asOf) =>
    [
        .. new SupplyReads(store).Profile(asOf) is { } profile ? [(Own, profile.Clause)] : ImmutableArray<(string, RecoveryClause)>.Empty,
        .. ClauseBook.All.Select(each => (each.Key, each.Value)),
    ];

    /// <summary>Runs a clause of a file's costs; the clause's name is one of the book's.</summary>
    /// <exception cref="RefusedException"><c>unknown-clause</c>, what the file or the run refuses.</exception>
    public static ClauseSchedule OfFile(string name, SourceFile costs, Instant clock)
    {
        var read = ClauseCostsCsv.Read(costs, ClauseBook.Find(name).OrThrow());
        var file = read.OrThrow();
        return Run(name, file.Clause, file.Months, clock, costs.Name, isOfStore: false, read.FindingsOrNone());
    }

    /// <summary>Runs a clause, the utility's own or one of the book, over the months that the store has closed.</summary>
    /// <exception cref="RefusedException"><c>unknown-clause</c>, <c>no-closed-month</c>, what the run refuses.</exception>
    public ClauseSchedule OfStore(string name, AsOf asOf)
    {
        var reads = new SupplyReads(store);
        var closed = reads.Months(asOf);
        if (closed.IsEmpty || reads.Profile(asOf) is not { } profile)
            throw new RefusedException(new("no-closed-month", "No month is closed as of this instant", nameof(RecoveryMonth),
                "Run a period that ends a month (busbar run), or give a file of costs (--costs FILE)."));
        var clause = name == Own ? profile.Clause : ClauseBook.Find(name).OrThrow();
        var days = closed.Where(month => month.Body.Days != Days(month.Body.Month)).Select(month => new Finding("month-not-complete",
            Severity.Warning, $"Costs cover {month.Body.Days} of the month's {Days(month.Body.Month)} days", $"{month.Body.Month:yyyy-MM}",
            "Run on the days there are."));
        var schedule = Run(name, clause, [.. closed.Select(month => FactsOf(reads, month.Body, asOf))], closed.Max(month => month.KnownAt),
            "closed months of the store", isOfStore: true, days);
        return schedule with
        {
            Run = schedule.Run with
            {
                Months = [.. schedule.Run.Months.Zip(closed, (run, kept) => run with { TrueUps = kept.Body.TrueUps })],
            },
        };
    }

    private static ClauseSchedule Run(string name, RecoveryClause clause, ImmutableArray<ClauseMonth> months, Instant clock, string source,
        bool isOfStore, IEnumerable<Finding> before)
    {
        var run = RunClause.Run(new(clause, months, clock));
        return new(name, run.OrThrow(), source, isOfStore, [.. before, .. run.FindingsOrNone()]);
    }

    /// <summary>A month's entries by account, of whatever clause; energy is that of the closed month.</summary>
    private static ClauseMonth FactsOf(SupplyReads reads, RecoveryMonth month, AsOf asOf) => new(month.Month,
        [
            .. reads.OfDays<DailyJournals>(new(month.Month), new(month.Month.PlusMonths(1).PlusDays(-1)), asOf)
                .SelectMany(day => day.Body.Journals)
                .Concat(new StatementBook(reads.Store).TrueUpsOf([month], asOf).Select(each => each.TrueUp.Entry!))
                .SelectMany(journal => journal.Postings)
                .Where(posting => posting.Account.Number[0] is '4' or '5').GroupBy(posting => posting.Account.Number)
                .OrderBy(account => account.Key, StringComparer.Ordinal).Select(account => new ClauseCost(account.Key, "",
                    account.Aggregate(Usd.Zero, (sum, posting) => sum + posting.Amount))),
        ],
        [new("", month.RetailSales)]);

    private static int Days(LocalDate month) => month.Calendar.GetDaysInMonth(month.Year, month.Month);
}
