using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr;

/// <summary>What a report is validated against.</summary>
/// <param name="Filing">The report.</param>
/// <param name="Before">The same seller's report in force of the quarter before; null when there is none.</param>
public sealed record ValidateEqrInputs(EqrFiling Filing, EqrFiling? Before);

/// <summary>What validation found.</summary>
/// <param name="Findings">What breaks a rule, rule by rule, the first <see cref="MostShown"/> of each.</param>
/// <param name="Faults">How many places break each rule that is broken.</param>
/// <param name="Provenance">Where the dictionary comes from.</param>
public sealed record EqrValidation(ImmutableArray<Finding> Findings, ImmutableSortedDictionary<string, int> Faults, string Provenance)
{
    /// <summary>Most findings shown of one rule.</summary>
    public const int MostShown = 100;

    /// <summary>True when no rule of severity error is broken: the report may be filed.</summary>
    public bool IsClean => Findings.All(finding => finding.Severity != Severity.Error);
}

/// <summary>Validates an Electric Quarterly Report by every rule. It reports and changes nothing.</summary>
public static class ValidateEqr
{
    /// <summary>What was found.</summary>
    public static EqrValidation Run(ValidateEqrInputs inputs)
    {
        var given = new EqrCase(inputs.Filing, inputs.Before);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var faults = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var rule in EqrRules.All)
            foreach (var fault in rule.Check(given))
            {
                var id = fault.RuleId ?? rule.Id;
                if ((faults[id] = faults.GetValueOrDefault(id) + 1) <= EqrValidation.MostShown)
                    findings.Add(new(id, rule.Severity, fault.What, fault.Where, "reported; the row stays as it is"));
            }
        return new(findings.ToImmutable(), faults.ToImmutable(), EqrDictionary.Provenance);
    }
}
