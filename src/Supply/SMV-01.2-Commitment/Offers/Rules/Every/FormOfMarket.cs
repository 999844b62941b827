namespace Busbar.Supply.Commitment.Offers.Rules.Every;

/// <summary>An offer is written in its market's terms: schedule, curve style, commitment cost and minimum cost as the market takes them.
/// Source: each market's form (<see cref="MarketForm"/>).</summary>
internal static class FormOfMarket
{
    public static OfferRule Rule { get; } = new("form-of-market", "the market's form", SourceStanding.Read, check =>
    {
        var form = MarketForm.Of(check.Set.Market)!;
        var offer = check.Offer;
        string? what = null;
        if (!form.Schedules.Contains(offer.Schedule)) what = $"schedule {offer.Schedule}";
        else if (!form.Slopes.Contains(offer.Style)) what = $"a curve of style {offer.Style}";
        else if (!form.CommitmentCosts.Contains(offer.CommitmentCost)) what = $"commitment cost {offer.CommitmentCost}";
        else if (offer.Hours.Any(hour => hour.Minimum.Basis != form.Minimum)) what = $"another minimum cost than {form.Minimum}";
        else if (!form.TakesAncillary && !offer.Ancillary.IsEmpty) what = "ancillary services in an energy offer";
        return what is null ? [] : [OfferFault.Refused($"{form.Market} does not take {what}", "Build the offer for this market.")];
    });
}
