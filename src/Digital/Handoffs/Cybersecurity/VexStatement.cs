using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Cybersecurity;

/// <summary>Where a product stands to a vulnerability (OpenVEX 0.2.0, CISA's minimum requirements for VEX).</summary>
public enum VexStatus
{
    /// <summary>Nothing needs to be done; why is said.</summary>
    NotAffected,
    /// <summary>Something should be done.</summary>
    Affected,
    /// <summary>These versions hold the fix.</summary>
    Fixed,
    /// <summary>Nobody knows yet.</summary>
    UnderInvestigation,
}

/// <summary>What a maker says of one vulnerability in its products: evidence that may close a finding.</summary>
/// <param name="Vulnerability">CVE or the maker's own identifier.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Products">Package URLs, or references into the document.</param>
/// <param name="Subcomponents">The parts of the products that it is about; empty where it is about them whole.</param>
/// <param name="Status">Where they stand.</param>
/// <param name="Justification">Why they are not affected, in the format's term; empty where none is stated.</param>
/// <param name="Statement">In words: impact or action; empty where none is stated.</param>
/// <param name="Author">Who says so.</param>
/// <param name="At">When it was last known to be so; null where nothing says.</param>
/// <param name="Version">Of the statement, or else of its document; of two at one instant the higher stands.</param>
public sealed record VexStatement(string Vulnerability, ImmutableArray<string> Aliases, ImmutableArray<string> Products,
    ImmutableArray<string> Subcomponents, VexStatus Status, string Justification, string Statement, string Author, Instant? At,
    int Version);
