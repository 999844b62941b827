using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Busbar.Digital.DataQuality.Catalogue;
using Busbar.Gateways.Csv;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Quality;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar export star --out DIR</c>: the warehouse as CSV, a file a fact and a dimension, for any BI tool.</summary>
public static class ExportStarCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var to = new Option<DirectoryInfo>("--out") { Description = "Folder for the files; files of these names in it are replaced",
            Required = true };
        var command = new Command("star", "The warehouse: facts and dimensions as CSV") { to };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var reads = new SupplyReads(scope.Store);
            var profile = reads.Profile(scope.AsOf) ?? throw new RefusedException(new("no-utility", "The workspace has no utility",
                "UtilityProfile", "Set one (busbar import profile FILE), or run busbar demo."));
            var books = DeskCommand.BooksOf(scope);
            var (facts, folder) = (new StarRows(books, profile, scope.AsOf, reads.Days(scope.AsOf)), parsed.GetValue(to)!);
            folder.Create();
            var keys = StarSchema.Dimensions.ToDictionary(dimension => dimension.Key, _ => new HashSet<string>(StringComparer.Ordinal));
            var written = StarSchema.Facts.Select(fact => (fact.Name, Rows: Write(folder, fact.Name,
                [.. fact.Keys, .. fact.Measures.Concat(StarSchema.OfEveryFact).Select(column => column.Name)], facts.Of(fact), row =>
                {
                    for (var i = 0; i < fact.Keys.Length; i++) keys[fact.Keys[i]].Add(row[i]);
                }))).ToList();
            var dimensions = new StarDimensions(books, profile, scope.AsOf);
            written.AddRange(StarSchema.Dimensions.Select(dimension => (dimension.Name, Write(folder, dimension.Name,
                [dimension.Key, .. dimension.Columns.Select(column => column.Name)], dimensions.Of(dimension, keys[dimension.Key]), _
                    => { }))));
            if (scope.IsJson) CommandScope.PrintObject(new { folder = folder.FullName, tables = written.Select(each => new { each.Name,
                each.Rows }) });
            else
            {
                var table = new Table().AddColumns("Table", "Rows");
                foreach (var (name, rows) in written) table.AddRow(name, $"{rows}");
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command;
    }

    private static int Write(
        DirectoryInfo folder, string name, ImmutableArray<string> columns, IEnumerable<string[]> rows, Action<string[]> see)
    {
        var partial = Path.Combine(folder.FullName, $".{name}.partial");
        var count = 0;
        using (var file = new StreamWriter(partial, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            var line = new StringBuilder();
            file.Write(line.AppendCsv(columns));
            foreach (var row in rows)
            {
                see(row);
                file.Write(line.Clear().AppendCsv(row));
                count++;
            }
        }
        File.Move(partial, Path.Combine(folder.FullName, $"{name}.csv"), overwrite: true);
        return count;
    }
}
