using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Busbar.Digital.Handoffs.Delivery;

namespace Busbar.Gateways.TestReports;

/// <summary>Cobertura's coverage report (coverage-04.dtd), as coverlet, AltCover, gcovr and dotnet-coverage write it too. Totals are
/// counted from the lines; stated totals that differ are a finding.</summary>
internal static partial class CoberturaReport
{
    public static CoverageReport Read(string name, XElement root, ReportReading reading)
    {
        var classes = root.Elements("packages").Elements("package").SelectMany(package =>
            package.Elements("classes").Elements("class").Select(one => new CoveredClass(
                package.Attribute("name")?.Value ?? "", one.Attribute("name")?.Value ?? "", one.Attribute("filename")?.Value ?? "",
                [.. one.Elements("lines").Elements("line").Select(line => Line(line, reading)).OfType<CoveredLine>()])));
        var report = new CoverageReport(name, [.. classes]);
        Compare("lines-valid", report.LinesValid);
        Compare("lines-covered", report.LinesCovered);
        Compare("branches-valid", report.BranchesValid);
        Compare("branches-covered", report.BranchesCovered);
        return report;

        void Compare(string attribute, int counted)
        {
            if (reading.Count(root, attribute) is { } stated && stated != counted)
                reading.Find(root, "coverage-differs", $"{attribute} states {stated}; the lines make {counted}", "took the lines");
        }
    }

    private static CoveredLine? Line(XElement line, ReportReading reading)
    {
        if (reading.Count(line, "number") is not (> 0 and var number)
            || !long.TryParse(line.Attribute("hits")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var hits))
        {
            reading.Find(line, "bad-line", "A line lacks its number or its hits", "left it out");
            return null;
        }
        var branch = Condition().Match(line.Attribute("condition-coverage")?.Value ?? "");
        return branch.Success
            && int.TryParse(branch.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var covered)
            && int.TryParse(branch.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var all)
            ? new(number, hits, all, covered) : new(number, hits, 0, 0);
    }

    [GeneratedRegex(@"\((\d+)/(\d+)\)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Condition();
}
