using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Reports;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Quality;
using Busbar.Host.Screens.Shell;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.DataQuality;

/// <summary>Scheduled reports and the proof of each delivery.</summary>
public static class ReportTables
{
    private const int DeliveriesMost = 200;

    /// <summary>The plans.</summary>
    public static ScreenTable Plans(ScreenView view) => new("report-plans", "Scheduled reports",
    [
        Words("Report"), Words("Title"), Words("Owner"), Words("Table"), Words("Rule"), Words("At"), Numbers("Grace", "min"),
        Numbers("Rows at least", ""), Words("Made from"),
    ],
    [
        .. new ReportBook(view.Reads.Store).Plans(view.AsOf).Select(plan => (ImmutableArray<Cell>)
        [
            Cell.Of(plan.Name), Cell.Of(plan.Title), Cell.Of(plan.Owner), Cell.Of(plan.Table, view.Link($"/export/{plan.Table}.csv")),
            Cell.Of(plan.Rule), Cell.Of($"{plan.At:HH:mm} {plan.Zone}"), Cell.Count(plan.GraceMinutes), Cell.Count(plan.RowsExpected),
            Cell.Of(string.Join(", ", plan.Datasets)),
        ]),
    ]);

    /// <summary>The deliveries, the newest first.</summary>
    public static ScreenTable Deliveries(ScreenView view)
    {
        var book = new ReportBook(view.Reads.Store);
        var (now, proofs) = (ReadClock.Of(view.AsOf), book.Sent(view.AsOf).ToDictionary(each => (each.Delivery.Report, each.Delivery.Due)));
        var failed = book.Measure(view.AsOf, now).Failed.ToDictionary(each => (each.Delivery.Report, each.Delivery.Due), each => each);
        return new("report-deliveries", "Deliveries",
        [
            Words("Due"), Words("Report"), Words("Owner"), Words("Sent"), Numbers("Rows", ""), Words("Stands"), Words("File"),
                Words("SHA-256"),
        ],
        [
            .. book.Deliveries(view.AsOf, now).OrderByDescending(each => each.Due).Take(DeliveriesMost).Select(each =>
                (Delivery: each, Proof: proofs.GetValueOrDefault((each.Report, each.Due)),
                    Failed: failed.GetValueOrDefault((each.Report, each.Due)))).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(view.Clock.Show(each.Delivery.Due)), Cell.Of(each.Delivery.Report), Cell.Of(each.Delivery.Owner),
                each.Delivery.Sent is { } sent ? Cell.Of(view.Clock.Show(sent)) : Cell.Empty, Cell.Count(each.Delivery.Rows),
                each.Failed is { } failure ? Cell.Of(Why(failure)).As(Tone.Bad)
                    : each.Delivery.Due > now ? Cell.Of("not due yet").As(Tone.Faint) : Cell.Of("available").As(Tone.Good),
                Cell.Of(each.Proof?.File ?? ""), Cell.Of(each.Proof is { } proof ? proof.Hash.Hex[..16] : ""),
            ]),
        ], IsMain: true);

        static string Why(FailedDelivery failure) => failure.Why switch
        {
            ReportFailure.Unsent => "not sent",
            ReportFailure.FromBrokenData => $"from data out of contract: {string.Join(", ", failure.Datasets)}",
            _ => failure.Why.ToString().ToLowerInvariant(),
        };
    }
}
