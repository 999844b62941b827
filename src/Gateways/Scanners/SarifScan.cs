using System.Text.Json;
using System.Text.RegularExpressions;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>OASIS SARIF 2.1.0: an entry a location of a result that failed (section 3.27.9). The severity is the rule's
/// <c>security-severity</c> as GitHub defines it, else the level (3.27.10). A suppression closes nothing (3.27.23).</summary>
internal static partial class SarifScan
{
    public static void Read(JsonElement report, ScanReading reading)
    {
        if (report.At("runs").ValueKind != JsonValueKind.Array)
        {
            reading.RefuseLayout("list of runs");
            return;
        }
        var run = 0;
        foreach (var each in report.Items("runs")) TakeRun(each, $"runs[{run++}]", reading);
    }

    private static void TakeRun(JsonElement run, string path, ScanReading reading)
    {
        var driver = run.At("tool").At("driver");
        foreach (var call in run.Items("invocations"))
            reading.ScannedAt ??= reading.Moment(call.Text("endTimeUtc"), $"{path}.invocations");
        var rules = driver.Items("rules").ToArray();
        var byId = rules.GroupBy(rule => rule.Text("id")).ToDictionary(group => group.Key, group => group.First());
        var index = 0;
        foreach (var result in run.Items("results"))
        {
            var where = $"{path}.results[{index++}]";
            if (result.Text("kind") is not ("" or "fail")) continue;
            var rule = RuleOf(result, rules, byId);
            foreach (var place in result.Items("locations").DefaultIfEmpty())
                reading.Add(Entry(result, place.At("physicalLocation"), rule, driver.Text("name"), where));
        }
    }

    private static JsonElement RuleOf(JsonElement result, JsonElement[] rules, Dictionary<string, JsonElement> byId)
    {
        if (byId.TryGetValue(result.Text("ruleId", "ruleId"), out var rule)) return rule;
        if (byId.TryGetValue(result.At("rule").Text("id"), out rule)) return rule;
        return result.At("ruleIndex").ValueKind == JsonValueKind.Number && result.Whole("ruleIndex") is var index
            && index >= 0 && index < rules.Length ? rules[index] : default;
    }

    private static ScanEntry Entry(JsonElement result, JsonElement physical, JsonElement rule, string tool, string where)
    {
        var id = new[] { result.Text("ruleId"), result.At("rule").Text("id"), rule.Text("id") }.FirstOrDefault(name => name != "") ?? "";
        return new(tool == "" || id == "" ? id : $"{tool}/{id}", Message(result, rule), SeverityOf(result, rule),
            Cve().Matches(id).Select(match => match.Value).Concat(Ghsa().Matches(id).Select(match => match.Value)),
            new FindingPlace.Code(physical.At("artifactLocation").Text("uri"), physical.At("region").Whole("startLine"), Print(result)),
            where)
        {
            Statement = result.Items("suppressions").Any(each => each.Text("status") is "" or "accepted") ? FindingStatement.Suppressed
                : FindingStatement.Affected,
            Reason = result.Items("suppressions").Select(each => each.Text("justification")).FirstOrDefault("") ?? "",
        };
    }

    private static string Message(JsonElement result, JsonElement rule)
    {
        var text = result.At("message").Text("text", "markdown");
        return text != "" ? text : rule.At("shortDescription").Text("text") is { Length: > 0 } words ? words : rule.Text("name", "id");
    }

    private static StatedSeverity SeverityOf(JsonElement result, JsonElement rule)
    {
        var score = result.At("properties").Text("security-severity", "security_severity") is { Length: > 0 } own ? own
            : rule.At("properties").Text("security-severity");
        if (score != "") return SeverityWords.OfScore(score);
        var level = result.Text("level") is { Length: > 0 } stated ? stated : rule.At("defaultConfiguration").Text("level");
        return SeverityWords.Of(level == "" ? "warning" : level);
    }

    /// <summary>Fingerprints under the versions of their names in order; lists and objects within are passed over.</summary>
    private static string Print(JsonElement result) => string.Join('|', new[] { "fingerprints", "partialFingerprints" }
        .Select(name => result.At(name).Fields().Where(field => field.Value.Text() != "")
            .OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => field.Value.Text()).FirstOrDefault(""))
        .Where(text => text != "").Take(1));

    [GeneratedRegex("CVE-[0-9]{4}-[0-9]{4,}", RegexOptions.IgnoreCase)]
    private static partial Regex Cve();

    [GeneratedRegex("GHSA(-[23456789cfghjmpqrvwx]{4}){3}", RegexOptions.IgnoreCase)]
    private static partial Regex Ghsa();
}
