namespace Busbar.Digital.Cybersecurity.Decisions;

/// <summary>How far exploitation has come (SSVC Exploitation 1.1.0).</summary>
public enum Exploitation
{
    /// <summary>Neither exploitation nor a public proof of concept is known.</summary>
    None,
    /// <summary>A proof of concept is public.</summary>
    PublicPoc,
    /// <summary>It is exploited in the wild.</summary>
    Active,
}

/// <summary>What an exploit gives (SSVC Technical Impact 1.0.0).</summary>
public enum TechnicalImpact
{
    /// <summary>Limited control or information.</summary>
    Partial,
    /// <summary>Total control or all information.</summary>
    Total,
}

/// <summary>How reachable the asset is (SSVC System Exposure 1.0.1).</summary>
public enum SystemExposure
{
    /// <summary>Local or highly controlled: a relay on its own network.</summary>
    Small,
    /// <summary>Networked with access controls.</summary>
    Controlled,
    /// <summary>On the internet or another network without control.</summary>
    Open,
}

/// <summary>What the asset's failure costs in safety and mission (SSVC Human Impact 2.0.2).</summary>
public enum HumanImpact
{
    /// <summary>Little.</summary>
    Low,
    /// <summary>Some.</summary>
    Medium,
    /// <summary>Mission-essential functions fail, or people are hurt.</summary>
    High,
    /// <summary>The mission fails, or people die.</summary>
    VeryHigh,
}

/// <summary>What is known of a vulnerability, whatever the asset.</summary>
public sealed record SsvcPoints(Exploitation Exploitation, bool IsAutomatable, TechnicalImpact TechnicalImpact);
