using System.Collections.Frozen;
using Busbar.Digital.Cybersecurity.Scoring;

namespace Busbar.Digital.Cybersecurity.Advisories;

/// <summary>The long names of metrics in FIRST's JSON schemas of CVSS 2.0, 3.x and 4.0. Their values begin with the letters of the
/// vector's.</summary>
internal static class CvssProperties
{
    private static readonly FrozenDictionary<string, string> version2 = Read("""
        accessVector AV accessComplexity AC authentication Au confidentialityImpact C integrityImpact I availabilityImpact A
        exploitability E remediationLevel RL reportConfidence RC collateralDamagePotential CDP targetDistribution TD
        confidentialityRequirement CR integrityRequirement IR availabilityRequirement AR
        """);

    private static readonly FrozenDictionary<string, string> version3 = Read("""
        attackVector AV attackComplexity AC privilegesRequired PR userInteraction UI scope S confidentialityImpact C integrityImpact I
        availabilityImpact A exploitCodeMaturity E remediationLevel RL reportConfidence RC confidentialityRequirement CR
        integrityRequirement IR availabilityRequirement AR modifiedAttackVector MAV modifiedAttackComplexity MAC
        modifiedPrivilegesRequired MPR modifiedUserInteraction MUI modifiedScope MS modifiedConfidentialityImpact MC
        modifiedIntegrityImpact MI modifiedAvailabilityImpact MA
        """);

    private static readonly FrozenDictionary<string, string> version4 = Read("""
        attackVector AV attackComplexity AC attackRequirements AT privilegesRequired PR userInteraction UI vulnConfidentialityImpact VC
        vulnIntegrityImpact VI vulnAvailabilityImpact VA subConfidentialityImpact SC subIntegrityImpact SI subAvailabilityImpact SA
        exploitMaturity E confidentialityRequirement CR integrityRequirement IR availabilityRequirement AR modifiedAttackVector MAV
        modifiedAttackComplexity MAC modifiedAttackRequirements MAT modifiedPrivilegesRequired MPR modifiedUserInteraction MUI
        modifiedVulnConfidentialityImpact MVC modifiedVulnIntegrityImpact MVI modifiedVulnAvailabilityImpact MVA
        modifiedSubConfidentialityImpact MSC modifiedSubIntegrityImpact MSI modifiedSubAvailabilityImpact MSA Safety S Automatable AU
        Recovery R valueDensity V vulnerabilityResponseEffort RE providerUrgency U
        """);

    /// <summary>The metric that a property is about; null where it is about none.</summary>
    public static string? Metric(CvssVersion version, string property) => (version switch
    {
        CvssVersion.V2 => version2,
        CvssVersion.V40 => version4,
        _ => version3,
    }).GetValueOrDefault(property);

    /// <summary>True when the word means the vector's value, or the vector says nothing.</summary>
    public static bool Says(string word, string? value) => value is null || (value is "X" or "ND" ? word == "NOT_DEFINED"
        : word != "NOT_DEFINED" && Initials(word, value.Length).Equals(value, StringComparison.OrdinalIgnoreCase));

    /// <summary>PROOF_OF_CONCEPT is P and POC, LOW_MEDIUM LM, UNCORROBORATED UR, OFFICIAL_FIX O and OF.</summary>
    private static string Initials(string word, int length) => (word, length) switch
    {
        ("UNCONFIRMED", 2) => "UC",
        ("UNCORROBORATED", 2) => "UR",
        (_, 1) => word[..1],
        _ when word.Contains('_', StringComparison.Ordinal) => string.Concat(word.Split('_').Select(part => part[0])),
        _ when length > 1 => word[..Math.Min(length, word.Length)],
        _ => word[..1],
    };

    private static FrozenDictionary<string, string> Read(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);
}
