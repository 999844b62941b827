using System.Collections.Immutable;

namespace Busbar.Gateways.Advisories.Rules;

/// <summary>A mandatory test of CSAF, by its section number.</summary>
internal sealed record CsafRule(string Section, Func<CsafDocument, IEnumerable<CsafFault>> Find);

/// <summary>The mandatory tests that are offered (CSAF 2.0 and 2.1, section 6.1). Scores (6.1.8 to 6.1.10) are the cybersecurity
/// stage's.</summary>
internal static class CsafRules
{
    public static ImmutableArray<CsafRule> All { get; } =
    [
        .. ProductRules.All, .. VulnerabilityRules.All, .. TrackingRules.All, .. DocumentRules.All, .. ProfileRules.All,
        .. WithdrawalRules.All, .. MomentRules.All, .. RangeRules.All, .. LicenceRules.All, .. SsvcRules.All, .. CorrespondenceRules.All,
    ];
}
