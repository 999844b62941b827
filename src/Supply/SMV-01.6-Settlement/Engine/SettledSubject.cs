using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>Who or what is billed: a load, a unit, a virtual, a right, or the participant itself; unique by name in a day.</summary>
/// <param name="Location">Where it settles; empty for a participant, the sink for a path.</param>
public sealed record SettledSubject(string Name, AssetKind Kind, string Location)
{
    /// <summary>Where a path begins; null for a subject at one location.</summary>
    public string? PathSource { get; init; }

    /// <summary>Transmission or capacity zone.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Uplift region.</summary>
    public string Region { get; init; } = "";

    /// <summary>The zone, hub or interface within which its deviation nets with others of its category; empty where it stands
    /// alone.</summary>
    public string NettedAt { get; init; } = "";

    /// <summary>The place as a line prints it.</summary>
    public string Place => PathSource is null ? Location : $"{PathSource} to {Location}";
}

/// <summary>The values of one determinant over one operating day, with the source and version they came from.</summary>
/// <param name="Name">The determinant's name.</param>
/// <param name="At">Subject, location, zone or region; empty for the market.</param>
/// <param name="Values">Over the whole day, by hours, quarter hours or five minutes, or one value for the day.</param>
/// <param name="Source">Where from, in words a reader can follow to a file.</param>
/// <param name="Version">Version of that source, from 1.</param>
public sealed record DeterminantSeries(string Name, string At, Series<decimal> Values, string Source, int Version = 1);

/// <summary>Everything the charges of one operating day are computed from.</summary>
/// <param name="Codes">The charge codes to settle; those without a rule on the day are not billed.</param>
public sealed record ChargedDay(
    MarketCalendar Calendar, OperatingDay Day, ImmutableArray<string> Codes, ImmutableArray<SettledSubject> Subjects,
    ImmutableArray<DeterminantSeries> Determinants);

/// <summary>The amounts of one charge of one subject over the day, USD at full precision, a charge to us positive.</summary>
/// <param name="Amounts">One an interval.</param>
public sealed record SettledColumn(ChargeCode Code, SettledSubject Subject, Series<decimal> Amounts);

/// <summary>A settled operating day in columns: by code in the order asked, within it by subject's name. Lines and their working are
/// rebuilt from the determinants when asked.</summary>
public sealed record SettledColumns(ChargedDay Settled, ImmutableArray<SettledColumn> Columns, ImmutableArray<ChargeTotal> Totals);
