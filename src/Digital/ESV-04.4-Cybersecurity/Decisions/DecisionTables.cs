namespace Busbar.Digital.Cybersecurity.Decisions;

/// <summary>The tables that decide, as data: CERT/CC's SSVC repository of 20 July 2026 (<c>data/csv</c>).</summary>
public static class DecisionTables
{
    /// <summary>CISA Binding Operational Directive 26-04 of 10 June 2026: how long a federal agency has, by what is known and whether its
    /// asset is publicly exposed.</summary>
    public static DecisionTable Bod2604 { get; } = DecisionTable.Of("CISA BOD 26-04 Remediation Timelines 1.0.0",
        "cisa_bod_26_04_1_0_0.csv",
        "In KEV:no,yes;Publicly Exposed:no,yes;Automatable:no,yes;Technical Impact:partial,total",
        "u=fix on system upgrade;s=60 days;f=14 days;t=3 days;x=3 days & forensic investigation",
        "uu ss sf ft ff fx fx tx");

    /// <summary>CERT/CC's tree for those who deploy patches, with the asset's exposure and what its failure costs.</summary>
    public static DecisionTable Deployer { get; } = DecisionTable.Of("Deployer Patch Application Priority 1.0.0",
        "deployer_patch_application_priority_1_0_0.csv",
        "Exploitation:none,public poc,active;System Exposure:small,controlled,open;Automatable:no,yes;Human Impact:low,medium,high,very high",
        "d=defer;s=scheduled;o=out-of-cycle;i=immediate",
        "ddssdsss dsssssss dsssssso dsssssss dsssssso sssossoo ssoosooo ssoooooo sooiooii");

    /// <summary>CISA's own tree as a coordinator.</summary>
    public static DecisionTable Coordinator { get; } = DecisionTable.Of("CISA Coordinator 2.0.3", "cisa_coordinator_2_0_3.csv",
        "Exploitation:none,public poc,active;Automatable:no,yes;Technical Impact:partial,total;Mission and Well-Being:low,medium,high",
        "t=track;s=track*;a=attend;c=act",
        "ttttts ttatta ttstsa ttatsa ttatac aacacc");
}
