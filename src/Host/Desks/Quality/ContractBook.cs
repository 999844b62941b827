using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways;
using Busbar.Gateways.DataContracts;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Quality;

/// <summary>The contracts of the store's datasets: those of the desk's own feeds, and whatever the house puts in their place or
/// beside them.</summary>
public sealed class ContractBook(FactStore store)
{
    private const string Kind = nameof(DataContract);

    /// <summary>The contracts in force as of an instant, by dataset.</summary>
    public ImmutableSortedDictionary<string, DatasetContract> InForce(AsOf asOf)
    {
        var kept = store.ReadDocuments<DatasetContract>(Kind, "", "~", asOf).Select(stored => stored.Body);
        var feeds = new SupplyReads(store).Profile(asOf) is { } profile ? FeedContracts.Of(profile) : [];
        return feeds.Concat(kept).GroupBy(each => each.Dataset).ToImmutableSortedDictionary(group => group.Key, group => group.Last(),
            StringComparer.Ordinal);
    }

    /// <summary>A contract as it is read.</summary>
    /// <exception cref="RefusedException">What <see cref="ReadDataContract"/> refuses.</exception>
    public static DataContract Read(DatasetContract contract) =>
        ReadDataContract.Run(new SourceFile(contract.Name, Encoding.UTF8.GetBytes(contract.Text))).OrThrow();

    /// <summary>Puts a contract into force in the place of its dataset's.</summary>
    /// <exception cref="RefusedException">What <see cref="ReadDataContract"/> refuses; <c>unknown-dataset</c>; <c>duty</c>.</exception>
    public void Keep(DatasetContract contract, Actor who, Instant at)
    {
        Read(contract);
        if (!store.Holdings(AsOf.Latest).Any(holding => holding.Name == contract.Dataset))
            throw new RefusedException(new("unknown-dataset", $"The store holds no dataset {contract.Dataset}", contract.Dataset,
                "Name a series' path or a kind of document of the catalogue."));
        using var batch = store.Begin(who, new RunId($"contract of {contract.Dataset}"));
        batch.PutDocument(new(Kind, contract.Dataset), contract, at);
        batch.Commit();
    }
}
