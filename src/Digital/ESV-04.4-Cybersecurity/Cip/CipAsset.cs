namespace Busbar.Digital.Cybersecurity.Cip;

/// <summary>How much the grid hangs on a cyber system. Source: CIP-002, attachment 1.</summary>
public enum CipImpact
{
    /// <summary>High impact.</summary>
    High,
    /// <summary>Medium impact.</summary>
    Medium,
}

/// <summary>What an asset is to its BES Cyber System. Source: NERC glossary.</summary>
public enum CipRole
{
    /// <summary>A part of the BES Cyber System itself.</summary>
    BesCyberSystem,
    /// <summary>Electronic access control or monitoring (EACMS).</summary>
    AccessControl,
    /// <summary>Physical access control (PACS).</summary>
    PhysicalAccess,
    /// <summary>A protected cyber asset inside the same perimeter (PCA).</summary>
    ProtectedAsset,
}

/// <summary>An asset in the scope of the CIP standards.</summary>
/// <param name="Name">Its name in the service map.</param>
/// <param name="Impact">Of the BES Cyber System it is or belongs to.</param>
/// <param name="Owner">Who answers for it.</param>
public sealed record CipAsset(string Name, CipImpact Impact, CipRole Role, string Owner);
