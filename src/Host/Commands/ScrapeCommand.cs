using System.CommandLine;
using System.Globalization;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways;
using Busbar.Gateways.Telemetry;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar scrape parse FILE</c>: what a scrape holds, or the first line that its format does not allow.</summary>
public static class ScrapeCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("scrape", "What systems tell of themselves as Prometheus or OpenMetrics text") { Parse() };

    private static Command Parse()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A scrape, Prometheus 0.0.4 or OpenMetrics 1.0" };
        var format = new Option<ExpositionFormat?>("--format")
            { Description = "Held to this format; OpenMetrics when the text ends in # EOF, if left out" };
        var command = new Command("parse", "Read a scrape, or refuse it with the line") { file, format };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var source = SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow();
            var read = parsed.GetValue(format) ?? Exposition.FormatOf("", source.Content.Span);
            var families = Exposition.Read(source.Content.Span, source.Name, read, TelemetryLimits.Default).OrThrow();
            if (scope.IsJson)
            {
                CommandScope.PrintObject(new { format = read, families = families.Select(Told) });
                return ExitCodes.Done;
            }
            var table = new Table().AddColumns("Metric", "Kind", "Unit", "Numbers", "Help");
            foreach (var family in families)
                table.AddRow(Markup.Escape(family.Name), family.Kind.ToString(), Markup.Escape(family.Unit),
                    family.Samples.Length.ToString(CultureInfo.InvariantCulture), Markup.Escape(family.Help));
            CommandScope.Print(table);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static object Told(TelemetryFamily family) => new
    {
        family.Name, family.Kind, family.Unit, family.Help,
        samples = family.Samples.Select(sample => new
        {
            sample.Name, sample.Labels, value = Plain(sample.Value), sample.UnixSeconds,
            exemplar = sample.Exemplar is { } exemplar
                ? new { exemplar.Labels, value = Plain(exemplar.Value), exemplar.UnixSeconds } : null,
        }),
    };

    /// <summary>JSON has no word for what is no finite number: those are texts.</summary>
    private static object Plain(double value) => double.IsFinite(value) ? value : value.ToString(CultureInfo.InvariantCulture);
}
