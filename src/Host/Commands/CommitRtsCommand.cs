using System.CommandLine;
using Busbar.Gateways;
using Busbar.Gateways.PglibUc;
using Busbar.Gateways.Rts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar commit rts FOLDER --from D --days N --out CASE</c>: a case of some days from the tables of RTS-GMLC.</summary>
public static class CommitRtsCommand
{
    private const int MostDays = 366;
    private static readonly Dictionary<string, RtsStyle> styles = new() { ["published"] = RtsStyle.Published,
        ["pglib-uc"] = RtsStyle.PglibUc };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Folder of gen.csv, storage.csv, DAY_AHEAD_*.csv, or .gz" };
        var from = RunCommand.DayOption("--from", "First day");
        var days = new Option<int>("--days") { Description = $"How many days, 1 to {MostDays}", DefaultValueFactory = _ => 2 };
        days.Validators.Add(result =>
        {
            if (int.TryParse(result.Tokens.FirstOrDefault()?.Value, out var count) && count is < 1 or > MostDays)
                result.AddError($"--days {count} is not between 1 and {MostDays}");
        });
        var style = new Option<string>("--style")
        {
            Description = "published: all the source says; pglib-uc: as pglib-uc's rts_gmlc family", DefaultValueFactory = _ => "published",
        };
        style.AcceptOnlyFromAmong([.. styles.Keys]);
        var target = new Option<FileInfo>("--out") { Description = "Case file to write", Required = true };
        var command = new Command("rts", "Make a case from the tables of RTS-GMLC") { folder, from, days, style, target };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var files = RtsSystem.Tables.ToDictionary(table => table, table => Load(parsed.GetValue(folder)!, table));
            var read = RtsSystem.Read(files, parsed.GetValue(from).Date, parsed.GetValue(days), styles[parsed.GetValue(style)!]);
            var given = read.OrThrow();
            var findings = ((Outcome<CommitmentCase>.Done)read).Findings;
            var file = parsed.GetValue(target)!;
            CommitFiles.WriteWhole(file, stream => stream.Write(PglibUcText.WriteWithAdditions(given).Span));
            if (scope.IsJson) CommandScope.PrintObject(new { @case = given.Name, file = file.FullName, hours = given.Hours, findings });
            else CommandScope.Print(new Text(FormattableString.Invariant(
                $"{file.FullName}: {given.Hours} hours, {given.Thermal.Length} thermal units, {given.Renewable.Length} plants\n")));
            CommitFiles.PrintFindings(scope, findings);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static SourceFile Load(DirectoryInfo folder, string table)
    {
        var plain = Path.Combine(folder.FullName, $"{table}.csv");
        return SourceFile.Load(File.Exists($"{plain}.gz") ? $"{plain}.gz" : plain).OrThrow();
    }
}
