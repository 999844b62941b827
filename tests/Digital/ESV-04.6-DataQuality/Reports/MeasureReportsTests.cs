using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Reports;
using Busbar.Digital.Handoffs.DataQuality;
using NodaTime;

namespace Busbar.Digital.DataQuality.Tests.Reports;

public sealed class MeasureReportsTests
{
    private static readonly Instant noon = Instant.FromUtc(2026, 7, 1, 12, 0);

    [Fact]
    public void A_report_is_available_when_it_is_on_time_whole_and_from_data_in_contract()
    {
        ImmutableArray<ReportDelivery> deliveries =
        [
            Delivery("good", -1, 5), Delivery("after the breach", 0, 5, "mended"), Delivery("unsent", null, 5), Delivery("late", 1, 5),
            Delivery("blank", -1, 0), Delivery("short", -1, 4), Delivery("stale", -1, 5, "prices"),
            Delivery("not due", null, 5) with { Due = noon + Duration.FromHours(1) },
        ];
        ImmutableArray<ContractBreach> breaches =
        [
            new("prices", "c@1", ["r"], noon - Duration.FromHours(2), null, null, null, []),
            new("mended", "c@1", ["r"], noon - Duration.FromHours(2), noon - Duration.FromMinutes(1), null, null, []),
        ];
        var answer = MeasureReports.Run(new(deliveries, breaches, noon));
        Assert.Equal(200.0 / 7, answer.Metric.Value!.Value, 1e-12);
        Assert.Equal(
            [
                ("blank", ReportFailure.Blank), ("late", ReportFailure.Late), ("short", ReportFailure.Incomplete),
                ("stale", ReportFailure.FromBrokenData), ("unsent", ReportFailure.Unsent),
            ],
            answer.Failed.Select(failed => (failed.Delivery.Report, failed.Why)));
        Assert.All(answer.Failed, failed => Assert.Equal("desk", failed.Delivery.Owner));
        Assert.Equal(["2", "7", "1", "1", "1", "1", "1"], answer.Metric.Parts.Select(part => part.Value));
    }

    [Fact]
    public void Nothing_scheduled_measures_nothing() => Assert.Null(MeasureReports.Run(new([], [], noon)).Metric.Value);

    private static ReportDelivery Delivery(string name, int? minutes, int rows, params string[] datasets) =>
        new(name, "desk", noon, minutes is { } after ? noon + Duration.FromMinutes(after) : null, rows, 5, [.. datasets]);
}
