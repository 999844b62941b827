using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Approvals;
using Busbar.Digital.ServiceDesk.Tickets;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Catalogue;

/// <summary>What a field of a form takes.</summary>
public enum FieldKind
{
    Text,
    /// <summary>A decimal number, point as separator.</summary>
    Number,
    /// <summary>A day, <c>2026-03-02</c>.</summary>
    Day,
    /// <summary>One of the field's choices.</summary>
    Choice,
    /// <summary><c>yes</c> or <c>no</c>.</summary>
    Flag,
}

/// <summary>A field of a request's form.</summary>
/// <param name="Name">Unique in its form, lower case.</param>
/// <param name="Choices">What may be chosen; empty for other kinds.</param>
/// <param name="Least">The smallest number, or the fewest letters of text; null for no bound.</param>
/// <param name="Most">The largest number, or the most letters of text.</param>
public sealed record FormField(
    string Name, string Label, FieldKind Kind, bool IsRequired, ImmutableArray<string> Choices, decimal? Least = null,
        decimal? Most = null);

/// <summary>Something that can be asked for.</summary>
/// <param name="Name">Unique, lower case: <c>market-data-access</c>.</param>
/// <param name="Queue">Who fulfils it.</param>
/// <param name="Audience">Who may ask.</param>
/// <param name="Fields">The form.</param>
/// <param name="Approvals">Who has to agree, step after step; empty when nobody has to.</param>
/// <param name="Tasks">What has to be done, in order; all are done before the request is resolved.</param>
/// <param name="Target">How long it should take on the desk's calendar.</param>
public sealed record CatalogueItem(
    string Name, string Title, string Queue, Audience Audience, ImmutableArray<FormField> Fields, ImmutableArray<ApprovalStep> Approvals,
    ImmutableArray<string> Tasks, Duration Target);
