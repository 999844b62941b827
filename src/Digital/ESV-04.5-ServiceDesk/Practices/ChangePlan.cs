using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Practices;

/// <summary>How a change is let through.</summary>
public enum ChangeType
{
    /// <summary>Done often, by a recipe approved beforehand.</summary>
    Standard,
    /// <summary>Approved by the advisory board before it begins.</summary>
    Normal,
    /// <summary>Cannot wait: approved afterwards.</summary>
    Emergency,
}

/// <summary>How a change ended.</summary>
public enum ChangeOutcome
{
    Successful,
    RolledBack,
    Failed,
}

/// <summary>What a change does, when, and how it is taken back.</summary>
/// <param name="Recipe">The pre-approved recipe of a standard change; empty for others.</param>
/// <param name="Items">The configuration items it touches.</param>
/// <param name="From">When it may begin.</param>
/// <param name="To">When it is over at the latest.</param>
/// <param name="Steps">What is done.</param>
/// <param name="BackOut">How it is taken back.</param>
public sealed record ChangePlan(
    ChangeType Type, string Recipe, ImmutableArray<string> Items, Instant From, Instant To, string Steps, string BackOut);

/// <summary>A change on its way.</summary>
public sealed record ChangeState(ChangePlan Plan, Instant? StartedAt, Instant? EndedAt, ChangeOutcome? Outcome);
