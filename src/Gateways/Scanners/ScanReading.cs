using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Gateways.Scanners;

/// <summary>What one report has said so far. The first fault stays in <see cref="Refusal"/>; a report is taken whole or not at
/// all.</summary>
internal sealed class ScanReading(string scanner, SourceFile file)
{
    /// <summary>Most findings of one report.</summary>
    public const int FindingsMost = 5_000_000;

    private const int NotesMost = 1000, TitleMost = 300, HeadBytes = 4096;

    private readonly ImmutableArray<ScannedFinding>.Builder findings = ImmutableArray.CreateBuilder<ScannedFinding>();
    private readonly List<Finding> notes = [];
    private readonly SortedSet<string> hosts = new(StringComparer.Ordinal);

    /// <summary>What was scanned, as the report spells it.</summary>
    public string Target { get; set; } = "";

    /// <summary>When.</summary>
    public Instant? ScannedAt { get; set; }

    /// <summary>The first fault, or null so far.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The file being read.</summary>
    public SourceFile File => file;

    /// <summary>How the text begins; empty for an archive that is damaged, whose fault the reader proper then meets.</summary>
    public byte[] Head()
    {
        using var text = file.OpenStream();
        var head = new byte[HeadBytes];
        try
        {
            return head[..text.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>Keeps the first fault.</summary>
    public void Refuse(string code, string what, string where, string remedy) => Refusal ??= new(code, what, Place(where), remedy);

    /// <summary>Refuses a report that is another tool's.</summary>
    public void RefuseLayout(string wanted) => Refuse("not-this-scanner", $"The file is no report of {scanner}: it has no {wanted}", "",
        "Name the scanner that wrote it, and export the layout that the gateway's README lists.");

    /// <summary>Notes something imperfect; after a thousand notes the rest is left out, with a last note that says so.</summary>
    public void Note(string code, string what, string where, string done)
    {
        if (notes.Count < NotesMost) notes.Add(new(code, Severity.Warning, what, Place(where), done));
        else if (notes.Count == NotesMost)
            notes.Add(new("more-notes", Severity.Note, $"More than {NotesMost} notes", Place(""), "left the rest out"));
    }

    /// <summary>A host that was looked at.</summary>
    public void Looked(string host)
    {
        if (host.Length > 0) hosts.Add(host.ToLowerInvariant());
    }

    /// <summary>Takes an entry in. Several CVEs are what the entry covers and no aliases of each other.</summary>
    public void Add(ScanEntry entry)
    {
        if (findings.Count == FindingsMost)
            Refuse("too-many-findings", $"The report has more than {FindingsMost} findings", entry.Where, "Split it by target.");
        if (Refusal is not null) return;
        var names = entry.Names.Select(name => name.Trim().ToUpperInvariant()).Where(name => name.Length > 0).Distinct().ToArray();
        var cves = names.Where(name => name.StartsWith("CVE-", StringComparison.Ordinal)).ToArray();
        var aliases = cves.Length > 1 ? names.Except(cves) : names;
        if (entry.Rule == "" && names.Length == 0)
            Note("no-rule", "The entry names neither rule nor vulnerability", entry.Where, "took its title as the rule");
        if (entry.Place is FindingPlace.Service service) Looked(service.Host);
        findings.Add(new(entry.Rule == "" ? names.FirstOrDefault() ?? entry.Title : entry.Rule, Cut(entry.Title), entry.Severity,
            [.. aliases.Order(StringComparer.Ordinal)], cves.Length > 1 ? [.. cves.Order(StringComparer.Ordinal)] : [],
            entry.Place, PublishedOn(entry), entry.FixedIn, entry.Vector, entry.Statement, Cut(entry.Reason), Place(entry.Where)));
    }

    /// <summary>A moment as scanners write it; null for an empty one, and for one that is no date, with the finding
    /// <c>impossible-date</c>.</summary>
    public Instant? Moment(string text, string where)
    {
        if (text.Trim() is not { Length: > 0 } written || written is "N/A" or "null") return null;
        if (ScanDates.Read(written) is { } moment) return moment;
        Note("impossible-date", $"'{Cut(written)}' is no date", where, "left it out");
        return null;
    }

    /// <summary>The report, or why it is none.</summary>
    public Outcome<ScanReport> Close() => Refusal is { } refusal ? refusal : Outcome.Of(
        new ScanReport(scanner, Target, [.. hosts], ScannedAt, findings.ToImmutable(), ContentHash.Of(file.Content.Span)), notes);

    private LocalDate? PublishedOn(ScanEntry entry) => Moment(entry.Published, entry.Where)?.InUtc().Date;

    private string Place(string where) =>
        where == "" ? file.Name : char.IsAsciiDigit(where[0]) ? $"{file.Name}:{where}" : $"{file.Name} {where}";

    private static string Cut(string text) => text.Length <= TitleMost ? text : text[..(TitleMost - 1)] + "…";
}
