using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Catalogue;

/// <summary>The datasets and the contracts in force.</summary>
public sealed record CheckCatalogueInputs(ImmutableArray<Dataset> Datasets, ImmutableArray<DataContract> Contracts);

/// <summary>Looks for gaps in the catalogue.</summary>
public static class CheckCatalogue
{
    /// <summary>The datasets by name. Refuses a name that comes twice (<c>dataset-twice</c>). Findings: <c>dataset-without-owner</c>,
    /// <c>dataset-without-contract</c>, <c>contract-absent</c> (the dataset names one that is not in force),
    /// <c>contract-without-dataset</c>, <c>column-unclassified</c>.</summary>
    public static Outcome<ImmutableSortedDictionary<string, Dataset>> Run(CheckCatalogueInputs inputs)
    {
        if (inputs.Datasets.GroupBy(dataset => dataset.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return new Refusal("dataset-twice", $"The catalogue names '{twice.Key}' twice", twice.Key, "Keep one of them.");
        var contracts = inputs.Contracts.ToLookup(contract => contract.Id);
        var findings = inputs.Datasets.SelectMany(dataset => Of(dataset, contracts)).Concat(inputs.Contracts
            .Where(contract => inputs.Datasets.All(dataset => dataset.Contract != contract.Id))
            .Select(contract => Finding("contract-without-dataset", contract.Id, "No dataset has this contract",
                "nothing is checked by it")));
        return Outcome.Of(inputs.Datasets.ToImmutableSortedDictionary(dataset => dataset.Name, dataset => dataset, StringComparer.Ordinal),
            findings);
    }

    private static IEnumerable<Finding> Of(Dataset dataset, ILookup<string, DataContract> contracts)
    {
        if (dataset.Owner.Length == 0)
            yield return Finding("dataset-without-owner", dataset.Name, "Nobody answers for it", "its breaches go to nobody");
        if (dataset.Contract is null)
            yield return Finding("dataset-without-contract", dataset.Name, "It has no contract", "nothing is checked");
        else if (!contracts.Contains(dataset.Contract))
            yield return Finding("contract-absent", dataset.Name, $"Its contract {dataset.Contract} is not in force", "nothing is checked");
        foreach (var column in dataset.Columns.Where(column => column.Classification.Length == 0))
            yield return Finding("column-unclassified", $"{dataset.Name}.{column.Name}", "Nobody has said how secret it is",
                "it counts as confidential");
    }

    private static Finding Finding(string code, string where, string what, string done) => new(code, Severity.Warning, what, where, done);
}
