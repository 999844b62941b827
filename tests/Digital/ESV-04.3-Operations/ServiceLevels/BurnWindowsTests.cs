using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.ServiceLevels;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.ServiceLevels;

public sealed partial class BurnWindowsTests
{
    private const string Integration = "sloth/test/integration/prometheus/testdata/";

    [Fact]
    public void Windows_factors_and_budgets_equal_those_of_every_rule_file_that_Sloth_generated_from_its_examples()
    {
        var files = VectorArchive.Files("slo.tar.gz");
        var generated = files.Keys.Where(path => path.Contains("/_gen/", StringComparison.Ordinal)).ToArray();
        Assert.Equal(18, generated.Length);
        var silent = generated.Where(path =>
            Compare(files, path.Replace("/_gen", "", StringComparison.Ordinal), path, BurnWindows.Workbook) == 0).ToArray();
        Assert.Equal(["no-alerts.yml", "openslo-getting-started.yml", "openslo-kubernetes-apiserver.yml"], silent.Select(Path.GetFileName));
        Assert.All(silent, path => Assert.DoesNotContain("alert:", Encoding.UTF8.GetString(files[path]), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("in-base.yaml", "out-base-28d.yaml.tpl", 28)]
    [InlineData("in-base.yaml", "out-base-custom-windows-7d.yaml.tpl", 7)]
    [InlineData("in-base.yaml", "out-base-extra-labels.yaml.tpl", 30)]
    [InlineData("in-base-k8s.yaml", "out-base-k8s.yaml.tpl", 30)]
    [InlineData("in-base.yaml", "out-base-no-recordings.yaml.tpl", 30)]
    [InlineData("in-base.yaml", "out-base.yaml.tpl", 30)]
    [InlineData("in-multifile-k8s.yaml", "out-multifile-k8s.yaml.tpl", 30)]
    [InlineData("in-multifile.yaml", "out-multifile.yaml.tpl", 30)]
    [InlineData("in-openslo.yaml", "out-openslo.yaml.tpl", 0)]
    [InlineData("in-sli-plugin.yaml", "out-sli-plugin.yaml.tpl", 0)]
    [InlineData("in-slo-plugin-k8s.yaml", "out-slo-plugin-k8s.yaml.tpl", 0)]
    [InlineData("in-slo-plugin.yaml", "out-slo-plugin.yaml.tpl", 0)]
    public void Windows_and_factors_equal_those_of_Sloth_integration_tests(string source, string generated, int days)
    {
        var files = VectorArchive.Files("slo.tar.gz");
        var windows = days switch
        {
            7 => Assert.Single(ServiceLevelYaml.Read(Encoding.UTF8.GetString(files["sloth/examples/windows/7d.yaml"]), "7d.yaml",
                BurnWindows.Workbook).OrThrow().Windows),
            28 => BurnWindows.Workbook with { Period = Duration.FromDays(28) },
            _ => BurnWindows.Workbook,
        };
        var compared = Compare(files, Integration + source, Integration + generated, windows);
        Assert.True(compared > 0 || days == 0, "No alert was compared.");
    }

    [Fact]
    public void Another_length_keeps_the_share_of_the_budget_at_stake()
    {
        foreach (var days in new[] { 1, 7, 14, 28, 30, 31, 90, 365 })
            foreach (var (rule, pair) in BurnWindows.Workbook.For(Duration.FromDays(days)).Zip(BurnWindows.Workbook.Pairs))
            {
                Assert.Equal(pair.BudgetPercent / 100, rule.Factor * (rule.Long / Duration.FromDays(days)), 12);
                Assert.True(rule.Factor is > 0.9 and < 16);
                Assert.True(rule.Short < rule.Long);
            }
    }

    /// <summary>Compares every threshold of a rule file with the objectives read from its source; the number of thresholds.</summary>
    private static int Compare(SortedDictionary<string, byte[]> files, string source, string generated, BurnWindows windows)
    {
        var objectives = ServiceLevelYaml.Read(Encoding.UTF8.GetString(files[source]), source, windows).OrThrow().Objectives;
        var alerts = Threshold().Matches(Encoding.UTF8.GetString(files[generated])).Select(match => (
            Service: match.Groups["service"].Value, Slo: match.Groups["slo"].Value, Window: match.Groups["window"].Value,
            Factor: Number(match, "factor"), Budget: Number(match, "budget"))).ToArray();
        foreach (var objective in objectives)
        {
            var isOpenSlo = source.Contains("openslo", StringComparison.Ordinal);
            var own = alerts.Where(alert => alert.Service == objective.Service
                && (alert.Slo == objective.Name || isOpenSlo && alert.Slo == $"{objective.Name}-0")).ToArray();
            if (!isOpenSlo) Assert.Equal(2 * objective.BurnRules.Length, own.Length);
            foreach (var rule in isOpenSlo && own.Length == 0 ? [] : objective.BurnRules)
                foreach (var window in new[] { rule.Long, rule.Short })
                {
                    var alert = Assert.Single(own, alert => alert.Window == Written(window)
                        && Math.Abs(alert.Factor - rule.Factor) < 1e-12);
                    Assert.Equal((double)(1 - objective.Target), alert.Budget, 12);
                }
        }
        return alerts.Length;
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string Written(Duration window) => window.TotalMinutes % 1440 == 0 ? $"{window.TotalDays}d"
        : window.TotalMinutes % 60 == 0 ? $"{window.TotalHours}h" : $"{window.TotalMinutes}m";

    [GeneratedRegex(
        """ratio_rate(?<window>\w+)\{[^}]*sloth_service="(?<service>[^"]+)", sloth_slo="(?<slo>[^"]+)"[^}]*""" +
        """\} > \((?<factor>[0-9.e+-]+) \* (?<budget>[0-9.e+-]+)\)""")]
    private static partial Regex Threshold();
}
