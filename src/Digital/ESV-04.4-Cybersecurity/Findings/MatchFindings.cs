using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Findings;

/// <summary>Lays a report's entries beside an asset's findings.</summary>
internal sealed class MatchFindings
{
    private readonly FindingImport import;
    private readonly string scope;
    private readonly Instant at;
    private readonly LocalDate latest;
    private readonly List<Finding> notes;
    private readonly AliasSets aliases = new();
    private readonly ImmutableArray<ImmutableArray<string>> names;
    private readonly Dictionary<Key, SecurityFinding> known = [];
    private readonly Dictionary<Key, string> born = [];
    private readonly HashSet<(string Id, string Rule)> seen = [];

    public MatchFindings(FindingImport import, string scope, Instant at, List<Finding> notes)
    {
        (this.import, this.scope, this.at, this.notes) = (import, scope, at, notes);
        latest = import.ImportedAt.InUtc().Date.PlusDays(1);
        foreach (var finding in import.State.Findings) aliases.Join(finding.Names);
        foreach (var set in import.KnownAliases) Note(aliases.Join([.. set.Where(AliasSets.IsVulnerability)]), "known aliases");
        names = [.. import.Report.Findings.Select(entry => AliasSets.NamesOf(import.Report.Scanner, entry))];
        for (var index = 0; index < names.Length; index++) Note(aliases.Join(names[index]), import.Report.Findings[index].Where);
        foreach (var finding in import.State.Findings) Know(finding);
    }

    /// <summary>What was learned so far.</summary>
    public ImmutableArray<FindingFact>.Builder Facts { get; } = ImmutableArray.CreateBuilder<FindingFact>();

    /// <summary>Takes the report's entries; those of one rule and component are one, with every version they name.</summary>
    public void TakeEntries()
    {
        var places = new Dictionary<(Key Key, string Rule), int>();
        var groups = new List<Group>();
        for (var index = 0; index < names.Length; index++)
        {
            var entry = import.Report.Findings[index];
            var key = new Key(aliases.RootOf(names[index][0]), ComponentKey.Of(entry.Place));
            if (places.TryAdd((key, entry.Rule), groups.Count)) groups.Add(new(entry, key, names[index]));
            else groups[places[(key, entry.Rule)]] = groups[places[(key, entry.Rule)]].With(entry);
        }
        foreach (var group in groups)
            if (group.Entry.Statement is FindingStatement.Affected or FindingStatement.Suppressed) Take(group);
            else Judge(group);
    }

    /// <summary>Finds what this scanner saw in this scope before and does not see now.</summary>
    public void FindGone()
    {
        var hosts = import.Report.Hosts.ToHashSet(StringComparer.Ordinal);
        foreach (var finding in known.Values)
            foreach (var source in finding.Sources)
                if (source.GoneAt is null && (source.Scanner, source.Scope) == (import.Report.Scanner, scope)
                    && !seen.Contains((finding.Id, source.Rule))
                    && (source.Host == "" || hosts.Contains(source.Host)))
                    Facts.Add(new FindingFact.GoneFromScan(at, finding.Id, source.Scanner, scope, source.Rule));
    }

    /// <summary>Keeps a finding under its names. One that turns out to be another is merged into the older.</summary>
    private void Know(SecurityFinding finding)
    {
        var key = new Key(aliases.RootOf(finding.Names[0]), finding.Component);
        if (known.TryAdd(key, finding)) return;
        var (older, younger) = known[key].FirstSeen <= finding.FirstSeen ? (known[key], finding) : (finding, known[key]);
        Facts.Add(new FindingFact.Merged(at, younger.Id, older.Id));
        known[key] = FollowFinding.Absorb(older, younger);
    }

    private void Take(Group group)
    {
        var entry = group.Entry;
        var source = new FindingSource(import.Report.Scanner, scope, entry.Rule, group.Version, HostOf(entry.Place),
            entry.Severity, entry.Statement == FindingStatement.Suppressed, GoneAt: null);
        var finding = known.GetValueOrDefault(group.Key);
        var id = finding?.Id ?? IdOf(group);
        seen.Add((id, entry.Rule));
        var before = finding?.Sources.FirstOrDefault(each => FollowFinding.IsSame(each, source));
        var isKnown = before is not null && group.Names.All(finding!.Names.Contains);
        if (finding?.Judgement is { IsClosing: true } judgement && IsTakenBack(judgement))
            Facts.Add(new FindingFact.Judged(at, id, judgement.Scanner, FindingStatement.Affected, entry.Reason, import.Report.Hash.Hex));
        if (isKnown && before == source) return;
        if (isKnown && before! with { Severity = source.Severity } == source)
            Facts.Add(new FindingFact.Rerated(at, id, source, before.Severity));
        else
            Facts.Add(new FindingFact.Seen(at, id, group.Key.Component, entry.Title, group.Names, entry.Covers, PublishedOn(entry),
                entry.FixedIn, entry.Vector, source));
    }

    /// <summary>The document's own scanner takes a judgement back; that it was fixed, any scanner that still sees it.</summary>
    private bool IsTakenBack(FindingJudgement judgement) =>
        judgement.Scanner == import.Report.Scanner || (judgement.Statement == FindingStatement.Fixed && at > judgement.At);

    private void Judge(Group group)
    {
        var entry = group.Entry;
        if (!known.TryGetValue(group.Key, out var finding))
        {
            notes.Add(new("vex-without-finding", Severity.Note,
                $"{entry.Rule} in {group.Key.Component} is no finding of {import.State.Asset}", entry.Where, "kept nothing of it"));
            return;
        }
        seen.Add((finding.Id, entry.Rule));
        if (finding.Judgement is not { } judgement || (judgement.Statement, judgement.Reason) != (entry.Statement, entry.Reason))
            Facts.Add(new FindingFact.Judged(at, finding.Id, import.Report.Scanner, entry.Statement, entry.Reason, import.Report.Hash.Hex));
    }

    /// <summary>A finding that is first seen here is named after the asset, the component and the first of its names.</summary>
    private string IdOf(Group group)
    {
        if (born.TryGetValue(group.Key, out var id)) return id;
        id = ContentHash.Of($"{import.State.Asset}\n{group.Key.Component}\n{group.Names[0]}").Hex[..32];
        born.Add(group.Key, id);
        return id;
    }

    private static string HostOf(FindingPlace place) => place is FindingPlace.Service service ? service.Host : "";

    private LocalDate? PublishedOn(ScannedFinding entry)
    {
        if (entry.PublishedOn is null || entry.PublishedOn <= latest) return entry.PublishedOn;
        notes.Add(new("future-date", Severity.Warning, $"{entry.Rule} is said to be published on {entry.PublishedOn}, which is yet to come",
            entry.Where, "left the date out"));
        return null;
    }

    private void Note((string One, string Other)? conflict, string where)
    {
        if (conflict is { } two)
            notes.Add(new("alias-conflict", Severity.Warning, $"A link would make {two.One} and {two.Other} one vulnerability", where,
                "left the link out"));
    }

    /// <summary>What makes a finding of one asset: the set of its names, and the component.</summary>
    private readonly record struct Key(int Names, string Component);

    /// <summary>The entries of one rule about one finding.</summary>
    private sealed record Group(ScannedFinding Entry, Key Key, ImmutableArray<string> Names)
    {
        /// <summary>Every version seen, where there are several.</summary>
        private ImmutableSortedSet<string>? Versions { get; init; }

        /// <summary>Every version seen, parted by commas.</summary>
        public string Version => Versions is null ? VersionOf(Entry) : string.Join(", ", Versions);

        public Group With(ScannedFinding other) => VersionOf(other) == VersionOf(Entry) && Versions is null ? this
            : this with { Versions = (Versions ?? [VersionOf(Entry)]).Add(VersionOf(other)) };

        private static string VersionOf(ScannedFinding entry) => entry.Place switch
        {
            FindingPlace.Package { Version: "" } package => ComponentKey.VersionOf(package.Purl),
            FindingPlace.Package package => package.Version,
            _ => "",
        };
    }
}
