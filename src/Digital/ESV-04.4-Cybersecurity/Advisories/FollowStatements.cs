using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Findings;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Advisories;

/// <summary>What a maker says last of one product, or of one part of it, and one vulnerability.</summary>
/// <param name="Product">As the statement names it.</param>
/// <param name="Subcomponent">Empty where the statement is about the whole product.</param>
/// <param name="Statement">The statement that stands.</param>
public sealed record StandingStatement(string Product, string Subcomponent, VexStatement Statement);

/// <summary>Follows statements of one or more documents through time: each overrides the earlier ones about the same vulnerability, under
/// whatever name, and the same product (OpenVEX 0.2.0, "The VEX Statement" and "Updating Statements").</summary>
public static class FollowStatements
{
    /// <summary>The statements that stand at an instant, in the order in which their subjects are first named. The later instant stands,
    /// then the higher version, then what comes later in the documents; what says no instant is the oldest. Findings:
    /// <c>statement-in-future</c> (left out), <c>statements-contradict</c> of the same instant and version.</summary>
    public static Outcome<ImmutableArray<StandingStatement>> Run(IEnumerable<VexStatement> statements, Instant asOf)
    {
        var (all, aliases, findings) = (statements.ToList(), new AliasSets(), new List<Finding>());
        foreach (var each in all) aliases.Join([.. each.Aliases.Prepend(each.Vulnerability).Select(Spelled).Where((name, place) =>
            place == 0 || AliasSets.IsVulnerability(name))]);
        foreach (var each in all.Where(each => each.At > asOf))
            findings.Add(new("statement-in-future", Severity.Warning, $"The statement on {each.Vulnerability} is of {each.At}",
                string.Join(", ", each.Products), "left out"));
        var subjects = from each in all
                       where !(each.At > asOf)
                       from product in each.Products
                       from part in each.Subcomponents.DefaultIfEmpty("")
                       group each by (Root: aliases.RootOf(Spelled(each.Vulnerability)), Product: product, Part: part);
        var standing = ImmutableArray.CreateBuilder<StandingStatement>();
        foreach (var subject in subjects)
        {
            var last = subject.OrderBy(each => each.At ?? Instant.MinValue).ThenBy(each => each.Version).Last();
            if (subject.Any(each => each.At == last.At && each.Version == last.Version && each.Status != last.Status))
                findings.Add(new("statements-contradict", Severity.Warning,
                    $"At one instant {last.Vulnerability} is said to be {last.Status} and something else", subject.Key.Product,
                    $"the last in the document stands, {last.Status}"));
            standing.Add(new(subject.Key.Product, subject.Key.Part, last));
        }

        return Outcome.Of(standing.ToImmutable(), findings);
    }

    private static string Spelled(string name) => name.ToUpperInvariant();
}
