using System.Net;
using System.Text;
using System.Text.Json;
using Busbar.Host.Commands;

namespace Busbar.Host.Tests.Service;

/// <summary>The commands of operations, for people and for scripts.</summary>
public sealed class OperationsCommandTests : IDisposable
{
    private const string Spec = """
        apiVersion: openslo/v1
        kind: SLO
        metadata: {name: calls}
        spec:
          service: web
          budgetingMethod: Occurrences
          timeWindow: [{duration: 30d, isRolling: true}]
          objectives: [{target: 0.99}]
          indicator:
            metadata: {name: calls}
            spec:
              ratioMetric:
                counter: true
                good: {metricSource: {spec: {query: good_total}}}
                total: {metricSource: {spec: {query: all_total}}}
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("busbar-operations-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void An_objective_is_checked_against_a_table_and_an_overspent_budget_is_exit_code_four()
    {
        var (code, told) = Check("samples.csv", "time,good,total\n2026-03-01T00:01:00Z,995,1000\n2026-03-01T02:00:00Z,1000,1000\n");
        Assert.Equal(ExitCodes.Done, code);
        Assert.Equal((2000.0, 20.0, 5.0), (told.GetProperty("total").GetDouble(), told.GetProperty("budget").GetDouble(),
            told.GetProperty("spent").GetDouble()));
        // Half a per cent bad is half the pace: no pair of windows burns at it. Half bad is fifty times the pace.
        Assert.Equal(0, told.GetProperty("alerts").GetArrayLength());
        (code, told) = Check("samples.csv", "time,good,total\n2026-03-01T00:01:00Z,500,1000\n");
        Assert.Equal(ExitCodes.Found, code);
        Assert.False(told.GetProperty("isMet").GetBoolean());
        Assert.Equal("Page", told.GetProperty("firing")[0].GetString());
    }

    [Fact]
    public void An_objective_is_checked_against_counters_by_their_increase()
    {
        var (code, told) = Check("samples.txt", """
            good_total 100 1772323200000
            all_total 100 1772323200000
            good_total 299 1772323260000
            all_total 300 1772323260000

            """);
        Assert.Equal((ExitCodes.Done, 199.0, 200.0), (code, told.GetProperty("good").GetDouble(), told.GetProperty("total").GetDouble()));
        File.WriteAllText(Path.Combine(folder.FullName, "other.txt"), "another 1 1772323200000\n");
        Assert.Equal(ExitCodes.Refused, Run(SloCommand.Create(), "slo", "check", "--spec", Kept("slo.yaml", Spec), "--samples",
            Path.Combine(folder.FullName, "other.txt")).Code);
        Assert.Equal(ExitCodes.Refused, Run(SloCommand.Create(), "slo", "check", "--spec", Kept("slo.yaml", Spec), "--samples",
            Kept("none.csv", "time,good,total\n")).Code);
    }

    [Fact]
    public void A_table_is_of_one_objective_and_the_file_may_hold_more()
    {
        var two = $"{Spec}\n---\n{Spec.Replace("name: calls", "name: others", StringComparison.Ordinal)}";
        var samples = Kept("samples.csv", "time,good,total\n2026-03-01T00:01:00Z,1000,1000\n");
        var (code, output) = Run(SloCommand.Create(), "slo", "check", "--spec", Kept("two.yaml", two), "--samples", samples);
        Assert.Equal(ExitCodes.Refused, code);
        Assert.Contains("several-objectives", output, StringComparison.Ordinal);
        Assert.Contains("unknown-objective", Run(SloCommand.Create(), "slo", "check", "--spec", Kept("two.yaml", two), "--samples", samples,
            "--objective", "no").Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, Run(SloCommand.Create(), "slo", "check", "--spec", Kept("two.yaml", two), "--samples", samples,
            "--objective",
            "others").Code);
    }

    [Fact]
    public void A_scrape_is_parsed_or_refused_with_its_line()
    {
        var (code, output) = Run(ScrapeCommand.Create(), "scrape", "parse", Kept("good.txt", "# TYPE a gauge\na{b=\"c\"} NaN\n# EOF\n"));
        Assert.Equal(ExitCodes.Done, code);
        using var told = JsonDocument.Parse(output);
        var sample = told.RootElement.GetProperty("families")[0].GetProperty("samples")[0];
        Assert.Equal(("OpenMetrics", "NaN"), (told.RootElement.GetProperty("format").GetString(), sample.GetProperty("value").GetString()));
        (code, output) = Run(ScrapeCommand.Create(), "scrape", "parse", Kept("bad.txt", "# TYPE a gauge\na 1\na 2 x\n# EOF\n"));
        Assert.Equal(ExitCodes.Refused, code);
        Assert.Contains("line 3", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Probes_run_once_write_down_what_they_saw_and_say_what_fails()
    {
        using var busbar = new BusbarProcess();
        var plan = Kept("plan.yaml", """
            probes:
              - {name: store, target: busbar-store, kind: database, every: 1m, timeout: 20s, connection: store}
              - {name: file, target: busbar-store, kind: file, every: 1m, timeout: 20s, age_max: 1d, path: /no/such/file}
            """);
        var ran = busbar.Run("probe", "run", "--plan", plan, "--json");
        Assert.True(ran.Code == ExitCodes.Found, ran.Errors);
        using var told = JsonDocument.Parse(ran.Output);
        Assert.Equal([true, false],
            told.RootElement.GetProperty("looks").EnumerateArray().Select(each => each.GetProperty("isUp").GetBoolean()));
        Assert.Equal(ExitCodes.Refused, busbar.Run("probe", "run", "--plan", Kept("bad.yaml", "probes: [{name: x}]")).Code);
    }

    [Fact]
    public async Task Alerts_that_last_are_pushed_to_an_Alertmanager()
    {
        using var kit = new ServiceKit();
        using var listener = new HttpListener();
        var port = FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        using var busbar = new BusbarProcess(kit.Store.Location.ToString());
        kit.Books.Operations.Alerts.Receive([new("probe/price-feed", true, "price-feed", "It is late",
            Digital.Handoffs.Operations.AlertUrgency.Page,
            System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, kit.Now, null, kit.Now, "probe")]);
        var pushing = Task.Run(() => busbar.RunJson("alert", "push", "--to", $"http://127.0.0.1:{port}"),
            TestContext.Current.CancellationToken);
        var asking = listener.GetContextAsync();
        if (await Task.WhenAny(asking, pushing) == pushing) await pushing;
        var asked = await asking;
        using var reader = new StreamReader(asked.Request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        asked.Response.Close();
        Assert.Equal(1, (await pushing).GetProperty("pushed").GetInt32());
        Assert.Equal("/api/v2/alerts", asked.Request.Url!.AbsolutePath);
        Assert.Contains("\"busbar_key\":\"probe/price-feed\"", body, StringComparison.Ordinal);
        listener.Stop();
        Assert.Equal(ExitCodes.Refused, busbar.Run("alert", "push", "--to", $"http://127.0.0.1:{port}").Code);
        Assert.Equal(ExitCodes.Refused, busbar.Run("alert", "push", "--to", "nowhere").Code);
        Assert.Equal("probe/price-feed", busbar.RunJson("alert", "list").GetProperty("alerts")[0].GetProperty("key").GetString());
    }

    [Fact]
    public void Files_of_operations_are_put_into_force_or_refused()
    {
        using var busbar = new BusbarProcess();
        Assert.Equal(0, busbar.Run("operations", "keep", "objectives", Kept("slo.yaml", Spec)).Code);
        Assert.Equal(0, busbar.Run("operations", "keep", "rota", Kept("rota.json", """
            {"team":"desk-systems","zone":"America/New_York","layers":[{"name":"weeks","people":["ada","ben"],"handOffs":"FREQ=WEEKLY",
            "start":"2026-01-05T08:00:00","only":[]}],"overrides":[]}
            """)).Code);
        Assert.Equal(0, busbar.Run("operations", "keep", "alertmanager", Kept("am.yml", """
            route: {receiver: night-watch}
            receivers: [{name: night-watch}]
            """)).Code);
        Assert.Equal(ExitCodes.Refused, busbar.Run("operations", "keep", "freeze", Kept("freeze.json", "{}")).Code);
        Assert.Equal(ExitCodes.Refused, busbar.Run("operations", "keep", "probes", Kept("probes.yaml", "none")).Code);
    }

    private (int Code, JsonElement Objective) Check(string name, string samples)
    {
        var (code, output) = Run(SloCommand.Create(), "slo", "check", "--spec", Kept("slo.yaml", Spec), "--samples", Kept(name, samples));
        return (code, JsonDocument.Parse(output).RootElement.GetProperty("objectives")[0].Clone());
    }

    private (int Code, string Output) Run(System.CommandLine.Command command, params string[] args)
    {
        var (code, output, _) = CommandHere.Run(command, folder, args, isJson: true);
        return (code, output);
    }

    private string Kept(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
