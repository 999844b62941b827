using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Commitment.Offers;

namespace Busbar.Supply.Commitment.Tests.Offers;

public sealed class ExplainOfferTests
{
    private static readonly BuildMarketOffersInputs inputs = OfferCases.Inputs(OfferCases.Fleet(), "ERCOT") with
    {
        Allowances = [new("CO2", new(20))], Forgone = [new("cycle-1", new(0.5m), new(1.25m), "gas contract of the month")],
    };

    [Fact]
    public void The_working_of_an_hour_reaches_every_figure_of_the_offer()
    {
        var offer = BuildMarketOffers.Run(inputs).OrThrow().Offers.Single();
        foreach (var hour in (int[])[0, 9, 14])
        {
            var parts = ExplainOffer.Run(inputs, "cycle-1", hour).OrThrow().Because;
            decimal Of(string name) => Value(parts.Single(part => part.Name.StartsWith(name, StringComparison.Ordinal)));
            Assert.Equal(offer.Hours[hour].StartUp.Hot.Value, decimal.Round(Of("hot"), 2));
            Assert.Equal(offer.Hours[hour].StartUp.Cold.Value, decimal.Round(Of("cold"), 2));
            Assert.Equal(offer.Hours[hour].Minimum.PerMwh.Value, decimal.Round(Of("minimum energy"), 2, MidpointRounding.AwayFromZero));
            Assert.Equal(offer.Hours[hour].Curve[0].Price.Value, decimal.Round(Of("segment 1"), 2, MidpointRounding.AwayFromZero));
            Assert.Equal(offer.Hours[hour].Curve[^1].Price.Value, decimal.Round(Of("segment 2"), 2, MidpointRounding.AwayFromZero));
        }
    }

    [Fact]
    public void Every_formula_of_the_working_gives_its_value_when_it_is_computed_again()
    {
        var (checkedFormulas, leaves) = (0, 0);
        Walk(ExplainOffer.Run(inputs, "cycle-1", 12).OrThrow(), node =>
        {
            if (node.Formula.Length == 0) leaves++;
            if (Recompute(node) is not { } again) return;
            checkedFormulas++;
            Assert.Equal((double)Value(node), (double)again, 1e-8);
        });
        Assert.True(checkedFormulas > 25 && leaves > 25, $"{checkedFormulas} formulas, {leaves} leaves");
    }

    [Fact]
    public void What_is_not_offered_is_not_explained()
    {
        Assert.Equal("unknown-unit", Fixtures.RefusalOf(ExplainOffer.Run(inputs, "other", 0)).Code);
        Assert.Equal("not-offered", Fixtures.RefusalOf(ExplainOffer.Run(inputs, "cycle-1", 24)).Code);
        var spring = OfferCases.Inputs(OfferCases.Fleet(), "ERCOT", OfferCases.DayOf("2026-03-08"));
        Assert.Equal("not-offered", Fixtures.RefusalOf(ExplainOffer.Run(spring, "cycle-1", 2)).Code);
    }

    /// <summary>Adds, multiplies and divides what the formula says, units left out; null where it says something else.</summary>
    private static decimal? Recompute(Explain node)
    {
        var formula = node.Formula;
        if (formula.StartsWith("min(", StringComparison.Ordinal)) return formula[4..^1].Split(", ").Min(SharedFiles.Number);
        var words = formula.Replace("(1 − ", "(1−", StringComparison.Ordinal).Split(' ');
        var (sum, product, sign, isDivided) = (0m, (decimal?)null, 1m, false);
        foreach (var word in words)
        {
            if (word is "+" or "−")
            {
                (sum, product) = (sum + sign * (product ?? 0), null);
                sign = word == "+" ? 1 : -1;
            }
            else if (word == "÷") isDivided = true;
            else if (Number(word) is { } number)
            {
                product = product is null ? number : isDivided ? product / number : product * number;
                isDivided = false;
            }
        }
        return product is null ? null : sum + sign * product;
    }

    private static decimal? Number(string word) =>
        word.StartsWith("(1−", StringComparison.Ordinal) ? 1 - SharedFiles.Number(word[3..^1])
        : decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal Value(Explain node) => SharedFiles.Number(node.Value);

    private static void Walk(Explain node, Action<Explain> visit)
    {
        if (node.Unit != "figures") visit(node);
        foreach (var part in node.Because) Walk(part, visit);
    }
}
