using System.Text.Json;
using Busbar.Gateways;
using Busbar.Host.Desks;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Host.Commands;

/// <summary>Reads sets of offers and the desk's terms from JSON, as <c>busbar offers build --out</c> writes them. A file that misses a
/// field, or holds nothing where something must be, is refused with its line.</summary>
internal static class OfferSetFile
{
    private const string Code = "bad-offers";
    private const string Remedy = "Build offers into a folder (busbar offers build --out DIR), and edit that file.";

    /// <summary>The set of a file.</summary>
    /// <exception cref="RefusedException"><c>bad-offers</c>.</exception>
    public static OfferSet Read(SourceFile source)
    {
        RefuseNulls(source);
        var set = WholeJson.Read<OfferSet>(source, Code, Remedy);
        var words = set.Offers.SelectMany(offer => offer.Hours).Select(hour => Enum.IsDefined(hour.Mode))
            .Concat(set.Offers.SelectMany(offer => offer.Ancillary).Select(each => Enum.IsDefined(each.Group)))
            .Concat(set.Offers.SelectMany(offer => offer.Ancillary).SelectMany(each => each.Blocks).SelectMany(block => block.Prices)
                .Select(price => Enum.IsDefined(price.Product)));
        return words.All(isKnown => isKnown) ? set : throw Bad(source.Name, "A mode, group or product is no known word");
    }

    /// <summary>The terms of a file.</summary>
    /// <exception cref="RefusedException"><c>bad-offers</c>.</exception>
    public static OfferDeskTerms ReadTerms(SourceFile source)
    {
        RefuseNulls(source);
        return WholeJson.Read<OfferDeskTerms>(source, Code, Remedy);
    }

    /// <summary>Only a self-schedule may be null: null anywhere else is a hole in a list.</summary>
    private static void RefuseNulls(SourceFile source)
    {
        try
        {
            var reader = new Utf8JsonReader(source.Content.Span);
            var name = "";
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName) name = reader.GetString()!;
                else if (reader.TokenType == JsonTokenType.Null && name != "selfSchedule")
                    throw Bad($"{source.Name} {name}", $"null stands at byte {reader.TokenStartIndex}");
            }
        }
        catch (JsonException bad)
        {
            throw Bad($"{source.Name}:{bad.LineNumber + 1}", bad.Message);
        }
    }

    private static RefusedException Bad(string where, string what) => new(new(Code, what, where, Remedy));
}
