using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Rules;
using NodaTime;

namespace Busbar.Digital.DataQuality.Contracts;

/// <summary>How a promise of a contract stands.</summary>
public enum CheckState
{
    /// <summary>The data keep it.</summary>
    Kept,
    /// <summary>They do not.</summary>
    Broken,
    /// <summary>It could not be checked; a finding says why.</summary>
    Unchecked,
}

/// <summary>One promise of a contract held against the data.</summary>
/// <param name="Schema">The contract's table.</param>
/// <param name="Property">The field; empty where the promise is about the table.</param>
/// <param name="Rule">The promise in words: <c>required</c>, <c>minimum -2000</c>, or the rule's own name.</param>
/// <param name="State">How it stands.</param>
/// <param name="IsBinding">False where the contract calls a broken rule a warning or for information.</param>
/// <param name="Dimension">Of quality, where it is known: completeness, conformity, uniqueness, timeliness and so on.</param>
/// <param name="Measured">What was counted or measured, with its unit in <paramref name="Rule"/>; null where nothing was.</param>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Failing">Rows that break it.</param>
/// <param name="Samples">The first of them.</param>
public sealed record ContractCheck(
    string Schema, string Property, string Rule, CheckState State, bool IsBinding, string Dimension, double? Measured, int Rows,
        int Failing,
    ImmutableArray<FailedRow> Samples)
{
    /// <summary>Schema, field and rule, as breaches name it.</summary>
    public string Name => Property.Length == 0 ? $"{Schema}: {Rule}" : $"{Schema}.{Property}: {Rule}";
}

/// <summary>A contract held against its data at a time.</summary>
/// <param name="Contract">Id and version, <c>id@version</c>.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="AsOf">When.</param>
/// <param name="Checks">Every promise, in the contract's order.</param>
public sealed record ContractReport(string Contract, string Dataset, Instant AsOf, ImmutableArray<ContractCheck> Checks)
{
    /// <summary>The binding promises that are broken, by name.</summary>
    public ImmutableArray<string> Broken =>
        [.. Checks.Where(check => check.State == CheckState.Broken && check.IsBinding).Select(check => check.Name)];

    /// <summary>True when no binding promise is broken.</summary>
    public bool IsKept => Broken.IsEmpty;
}
