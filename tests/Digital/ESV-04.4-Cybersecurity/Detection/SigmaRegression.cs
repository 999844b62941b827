using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Sigma;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Detection;

/// <summary>The regression set of SigmaHQ: rules with events that each must match, and how often.</summary>
internal static partial class SigmaRegression
{
    internal sealed record Case(DetectionRule Rule, ImmutableArray<SecurityEvent> Events, int Matches);

    private static readonly LogSource cisco = new("cisco", "", "aaa");

    public static ImmutableArray<Case> All()
    {
        var files = SharedFiles.Unpack("sigma_regression.tar.gz");
        var events = files.Where(file => file.Key.EndsWith(".json", StringComparison.Ordinal) || file.Key.EndsWith(".raw",
            StringComparison.Ordinal)).ToDictionary(file => Path.GetFileNameWithoutExtension(file.Key));
        var counts = files.Where(file => file.Key.EndsWith("/info.yml", StringComparison.Ordinal)).ToDictionary(
            file => Path.GetDirectoryName(file.Key)!, file => MatchCount().Match(System.Text.Encoding.UTF8.GetString(file.Value)));
        return
        [
            .. files.Where(file => file.Key.EndsWith(".yml", StringComparison.Ordinal)
                && !file.Key.Contains("regression_data", StringComparison.Ordinal)).Select(file =>
            {
                var rule = ReadSigmaRule.Run(new SourceFile(file.Key, file.Value)).OrThrow();
                var log = events[rule.Id];
                var count = counts[Path.GetDirectoryName(log.Key)!];
                return new Case(rule, ReadSecurityEvents.Run(new SourceFile(log.Key, log.Value), cisco).OrThrow(),
                    count.Success ? int.Parse(count.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0);
            }),
        ];
    }

    [GeneratedRegex(@"^\s*#?\s*match_count: (\d+)", RegexOptions.Multiline)]
    private static partial Regex MatchCount();
}
