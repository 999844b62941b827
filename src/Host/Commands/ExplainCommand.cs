using System.CommandLine;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar explain KIND KEY [--line L]</c>: prints the working of a number as a tree, down to meter reads and prices.</summary>
public static class ExplainCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { Description = $"One of {string.Join(", ", Explanations.Kinds)}" };
        var key = new Argument<string>("KEY") { Description = "The day, month or stage: 2017-03-12, 2017-03-01, SMV-01.1" };
        var line = new Option<string?>("--line") { Description = "The line within it: total, a charge code, code/asset, code/asset/HE05" };
        var command = new Command("explain", "Print the working of a number down to its sources") { kind, key, line }.WithAsOf();
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var whole = parsed.GetValue(line) is { Length: > 0 } part ? $"{parsed.GetValue(key)}/{part}" : parsed.GetValue(key)!;
            var explain = Explanations.Of(scope.Store, parsed.GetValue(kind)!, whole, scope.AsOf).OrThrow();
            if (scope.IsJson) CommandScope.PrintObject(explain);
            else PrintTree(explain);
            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary>Prints a working as a tree.</summary>
    internal static void PrintTree(Explain explain)
    {
        var tree = new Tree(Line(explain));
        foreach (var part in explain.Because) Add(tree, part);
        CommandScope.Print(tree);
    }

    private static void Add(IHasTreeNodes parent, Explain explain)
    {
        var node = parent.AddNode(Line(explain));
        foreach (var part in explain.Because) Add(node, part);
    }

    private static string Line(Explain explain)
    {
        var text = Markup.Escape($"{explain.Name} = {explain.Value} {explain.Unit}");
        if (explain.Formula.Length > 0) text += $"  [grey]= {Markup.Escape(explain.Formula)}[/]";
        if (explain.Source.Length > 0) text += $"  [blue]from {Markup.Escape(explain.Source)}[/]";
        return text;
    }
}
