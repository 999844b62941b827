using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Digital.Cybersecurity.Decisions;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Advisories;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Commands;

/// <summary><c>busbar security decide --exposure yes|no FILE</c>: what to do by when, by BOD 26-04 and CERT/CC's tree, for vulnerabilities
/// on an asset that is exposed or is not.</summary>
internal static class SecurityDecideCommand
{
    private sealed record Decided(string Cve, RemediationDecision Decision);

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV of SSVC points: cve, exploitation, automatable, technical_impact" };
        var exposure = new Option<string>("--exposure") { Description = "yes when the asset is publicly exposed, else no", Required =
            true };
        exposure.AcceptOnlyFromAmong("yes", "no");
        var known = new Option<FileInfo?>("--kev")
            { Description = "CISA's catalogue as CSV; without it a column kev or kev_date of FILE says what is exploited" };
        var system = new Option<SystemExposure?>("--system")
            { Description = "Small, Controlled or Open; Open for an exposed asset and Controlled for another when left out" };
        var impact = new Option<HumanImpact>("--impact")
            { Description = "What the asset's failure costs: Low, Medium, High, VeryHigh", DefaultValueFactory = _ => HumanImpact.Medium };
        var from = new Option<string?>("--from") { Description = "Day from which the clocks run, yyyy-mm-dd; today when left out" };
        var command = new Command("decide", "Decide by when vulnerabilities are fixed on an asset")
            { file, exposure, known, system, impact, from };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var day = Day(parsed.GetValue(from));
            var isExposed = parsed.GetValue(exposure) == "yes";
            var catalogue = parsed.GetValue(known) is { } csv
                ? ReviewKnownExploited.Run(KnownExploitedCsv.Read(SourceFile.Load(csv.FullName).OrThrow()).OrThrow(), day) : null;
            var exploited = catalogue?.OrThrow();
            var points = PublishedPointsCsv.Read(SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow()).OrThrow();
            var (decided, refusals) = (new List<Decided>(), new List<Refusal>());
            var findings = new List<Finding>(catalogue is null ? [] : catalogue.FindingsOrNone());
            foreach (var each in points)
                if (ReadPoints.Run(each) is Outcome<SsvcPoints>.Done done)
                {
                    findings.AddRange(done.Findings);
                    decided.Add(new(each.Cve, DecideRemediation.Run(new(done.Value, exploited?.Contains(each.Cve) ?? each.IsKnownExploited,
                        isExposed, parsed.GetValue(system) ?? (isExposed ? SystemExposure.Open : SystemExposure.Controlled),
                        parsed.GetValue(impact), day))));
                }
                else refusals.Add(((Outcome<SsvcPoints>.Refused)ReadPoints.Run(each)).Refusal);
            Print(scope, decided, refusals, findings);
            return refusals.Exists(refusal => refusal.Code != "cve-rejected") ? ExitCodes.Refused : ExitCodes.Done;
        }));
        return command;
    }

    private static LocalDate Day(string? text) => text is null ? SettleCommand.Now.InUtc().Date
        : LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value
        : throw new RefusedException(new("not-a-date", $"'{text}' is not a date", "--from", "Spell it yyyy-mm-dd."));

    private static void Print(CommandScope scope, List<Decided> decided, List<Refusal> refusals, List<Finding> findings)
    {
        var counts = decided.CountBy(each => each.Decision.Timeline).OrderBy(each => each.Key, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (scope.IsJson)
            CommandScope.PrintObject(new
            {
                decided = decided.Count, counts, refused = refusals.CountBy(each => each.Code).ToImmutableSortedDictionary(),
                findings = findings.CountBy(each => each.Code).ToImmutableSortedDictionary(), decisions = decided,
            });
        else
        {
            Console.Out.WriteLine("cve,timeline,due,forensics,priority,level");
            foreach (var (cve, decision) in decided)
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cve},{decision.Timeline},{Due(decision)},")
                    + $"{(decision.NeedsForensics ? "yes" : "no")},{decision.Priority},{decision.Level}");
            foreach (var (timeline, count) in counts) Console.Error.WriteLine($"{count}\t{timeline}");
        }

        foreach (var group in refusals.GroupBy(each => each.Code))
            Console.Error.WriteLine($"{group.Count()} refused: {group.First()}");
        foreach (var group in findings.GroupBy(each => each.Code))
            Console.Error.WriteLine($"{group.Count()} {group.Key}: {group.First().What} ({group.First().Where}), {group.First().Done}");
    }

    private static string Due(RemediationDecision decision) => decision.Due is { } due ? LocalDatePattern.Iso.Format(due) : "";
}
