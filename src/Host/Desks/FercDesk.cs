using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Handoffs.Recovery.Form1;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Utility;
using Busbar.Supply.Recovery.Form1;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>Pages of FERC's Form 1 of a year, with what holds between them and the books.</summary>
/// <param name="Settlements">Page 397, one a quarter, each from January.</param>
/// <param name="Purchases">Rows of page 326.</param>
/// <param name="Resales">Rows of page 310.</param>
/// <param name="Accounts">Accounts 555 and 447 of the ledger.</param>
/// <param name="Check">Every identity with its difference.</param>
/// <param name="Findings">What was imperfect.</param>
public sealed record Form1Year(
    ImmutableArray<SettlementPage> Settlements, ImmutableArray<CounterpartyRow> Purchases, ImmutableArray<CounterpartyRow> Resales,
    ImmutableArray<FiledAccount> Accounts, Form1Check Check, ImmutableArray<Finding> Findings)
{
    /// <summary>The pages held against each other and the accounts.</summary>
    public static Form1Year Of(
        ImmutableArray<SettlementPage> settlements, ImmutableArray<CounterpartyRow> purchases, ImmutableArray<CounterpartyRow> resales,
        ImmutableArray<FiledAccount> accounts, Usd tolerance, IEnumerable<Finding> findings)
    {
        var check = CheckForm1.Run(new(settlements, purchases, resales, accounts, tolerance));
        return new(settlements, purchases, resales, accounts, check, [.. findings, .. check.Findings]);
    }
}

/// <summary>SMV-01.7: Form 1's pages 310, 326 and 397 of a year from the store's ledger, contracts and quarterly reports.</summary>
public sealed class FercDesk(FactStore store)
{
    private readonly List<Finding> findings = [];

    /// <summary>The year's pages.</summary>
    /// <exception cref="RefusedException"><c>no-utility</c>, <c>no-entries</c>; what the pages refuse.</exception>
    public Form1Year Year(int year, AsOf asOf)
    {
        var reads = new SupplyReads(store);
        var profile = reads.Profile(asOf) ?? throw new RefusedException(new("no-utility", "No utility is known at this instant",
            nameof(UtilityProfile), "Import its profile, or build the sample (busbar demo)."));
        var (first, last) = (OperatingDay.Of(year, 1, 1), OperatingDay.Of(year, 12, 31));
        ImmutableArray<DailyJournals> days = [.. reads.OfDays<DailyJournals>(first, last, asOf).Select(day => day.Body)];
        if (days.IsEmpty)
            throw new RefusedException(new("no-entries", $"The ledger has no entries of {year}", nameof(DailyJournals),
                "Run and settle days of the year (busbar run), or name a file of the page."));
        ImmutableArray<Journal> trueUps = [.. new StatementBook(store).TrueUps(asOf).Select(each => each.TrueUp.Entry).OfType<Journal>()
            .Where(entry => entry.Date.Year == year)];
        var postings = days.SelectMany(day => day.Journals).Concat(trueUps).SelectMany(journal => journal.Postings)
            .ToLookup(each => each.Account.Number);
        return Form1Year.Of(
            [.. Quarters(year, days).Select(quarter => Take(BuildSettlementPage.Run(new(profile.Name, "draft", quarter, days)
            {
                TrueUps = trueUps,
            })))],
            Take(BuildPurchasePage.Run(new(profile.Name, year, profile.Contracts,
                [.. reads.Performances(first, last, asOf).Select(each => each.Body).Where(each => days.Any(day => day.Day == each.Day))],
                [OfMarket(reads, profile, days, postings["555"], asOf)]))),
            Take(BuildResalePage.Run(new(profile.Name, year, Reports(year, days, asOf)))),
            [
                new FiledAccount(profile.Name, "555", SumOf(postings["555"])), new FiledAccount(profile.Name, "447",
                    -SumOf(postings["447"])),
            ],
            Usd.Zero, findings.Distinct());
    }

    private static IEnumerable<EqrQuarter> Quarters(int year, ImmutableArray<DailyJournals> days) => Enumerable.Range(1, 4)
        .Select(number => new EqrQuarter(year, number)).Where(quarter => days.Any(day => day.Day.Date >= quarter.FirstDay
            && day.Day.Date <= quarter.LastDay));

    /// <summary>What the ISO sold us in hours of net purchase, with what else it settles in the account.</summary>
    private static CounterpartyRow OfMarket(
        SupplyReads reads, UtilityProfile profile, ImmutableArray<DailyJournals> days, IEnumerable<Posting> postings, AsOf asOf)
    {
        var energy = SettlementDesk.PurchasedEnergy(reads, days.Select(day => day.Day), asOf);
        var cost = SumOf(postings.Where(posting => posting.Reference.StartsWith("statement ", StringComparison.Ordinal)));
        return new(profile.Name, "", profile.Market, "OS", "", energy, Mwh.Zero, Mwh.Zero, Usd.Zero, cost, Usd.Zero, cost);
    }

    /// <summary>The reports in force; of a quarter that none is filed of, the one that would be.</summary>
    private ImmutableArray<EqrFiling> Reports(int year, ImmutableArray<DailyJournals> days, AsOf asOf)
    {
        var book = new EqrBook(store);
        var (filed, seller) = (book.All(asOf), book.Terms(asOf)?.Seller.Cid.ToUpperInvariant());
        var reports = ImmutableArray.CreateBuilder<EqrFiling>();
        foreach (var quarter in Quarters(year, days))
            if (filed.FirstOrDefault(each => each.Quarter == quarter && each.Cid == seller)?.InForce is { } inForce)
                reports.Add(inForce);
            else if (seller is not null)
                switch (book.Build(quarter, "NEW", "", asOf, AfterOf(quarter)))
                {
                    case Outcome<EqrFiling>.Done built:
                        reports.Add(built.Value);
                        findings.Add(new("report-not-filed", Severity.Note, $"{quarter} is not filed", $"{quarter}",
                            "page 310 takes the report as it would be built"));
                        break;
                    case Outcome<EqrFiling>.Refused refused:
                        findings.Add(new(refused.Refusal.Code, Severity.Warning, refused.Refusal.What, refused.Refusal.Where,
                            "left out of page 310"));
                        break;
                }
        return reports.ToImmutable();
    }

    private static Instant AfterOf(EqrQuarter quarter) => MarketCalendar.Pjm.WholeDay(new(quarter.LastDay)).End;

    private static Usd SumOf(IEnumerable<Posting> postings) => postings.Aggregate(Usd.Zero, (sum, posting) => sum + posting.Amount);

    private T Take<T>(Outcome<T> outcome)
    {
        if (outcome is Outcome<T>.Done done) findings.AddRange(done.Findings);
        return outcome.OrThrow();
    }
}
