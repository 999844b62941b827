using System.Collections.Immutable;
using System.CommandLine;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Gateways;
using Busbar.Gateways.Tables;
using Busbar.Host.Desks.Security;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;
using Table = Spectre.Console.Table;

namespace Busbar.Host.Commands;

/// <summary><c>busbar cip scope FILE | record FACT | clocks | evidence --requirement R --out DIR | check DIR</c>: NERC CIP's clocks and
/// evidence. Exit code 4 when something is late or a pack was touched.</summary>
public static class CipCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("cip", "NERC CIP: scope, facts, clocks, evidence") { Scope(), Record(), Clocks(), Evidence(),
        Check() };

    private static Command Scope()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV asset,impact,kind,owner; kinds are BesCyberSystem, AccessControl, "
            + "PhysicalAccess, ProtectedAsset" };
        var zone = new Option<string>("--zone") { Description = "Zone whose calendar days count",
            DefaultValueFactory = _ => "America/New_York" };
        var seniors = new Option<string[]>("--senior-manager")
            { Description = "CIP Senior Manager and delegates, by name", AllowMultipleArgumentsPerToken = true };
        var command = new Command("scope", "Set which assets are in scope") { file, zone, seniors };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var read = ReadCsvTable.Run(SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow(), "scope").OrThrow();
            ImmutableArray<CipAsset> assets = [.. Enumerable.Range(0, read.RowCount).Select(row => new CipAsset(Text(read, "asset", row),
                Word<CipImpact>(read, "impact", row), Word<CipRole>(read, "kind", row), Text(read, "owner", row)))];
            new CipBook(scope.Store).Keep(new(parsed.GetValue(zone)!, [.. parsed.GetValue(seniors) ?? []], assets),
                PersonAtHand.Of(scope, Roles.Security), SettleCommand.Now);
            if (scope.IsJson) CommandScope.PrintObject(new { assets = assets.Length });
            else scope.Terminal.MarkupLine($"{assets.Length} assets in scope");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static string Text(Digital.Handoffs.DataQuality.Table table, string column, int row) =>
        table.Find(column)?[row]?.ToString() ?? throw
        new RefusedException(new("missing-field", $"Row {row + 1} has no '{column}'", $"{table.Name}, row {row + 1}", "Fill it in."));

    private static T Word<T>(Digital.Handoffs.DataQuality.Table table, string column, int row) where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(Text(table, column, row), StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<T>(name) : throw new RefusedException(new("bad-word", $"'{Text(table, column, row)}' is no {column}",
                $"{table.Name}, row {row + 1}", $"Use one of {string.Join(", ", Enum.GetNames<T>())}."));

    private static Command Record()
    {
        var what = new Argument<string>("FACT") { Description = string.Join(", ", CipEntry.Facts) };
        var asset = new Option<string>("--asset") { Description = "The asset, as the scope names it", Required = true };
        var name = new Option<string>("--name") { Description = "The source, patch, plan, change or incident",
            DefaultValueFactory = _ => "" };
        var list = new Option<string[]>("--list")
            { Description = "Patches, attributes told, or items as 'Software openssh=9.6'", AllowMultipleArgumentsPerToken = true };
        var until = new Option<string?>("--until") { Description = "A plan's last day, as 2026-12-31" };
        var word = new Option<string>("--word") { Description = "Recipient of a report, or the attribute learned",
            DefaultValueFactory = _ => "" };
        var proof = new Option<FileInfo?>("--proof") { Description = "The document that proves it; kept in the store" };
        var at = AsOfOptions.InstantOption("--at", "When it happened; now when left out");
        var command = new Command("record", "Record a fact of an asset") { what, asset, name, list, until, word, proof, at };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (book, who, now) = (new CipBook(scope.Store), PersonAtHand.Of(scope, Roles.Security), SettleCommand.Now);
            LocalDate? day = parsed.GetValue(until) is not { } text ? null : LocalDatePattern.Iso.Parse(text) is { Success: true } date
                ? date.Value
                : throw new RefusedException(new("bad-date", $"'{text}' is no date", "--until", "Write it as 2026-12-31."));
            var entry = new CipEntry(parsed.GetValue(what)!, parsed.GetValue(at) ?? now, parsed.GetValue(asset)!, "",
                parsed.GetValue(name)!,
                [.. parsed.GetValue(list) ?? []], day, parsed.GetValue(word)!);
            var document = parsed.GetValue(proof) is { } file ? SourceFile.Load(file.FullName).OrThrow() : new("", default);
            var fact = book.Enter(entry, who, now, document.Name, document.Content);
            if (scope.IsJson) CommandScope.PrintObject(new { recorded = entry.Fact, fact.Asset, fact.At, fact.Proof });
            else scope.Terminal.MarkupLineInterpolated($"{entry.Fact} of {entry.Asset} recorded");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Clocks()
    {
        var command = new Command("clocks", "What is due, running, late");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (clocks, drifts, findings) = new CipBook(scope.Store).Clocks(scope.AsOf);
            if (scope.IsJson) CommandScope.PrintObject(new { clocks, drifts, findings });
            else
            {
                var table = new Table().AddColumns("Part", "Duty", "On", "Owner", "Last day", "State", "Late");
                foreach (var each in clocks.Where(each => each.State is not DueState.Kept).OrderBy(each => each.Due))
                    table.AddRow(each.Duty.Part, each.Duty.Name, Markup.Escape(each.Duty.Subject), Markup.Escape(each.Duty.Owner),
                        each.LastDay is { } last ? LocalDatePattern.Iso.Format(last) : each.Due.ToString(), each.State.ToString(),
                            each.Late);
                CommandScope.Print(table);
            }
            SettleCommand.Tell(scope, findings);
            return clocks.Any(each => each.State == DueState.Overdue) || drifts.Any(each => each.Change == "") ? ExitCodes.Found
                : ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Evidence()
    {
        var requirement = new Option<string>("--requirement") { Description = "As CIP-007 R2, or one part: CIP-007 R2.2", Required = true };
        var folder = new Option<DirectoryInfo>("--out") { Description = "A folder that is not there yet", Required = true };
        var command = new Command("evidence", "Pack what proves a requirement") { requirement, folder };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var packed = PackEvidence.Run(new(parsed.GetValue(requirement)!, new CipBook(scope.Store).Inputs(scope.AsOf)));
            var pack = packed.OrThrow();
            EvidenceFolder.Write(parsed.GetValue(folder)!, pack);
            var findings = packed.FindingsOrNone();
            if (scope.IsJson)
                CommandScope.PrintObject(new
                {
                    files = pack.Select(file => new { file.Path, bytes = file.Content.Length,
                        sha256 = ContentHash.Of(file.Content.AsSpan()) }),
                    findings,
                });
            else scope.Terminal.MarkupLineInterpolated($"{pack.Length} files in {parsed.GetValue(folder)!.FullName}");
            SettleCommand.Tell(scope, findings);
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Check()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "The folder of a pack" };
        var command = new Command("check", "Check a pack by its hashes alone") { folder };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var check = CheckEvidence.Run(EvidenceFolder.Read(parsed.GetValue(folder)!));
            var (agreed, findings) = (check.OrThrow(), check.FindingsOrNone());
            if (scope.IsJson) CommandScope.PrintObject(new { agreed, findings });
            else scope.Terminal.MarkupLine($"{agreed} files agree with the index");
            SettleCommand.Tell(scope, findings);
            return findings.IsEmpty ? ExitCodes.Done : ExitCodes.Found;
        }));
        return command;
    }
}
