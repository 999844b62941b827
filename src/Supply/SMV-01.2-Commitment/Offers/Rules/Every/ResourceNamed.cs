namespace Busbar.Supply.Commitment.Offers.Rules.Every;

/// <summary>A resource has a name that the market can read, and one offer a schedule. Source: ERCOT three-part offer message (the
/// resource is a key).</summary>
internal static class ResourceNamed
{
    private const int MostLetters = 64;

    public static OfferRule Rule { get; } = new("resource-named", "ERCOT External Web Services, Three-Part Supply Offer",
        SourceStanding.Read,
        check =>
        {
            var name = check.Offer.Resource;
            if (name.Length is 0 or > MostLetters || name.Any(letter => !char.IsAsciiLetterOrDigit(letter)
                && letter is not ('_' or '-' or '.')))
                return [OfferFault.Refused($"'{name}' is no resource name",
                    $"Use at most {MostLetters} letters, digits, dots, dashes and underscores.")];
            return check.Set.Offers.Count(offer => offer.Resource == name && offer.Schedule == check.Offer.Schedule) == 1 ? []
                : [OfferFault.Refused($"{name} is offered more than once on schedule {check.Offer.Schedule}", "Offer a resource once.")];
        });
}
