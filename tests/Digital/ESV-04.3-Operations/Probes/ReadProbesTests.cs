using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways;
using Busbar.Gateways.Probes;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.Probes;

public sealed class ReadProbesTests
{
    private const string Good = """
        probes:
          - {name: web, target: prices, kind: http, every: 1m, timeout: 10s, slow_after: 500ms, url: "https://desk.example/health",
              body: ok}
          - {name: db-port, target: db-1, kind: tcp, every: 30s, timeout: 5s, down_after: 2, up_after: 4, host: db-1, port: 5432}
          - {name: self, target: busbar, kind: process, every: 1m, timeout: 5s, process: busbar}
          - {name: store, target: db-1, kind: database, every: 1m, timeout: 5s, connection: store}
          - {name: drop, target: feed, kind: file, every: 5m, timeout: 5s, path: /in/prices.csv, age_max: 2h}
          - {name: lmp, target: feed, kind: feed, every: 5m, timeout: 5s, series: pjm/da-lmp, age_max: 1d}
        """;

    private static Outcome<ImmutableArray<ProbeDefinition>> Read(string yaml) =>
        ReadProbes.Read(new("probes.yaml", Encoding.UTF8.GetBytes(yaml)));

    [Fact]
    public void Each_kind_is_read_with_its_defaults()
    {
        static Duration Seconds(double seconds) => Duration.FromSeconds(seconds);
        Assert.Equal<ProbeDefinition>(
        [
            new HttpProbe("web", "prices", Seconds(60), Seconds(10), Seconds(0.5), 3, 1, "https://desk.example/health", 200, "ok"),
            new TcpProbe("db-port", "db-1", Seconds(30), Seconds(5), null, 2, 4, "db-1", 5432),
            new ProcessProbe("self", "busbar", Seconds(60), Seconds(5), null, 3, 1, "busbar"),
            new DatabaseProbe("store", "db-1", Seconds(60), Seconds(5), null, 3, 1, "store"),
            new FileAgeProbe("drop", "feed", Seconds(300), Seconds(5), null, 3, 1, "/in/prices.csv", Seconds(7200)),
            new FeedProbe("lmp", "feed", Seconds(300), Seconds(5), null, 3, 1, "pjm/da-lmp", Seconds(86400)),
        ], Provoke.Found(Read(Good)));
    }

    [Theory]
    [InlineData("kind: http", "kind: gopher", "unknown-kind")]
    [InlineData("slow_after", "slow_aftr", "unknown-field")]
    [InlineData("port: 5432", "port: 70000", "out-of-range")]
    [InlineData("port: 5432", "port: 54.5", "out-of-range")]
    [InlineData("port: 5432", "port: many", "not-a-number")]
    [InlineData("timeout: 10s", "timeout: 60s", "out-of-range")]
    [InlineData("timeout: 10s", "timeout: soon", "bad-time")]
    [InlineData("timeout: 10s", "timeout: 0s", "bad-time")]
    [InlineData("timeout: 10s", "timeout: 99999999999s", "bad-time")]
    [InlineData("age_max: 2h", "age_max: 400d", "bad-time")]
    [InlineData("https://desk.example/health", "file:///etc/passwd", "bad-url")]
    [InlineData("https://desk.example/health", "https://me:secret@desk.example", "bad-url")]
    [InlineData("name: self", "name: web", "duplicate-probe")]
    [InlineData("process: busbar", "process: ''", "missing-field")]
    [InlineData("probes:", "checks:", "no-probes")]
    [InlineData("probes:", "probes: [}", "bad-yaml")]
    [InlineData("probes:", "---\n---\nprobes:", "no-probes")]
    public void A_file_with_a_fault_is_refused_whole_by_line(string good, string bad, string code)
    {
        var refusal = Provoke.Refused(Read(Good.Replace(good, bad, StringComparison.Ordinal)), code);
        if (!bad.StartsWith("---", StringComparison.Ordinal)) Assert.Matches("probes.yaml, line [1-7], column", refusal.Where);
    }
}
