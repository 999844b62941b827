using System.Globalization;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>The words that scanners have for how bad a finding is.</summary>
internal static class SeverityWords
{
    /// <summary>The severity that a word or a number from 0 (worth knowing) to 4 (critical) states.</summary>
    public static StatedSeverity Of(string word) => word.Trim().ToLowerInvariant() switch
    {
        "critical" or "blocker" or "4" => StatedSeverity.Critical,
        "high" or "important" or "error" or "serious" or "major" or "3" => StatedSeverity.High,
        "medium" or "moderate" or "warning" or "2" => StatedSeverity.Medium,
        "low" or "negligible" or "minor" or "note" or "1" => StatedSeverity.Low,
        "info" or "informational" or "information" or "none" or "log" or "0" or "inventory" or "experiment" => StatedSeverity.Informational,
        _ => StatedSeverity.Unstated,
    };

    /// <summary>The severity of a base score by CVSS 3's scale (First, CVSS v3.1 section 5); unstated when it is no number from 0
    /// to 10.</summary>
    public static StatedSeverity OfScore(string text) => Score(text) switch
    {
        0 => StatedSeverity.Informational,
        > 0 and < 4 => StatedSeverity.Low,
        >= 4 and < 7 => StatedSeverity.Medium,
        >= 7 and < 9 => StatedSeverity.High,
        >= 9 and <= 10 => StatedSeverity.Critical,
        _ => StatedSeverity.Unstated,
    };

    private static double Score(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) ? score : double.NaN;
}
