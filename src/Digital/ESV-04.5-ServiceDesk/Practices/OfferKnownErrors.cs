using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.ServiceDesk.Search;
using Busbar.Digital.ServiceDesk.Tickets;

namespace Busbar.Digital.ServiceDesk.Practices;

/// <summary>A new incident and the problems known.</summary>
/// <param name="Problems">Those that are no known error, or are closed, are left out.</param>
public sealed record OfferKnownErrorsInputs(Ticket Incident, ImmutableArray<Ticket> Problems, ServiceMap Map);

/// <summary>A known error that may be behind an incident.</summary>
/// <param name="Problem">The problem's ticket.</param>
/// <param name="Score">1 for the same item, ½ for an item that the incident's stands on, plus the likeness of the words, 0 to 1.</param>
/// <param name="Why">In words.</param>
public sealed record KnownErrorOffer(Ticket Problem, double Score, string Why);

/// <summary>Offers the known errors that fit a new incident by its item and its words (iTop joins them by the item alone).</summary>
public static class OfferKnownErrors
{
    private const double WordsLeast = 0.2;

    /// <summary>The offers, best first.</summary>
    public static ImmutableArray<KnownErrorOffer> Run(OfferKnownErrorsInputs inputs)
    {
        var incident = inputs.Incident;
        var words = Words.Of($"{incident.Title} {incident.Body}").ToHashSet(StringComparer.Ordinal);
        return
        [
            .. inputs.Problems.Where(problem => problem is { KnownError: not null,
                Stage: not (TicketStage.Closed or TicketStage.Cancelled) })
                .Select(problem => Judge(problem, incident, words, inputs.Map)).OfType<KnownErrorOffer>()
                .OrderByDescending(offer => offer.Score).ThenBy(offer => offer.Problem.Id, StringComparer.Ordinal),
        ];
    }

    private static KnownErrorOffer? Judge(Ticket problem, Ticket incident, HashSet<string> words, ServiceMap map)
    {
        var error = problem.KnownError!;
        var like = Words.Likeness(words,
            Words.Of($"{problem.Title} {error.RootCause} {error.Workaround}").ToHashSet(StringComparer.Ordinal));
        string[] at = [.. new[] { incident.Item, incident.Service }.Where(name => name != "")];
        if (error.Items.FirstOrDefault(at.Contains) is { } same) return new(problem, 1 + like, $"on the same item {same}");
        if (at.Length > 0 && error.Items.FirstOrDefault(item => at.Any(BlastRadius.Above(map, [item]).Contains)) is { } below)
            return new(problem, 0.5 + like, $"on {below}, which it stands on");
        return like >= WordsLeast ? new(problem, like, "in like words") : null;
    }
}
