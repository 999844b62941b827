using System.Collections.Immutable;

namespace Busbar.Digital.Cybersecurity.Cip;

/// <summary>A part of a requirement: what it asks for, and of which assets.</summary>
/// <param name="Code"><c>CIP-007 R2.2</c>, whatever the version.</param>
/// <param name="Asks">In our words.</param>
/// <param name="High">The roles at high impact to which it applies.</param>
/// <param name="Medium">The same at medium impact.</param>
public sealed record RequirementPart(string Code, string Asks, ImmutableArray<CipRole> High, ImmutableArray<CipRole> Medium)
{
    /// <summary>The standard it belongs to: <c>CIP-007</c>.</summary>
    public string Standard => Code.Split(' ')[0];

    /// <summary>True when an asset is in its scope.</summary>
    public bool AppliesTo(CipAsset asset) => (asset.Impact == CipImpact.High ? High : Medium).Contains(asset.Role);
}

/// <summary>The parts for which clocks and evidence are kept. Source: the "Applicable Systems" columns of CIP-007-6 table R2, CIP-008-6
/// table R4, and CIP-010-4 tables R1 to R3.</summary>
public static class RequirementParts
{
    private static readonly ImmutableArray<CipRole> all = [.. Enum.GetValues<CipRole>()];
    private static readonly ImmutableArray<CipRole> systems = [CipRole.BesCyberSystem, CipRole.AccessControl];
    private static readonly ImmutableArray<CipRole> guarded = [CipRole.BesCyberSystem, CipRole.AccessControl, CipRole.PhysicalAccess];
    private static readonly ImmutableArray<CipRole> inside = [CipRole.BesCyberSystem, CipRole.AccessControl, CipRole.ProtectedAsset];

    /// <summary>Every part held, in order.</summary>
    public static ImmutableArray<RequirementPart> All { get; } =
    [
        new("CIP-007 R2.1", "A patch source is tracked for each asset", all, all),
        new("CIP-007 R2.2", "Patches of each source are evaluated at least every 35 calendar days", all, all),
        new("CIP-007 R2.3", "Within 35 calendar days of the evaluation a patch is applied, or a dated plan made or revised", all, all),
        new("CIP-007 R2.4", "A plan is carried out in its time, unless the CIP Senior Manager extends it", all, all),
        new("CIP-008 R4.1", "The first notice and each update tell the functional impact, the attack vector, the level of intrusion",
            systems, systems),
        new("CIP-008 R4.2", "Told within one hour of the determination of a reportable incident; an attempt by the end of the next day",
            systems, systems),
        new("CIP-008 R4.3", "Updates within 7 calendar days of what is newly learned", systems, systems),
        new("CIP-010 R1.1", "A baseline of system or firmware, software, custom software, ports and patches", all, all),
        new("CIP-010 R1.2", "Changes that leave the baseline are authorised and documented", all, all),
        new("CIP-010 R1.3", "The baseline is updated within 30 calendar days of the change", all, all),
        new("CIP-010 R1.4", "The controls a change may touch are named before it and verified after it", all, all),
        new("CIP-010 R1.5", "Each change is tried out before it goes into production, differences of the test environment written down",
            [CipRole.BesCyberSystem], []),
        new("CIP-010 R1.6", "The source and the integrity of software are verified before it is put in", guarded, guarded),
        new("CIP-010 R2.1", "The baseline is monitored at least every 35 calendar days, and drift investigated", inside, []),
        new("CIP-010 R3.1", "A vulnerability assessment at least every 15 calendar months", all, all),
        new("CIP-010 R3.2", "An active vulnerability assessment in a test environment at least every 36 calendar months",
            [CipRole.BesCyberSystem], []),
        new("CIP-010 R3.3", "An active vulnerability assessment of a new asset before it goes live", inside, []),
        new("CIP-010 R3.4", "What assessments found has a plan with a day, and the plan is carried out", all, all),
    ];

    /// <summary>True when a part asks something of an asset.</summary>
    /// <exception cref="InvalidOperationException">No part is called so.</exception>
    public static bool Applies(string code, CipAsset asset) => All.Single(part => part.Code == code).AppliesTo(asset);

    /// <summary>The parts of a requirement: <c>CIP-007</c>, <c>CIP-007 R2</c> or <c>CIP-007 R2.2</c>, with or without the version
    /// (<c>CIP-007-6 R2</c>) and with a blank or a dash before the R; none where nothing is called so.</summary>
    public static ImmutableArray<RequirementPart> Of(string requirement)
    {
        var words = requirement.Trim().ToUpperInvariant().Replace("-R", " R", StringComparison.Ordinal).Split(' ',
            StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2) return [];
        var standard = string.Join('-', words[0].Split('-').Take(2));
        if (words[0] != standard && CipStandards.All.All(each => each.Version != words[0])) return [];
        return [.. All.Where(part => part.Standard == standard && (words.Length == 1 || part.Code == $"{standard} {words[1]}"
            || part.Code.StartsWith($"{standard} {words[1]}.", StringComparison.Ordinal)))];
    }
}
