using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Advisories;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Findings;

/// <summary>What a document of a maker is held against.</summary>
/// <param name="State">The asset's findings as known.</param>
/// <param name="Document">The document's own name, the same for each of its versions: only it takes back what it said.</param>
/// <param name="Standing">Its statements that stand.</param>
/// <param name="Evidence">Hash of the file.</param>
/// <param name="At">When it was taken in: from then on it is known.</param>
public sealed record FindingJudging(
    AssetFindings State, string Document, ImmutableArray<StandingStatement> Standing, ContentHash Evidence, Instant At);

/// <summary>Holds what makers say (VEX) against the findings of an asset. A statement is about a finding when it names its vulnerability by
/// any of its names, its component, and, where it names a version, every version that scanners see now.</summary>
public static class JudgeFindings
{
    /// <summary>The facts; none where the same was said before. Findings: <c>vex-other-version</c>, <c>vex-contradicts</c>.</summary>
    public static Outcome<ImmutableArray<FindingFact>> Run(FindingJudging inputs)
    {
        var (facts, notes) = (ImmutableArray.CreateBuilder<FindingFact>(), new List<Finding>());
        var told = inputs.Standing.SelectMany(each => each.Statement.Aliases.Prepend(each.Statement.Vulnerability)
            .Select(name => (Name: name.ToUpperInvariant(), Told: Told.Of(each)))).ToLookup(each => each.Name, each => each.Told);
        foreach (var finding in inputs.State.Findings)
        {
            var about = finding.Aliases.SelectMany(name => told[name]).Where(each => each.Component == finding.Component).Distinct()
                .ToList();
            if (about.Count == 0) continue;
            var place = $"{inputs.State.Asset}: {finding.Aliases.First()} in {finding.Component}";
            if (StandingFor(finding, about) is { } statement) Judge(inputs, finding, statement, place, facts, notes);
            else
                notes.Add(new("vex-other-version", Severity.Note,
                    $"{inputs.Document} speaks of {string.Join(", ", about.Select(each => each.Version).Distinct())}", place,
                    "left the finding as it is"));
        }
        return Outcome.Of(facts.ToImmutable(), notes);
    }

    private static void Judge(FindingJudging inputs, SecurityFinding finding, VexStatement statement, string place,
        ImmutableArray<FindingFact>.Builder facts, List<Finding> notes)
    {
        var (status, reason) = (StatusOf(statement.Status), statement.Justification == "" ? statement.Statement : statement.Justification);
        if (finding.Judgement is { } last)
        {
            if ((last.Statement, last.Reason) == (status, reason)) return;
            var isClosing = status is FindingStatement.NotAffected or FindingStatement.Fixed;
            if (last.IsClosing && !isClosing && last.Scanner != inputs.Document)
            {
                notes.Add(new("vex-contradicts", Severity.Warning, $"{inputs.Document} says {status}, {last.Scanner} said {last.Statement}",
                    place, "the first stands until its own document takes it back"));
                return;
            }
        }
        else if (status == FindingStatement.Affected) return; // The scanners say so already.
        facts.Add(new FindingFact.Judged(inputs.At, finding.Id, inputs.Document, status, reason, inputs.Evidence.Hex));
    }

    /// <summary>The statement whose versions are all that scanners see now; null where they see another or tell none.</summary>
    private static VexStatement? StandingFor(SecurityFinding finding, List<Told> about)
    {
        var seen = finding.Sources.Where(source => source.GoneAt is null).SelectMany(source => source.Version.Split(", ")).ToHashSet();
        return about.GroupBy(each => each.Standing.Statement.Status).Where(group =>
            {
                var versions = group.Select(each => each.Version).ToHashSet();
                return versions.Contains("") || (seen.Count > 0 && seen.IsSubsetOf(versions));
            })
            .SelectMany(group => group).Select(each => each.Standing.Statement).MaxBy(each => (each.At ?? Instant.MinValue, each.Version));
    }

    private static FindingStatement StatusOf(VexStatus status) => status switch
    {
        VexStatus.NotAffected => FindingStatement.NotAffected,
        VexStatus.Fixed => FindingStatement.Fixed,
        VexStatus.Affected => FindingStatement.Affected,
        _ => FindingStatement.UnderInvestigation,
    };

    /// <summary>A statement with the component and the version that it is about; empty where it names no version.</summary>
    private sealed record Told(StandingStatement Standing, string Component, string Version)
    {
        public static Told Of(StandingStatement standing)
        {
            var purl = standing.Subcomponent == "" ? standing.Product : standing.Subcomponent;
            return new(standing, ComponentKey.Of(new FindingPlace.Package(purl, purl, "", "")), ComponentKey.VersionOf(purl));
        }
    }
}
