using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Probes;
using Busbar.Gateways;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Kernel.Facts;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar probe run</c>: looks at what is watched, now, and writes down what was seen. Exit code 4 when something is not as it
/// should be.</summary>
public static class ProbeCommand
{
    private static readonly TimeSpan tick = TimeSpan.FromSeconds(1);

    /// <summary>The command.</summary>
    public static Command Create() => new("probe", "Looks from outside at what is watched") { Run() };

    private static Command Run()
    {
        var plan = new Option<FileInfo?>("--plan") { Description = "YAML: probes; the store's plan when left out, else Busbar's own" };
        var again = new Option<bool>("--again") { Description = "Look again and again, each probe at its interval, until Ctrl-C" };
        var urls = new Option<string>("--urls")
            { Description = "Where Busbar listens, for its own plan", DefaultValueFactory = _ => ServeCommand.DefaultUrls };
        var command = new Command("run", "Look once at everything, and write down what was seen") { plan, again, urls };
        command.SetAction((parsed, stop) => CommandScope.Run(parsed, stop, async (scope, stopping) =>
        {
            var book = new ProbeBook(scope.Store);
            var chosen = parsed.GetValue(plan) is { } file ? PlanOf(SourceFile.Load(file.FullName).OrThrow())
                : book.Plan(AsOf.Latest) ?? OwnProbes.Of(scope.Store, parsed.GetValue(urls)!, SystemClock.Instance.GetCurrentInstant());
            var probes = ProbeBook.Read(chosen);
            var look = new ProbeLook(scope.Store, SystemClock.Instance);
            if (parsed.GetValue(again)) await LookAgain(scope, book, look, probes, stopping);
            var seen = await Look(book, look, probes, stopping);
            if (scope.IsJson) CommandScope.PrintObject(new { plan = chosen.Name, looks = probes.Zip(seen, Told) });
            else Print(probes, seen);
            return probes.Zip(seen).Any(each => JudgeProbe.FailureOf(each.First,
                each.Second) is not null) ? ExitCodes.Found : ExitCodes.Done;
        }));
        return command;
    }

    private static ProbePlan PlanOf(SourceFile file) => new(file.Name, Encoding.UTF8.GetString(file.Content.Span));

    private static async Task<ImmutableArray<ProbeObservation>> Look(
        ProbeBook book, ProbeLook look, ImmutableArray<ProbeDefinition> probes, CancellationToken stop)
    {
        ImmutableArray<ProbeObservation> seen = [.. await Task.WhenAll(probes.Select(probe => look.Run(probe, stop)))];
        book.Note(seen, "probe run", Actor.Engine);
        return seen;
    }

    private static async Task LookAgain(
        CommandScope scope, ProbeBook book, ProbeLook look, ImmutableArray<ProbeDefinition> probes, CancellationToken stop)
    {
        var due = probes.ToDictionary(probe => probe.Name, _ => Instant.MinValue);
        using var timer = new PeriodicTimer(tick);
        while (await timer.WaitForNextTickAsync(stop))
        {
            var now = SystemClock.Instance.GetCurrentInstant();
            ImmutableArray<ProbeDefinition> ready = [.. probes.Where(probe => due[probe.Name] <= now)];
            if (ready.IsEmpty) continue;
            foreach (var probe in ready) due[probe.Name] = now + probe.Every;
            foreach (var (probe, seen) in ready.Zip(await Look(book, look, ready, stop)))
                scope.Terminal.MarkupLineInterpolated($"{seen.At} {probe.Name}: {JudgeProbe.FailureOf(probe, seen) ?? "as it should be"}");
        }
    }

    private static object Told(ProbeDefinition probe, ProbeObservation seen) => new
    {
        probe.Name, probe.Target, seen.At, tookSeconds = seen.Took.TotalSeconds, isUp = JudgeProbe.FailureOf(probe, seen) is null,
        failure = JudgeProbe.FailureOf(probe, seen), seen.Status, ageSeconds = seen.Age?.TotalSeconds,
    };

    private static void Print(ImmutableArray<ProbeDefinition> probes, ImmutableArray<ProbeObservation> looks)
    {
        var table = new Table().AddColumns("Probe", "Target", "State", "Took ms", "Age min", "Why");
        foreach (var (probe, seen) in probes.Zip(looks))
        {
            var failure = JudgeProbe.FailureOf(probe, seen);
            table.AddRow(Markup.Escape(probe.Name), Markup.Escape(probe.Target), failure is null ? "[green]up[/]" : "[red]fails[/]",
                Number(seen.Took.TotalMilliseconds), seen.Age is { } age ? Number(age.TotalMinutes) : "", Markup.Escape(failure ?? ""));
        }
        CommandScope.Print(table);
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
