using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Operations.Alerts;

/// <summary>A policy, and rules from elsewhere to take its routes and inhibitions from.</summary>
public sealed record AdoptRulesInputs(AlertPolicy Policy, AlertRules Rules);

/// <summary>Takes over the routes and inhibitions that another alerting program was told; storms, flapping and clocks stay as they are.
/// Refuses a matcher that is none (<c>bad-matcher</c>), with the rule it stands in.</summary>
public static class AdoptRules
{
    /// <summary>The policy with those routes and inhibitions.</summary>
    public static Outcome<AlertPolicy> Run(AdoptRulesInputs inputs)
    {
        var (policy, rules) = inputs;
        Refusal? wrong = null;
        ImmutableArray<LabelMatcher> Parse(string rule, ImmutableArray<string> texts)
        {
            var matchers = ImmutableArray.CreateBuilder<LabelMatcher>();
            foreach (var text in texts)
                switch (LabelMatcher.Parse(text))
                {
                    case Outcome<LabelMatcher>.Done done: matchers.Add(done.Value); break;
                    case Outcome<LabelMatcher>.Refused refused:
                        wrong ??= refused.Refusal with { Where = $"{rule}, {refused.Refusal.Where}" };
                        break;
                }
            return matchers.ToImmutable();
        }
        ImmutableArray<AlertRoute> routes =
            [.. rules.Routes.Select(route => new AlertRoute(route.Name, Parse(route.Name, route.Matchers), route.Team, null))];
        ImmutableArray<InhibitRule> inhibits = [.. rules.Inhibitions.Select(rule => new InhibitRule(
            rule.Name, Parse(rule.Name, rule.Sources), Parse(rule.Name, rule.Targets), rule.Equal))];
        return wrong is not null ? wrong : policy with { DefaultTeam = rules.DefaultTeam, Routes = routes, Inhibits = inhibits };
    }
}
