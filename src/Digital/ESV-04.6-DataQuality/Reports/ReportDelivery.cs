using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.DataQuality.Reports;

/// <summary>One delivery of a report that the schedule asks for.</summary>
/// <param name="Report">The report's name.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Due">By when it must be with its readers.</param>
/// <param name="Sent">When it was proven delivered; null where it was not.</param>
/// <param name="Rows">How many rows of figures it held; 0 of a blank one.</param>
/// <param name="RowsExpected">How many it must hold at least, from 1.</param>
/// <param name="Datasets">What it was made from, by name.</param>
public sealed record ReportDelivery(
    string Report, string Owner, Instant Due, Instant? Sent, int Rows, int RowsExpected, ImmutableArray<string> Datasets);

/// <summary>Why a delivery failed.</summary>
public enum ReportFailure
{
    /// <summary>It was not sent.</summary>
    Unsent,
    /// <summary>It came after it was due.</summary>
    Late,
    /// <summary>It held no figures.</summary>
    Blank,
    /// <summary>It held fewer figures than it must.</summary>
    Incomplete,
    /// <summary>It was made from data that did not keep their contract.</summary>
    FromBrokenData,
}

/// <summary>A delivery that failed, with whoever answers for it.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Why">The first reason that holds.</param>
/// <param name="Datasets">The datasets out of contract when it was sent.</param>
public sealed record FailedDelivery(ReportDelivery Delivery, ReportFailure Why, ImmutableArray<string> Datasets);
