using System.CommandLine;
using System.Globalization;
using Busbar.Digital.Cybersecurity.Scoring;
using Busbar.Digital.Cybersecurity.Versions;
using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Commands;

/// <summary><c>busbar security cvss</c> and <c>busbar security version</c>: a line of standard input, a line of answer.</summary>
internal static class SecurityLineCommands
{
    /// <summary>Scores vectors.</summary>
    public static Command Cvss()
    {
        var command = new Command("cvss", "Score CVSS vectors of versions 2, 3.0, 3.1 and 4.0 from standard input, one a line");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope => Lines(scope, line => ParseVector.Run(line).Select(vector =>
        {
            var scores = ScoreVector.Run(vector);
            var (score, severity) = (scores.Final.ToString("0.0", CultureInfo.InvariantCulture), scores.Severity.ToString().ToUpperInvariant());
            return ($"{score}\t{severity}", (object)new
            {
                vector = line, version = vector.Version, score = scores.Final, severity, @base = scores.Base, temporal = scores.Temporal,
                environmental = scores.Environmental,
            });
        }))));
        return command;
    }

    /// <summary>Orders versions.</summary>
    public static Command Version()
    {
        var scheme = new Option<string>("--scheme")
            { Description = "Whose order: npm, semver, go, nuget, maven, pypi, debian, gem, datetime, lexicographic", Required = true };
        var command = new Command("version", "Compare pairs of versions from standard input, two a line: < older, = equal, > newer")
            { scheme };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var order = CompareVersions.SchemeOf(parsed.GetValue(scheme)!).OrThrow();
            return Lines(scope, line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var left, var right]
                ? CompareVersions.Run(order, left, right).Select(sign =>
                {
                    var answer = sign < 0 ? "<" : sign > 0 ? ">" : "=";
                    return (answer, (object)new { left, right, order = answer });
                })
                : new Refusal("not-a-pair", "A line holds two versions with a space between", "line", "Write LEFT RIGHT."));
        }));
        return command;
    }

    /// <summary>Answers each line of standard input with one line; one that is refused says so in its place and on standard
    /// error.</summary>
    private static int Lines(CommandScope scope, Func<string, Outcome<(string Text, object Told)>> answer)
    {
        var (number, refused, told) = (0, 0, new List<object>());
        while (Console.In.ReadLine() is { } line)
        {
            number++;
            switch (answer(line.Trim()))
            {
                case Outcome<(string Text, object Told)>.Done done when scope.IsJson:
                    told.Add(done.Value.Told);
                    break;
                case Outcome<(string Text, object Told)>.Done done:
                    Console.Out.WriteLine(done.Value.Text);
                    break;
                case Outcome<(string Text, object Told)>.Refused no:
                    refused++;
                    if (scope.IsJson) told.Add(new { line = number, refusal = no.Refusal });
                    else Console.Out.WriteLine($"refused\t{no.Refusal.Code}");
                    Console.Error.WriteLine($"standard input:{number}: {no.Refusal}");
                    break;
            }
        }

        if (scope.IsJson) CommandScope.PrintObject(new { lines = number, refused, answers = told });
        return refused == 0 ? ExitCodes.Done : ExitCodes.Refused;
    }
}
