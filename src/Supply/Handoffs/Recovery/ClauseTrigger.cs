namespace Busbar.Supply.Handoffs.Recovery;

/// <summary>What a balance is held against.</summary>
public enum TriggerMeasure
{
    /// <summary>A year's jurisdictional revenue that the month's facts state.</summary>
    AnnualRevenue,
    /// <summary>Jurisdictional eligible cost of the last twelve months.</summary>
    RollingYearCost,
}

/// <summary>A balance that calls for action: its size reaches a fraction of a year's revenue or cost.</summary>
/// <param name="Name">The trade's name.</param>
/// <param name="Level">Fraction, above 0; reached when the balance, either way, is at or above it.</param>
/// <param name="Measure">What it is a fraction of.</param>
/// <param name="Action">What the utility must do.</param>
/// <param name="Source">The rule.</param>
public sealed record ClauseTrigger(string Name, decimal Level, TriggerMeasure Measure, string Action, string Source)
{
    /// <summary>True where only the period's last balance counts.</summary>
    public bool IsAtEndOfPeriod { get; init; }

    /// <summary>Least months between two petitions; 0 without such a rule.</summary>
    public int MonthsBetween { get; init; }

    /// <summary>Least months over which the balance is then amortised, without return; 0 without such a rule.</summary>
    public int AmortisationMonths { get; init; }
}

/// <summary>A review or filing that comes round.</summary>
/// <param name="Name">The trade's name.</param>
/// <param name="EveryMonths">Months from one to the next, counted from the clause's first month.</param>
/// <param name="Action">What is done then.</param>
/// <param name="Source">The rule.</param>
public sealed record ClauseReview(string Name, int EveryMonths, string Action, string Source);
