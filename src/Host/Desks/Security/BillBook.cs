using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Advisories;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>One component of a kept bill.</summary>
/// <param name="Package">Its package URL; empty where none is stated.</param>
/// <param name="Licences">Parted by commas.</param>
public sealed record BillLine(string Name, string Version, string Kind, string Package, string Licences);

/// <summary>What an asset is made of by its bill of materials in force.</summary>
/// <param name="Asset">The item of the service map.</param>
/// <param name="Format">CycloneDX or SPDX with its version.</param>
/// <param name="Subject">What the bill says that it is of.</param>
/// <param name="File">Hash of the document in the store.</param>
public sealed record KeptBill(string Asset, string Format, string Subject, string File, ImmutableArray<BillLine> Lines);

/// <summary>Bills of materials, one in force an asset: they answer which assets hold a component, the first question when a flaw in it
/// becomes known.</summary>
public sealed class BillBook(FactStore store, MapBook maps, FindingBook findings, IClock clock)
{
    private const string Kind = nameof(KeptBill);

    /// <summary>The bills in force as of an instant, by asset.</summary>
    public ImmutableArray<KeptBill> All(AsOf asOf) =>
        [.. store.ReadDocuments<KeptBill>(Kind, "", "\uffff", asOf).Select(each => each.Body)];

    /// <summary>Puts a bill in the place of the asset's last one, and judges the asset's findings by what it states.</summary>
    /// <exception cref="RefusedException"><c>unknown-asset</c>; <c>duty</c>.</exception>
    public Outcome<JudgedFindings> Keep(string asset, BillOfMaterials bill, SourceFile file, Actor who)
    {
        maps.Require(asset);
        using var batch = store.Begin(who, new RunId($"bill of {asset}"));
        var evidence = batch.PutFile(file.Name, file.Content);
        batch.PutDocument(new(Kind, asset), new KeptBill(asset, bill.Format, bill.Subject, evidence.Hex,
        [
            .. bill.Components.Select(each => new BillLine(each.Name, each.Version, each.Kind, each.Package?.ToString() ?? "",
                string.Join(", ", each.Licences))),
        ]), clock.GetCurrentInstant());
        return findings.Judge(batch, $"bill of {asset}", ResolveProducts.Run(bill), evidence, asset);
    }
}
