using System.Collections.Immutable;
using Busbar.Gateways;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Simulators.IsoStatement;
using Busbar.Store;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Disputes;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Invoices;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>Simulated documents of the generated utility's market: an initial statement of each day that was run, a final one ten days
/// after delivery that corrects two of three errors planted in the first, a dispute that is granted, and a weekly invoice. No market made
/// them.</summary>
internal sealed class SampleStatements
{
    private const string Account = "SIM-1";
    private const int DaysToInitial = 5;
    private const int DaysToFinal = 10;
    private const IsoDayOfWeek InvoiceDay = IsoDayOfWeek.Tuesday;
    private static readonly Actor clerk = new("simulated back office", Roles.Settlement);
    private static readonly Actor second = new("simulated second back office", Roles.Settlement);

    private readonly FactStore store;
    private readonly StatementBook book;
    private readonly MarketCalendar calendar;
    private readonly string participant;
    private readonly Dictionary<OperatingDay, IsoStatement> billed;
    private readonly Dictionary<OperatingDay, ImmutableArray<PlantedDiscrepancy>> planted;
    private readonly HashSet<string> kept;

    private SampleStatements(FactStore store, OperatingDay first, OperatingDay last)
    {
        var reads = new SupplyReads(store);
        (this.store, book) = (store, new(store));
        var profile = reads.Profile(AsOf.Latest)!;
        (calendar, participant) = (Markets.CalendarOf(profile), profile.Name);
        billed = reads.OfDays<IsoStatement>(first, last, AsOf.Latest).ToDictionary(each => each.Body.Day, each => each.Body);
        planted = store.ReadDocuments<PlantedOfDay>("PlantedDiscrepancies", first.ToString(), last.ToString(), AsOf.Latest)
            .ToDictionary(each => each.Body.Day, each => each.Body.Planted);
        kept = [.. book.All(AsOf.Latest).Select(each => each.Statement.StatementId)];
    }

    /// <summary>Keeps them and measures settlement anew. What an earlier, killed demonstration kept stays, and the rest follows; where the
    /// last of it is there, nothing is read.</summary>
    public static void Keep(FactStore store, OperatingDay first, OperatingDay last)
    {
        var measured = new SupplyReads(store).Metrics("SMV-01.6", AsOf.Latest);
        var isMeasured = measured?.Body.Metrics.Any(metric => metric is { Name: "Days to final", Value: not null }) == true;
        if (isMeasured && IsWhole(store, last)) return;
        var sample = new SampleStatements(store, first, last);
        if (sample.book.Us(sample.calendar.Name, AsOf.Latest) is null)
            sample.book.Name(new(sample.calendar.Name, sample.participant, [Account]), clerk, sample.calendar.WholeDay(first).Start);
        sample.Publish(first, last);
        if (measured is not null && !isMeasured)
            MetricsDesk.SettleAnew(store, first, last, measured.KnownAt + Duration.FromMinutes(1));
    }

    /// <summary>True when the last invoice is there with all that follows it.</summary>
    private static bool IsWhole(FactStore store, OperatingDay last)
    {
        var issued = last.Plus(DaysToInitial);
        while (issued.Date.DayOfWeek != InvoiceDay) issued = issued.Plus(-1);
        return new InvoiceBook(store).All(AsOf.Latest, Instant.MaxValue).Any(each => each.Standing.Taken.InvoiceId == InvoiceIdOf(issued)
            && (each.Standing.Stage != InvoiceStage.Taken || each.Standing.Taken.Amount <= Usd.Zero));
    }

    private static string InvoiceIdOf(OperatingDay issued) => $"SIM-{issued}";

    /// <summary>Day by day as the market would: what comes out on a day, then the invoice of each week.</summary>
    private void Publish(OperatingDay first, OperatingDay last)
    {
        var week = new List<MarketStatement>();
        for (var today = first; today.CompareTo(last.Plus(DaysToInitial)) <= 0; today = today.Plus(1))
        {
            if (billed.TryGetValue(today.Plus(-DaysToInitial), out var iso)) week.Add(Keep(InitialOf(iso)));
            if (billed.TryGetValue(today.Plus(-DaysToFinal), out var old)) week.Add(Keep(FinalOf(old)));
            if (today.Date.DayOfWeek != InvoiceDay || week.Count == 0) continue;
            Invoice(today, [.. week], isPaid: today.CompareTo(last) < 0);
            week.Clear();
        }
    }

    private MarketStatement Keep(MarketStatement statement)
    {
        if (kept.Add(statement.StatementId))
            book.Keep(FileOf(statement.StatementId, statement), Outcome.Of(new StatementRead(statement, null), []), clerk,
                statement.PublishedAt + Duration.FromHours(4));
        if (statement.Version == 2 && planted.Keys.Order().ElementAtOrDefault(1) == statement.OperatingDay)
            Dispute(statement, planted[statement.OperatingDay][0]);
        return statement;
    }

    /// <summary>Two of three planted errors come right in the final statement.</summary>
    private bool IsCorrected(OperatingDay day) => planted.Keys.Order().ToList().IndexOf(day) % 3 != 2;

    private MarketStatement InitialOf(IsoStatement iso) => Of(iso, 1, iso.PublishedAt, null, []);

    private MarketStatement FinalOf(IsoStatement iso) => Of(iso, 2, calendar.At(iso.Day.Plus(DaysToFinal), new(8, 0)), InitialOf(iso),
        IsCorrected(iso.Day) ? planted.GetValueOrDefault(iso.Day, []) : []);

    private MarketStatement Of(
        IsoStatement iso, int version, Instant publishedAt, MarketStatement? before, ImmutableArray<PlantedDiscrepancy> corrected)
    {
        var hours = calendar.HoursOf(iso.Day);
        ImmutableArray<MarketStatementLine> lines =
        [
            .. iso.Lines.GroupBy(line => line.Code).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            {
                var amounts = group.GroupBy(line => line.Interval).ToDictionary(hour => hour.Key, hour => hour.Sum(Exact));
                foreach (var error in corrected.Where(error => error.Code == group.Key))
                    amounts[error.Interval] = amounts.GetValueOrDefault(error.Interval) - error.Difference.Value;
                return new MarketStatementLine(group.Key, ChargeCodes.ByCode(group.Key)!.Title, new Usd(amounts.Values.Sum()).ToCents(),
                    new Series<decimal>(hours[0].Start, Duration.FromHours(1), [.. hours.Select(hour => amounts.GetValueOrDefault(hour))]),
                    Usd.Unit);
            }),
        ];
        var total = lines.Aggregate(Usd.Zero, (sum, line) => sum + line.Amount);
        return new(calendar.Name, "energy", participant, Account, iso.Day, before is null ? StatementType.Initial : StatementType.Final,
            version, $"SIM-{iso.Day}-{version}", publishedAt, lines,
            before is null ? [] : [new(StatementType.Initial, 1, before.Total, "")], total, total - (before?.Total ?? Usd.Zero),
            IsSimulated: true);
    }

    /// <summary>The line at full precision, as a market's intervals are; what was billed where its cents are not those of quantity and
    /// rate.</summary>
    private static decimal Exact(StatementLine line) => line.Quantity * line.Rate is var exact && exact.ToCents() == line.Amount
        ? exact.Value : line.Amount.Value;

    /// <summary>The second error had been disputed, and granted the day before.</summary>
    private void Dispute(MarketStatement final, PlantedDiscrepancy error)
    {
        var (disputes, start) = (new DisputeBook(store), billed[final.OperatingDay].PublishedAt);
        Instant On(int days, int hours) => start + Duration.FromDays(days) + Duration.FromHours(hours);
        var problem = disputes.Review(final.OperatingDay, AsOf.Latest).Problems.FirstOrDefault(each =>
            each.Problem.IsProblem && each.Problem.Code == error.Code && each.Problem.Asset == error.Asset);
        if (problem is null) return;
        var id = disputes.All(AsOf.Latest, Instant.MaxValue).Where(each => each.Standing.Claim is var claim
            && claim.Day == final.OperatingDay && claim.Code == error.Code && claim.Asset == error.Asset).Select(each => each.Id)
            .FirstOrDefault() ?? disputes.Open(final.OperatingDay, error.Code, error.Asset, problem.Problem.Cause, clerk, On(0, 6));
        var asked = problem.Problem.Difference;
        DisputeFact[] follow =
        [
            new DisputeReleased(On(1, 2), second, "simulated: the award is on file"),
            new DisputeFiled(On(1, 3), clerk, "SIM-D-1", disputes.Evidence(id, AsOf.Latest).Hash.ToString()),
            new DisputeResolved(On(4, 0), clerk, DisputeResolution.Granted, asked, "simulated: corrected in the final run"),
            new DisputeSettled(final.PublishedAt, clerk, final.StatementId, asked),
        ];
        foreach (var fact in follow[(disputes.History(id, AsOf.Latest).Length - 1)..]) disputes.Add(id, fact);
    }

    /// <summary>What came out in a week, due on the third day after; the last one waits for its release.</summary>
    private void Invoice(OperatingDay issued, ImmutableArray<MarketStatement> statements, bool isPaid)
    {
        var due = calendar.At(issued.Plus(3), new(17, 0));
        ImmutableArray<MarketInvoiceLine> lines = [.. statements.Select(each => new MarketInvoiceLine("statements", each.StatementId,
            $"{each.StatementType}", each.OperatingDay, $"{each.Version}", each.NetAmount))];
        var invoice = new MarketInvoice(calendar.Name, "settlement", participant, Account, InvoiceIdOf(issued),
            $"{statements[0].OperatingDay} to {statements[^1].OperatingDay}", issued.Date, due, null, lines,
            lines.Aggregate(Usd.Zero, (sum, line) => sum + line.Amount), IsSimulated: true);
        var (book, at) = (new InvoiceBook(store), calendar.At(issued, new(14, 0)));
        var id = (book.Kept(AsOf.Latest).FirstOrDefault(each => each.Invoice.InvoiceId == invoice.InvoiceId)
            ?? book.Take(FileOf(invoice.InvoiceId, invoice), invoice, clerk, at)).Id;
        List<PaymentFact> follow = [];
        if (invoice.Amount > Usd.Zero)
            follow.Add(new PaymentProposed(at + Duration.FromHours(1), clerk, due - Duration.FromHours(5), ""));
        if (isPaid && invoice.Amount > Usd.Zero) follow.Add(new PaymentReleased(at + Duration.FromHours(2), second));
        if (isPaid) follow.Add(new PaymentMade(due - Duration.FromHours(5), clerk, invoice.Amount, $"simulated transfer {issued}"));
        foreach (var fact in follow.Skip(book.History(id, AsOf.Latest).Length - 1)) book.Add(id, fact);
    }

    private static SourceFile FileOf<T>(string name, T document) => new($"simulated {name}.json", CanonicalJson.Write(document));
}
