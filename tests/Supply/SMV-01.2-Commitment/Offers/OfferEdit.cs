using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests.Offers;

/// <summary>Edits a set as the tables of cases/commitment/offers say: one word, or <c>field=value</c>, applied to every hour of the
/// first offer of the price schedule.</summary>
internal static class OfferEdit
{
    public static OfferSet Apply(OfferSet set, string edit)
    {
        var (word, value) = edit.IndexOf('=') is var at and >= 0 ? (edit[..at].Trim(), edit[(at + 1)..].Trim()) : (edit.Trim(), "");
        var index = Enumerable.Range(0, set.Offers.Length).First(i => set.Offers[i].Schedule == OfferSchedule.Price);
        var offer = set.Offers[index];
        return word switch
        {
            "twice" => set with { Offers = set.Offers.Add(offer) },
            "drop-cost" => set with { Offers = [.. set.Offers.Where(each => each.Schedule != OfferSchedule.Cost)] },
            _ => set with { Offers = set.Offers.SetItem(index, Edited(offer, word, value)) },
        };
    }

    private static MarketOffer Edited(MarketOffer offer, string word, string value) => word switch
    {
        "as-built" => offer,
        "resource" => offer with { Resource = value },
        "style" => offer with { Style = Enum.Parse<CurveStyle>(value) },
        "commitment" => offer with { CommitmentCost = Enum.Parse<CommitmentCostBasis>(value) },
        "validity" => offer with { Validity = new(offer.Validity.Start, offer.Validity.Start + Duration.FromHours(12)) },
        "drop-hour" => offer with { Hours = offer.Hours.RemoveAt(3) },
        "ancillary" => offer with { Ancillary = [Ancillary(offer, value)] },
        "one-hour-hot" => offer with { Hours = offer.Hours.SetItem(5, Edited(offer.Hours[5], "hot", value)) },
        _ => offer with { Hours = [.. offer.Hours.Select(hour => Edited(hour, word, value))] },
    };

    private static OfferHour Edited(OfferHour hour, string word, string value) => word switch
    {
        "limits" => hour with { Limits = Limits([.. value.Split(',').Select(SharedFiles.Number)]) },
        "curve" => hour with { Curve = Curve(value) },
        "reference" => hour with { Reference = Curve(value) },
        "self" => hour with
        {
            Mode = CommitmentMode.SelfSchedule, SelfSchedule = value == "none" ? null : new(SharedFiles.Number(value)),
        },
        "minimum" => hour with { Minimum = new(hour.Minimum.Basis, new(SharedFiles.Number(value)), new(SharedFiles.Number(value))) },
        "hot" => hour with { StartUp = hour.StartUp with { Hot = new(SharedFiles.Number(value)) } },
        "out" => hour with { Mode = CommitmentMode.Outage, Limits = Limits([0, 0, 0, 0]), Curve = [], Reference = [] },
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "The table names an unknown edit."),
    };

    private static OutputLimits Limits(decimal[] of) => new(new(of[0]), new(of[1]), new(of[2]), new(of[3]));

    public static ImmutableArray<OfferPoint> Curve(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(point => point.Split(':').Select(SharedFiles.Number).ToArray())
            .Select(point => new OfferPoint(new(point[0]), new(point[1])))];

    /// <summary><c>OnlineUp 12:RegulationUp=5</c>: the group, then blocks of MW with prices.</summary>
    private static AncillaryOffer Ancillary(MarketOffer offer, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(Enum.Parse<AncillaryGroup>(words[0]), offer.Validity, [.. words.Skip(1).Select(Block)]);
    }

    private static AncillaryBlock Block(string text)
    {
        var parts = text.Split(':');
        return new(new(SharedFiles.Number(parts[0])), [.. parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(price => price.Split('='))
            .Select(price => new AncillaryPrice(Enum.Parse<AncillaryProduct>(price[0]), new(SharedFiles.Number(price[1]))))]);
    }
}
