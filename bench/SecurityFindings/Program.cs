using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Busbar.Digital.Cybersecurity.Findings;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways;
using Busbar.Gateways.Scanners;
using Busbar.Host.Desks.Security;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

// bench/security-findings : a million findings from reports of 200 assets, read, matched and stored; again; and one report of a million.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Assets = 200, EntriesEach = 5000;
var page = new StringBuilder();
page.AppendLine("# Findings: a million imported, and again").AppendLine();
page.AppendLine($"Command: `bench/security-findings`. {Environment.ProcessorCount} cores, one of them used, shared with whatever runs.");
page.AppendLine($"{Assets} assets, each a generic table of {EntriesEach:N0} packages with a CVE; stored in SQLite, reports kept.");
page.AppendLine();
page.AppendLine("| What | Bar | Wall | Processor | Result |").AppendLine("|---|---|---|---|---|");

ImmutableArray<FindingFact> facts = [];
var state = AssetFindings.None("one");
var whole = new SourceFile("million.csv", Table(0, Assets * EntriesEach));
var report = ReadScanReport.Read("generic", whole).OrThrow();
Line("match one report of a million entries against nothing", "–", () =>
{
    facts = ImportFindings.Run(new(state, report, [], Now())).OrThrow();
    return $"{facts.Length:N0} facts";
});
state = state.With(facts);
Line("match a rescan with the same entries", "–", () =>
    $"{ImportFindings.Run(new(state, report with { Hash = ContentHash.Of("again") }, [], Now())).OrThrow().Length} fact");
(facts, state, report, whole) = ([], AssetFindings.None("one"), null!, null!);

var folder = Directory.CreateTempSubdirectory("busbar-findings");
using (var store = FactStore.Open(new StoreLocation.Sqlite(Path.Combine(folder.FullName, "busbar.db")), SystemClock.Instance))
{
    var maps = new MapBook(store);
    maps.Keep(MapBook.Own with
    {
        Items = [.. MapBook.Own.Items, .. Enumerable.Range(0, Assets).Select(n =>
            new ConfigurationItem($"server-{n}", "server", "desk-systems", Criticality.High, NetworkExposure.Internal))],
    }, new Actor("bench", Roles.ServiceOperator), Now());
    var book = new FindingBook(store, maps, SystemClock.Instance);
    var files = Enumerable.Range(0, Assets).Select(n => new SourceFile($"server-{n}.csv", Table(n, EntriesEach))).ToArray();
    Line("import a million findings: read, match, store", "≤ 60 s", () => Import(book, files));
    Line("import the same reports again", "no duplicates", () => Import(book, files));
    Line("import rescans of the same state (other bytes)", "no duplicates", () => Import(book,
        [.. files.Select(file => new SourceFile(file.Name, (byte[])[.. file.Content.Span, (byte)'\n']))]));
    Line("read every finding from the store", "–", () =>
        $"{new FindingBook(store, maps, SystemClock.Instance).All(AsOf.Latest).Sum(asset => asset.Findings.Length):N0} findings");
}
page.AppendLine().AppendLine($"Most memory of the process: {Process.GetCurrentProcess().PeakWorkingSet64 >> 20:N0} MB. The store: "
    + $"{folder.GetFiles().Sum(file => file.Length) >> 20:N0} MB.");
folder.Delete(recursive: true);

var root = AppContext.BaseDirectory;
while (!File.Exists(Path.Combine(root, "Busbar.slnx"))) root = Path.GetDirectoryName(root)!;
File.WriteAllText(Path.Combine(root, "bench", "results", "security-findings.md"), page.ToString());
Console.Write(page);

static string Import(FindingBook book, IEnumerable<SourceFile> files)
{
    var (fresh, added) = (0, 0);
    foreach (var file in files)
    {
        var done = book.Import(ReadScanReport.Read("generic", file).OrThrow(), file, file.Name[..^4], Actor.Gateway).OrThrow();
        (fresh, added) = (fresh + done.Fresh, added + done.Facts);
    }
    return $"{fresh:N0} new findings, {added:N0} facts";
}

static byte[] Table(int seed, int rows)
{
    var text = new StringBuilder("Title,Severity,Vulnerability Id,component_name,component_version,ecosystem\n");
    for (var row = 0; row < rows; row++)
        text.Append("Made-up flaw ").Append(row).Append(",High,CVE-").Append(2000 + row % 26).Append('-').Append(10_000 + row)
            .Append(",package-").Append(row % 700).Append(",1.").Append(seed).Append('.').Append(row % 9).Append(",npm\n");
    return Encoding.UTF8.GetBytes(text.ToString());
}

static Instant Now() => SystemClock.Instance.GetCurrentInstant();

void Line(string what, string bar, Func<string> work)
{
    var (wall, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
    var result = work();
    page.AppendLine($"| {what} | {bar} | {wall.Elapsed.TotalSeconds:0.0} s | "
        + $"{(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:0.0} s | {result} |");
}
