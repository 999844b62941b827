using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Digital.ServiceDesk.Tests;

/// <summary>A small service map: the day-ahead service needs the feed and one of two databases; both databases run on one server
/// each.</summary>
internal static class SampleServices
{
    public static readonly ServiceMap Map = new(
        [
            new("day-ahead", "Day-ahead submission", "desk", Criticality.Vital, ["SMV-01.3"]),
            new("reports", "Reports", "data", Criticality.Low, []),
        ],
        [
            Item("price-feed", Criticality.High), Item("db-1", Criticality.Medium), Item("db-2", Criticality.Medium),
            Item("host-1", Criticality.Medium), Item("host-2", Criticality.Medium), Item("printer", Criticality.Low),
        ],
        [
            new("day-ahead", ["price-feed"], 1, "depends on"), new("day-ahead", ["db-1", "db-2"], 1, "depends on"),
            new("reports", ["db-1", "db-2"], 2, "depends on"), new("db-1", ["host-1"], 1, "runs on"), new("db-2", ["host-2"], 1, "runs on"),
        ], Desk.Start);

    private static ConfigurationItem Item(string name, Criticality criticality) =>
        new(name, "server", "operations", criticality, NetworkExposure.Internal);
}
