using System.Collections.Immutable;
using System.CommandLine;
using Busbar.Digital.Cybersecurity.Cases;
using Busbar.Digital.Cybersecurity.Detection;
using Busbar.Digital.Cybersecurity.Intelligence;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Sigma;
using Busbar.Gateways.Stix;
using Busbar.Host.Desks.Security;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar security detect --rules DIR --events FILE --stix FILE</c>: Sigma rules, and indicators of a STIX bundle, held
/// against a log,
/// without a store unless cases are to be opened. Exit code 4 when one matches.</summary>
public static class DetectCommand
{
    private static readonly Outcome<ThreatBundle> nothing = new ThreatBundle([], [], [], []);

    /// <summary>The command, for the group <c>security</c>.</summary>
    public static Command Create()
    {
        var rules = new Option<DirectoryInfo>("--rules") { Description = "Folder of Sigma rules (.yml), with those below it",
            Required = true };
        var events = new Option<FileInfo>("--events") { Description = "Windows events as JSON, other objects of JSON, or lines",
            Required = true };
        var product = new Option<string>("--product") { Description = "What wrote the log, when it is not Windows",
            DefaultValueFactory = _ => "" };
        var service = new Option<string>("--service") { Description = "Which log of it", DefaultValueFactory = _ => "" };
        var category = new Option<string>("--category") { Description = "Which kind of event", DefaultValueFactory = _ => "" };
        var stix = new Option<FileInfo?>("--stix")
            { Description = "STIX 2.1 bundle: indicators to look for in the log, or ATT&CK's matrix to lay it over" };
        var asset = new Option<string?>("--open")
            { Description = "Open a case for each alert that no open case has, about this item of the service map" };
        var command = new Command("detect", "Hold Sigma rules against a log") { rules, events, product, service, category, stix, asset };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (read, findings) = Rules(parsed.GetValue(rules)!);
            var log = ReadSecurityEvents.Run(SourceFile.Load(parsed.GetValue(events)!.FullName).OrThrow(),
                new(parsed.GetValue(product)!, parsed.GetValue(category)!, parsed.GetValue(service)!)).OrThrow();
            var outcome = DetectEvents.Run(new(read, log));
            var (run, all) = (outcome.OrThrow(), findings.AddRange(outcome.FindingsOrNone()));
            var told = parsed.GetValue(stix) is { } bundle ? ReadStix.Run(SourceFile.Load(bundle.FullName).OrThrow()) : nothing;
            var intelligence = told.OrThrow();
            var looked = MatchIndicators.Run(new(intelligence.Indicators, log, DecayPolicy.Default, SettleCommand.Now));
            var mapped = MapTechniques.Run(new(intelligence.Techniques, read, intelligence.Techniques.IsEmpty ? []
                : [.. run.Detections.SelectMany(each => each.Techniques)]));
            all = [.. all, .. told.FindingsOrNone(), .. looked.FindingsOrNone(), .. mapped.FindingsOrNone()];
            var alerts = RaiseAlerts.Run(new(run.Detections, [])).OrThrow().Select(each => each.Alert).ToImmutableArray();
            var cases = parsed.GetValue(asset) is { } item ? Open(scope, run.Detections, item) : [];
            if (scope.IsJson)
                CommandScope.PrintObject(new
                {
                    rules = read.Length, events = log.Length, alerts,
                    cases = cases.Select(each => new { alert = each.Alert.Key, each.Case, each.IsNew }),
                    indicators = looked.OrThrow().Select(each => new
                    {
                        each.Indicator.Id, each.Indicator.Name, @event = each.Event.Id, each.Score,
                    }), techniques = mapped.OrThrow().Where(each => each.Rules + each.Seen > 0),
                    detections = run.Detections.Select(each => new
                    {
                        rule = each.Rule.Id, each.Rule.Title, each.Rule.Level, @event = each.Event.Id, each.Event.At, each.Techniques,
                            each.Because,
                    }), refused = run.Refused.Select(each => new { each.Rule, each.Why }), untried = run.Untried, findings = all,
                });
            else Print(alerts, looked.OrThrow());
            foreach (var each in cases)
                scope.Terminal.MarkupLineInterpolated($"{each.Case}: {each.Alert.Title} {(each.IsNew ? "opened" : "open already")}");
            SettleCommand.Tell(scope, all);
            return alerts.IsEmpty && looked.OrThrow().IsEmpty ? ExitCodes.Done : ExitCodes.Found;
        }));
        return command;
    }

    private static ImmutableArray<(SecurityAlert Alert, string Case, bool IsNew)> Open(
        CommandScope scope, ImmutableArray<RuleMatch> detections, string asset)
    {
        DeskCommand.BooksOf(scope).Maps.Require(asset);
        return new CaseBook(scope.Store).Raise(detections, asset, Actor.Gateway, SettleCommand.Now);
    }

    /// <summary>The rules of a folder; a file that is none is told and left out.</summary>
    private static (ImmutableArray<DetectionRule> Rules, ImmutableArray<Finding> Findings) Rules(DirectoryInfo folder)
    {
        if (!folder.Exists)
            throw new RefusedException(new("no-folder", "There is no such folder", folder.FullName, "Name the folder of the rules."));
        var (rules, findings) = (ImmutableArray.CreateBuilder<DetectionRule>(), ImmutableArray.CreateBuilder<Finding>());
        foreach (var file in folder.EnumerateFiles("*.yml", SearchOption.AllDirectories)
            .OrderBy(file => file.FullName, StringComparer.Ordinal))
            switch (ReadSigmaRule.Run(SourceFile.Load(file.FullName).OrThrow()))
            {
                case Outcome<DetectionRule>.Done done:
                    rules.Add(done.Value);
                    break;
                case Outcome<DetectionRule>.Refused { Refusal: var why }:
                    findings.Add(new("rule-not-read", Severity.Warning, $"{why.What} [{why.Code}]", why.Where, "left out"));
                    break;
            }
        return (rules.ToImmutable(), findings.ToImmutable());
    }

    private static void Print(ImmutableArray<SecurityAlert> alerts, ImmutableArray<IndicatorSeen> seen)
    {
        var table = new Table().AddColumns("Level", "Rule", "Machine", "Events", "First", "Techniques");
        foreach (var each in alerts)
            table.AddRow(Markup.Escape(each.Level), Markup.Escape(each.Title), Markup.Escape(each.Machine), $"{each.Count}",
                each.First?.ToString() ?? "", Markup.Escape(string.Join(", ", each.Techniques)));
        CommandScope.Print(table);
        if (seen.IsEmpty) return;
        var indicators = new Table().AddColumns("Indicator", "Event", "Score");
        foreach (var each in seen)
            indicators.AddRow(Markup.Escape(each.Indicator.Name), Markup.Escape(each.Event.Id),
                FormattableString.Invariant($"{each.Score:0}"));
        CommandScope.Print(indicators);
    }
}
