using System.Collections.Immutable;
using System.Globalization;
using Busbar.Gateways.Ercot;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Host.Desks;

/// <summary>A file for a market.</summary>
public sealed record OfferFile(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>The bytes as they lie.</summary>
    internal ContentHash Hash => ContentHash.Of(Content.Span);
}

/// <summary>The files in which a version of offers goes to its market: ERCOT's own XML, one for three-part and one for ancillary offers;
/// for markets without a gateway yet, our JSON.</summary>
public static class OfferFiles
{
    /// <summary>The files; equal sets make equal bytes.</summary>
    public static ImmutableArray<OfferFile> Of(OfferSet set, int version)
    {
        var stem = string.Create(CultureInfo.InvariantCulture, $"{set.Market.ToLowerInvariant()}-{set.Day}-v{version:D3}");
        return set.Market == MarketCalendar.Ercot.Name
            ? [.. ErcotMessages.Of(set).Select(message => new OfferFile(
                $"{stem}-{(message.Ancillary.IsEmpty ? "three-part" : "ancillary")}.xml", WriteErcotXml.Of(message)))]
            : [new($"{stem}.json", CanonicalJson.Write(set))];
    }
}
