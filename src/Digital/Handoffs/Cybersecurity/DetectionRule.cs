using System.Collections.Immutable;

namespace Busbar.Digital.Handoffs.Cybersecurity;

/// <summary>Where a rule's events come from. An empty part is any.</summary>
/// <param name="Product"><c>windows</c>, <c>cisco</c>.</param>
/// <param name="Category">A kind of event whatever wrote it: <c>process_creation</c>.</param>
/// <param name="Service">The log: <c>security</c>, <c>sysmon</c>, <c>aaa</c>.</param>
public sealed record LogSource(string Product, string Category, string Service);

/// <summary>One line of a selection: a field, how it is compared, and the values of which one (or with <c>all</c> each) must
/// fit.</summary>
/// <param name="Field">The field's name; empty for words that may stand anywhere in the event.</param>
/// <param name="Modifiers">As written, in order: <c>contains</c>, <c>all</c>.</param>
/// <param name="Values">As written, with their wildcards; null where the rule says null.</param>
public sealed record FieldTest(string Field, ImmutableArray<string> Modifiers, ImmutableArray<string?> Values);

/// <summary>A named part of a rule that holds of an event or not.</summary>
public abstract record Selection
{
    private Selection() { }

    /// <summary>Every line holds.</summary>
    public sealed record All(ImmutableArray<FieldTest> Tests) : Selection;

    /// <summary>One of several holds.</summary>
    public sealed record Any(ImmutableArray<Selection> Of) : Selection;
}

/// <summary>A detection rule as it is written: Sigma, whose specification is version 2. Nothing of it is judged yet.</summary>
/// <param name="Id">The rule's UUID, or its title where it has none.</param>
/// <param name="Level">informational, low, medium, high, critical; empty where it says none.</param>
/// <param name="Tags">As written: <c>attack.t1490</c>.</param>
/// <param name="Selections">By name.</param>
/// <param name="Conditions">Each alone makes a detection.</param>
/// <param name="File">Where it was read.</param>
public sealed record DetectionRule(
    string Id, string Title, string Level, LogSource Source, ImmutableArray<string> Tags,
    ImmutableSortedDictionary<string, Selection> Selections, ImmutableArray<string> Conditions, string File);
