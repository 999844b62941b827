using System.Collections.Immutable;
using System.Text;
using Busbar.Gateways;
using Busbar.Gateways.Eqr;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Utility;
using Busbar.Supply.Recovery.Eqr;
using Busbar.Supply.Settlement.Booking;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>Who files the Electric Quarterly Report, and the agreements it sells under.</summary>
public sealed record EqrTerms(EqrSeller Seller, ImmutableArray<SalesAgreement> Agreements);

/// <summary>A report as it was filed: the text of its tables, so that it reads back as it stood.</summary>
public sealed record EqrFiled(ImmutableArray<string> Tables);

/// <summary>SMV-01.7: the Electric Quarterly Report, built from the store's deals and settled hours; every filing of a quarter is
/// kept.</summary>
public sealed class EqrBook(FactStore store)
{
    private const string Prefix = "eqr/";
    private static readonly HandoffId terms = new(FilingDesk.Kind, "eqr-terms");

    /// <summary>Seller and agreements in force; null before they are given.</summary>
    public EqrTerms? Terms(AsOf asOf) => store.ReadDocument<EqrTerms>(terms, asOf)?.Body;

    /// <summary>Sets them from an instant on.</summary>
    /// <exception cref="RefusedException"><c>duty</c>: only the rates desk files.</exception>
    public void Keep(EqrTerms body, Actor who, Instant from)
    {
        using var batch = store.Begin(who, new RunId($"eqr terms {from}"));
        batch.PutDocument(terms, body, from);
        batch.Commit();
    }

    /// <summary>A quarter's report from the deals, the agreements and the settled hours known then.</summary>
    /// <param name="quarter">The quarter.</param>
    /// <param name="type">NEW, REPLACE, DELETE or NOACTION.</param>
    /// <param name="notes">Why it is refiled; empty for NEW.</param>
    /// <param name="asOf">The two clocks.</param>
    /// <param name="clock">When it is built.</param>
    /// <exception cref="RefusedException"><c>no-eqr-terms</c>; <c>no-utility</c>.</exception>
    public Outcome<EqrFiling> Build(EqrQuarter quarter, string type, string notes, AsOf asOf, Instant clock)
    {
        var given = Terms(asOf) ?? throw new RefusedException(new("no-eqr-terms", "Seller and agreements are not known", "eqr terms",
            "Give them once: busbar eqr terms FILE, as cases/recovery/eqr/terms.json."));
        return BuildEqr.Run(new(given.Seller, quarter, clock, type, notes, given.Agreements, new TradeBook(store).Trades(asOf),
            Sales(quarter, asOf)));
    }

    /// <summary>What the rules say of a report, beside the report in force of the quarter before.</summary>
    public EqrValidation Validate(EqrFiling filing, AsOf asOf) => ValidateEqr.Run(new(filing, filing.Quarter is { } quarter
        ? All(asOf).FirstOrDefault(each => each.Cid == filing.Says("Seller CID").ToUpperInvariant()
            && each.Quarter.LastDay == quarter.FirstDay.PlusDays(-1))?.InForce : null));

    /// <summary>Keeps a report as filed.</summary>
    /// <exception cref="RefusedException"><c>filing-without-quarter</c>; <c>duty</c>: only the rates desk files.</exception>
    public void File(EqrFiling filing, Actor who, Instant at)
    {
        FoldFilings.Run([filing]).OrThrow();
        using var batch = store.Begin(who, new RunId($"eqr {filing.Says("Seller CID")} {filing.Quarter}"));
        batch.PutDocument(new(FilingDesk.Kind, $"{Prefix}{filing.Says("Seller CID").ToUpperInvariant()} {filing.Quarter}"),
            new EqrFiled([.. Tables(filing).Select(EqrCsv.Write)]), at);
        batch.Commit();
    }

    /// <summary>What stands of each quarter, and every version of it.</summary>
    public ImmutableArray<FiledQuarter> All(AsOf asOf) => Folded(asOf).OrThrow();

    /// <summary>The same with the findings of the folding.</summary>
    public Outcome<ImmutableArray<FiledQuarter>> Folded(AsOf asOf) => FoldFilings.Run(
    [
        .. store.ReadDocuments<EqrFiled>(FilingDesk.Kind, Prefix, Prefix + "~", asOf).SelectMany(newest =>
            store.Versions<EqrFiled>(newest.Id)).Where(each => each.KnownAt <= asOf.KnownAt
                && (asOf.RecordedBy is not { } by || each.RecordedAt <= by)).Select(Read),
    ]);

    /// <summary>The tables that a report has.</summary>
    public static IEnumerable<EqrTable> Tables(EqrFiling filing) => [filing.Identification, filing.Contracts, filing.Transactions];

    private static EqrFiling Read(StoredDocument<EqrFiled> stored) => EqrCsv.ReadFiling(
        [.. stored.Body.Tables.Select(text => new SourceFile($"{stored.Id}", Encoding.UTF8.GetBytes(text)))], stored.KnownAt).OrThrow();

    /// <summary>Hours of net sale to the ISO, day-ahead and real-time apart (Order No. 668), each with its part of what the books hold in
    /// account 447, so that the report and page 310 tie to it to the cent. A later statement bills a charge of the day, not its hours: what
    /// it changes reaches the report when the day is settled again, and the quarter is refiled.</summary>
    private ImmutableArray<SettledSale> Sales(EqrQuarter quarter, AsOf asOf)
    {
        var reads = new SupplyReads(store);
        var profile = reads.Profile(asOf) ?? throw new RefusedException(new("no-utility", "No utility is known at this instant",
            nameof(UtilityProfile), "Import its profile, or build the sample (busbar demo)."));
        var calendar = Markets.CalendarOf(profile);
        return
        [
            .. reads.OfDays<ShadowStatement>(new(quarter.FirstDay), new(quarter.LastDay), asOf).Select(day => day.Body).SelectMany(day =>
            {
                var netted = NetHourly.Run(day.Lines);
                var booked = reads.OfDay<DailyJournals>(day.Day, asOf)?.Body.Journals.SelectMany(journal => journal.Postings)
                    .Where(posting => posting.Account == Accounts.SalesForResale).ToImmutableArray() ?? [];
                return Of("day-ahead", netted.DayAhead).Concat(Of("real-time", netted.RealTime));

                IEnumerable<SettledSale> Of(string market, NettedMarket hours) =>
                    from sale in hours.Sales.Zip(CentsOf(booked, $"statement {day.Day} {market} sales", hours))
                    let hour = sale.First
                    where hour.Energy < Mwh.Zero
                    let name = $"{day.Day} {market} HE{calendar.HourEndingOf(hour.Interval.Start)}"
                    select new SettledSale(name, profile.Market, profile.Market, profile.Location, day.Day, hour.Interval, -hour.Energy,
                        hour.Amount / hour.Energy, Usd.Zero, $"statement {name}, hour of net sale")
                    {
                        Booked = -sale.Second,
                    };
            }),
        ];
    }

    /// <summary>The cents of each hour of net sale: they sum to the day's posting; to the hours' own total where the day is not
    /// booked.</summary>
    private static ImmutableArray<Usd> CentsOf(ImmutableArray<Posting> booked, string reference, NettedMarket hours) =>
        hours.Sales.IsEmpty ? [] : CentsThatSum.Allocate([.. hours.Sales.Select(hour => hour.Amount)],
            booked.FirstOrDefault(posting => posting.Reference.StartsWith(reference, StringComparison.Ordinal))?.Amount
                ?? hours.SoldRevenue.ToCents());
}
