using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Catalogue;
using Busbar.Digital.DataQuality.Tests.Contracts;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Tests.Catalogue;

public sealed class CatalogueTests
{
    private static readonly Dataset prices =
        new("prices", "Prices", "market data", "c", "table price", false, [new("lmp", "real", "USD/MWh", "public")]);

    [Fact]
    public void Gaps_in_the_catalogue_are_found()
    {
        var contract = CheckContractTests.Contract("      - { name: id }\n");
        Assert.Empty(Findings([prices], [contract]));
        Assert.Equal(["dataset-without-owner", "dataset-without-contract", "contract-without-dataset"],
            Findings([prices with { Owner = "", Contract = null }], [contract]));
        Assert.Equal(["contract-absent", "column-unclassified"], Findings([prices with { Columns = [new("lmp", "real", "", "")] }], []));
    }

    [Fact]
    public void A_name_that_comes_twice_is_refused() => Assert.Equal("dataset-twice",
        Assert.IsType<Outcome<ImmutableSortedDictionary<string, Dataset>>.Refused>(CheckCatalogue.Run(new([prices, prices], [])))
            .Refusal.Code);

    [Fact]
    public void Every_fact_of_the_star_stands_on_dimensions_that_exist_and_names_its_columns_once()
    {
        var keys = StarSchema.Dimensions.Select(dimension => dimension.Key).ToHashSet();
        Assert.Equal(["fact_load", "fact_price", "fact_trade", "fact_settlement", "fact_ticket", "fact_incident"],
            StarSchema.Facts.Select(fact => fact.Name));
        Assert.All(StarSchema.Facts, fact =>
        {
            Assert.Subset(keys, fact.Keys.ToHashSet());
            var names = fact.Keys.Concat(fact.Measures.Concat(StarSchema.OfEveryFact).Select(column => column.Name)).ToList();
            Assert.Equal(names.Distinct(), names);
            Assert.All(fact.Measures, column => Assert.Contains(column.Type, new[] { "text", "whole", "decimal", "instant", "date" }));
        });
        Assert.Equal(keys, StarSchema.Facts.SelectMany(fact => fact.Keys).ToHashSet());
    }

    private static IEnumerable<string> Findings(
        ImmutableArray<Dataset> datasets, ImmutableArray<Busbar.Digital.Handoffs.DataQuality.DataContract> contracts) =>
        Assert.IsType<Outcome<ImmutableSortedDictionary<string, Dataset>>.Done>(CheckCatalogue.Run(new(datasets, contracts))).Findings
            .Select(finding => finding.Code);
}
