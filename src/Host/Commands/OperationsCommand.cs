using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Digital.Operations.OnCall;
using Busbar.Gateways;
using Busbar.Gateways.Alertmanager;
using Busbar.Host.Desks.Service;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar operations keep KIND FILE</c>: puts into force what operations goes by.</summary>
public static class OperationsCommand
{
    private enum Kept
    {
        /// <summary>OpenSLO, Sloth or Pyrra.</summary>
        Objectives,
        /// <summary>What is watched, YAML.</summary>
        Probes,
        /// <summary>Who is on call, JSON.</summary>
        Rota,
        /// <summary>How alerts reach people, JSON.</summary>
        AlertPolicy,
        /// <summary>Routes and inhibitions of an Alertmanager, its YAML.</summary>
        Alertmanager,
        /// <summary>Gates around which nothing may change, JSON.</summary>
        Freeze,
        /// <summary>Services and what they stand on, JSON.</summary>
        Map,
    }

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var kind = new Argument<Kept>("KIND") { Description = "What the file is" };
        var file = new Argument<FileInfo>("FILE") { Description = "YAML for objectives, probes and alertmanager, JSON for the rest" };
        var command = new Command("keep", "Put a file into force, from now on") { kind, file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var source = SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow();
            var who = PersonAtHand.Of(scope, Roles.ServiceOperator);
            var findings = Keep(new(scope.Store, SystemClock.Instance), parsed.GetValue(kind), source, who,
                SystemClock.Instance.GetCurrentInstant());
            if (scope.IsJson) CommandScope.PrintObject(new { kept = parsed.GetValue(kind), file = source.Name, findings });
            else scope.Terminal.MarkupLineInterpolated($"{source.Name} is in force.");
            SettleCommand.Tell(scope, findings);
            return ExitCodes.Done;
        }));
        return new("operations", "What operations goes by") { command };
    }

    private static ImmutableArray<Finding> Keep(DigitalBooks books, Kept kind, SourceFile file, Actor who, Instant at)
    {
        var (operations, text) = (books.Operations, Encoding.UTF8.GetString(file.Content.Span));
        T Json<T>(string remedy) => WholeJson.Read<T>(file, "bad-operations-file", remedy);
        switch (kind)
        {
            case Kept.Objectives: operations.Objectives.Keep(new(file.Name, text), who, at); break;
            case Kept.Probes: operations.Probes.Keep(new(file.Name, text), who, at); break;
            case Kept.Rota: return operations.Rotas.Keep(Json<Rota>("Give team, zone, layers and overrides."), who, at);
            case Kept.AlertPolicy: operations.Alerts.Keep(Json<AlertPolicy>("Give every field of an alert policy."), who, at); break;
            case Kept.Alertmanager:
                var rules = ReadRules.Read(file);
                operations.Alerts.Keep(AdoptRules.Run(new(operations.Alerts.Policy(AsOf.Latest), rules.OrThrow())).OrThrow(), who, at);
                return ((Outcome<AlertRules>.Done)rules).Findings;
            case Kept.Freeze:
                operations.Windows.Keep(Json<FreezeRule>("Give gates: gate, zone, start, rule, except, before, after, services."),
                who, at); break;
            default: return books.Maps.Keep(Json<ServiceMap>("Give services, items, dependencies and knownAt."), who, at);
        }
        return [];
    }
}
