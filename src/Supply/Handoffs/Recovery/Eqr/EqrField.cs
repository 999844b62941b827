using System.Collections.Immutable;

namespace Busbar.Supply.Handoffs.Recovery.Eqr;

/// <summary>What an Electric Quarterly Report field holds.</summary>
public enum EqrKind
{
    /// <summary>Any text.</summary>
    Text,
    /// <summary>Y or N.</summary>
    Flag,
    /// <summary>A day, YYYYMMDD.</summary>
    Day,
    /// <summary>A minute on the clock of the row's time zone, YYYYMMDDHHMM.</summary>
    Minute,
    /// <summary>A number with a most number of decimals.</summary>
    Number,
    /// <summary>One of a list of words.</summary>
    Word,
    /// <summary>A company identifier, C and six digits.</summary>
    Cid,
    /// <summary>An e-mail address.</summary>
    Email,
    /// <summary>A data universal numbering system number, nine digits; in layouts before 2013 only.</summary>
    Duns,
    /// <summary>A quarter, 1 to 4.</summary>
    Quarter,
    /// <summary>A year, YYYY.</summary>
    Year,
}

/// <summary>When a field must be filled.</summary>
public enum EqrNeed
{
    /// <summary>Always.</summary>
    Always,
    /// <summary>Where the terms of the deal have it.</summary>
    Conditional,
    /// <summary>The filing system assigns it when it is left blank.</summary>
    System,
    /// <summary>In a filing that changes an earlier one.</summary>
    Refiling,
    /// <summary>For energy, booked-out power and capacity.</summary>
    Standardized,
    /// <summary>For a product whose name does not say what it is.</summary>
    DescribedProduct,
}

/// <summary>A list of words that a field may hold.</summary>
/// <param name="RuleId">The validation rule that a word outside the list breaks.</param>
/// <param name="Words">The words as printed.</param>
public sealed record EqrWords(string RuleId, ImmutableArray<string> Words);

/// <summary>One field of the dictionary.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Need">When it must be filled.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Decimals">Most decimals of a number.</param>
/// <param name="Words">The words it may hold; null when it is no list.</param>
public sealed record EqrField(string Name, EqrNeed Need, EqrKind Kind, int Decimals = 0, EqrWords? Words = null);
