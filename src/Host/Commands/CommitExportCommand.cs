using System.CommandLine;
using System.Text;
using Busbar.Gateways.Mps;
using Busbar.Gateways.PglibUc;
using Busbar.Supply.Handoffs.Commitment.Systems;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar commit export CASE --mps OUT [--form ref|tight] | --pglib OUT [--additions]</c>: a case for another solver.</summary>
public static class CommitExportCommand
{
    private static readonly Dictionary<string, MpsForm> forms = new() { ["ref"] = MpsForm.Reference, ["tight"] = MpsForm.Tight };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = CommitFiles.CaseArgument();
        var mps = new Option<FileInfo>("--mps") { Description = "Write a mixed-integer programme as free MPS" };
        var form = new Option<string>("--form")
        {
            Description = "ref: pglib-uc's reference model; tight: the same schedules, closer bounds", DefaultValueFactory = _ => "ref",
        };
        form.AcceptOnlyFromAmong([.. forms.Keys]);
        var pglib = new Option<FileInfo>("--pglib") { Description = "Write pglib-uc JSON" };
        var additions = new Option<bool>("--additions") { Description = "With fields of our own for what pglib-uc cannot say" };
        var command = new Command("export", "Write a case for another solver") { file, mps, form, pglib, additions };
        command.Validators.Add(result =>
        {
            if (result.GetValue(mps) is null == result.GetValue(pglib) is null) result.AddError("Give one of --mps OUT and --pglib OUT");
        });
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var given = CommitFiles.ReadCase(scope, parsed.GetValue(file)!);
            var target = parsed.GetValue(mps) ?? parsed.GetValue(pglib)!;
            if (parsed.GetValue(mps) is not null) WriteMps(target, given, forms[parsed.GetValue(form)!]);
            else WriteJson(target, given, parsed.GetValue(additions));
            target.Refresh();
            if (scope.IsJson) CommandScope.PrintObject(new { @case = given.Name, file = target.FullName, bytes = target.Length });
            else CommandScope.Print(new Text(FormattableString.Invariant($"{target.FullName}: {target.Length:N0} bytes\n")));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static void WriteMps(FileInfo target, CommitmentCase given, MpsForm form) => CommitFiles.WriteWhole(target, stream =>
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        MpsFile.Write(given, form, text);
    });

    private static void WriteJson(FileInfo target, CommitmentCase given, bool withAdditions)
    {
        var json = withAdditions ? PglibUcText.WriteWithAdditions(given) : PglibUcText.Write(given).OrThrow();
        CommitFiles.WriteWhole(target, stream => stream.Write(json.Span));
    }
}
