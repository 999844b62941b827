using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.DataQuality.Reports;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Desks.Quality;

/// <summary>A report that is sent by a schedule: a table of the pages as CSV.</summary>
/// <param name="Name">Unique; a part of the file's name.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Table">The table's name, as its CSV export has it.</param>
/// <param name="Rule">When it is made, a recurrence rule of RFC 5545.</param>
/// <param name="FirstDay">No delivery before it.</param>
/// <param name="At">The clock time of the rule, on the market's clock.</param>
/// <param name="Zone">That clock's zone.</param>
/// <param name="GraceMinutes">How long after it the report is due.</param>
/// <param name="RowsExpected">How many rows it has at least.</param>
/// <param name="Datasets">What it is made from; their breaches fail it.</param>
public sealed record ReportPlan(
    string Name, string Title, string Owner, string Table, string Rule, LocalDate FirstDay, LocalTime At, string Zone, int GraceMinutes,
    int RowsExpected, ImmutableArray<string> Datasets);

/// <summary>A delivery with its proof.</summary>
/// <param name="Delivery">What was due, when it was sent, how many rows.</param>
/// <param name="File">The file's name in the outbox.</param>
/// <param name="Hash">SHA-256 of its bytes, under which the store holds them.</param>
/// <param name="OutOfContract">Datasets of it that did not keep their contract when it was sent.</param>
public sealed record SentReport(ReportDelivery Delivery, string File, ContentHash Hash, ImmutableArray<string> OutOfContract);

/// <summary>Scheduled reports: planned by people, sent when due, each delivery proven by the hash of what was sent.</summary>
/// <param name="store">Where plans and proofs are kept.</param>
/// <param name="outbox">The folder that takes the files; needed for sending only.</param>
public sealed class ReportBook(FactStore store, string outbox = "")
{
    /// <summary>The plans as of an instant.</summary>
    public ImmutableArray<ReportPlan> Plans(AsOf asOf) =>
        [.. store.ReadDocuments<ReportPlan>(nameof(ReportPlan), "", "~", asOf).Select(stored => stored.Body)];

    /// <summary>What was sent, the newest last.</summary>
    public ImmutableArray<SentReport> Sent(AsOf asOf) =>
    [
        .. store.ReadDocuments<SentReport>(nameof(SentReport), "", "~", asOf).Select(stored => stored.Body).OrderBy(each
            => each.Delivery.Due)
            .ThenBy(each => each.Delivery.Report, StringComparer.Ordinal),
    ];

    /// <summary>Every delivery that the plans ask for up to a clock, sent or not.</summary>
    public ImmutableArray<ReportDelivery> Deliveries(AsOf asOf, Instant now)
    {
        var sent = Sent(asOf).ToDictionary(each => (each.Delivery.Report, each.Delivery.Due), each => each.Delivery);
        return
        [
            .. Plans(asOf).SelectMany(plan => DuesOf(plan, now).Select(due => sent.GetValueOrDefault((plan.Name, due))
                ?? new ReportDelivery(plan.Name, plan.Owner, due, null, 0, plan.RowsExpected, plan.Datasets))),
        ];
    }

    /// <summary>Report availability and every failure with its owner.</summary>
    public ReportAvailability Measure(AsOf asOf, Instant now) => MeasureReports.Run(new(Deliveries(asOf, now),
        [.. new DataBreachBook(store).All(asOf).Select(each => each.Breach)], now));

    /// <summary>Keeps a plan.</summary>
    /// <exception cref="RefusedException"><c>bad-rule</c> and the like of the recurrence; <c>unknown-zone</c>; <c>bad-report-name</c>;
    /// <c>duty</c>.</exception>
    public void Keep(ReportPlan plan, Actor who, Instant at)
    {
        RecurrenceRule.Parse(plan.Rule).OrThrow();
        ZoneOf(plan);
        if (plan.Name.Length is 0 or > 60 || plan.Name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '-'))
            throw new RefusedException(new("bad-report-name", $"'{plan.Name}' is no name of a report", "name",
                "Use letters, digits and dashes."));
        using var batch = store.Begin(who, new RunId($"report plan {plan.Name}"));
        batch.PutDocument(new(nameof(ReportPlan), plan.Name), plan, at);
        batch.Commit();
    }

    /// <summary>Sends what is due by a clock: of each plan the last delivery that was not sent. Those before it stay unsent.</summary>
    /// <param name="now">The clock.</param>
    /// <param name="write">Makes a table: its CSV and its number of rows.</param>
    /// <returns>What was sent.</returns>
    public ImmutableArray<SentReport> SendDue(Instant now, Func<ReportPlan, (string Csv, int Rows)> write)
    {
        var sent = Sent(AsOf.Latest).Select(each => (each.Delivery.Report, each.Delivery.Due)).ToHashSet();
        return
        [
            .. Plans(AsOf.Latest).Select(plan => (Plan: plan, Due: DuesOf(plan, now).Select(due => (Instant?)due).LastOrDefault()))
                .Where(each => each.Due is { } due && !sent.Contains((each.Plan.Name, due)))
                .Select(each => Send(each.Plan, each.Due!.Value, now, write)),
        ];
    }

    private SentReport Send(ReportPlan plan, Instant due, Instant now, Func<ReportPlan, (string Csv, int Rows)> write)
    {
        var (csv, rows) = write(plan);
        var name = $"{plan.Name}-{InstantPattern.General.Format(due).Replace(":", "", StringComparison.Ordinal)}.csv";
        var file = new OfferFile(name, Encoding.UTF8.GetBytes(csv));
        ImmutableArray<string> broken = [.. new DataBreachBook(store).All(new(now)).Where(each => each.IsOpen)
            .Select(each => each.Breach.Dataset).Where(plan.Datasets.Contains).Distinct()];
        // The file first: a proof of delivery is only of what lies there.
        var box = new Outbox(outbox, isRehearsal: false);
        box.Prepare([file]);
        box.Publish([file]);
        var kept = new SentReport(new(plan.Name, plan.Owner, due, now, rows, plan.RowsExpected, plan.Datasets), name, file.Hash, broken);
        using var batch = store.Begin(Actor.Engine, new RunId($"report {name}"));
        batch.PutFile(name, file.Content);
        batch.PutDocument(new(nameof(SentReport), $"{plan.Name}@{InstantPattern.General.Format(due)}"), kept, now);
        batch.Commit();
        return kept;
    }

    /// <summary>When deliveries are due that are made by a clock; the report is made at the rule's time and due after the grace.</summary>
    private static IEnumerable<Instant> DuesOf(ReportPlan plan, Instant now) =>
        new Recurrence(RecurrenceRule.Parse(plan.Rule).OrThrow(), plan.FirstDay + plan.At, [])
            .Between((plan.FirstDay + plan.At).InZoneLeniently(ZoneOf(plan)).ToInstant(), now + Duration.Epsilon, ZoneOf(plan),
                GapRule.ShiftForward)
            .Select(start => start + Duration.FromMinutes(plan.GraceMinutes));

    private static DateTimeZone ZoneOf(ReportPlan plan)
        => DateTimeZoneProviders.Tzdb.GetZoneOrNull(plan.Zone) ?? throw new RefusedException(new(
        "unknown-zone", $"'{plan.Zone}' is no time zone", "zone", "Name one of the tz database: America/New_York."));
}
