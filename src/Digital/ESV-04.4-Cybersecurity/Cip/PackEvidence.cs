using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Digital.Cybersecurity.Cip;

/// <summary>What is asked: a requirement, or one part of it, as <see cref="RequirementParts.Of"/> reads it, over facts as of an
/// instant.</summary>
public sealed record PackEvidenceInputs(string Requirement, CipInputs Cip);

/// <summary>A file of a pack.</summary>
/// <param name="Path">Below the pack's folder, with <c>/</c>.</param>
public sealed record EvidenceFile(string Path, ImmutableArray<byte> Content);

/// <summary>Packs what proves a requirement: a table per part (what, who, when, on which asset of which kind, proof hash), the clocks, the
/// assets each part applies to, and an index with the SHA-256 of each file. The same facts make the same bytes.</summary>
public static class PackEvidence
{
    private static readonly JsonSerializerOptions indented = new()
    {
        WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The files, by path. Refuses a requirement we keep nothing for (<c>unknown-requirement</c>) and one whose standard binds
    /// nobody yet on the day (<c>not-in-force</c>). Findings: <c>part-without-evidence</c> for an asset in scope that has none,
    /// <c>fact-without-proof</c>, <c>version-unsettled</c>, and those of the clocks.</summary>
    public static Outcome<ImmutableArray<EvidenceFile>> Run(PackEvidenceInputs inputs)
    {
        var (cip, parts) = (inputs.Cip, RequirementParts.Of(inputs.Requirement));
        if (parts.IsEmpty)
            return new Refusal("unknown-requirement", $"No evidence is kept for '{inputs.Requirement}'", "requirement",
                $"Name one of {string.Join(", ", RequirementParts.All.Select(part => part.Code))}, or a whole requirement: CIP-007 R2.");
        var day = cip.Clock.Calendar.DateOf(cip.Clock.AsOf);
        if (CipStandards.InForce(parts[0].Standard, day) is not { } version)
            return new Refusal("not-in-force", $"{parts[0].Standard} binds nobody on {Day(day)}", "as of", "Ask as of a later day.");
        var findings = new List<Finding>();
        if (version.Disputed is { } disputed)
            findings.Add(new("version-unsettled", Severity.Warning, $"{disputed.Version} may bind already: {disputed.Source}",
                disputed.Version,
                $"packed under {version.Version.Version}"));
        var clocks = Clocks(cip, parts, findings);
        var lines = cip.Happened.SelectMany(fact => EvidenceLine.Of(fact)).ToLookup(line => line.Part);
        var assets = cip.Assets.ToDictionary(asset => asset.Name);
        var files = parts.Select(part => PartFile(part, lines[part.Code], assets, findings, cip)).ToList();
        files.Add(new("clocks.csv", ClockRows(clocks)));
        files.Add(new("assets.csv", AssetRows(cip, parts)));
        var index = files.Select(file => new IndexLine(file.Path, file.Rows.Count - 1, Text(file.Rows))).OrderBy(each => each.Path,
            StringComparer.Ordinal).ToList();
        return Outcome.Of(index.Select(each => new EvidenceFile(each.Path, each.Bytes)).Append(new("index.csv", Text(IndexRows(index))))
            .Append(new("index.json", Json(inputs, version, parts, index))).OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToImmutableArray(), findings);
    }

    private sealed record Sheet(string Path, List<string[]> Rows);

    private sealed record IndexLine(string Path, int Rows, ImmutableArray<byte> Bytes)
    {
        public string Hash { get; } = ContentHash.Of(Bytes.AsSpan()).Hex;
    }

    private static List<DueClock> Clocks(CipInputs cip, ImmutableArray<RequirementPart> parts, List<Finding> findings)
    {
        var clocks = parts[0].Standard switch
        {
            "CIP-007" => Take(MeasurePatchClocks.Run(cip)),
            "CIP-008" => Take(MeasureReportClocks.Run(cip)),
            _ => Take(MeasureBaselines.Run(cip)).Clocks,
        };
        return [.. clocks.Where(clock => parts.Any(part => part.Code == clock.Duty.Part))];

        T Take<T>(Outcome<T> outcome)
        {
            findings.AddRange(((Outcome<T>.Done)outcome).Findings.Where(each => parts.Any(part => each.Where.StartsWith($"{part.Code},",
                StringComparison.Ordinal))));
            return outcome.OrThrow();
        }
    }

    private static Sheet PartFile(
        RequirementPart part, IEnumerable<EvidenceLine> lines, Dictionary<string, CipAsset> assets, List<Finding> findings, CipInputs cip)
    {
        var rows = new List<string[]> { new[] { "when", "who", "role", "asset", "impact", "kind", "what", "proof" } };
        var proven = new HashSet<string>();
        foreach (var line in lines.Where(line => assets.TryGetValue(line.Fact.Asset, out var asset) && part.AppliesTo(asset))
            .OrderBy(line => line.Fact.At).ThenBy(line => line.Fact.Asset, StringComparer.Ordinal)
                .ThenBy(line => line.What, StringComparer.Ordinal))
        {
            var (fact, asset) = (line.Fact, assets[line.Fact.Asset]);
            proven.Add(asset.Name);
            if (fact.Proof == "")
                findings.Add(new("fact-without-proof", Severity.Warning, $"{fact.By.Name} {line.What}, and kept no proof",
                    $"{part.Code}, {fact.Asset}, {Time(fact.At)}", "packed without a hash"));
            rows.Add([Time(fact.At), fact.By.Name, fact.By.Role, asset.Name, $"{asset.Impact}", $"{asset.Role}", line.What, fact.Proof]);
        }
        // CIP-008 asks for evidence only where something happened.
        findings.AddRange(cip.Assets.Where(asset => part.Standard != "CIP-008" && part.AppliesTo(asset) && !proven.Contains(asset.Name))
            .Select(asset => new Finding("part-without-evidence", Severity.Warning, $"{asset.Owner} has nothing to show",
                $"{part.Code}, {asset.Name}", "packed without it")));
        return new($"parts/{part.Code.Replace(' ', '-')}.csv", rows);
    }

    private static List<string[]> ClockRows(IEnumerable<DueClock> clocks) =>
    [
        new[] { "part", "duty", "subject", "owner", "began", "due", "last day", "done", "state", "late" },
        .. clocks.OrderBy(clock => clock.Duty.Part, StringComparer.Ordinal).ThenBy(clock => clock.Duty.Subject, StringComparer.Ordinal)
            .ThenBy(clock => clock.Began).Select(clock => new[]
            {
                clock.Duty.Part, clock.Duty.Name, clock.Duty.Subject, clock.Duty.Owner, Time(clock.Began), Time(clock.Due),
                clock.LastDay is { } last ? Day(last) : "", clock.Done is { } done ? Time(done) : "", $"{clock.State}", clock.Late,
            }),
    ];

    private static List<string[]> AssetRows(CipInputs cip, ImmutableArray<RequirementPart> parts) =>
    [
        new[] { "asset", "impact", "kind", "owner", "parts" },
        .. cip.Assets.OrderBy(asset => asset.Name, StringComparer.Ordinal).Select(asset => new[]
        {
            asset.Name, $"{asset.Impact}", $"{asset.Role}", asset.Owner,
            string.Join("; ", parts.Where(part => part.AppliesTo(asset)).Select(part => part.Code)),
        }),
    ];

    private static List<string[]> IndexRows(List<IndexLine> index) =>
        [new[] { "file", "rows", "sha256" }, .. index.Select(each => new[] { each.Path, Number(each.Rows), each.Hash })];

    private static ImmutableArray<byte> Json(
        PackEvidenceInputs inputs, VersionInForce version, ImmutableArray<RequirementPart> parts, List<IndexLine> index) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(new
        {
            Requirement = inputs.Requirement.Trim(), AsOf = Time(inputs.Cip.Clock.AsOf), Zone = inputs.Cip.Clock.Calendar.Zone.Id,
            Standard = version.Version.Version, version.Version.Source, Unsettled = version.Disputed?.Version,
            Parts = parts.Select(part => new
            {
                part.Code, part.Asks, High = part.High.Select(role => $"{role}"), Medium = part.Medium.Select(role => $"{role}"),
                Assets = inputs.Cip.Assets.Where(part.AppliesTo).Select(asset => asset.Name).Order(StringComparer.Ordinal),
            }),
            Files = index.Select(each => new { each.Path, each.Rows, Sha256 = each.Hash }),
        }, indented), (byte)'\n'];

    /// <summary>Comma-separated with every field quoted (RFC 4180), a line feed after each row.</summary>
    private static ImmutableArray<byte> Text(List<string[]> rows) => [.. Encoding.UTF8.GetBytes(string.Concat(rows.Select(row =>
        string.Join(',', row.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n")))];

    private static string Time(Instant at) => InstantPattern.ExtendedIso.Format(at);

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
