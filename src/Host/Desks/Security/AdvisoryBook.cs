using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Advisories;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>What an advisory says of one vulnerability.</summary>
/// <param name="Id">CVE, or the publisher's own.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Products">Names of the products that are affected.</param>
/// <param name="HasVendorFix">The publisher offers a fix.</param>
/// <param name="IsNoFixPlanned">The publisher says that none will come.</param>
public sealed record AdvisoryLine(
    string Id, ImmutableArray<string> Aliases, ImmutableArray<string> Products, bool HasVendorFix, bool IsNoFixPlanned);

/// <summary>An advisory in force, in its publisher's last version.</summary>
/// <param name="File">Hash of the document in the store.</param>
public sealed record KeptAdvisory(
    string Id, string Title, string Publisher, string Format, Instant Released, string File, ImmutableArray<AdvisoryLine> Lines);

/// <summary>Advisories of vendors and coordinators (CSAF, OpenVEX): kept as published, a later version in the place of an
/// earlier one.</summary>
public sealed class AdvisoryBook(FactStore store, FindingBook findings, IClock clock)
{
    internal const string Kind = nameof(KeptAdvisory);

    /// <summary>The advisories in force as of an instant, the latest first.</summary>
    public ImmutableArray<KeptAdvisory> All(AsOf asOf) =>
    [
        .. InForce(store, asOf).OrderByDescending(each => each.Released).ThenBy(each => each.Id, StringComparer.Ordinal),
    ];

    /// <summary>The names that the advisories in force give to one vulnerability, where they give it several: in capitals, its own
    /// first.</summary>
    internal static ImmutableArray<ImmutableArray<string>> Aliases(FactStore store) =>
    [
        .. InForce(store, AsOf.Latest).SelectMany(each => each.Lines).Where(line => !line.Aliases.IsEmpty)
            .Select(line => line.Aliases.Prepend(line.Id).Select(name => name.ToUpperInvariant()).ToImmutableArray()),
    ];

    /// <summary>Keeps an advisory, and judges the findings of every asset by what it states of packages.</summary>
    /// <exception cref="RefusedException"><c>older-advisory</c>; <c>duty</c>.</exception>
    public Outcome<JudgedFindings> Keep(Advisory advisory, SourceFile file, Actor who)
    {
        var now = clock.GetCurrentInstant();
        if (store.ReadDocument<KeptAdvisory>(new(Kind, advisory.Id), AsOf.Latest)?.Body is { } known && known.Released > advisory.Released)
            throw new RefusedException(new("older-advisory",
                $"{advisory.Id} of {advisory.Released}; its version of {known.Released} is known", file.Name, "Give the last version."));
        using var batch = store.Begin(who, new RunId($"advisory {advisory.Id}"));
        var evidence = batch.PutFile(file.Name, file.Content);
        batch.PutDocument(new(Kind, advisory.Id), new KeptAdvisory(advisory.Id, advisory.Title, advisory.Publisher, advisory.Format,
            advisory.Released, evidence.Hex, [.. Lines(advisory)]), now);
        return findings.Judge(batch, advisory.Id, ResolveProducts.Run(advisory), evidence);
    }

    private static IEnumerable<KeptAdvisory> InForce(FactStore store, AsOf asOf) =>
        store.ReadDocuments<KeptAdvisory>(Kind, "", "\uffff", asOf).Select(each => each.Body);

    private static IEnumerable<AdvisoryLine> Lines(Advisory advisory)
    {
        var names = advisory.Products.GroupBy(each => each.Id).ToDictionary(group => group.Key, group => group.First().Name);
        return advisory.Vulnerabilities.Select(each => new AdvisoryLine(each.Id,
            [.. each.Statements.SelectMany(statement => statement.Aliases).Distinct()],
            [
                .. each.Statements.Where(statement => statement.Status == VexStatus.Affected).SelectMany(statement => statement.Products)
                    .Select(id => names.GetValueOrDefault(id, id)).Distinct(),
            ], each.HasVendorFix, each.IsNoFixPlanned));
    }
}
