using Busbar.Digital.Handoffs.Operations;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.Map;

/// <summary>A desk's services on two of three databases, one feed and a network.</summary>
internal static class SampleMap
{
    public static BusinessService Service(string name, Criticality criticality = Criticality.High, params string[] stages) =>
        new(name, name, "desk-it", criticality, [.. stages]);

    public static ConfigurationItem Item(string name) => new(name, "server", "infrastructure", Criticality.High, NetworkExposure.Internal);

    public static Dependency Need(string dependent, int atLeast, params string[] needs) => new(dependent, [.. needs], atLeast, "runs on");

    public static ServiceMap Desk { get; } = new(
        [Service("day-ahead", Criticality.Vital, "SMV-01.2"), Service("prices", Criticality.High, "SMV-01.3", "SMV-01.1"),
            Service("reports", Criticality.Low, "ESV-04.6")],
        [Item("db-1"), Item("db-2"), Item("db-3"), Item("feed"), Item("network")],
        [Need("day-ahead", 2, "db-1", "db-2", "db-3"), Need("day-ahead", 1, "prices"), Need("prices", 1, "feed"),
            Need("reports", 1, "db-3"),
            Need("feed", 1, "network")],
        Instant.FromUtc(2026, 11, 1, 0, 0));
}
