using Busbar.Digital.DataQuality.Reports;
using Busbar.Host.Desks.Quality;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Tests;

/// <summary>Scheduled reports: each that was not delivered in full has a reason and an owner.</summary>
public sealed class ReportBookTests : IDisposable
{
    private static readonly Actor Olga = new("olga", Roles.ServiceOperator);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("busbar-reports-");
    private readonly FactStore store;
    private readonly ReportBook book;

    public ReportBookTests()
    {
        store = FactStore.Open(DeskKit.Location(folder.FullName), SystemClock.Instance);
        book = new(store, Path.Combine(folder.FullName, "outbox"));
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Sent_late_blank_and_never_are_told_apart_and_the_clock_change_moves_the_hour()
    {
        // From Friday; on Sunday 9 March 2025 the clocks of New York go forward.
        book.Keep(Plan("daily", 30), Olga, Utc(7, 12));
        Assert.Single(book.SendDue(Utc(7, 12, 10), _ => ("a\r\n1\r\n", 1)));
        Assert.Single(book.SendDue(Utc(8, 13), _ => ("a\r\n1\r\n", 1)));
        Assert.Single(book.SendDue(Utc(9, 11, 5), _ => ("a\r\n", 0)));
        Assert.Equal([ReportFailure.Late, ReportFailure.Blank, ReportFailure.Unsent],
            book.Measure(AsOf.Latest, Utc(10, 20)).Failed.Select(each => each.Why));
        Assert.Equal([Utc(7, 12, 30), Utc(8, 12, 30), Utc(9, 11, 30), Utc(10, 11, 30)],
            book.Deliveries(AsOf.Latest, Utc(10, 20)).Select(each => each.Due));
        Assert.All(book.Measure(AsOf.Latest, Utc(10, 20)).Failed, each => Assert.Equal("carl", each.Delivery.Owner));
        Assert.Equal(25, book.Measure(AsOf.Latest, Utc(10, 20)).Metric.Value);
    }

    [Fact]
    public void Days_that_nobody_served_stay_unsent_and_only_the_last_goes_out()
    {
        book.Keep(Plan("daily", 30), Olga, Utc(1, 0));
        Assert.Equal(Utc(9, 11, 30), Assert.Single(book.SendDue(Utc(9, 11, 5), _ => ("a\r\n1\r\n", 1))).Delivery.Due);
        Assert.Equal(2, book.Measure(AsOf.Latest, Utc(9, 12)).Failed.Count(each => each.Why == ReportFailure.Unsent));
    }

    [Theory]
    [InlineData("FREQ=YEARLY", "America/New_York", "daily")]
    [InlineData("FREQ=DAILY", "Mars/Olympus", "daily")]
    [InlineData("FREQ=DAILY", "America/New_York", "../daily")]
    public void A_plan_that_cannot_be_kept_is_refused(string rule, string zone, string name) =>
        Assert.Throws<RefusedException>(() => book.Keep(Plan(name, 30) with { Rule = rule, Zone = zone }, Olga, Utc(7, 0)));

    [Fact]
    public void A_trader_plans_no_reports() =>
        Assert.Equal("duty", DeskKit.CodeOf(() => book.Keep(Plan("daily", 30), DeskKit.Ann, Utc(7, 0))));

    private static ReportPlan Plan(string name, int grace) => new(name, name, "carl", "runs", "FREQ=DAILY", new(2025, 3, 7), new(7, 0),
        "America/New_York", grace, 1, []);

    private static Instant Utc(int day, int hour, int minute = 0) => Instant.FromUtc(2025, 3, day, hour, minute);
}
