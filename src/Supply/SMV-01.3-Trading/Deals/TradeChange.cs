using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Trading.Deals;

/// <summary>A wish to change a deal.</summary>
/// <param name="History">The deal's facts as they stand now.</param>
/// <param name="SeenVersion">The version that the user looked at.</param>
/// <param name="Who">Who asks, in which role.</param>
/// <param name="At">When.</param>
/// <param name="Why">The reason, never empty.</param>
public sealed record TradeChange(TradeHistory History, int SeenVersion, Actor Who, Instant At, string Why);

/// <summary>What every change of a deal must pass.</summary>
internal static class TradeChanges
{
    /// <summary>The deal as it stands, or why it cannot be changed so.</summary>
    public static Outcome<Trade> Open(TradeChange change, string verb, params string[] roles)
    {
        var folded = FoldTrade.Run(change.History);
        if (folded is not Outcome<Trade>.Done { Value: var trade } done) return folded;
        var place = $"{trade.Id} version {trade.Version}";
        if (!roles.Contains(change.Who.Role)) return WrongRole(change.Who, verb, place, roles);
        if (trade.Status == TradeStatus.Voided)
            return new Refusal("already-voided", $"{Last(change.History)}; a voided deal does not change", place, "Capture a new deal.");
        if (change.SeenVersion != trade.Version) return Stale(change, trade, place);
        if (string.IsNullOrWhiteSpace(change.Why))
            return new Refusal("no-reason", $"To {verb} a deal takes a reason", place, "Say why, in a few words.");
        return change.At < trade.KnownAt
            ? new Refusal("back-in-time", $"The change of {change.At} comes before the deal's last fact, {trade.KnownAt}", place,
                "Correct the clock.")
            : done;
    }

    /// <summary>Segregation of duties: some roles may, others may not.</summary>
    public static Refusal WrongRole(Actor who, string verb, string place, params string[] roles) =>
        new("wrong-role", $"{who.Name} acts as {who.Role}, and to {verb} a deal takes {string.Join(" or ", roles)}", place,
            $"Ask someone with the role {roles[0]}.");

    /// <summary>Nobody confirms a deal, or sends its confirmation, that they captured or amended.</summary>
    public static Refusal? OwnDeal(TradeChange change, Trade trade, string verb) =>
        change.History.Facts.Any(fact => fact is TradeCaptured or TradeAmended && fact.Who.Name == change.Who.Name)
            ? new("same-person", $"{change.Who.Name} captured or amended the deal, and nobody may {verb} himself then", trade.Id,
                "Have another person of the back office do it.")
            : null;

    /// <summary>The second of two edits learns who was first, when, and what changed.</summary>
    private static Refusal Stale(TradeChange change, Trade trade, string place)
    {
        var seen = change.SeenVersion is > 0 && change.SeenVersion < trade.Version
            ? FoldTrade.Run(change.History with { Facts = change.History.Facts[..change.SeenVersion] }).OrThrow().Ticket : null;
        var changed = seen is null ? [] : MatchConfirmation.Compare(seen, trade.Ticket);
        var what = changed.IsEmpty ? "" : ": " + string.Join(", ", changed.Select(field => $"{field.Field} {field.Ours} → {field.Theirs}"));
        return new("stale-version", $"You saw version {change.SeenVersion}; since then {Last(change.History)}{what}", place,
            "Look at the new version; then make your change again if it still holds.");
    }

    private static string Last(TradeHistory history)
    {
        var fact = history.Facts[^1];
        var verb = fact switch
        {
            TradeCaptured => "captured",
            TradeAmended => "amended",
            ConfirmationSent => "sent our confirmation of",
            TradeConfirmed => "confirmed",
            _ => "voided",
        };
        return $"{fact.Who.Name} {verb} it at {fact.At}" + (fact.Why.Length == 0 ? "" : $" ({fact.Why})");
    }
}
