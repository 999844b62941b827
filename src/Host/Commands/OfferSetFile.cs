using System.Text.Json;
using Busbar.Gateways;
using Busbar.Host.Desks;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Host.Commands;

/// <summary>Reads sets of offers and the desk's terms from JSON, as <c>busbar offers build --out</c> writes them. A file that misses a
/// field, or holds nothing where something must be, is refused with its line.</summary>
internal static class OfferSetFile
{
    private static readonly JsonSerializerOptions whole = new(CanonicalJson.Options)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The set of a file.</summary>
    /// <exception cref="RefusedException"><c>bad-offers</c>.</exception>
    public static OfferSet Read(SourceFile source)
    {
        RefuseNulls(source);
        var set = Parse<OfferSet>(source);
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
        return Parse<OfferDeskTerms>(source);
    }

    private static T Parse<T>(SourceFile source)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(source.Content.Span, whole) ?? throw new JsonException("The file says null.");
        }
        catch (JsonException bad)
        {
            throw Bad($"{source.Name}:{bad.LineNumber + 1} {bad.Path}", bad.Message);
        }
        catch (Exception bad) when (bad is FormatException or ArgumentException or InvalidOperationException)
        {
            throw Bad(source.Name, bad.Message);
        }
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

    private static RefusedException Bad(string where, string what) => new(new("bad-offers", what, where,
        "Build offers into a folder (busbar offers build --out DIR), and edit that file."));
}
