using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers.Rules.Ercot;

/// <summary>An ancillary offer has one to five blocks of more than nothing, in a tenth of a MW, each with prices in cents between 0 and the
/// offer cap for services of its group; offers of a group do not overlap and stand on hours of the day. Source: ErcotCommonTypes.xsd,
/// ASPriceCurve (maxOccurs 5); ERCOT Nodal Protocols 4.4.7.2.</summary>
internal static class ErcotAncillaryBlocks
{
    private const int Most = 5;
    private const decimal Cap = 5_000;

    public static OfferRule Rule { get; } = new("ercot-ancillary-blocks", "ErcotCommonTypes.xsd, ASPriceCurve; Nodal Protocols 4.4.7.2",
        SourceStanding.Read, check => check.Offer.Ancillary.Select(each => Of(check, each)).OfType<OfferFault>());

    private static OfferFault? Of(OfferCheck check, AncillaryOffer offer)
    {
        string? what = null;
        var hours = check.Calendar.HoursOf(check.Set.Day);
        if (offer.Blocks.Length is 0 or > Most) what = $"{offer.Blocks.Length} blocks; expected 1 to {Most}";
        else if (offer.Blocks.Any(block => block.Quantity.Value <= 0 || decimal.Round(block.Quantity.Value,
            ErcotDecimals.Mw) != block.Quantity.Value))
            what = "a block of nothing, or not in tenths of a MW";
        else if (offer.Blocks.SelectMany(block => block.Prices).Any(price => price.Price.Value is < 0 or > Cap
            || decimal.Round(price.Price.Value, ErcotDecimals.Price) != price.Price.Value))
            what = $"a price outside 0 to {Cap}, or not in cents";
        else if (offer.Blocks.Any(block => block.Prices.IsEmpty || block.Prices.Any(price =>
            AncillaryReach.GroupOf(price.Product) != offer.Group)
            || block.Prices.Select(price => price.Product).Distinct().Count() != block.Prices.Length))
            what = "a block without a price, with one of another group, or with two of one service";
        else if (hours.All(hour => hour.Start != offer.Span.Start) || hours.All(hour => hour.End != offer.Span.End))
            what = $"{offer.Span} does not stand on hours of {check.Set.Day}";
        else if (check.Offer.Ancillary.Any(other => other != offer && other.Group == offer.Group
            && other.Span.Start < offer.Span.End && other.Span.End > offer.Span.Start))
            what = "two offers of one group overlap";
        return what is null ? null : OfferFault.Refused($"ancillary offer {offer.Group}: {what}", "Correct the ancillary offer.",
            offer.Span);
    }
}
