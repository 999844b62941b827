using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Recovery;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Recovery;

/// <summary>A clause's schedule and its balance against the triggers: of the store's months, or of a filing that is kept.</summary>
public static class ClauseTables
{
    /// <summary>What the page shows: the clause and its months, and where they come from; null while nothing is closed or kept.</summary>
    public static (RecoveryClause Clause, ImmutableArray<RecoveryMonth> Months, string Source)? Chosen(ScreenView view)
    {
        if (view.Field("filing") is { Length: > 0 } key)
            return new FilingDesk(view.Reads.Store).All(view.AsOf).FirstOrDefault(each => each.Body.Key() == key)?.Body is { } filing
                ? (filing.Clause, filing.Months, $"filing {key}") : throw new RefusedException(new("unknown-filing",
                    $"No filing '{key}' is kept at that time", "filing", "Choose one of the list."));
        try
        {
            var schedule = new ClauseDesk(view.Reads.Store).OfStore(ClauseDesk.Own, view.AsOf);
            return (schedule.Run.Clause, schedule.Run.Months, schedule.Source);
        }
        catch (RefusedException refused) when (refused.Refusal.Code == "no-closed-month")
        {
            return null;
        }
    }

    /// <summary>The schedule, a row a month.</summary>
    public static ScreenTable Months(ScreenView view) => new("clause-months", "Schedule",
        [
            Words("Month"), Numbers("Eligible cost", "USD"), Numbers("Share", "%"), Numbers("Base revenue", "USD"), Numbers("Rider", "USD"),
            Numbers("Deferral", "USD"), Numbers("Interest", "USD"), Numbers("Disallowed", "USD"), Numbers("Balance", "USD"),
            Numbers("Next factor", "USD/MWh"),
        ],
        [
            .. (Chosen(view)?.Months ?? []).Select(month => (ImmutableArray<Cell>)
            [
                Cell.Of(Name(month)), Cell.Of(month.EligibleCost.Value, 2), Cell.Of(100 * (month.Working?.Share ?? 1), 2),
                Cell.Of((month.Working?.BaseRecovered ?? month.BilledRevenue).Value, 2),
                Cell.Of((month.Working?.RiderRevenue ?? Usd.Zero).Value, 2), Cell.Of(month.Deferral.Value, 2),
                Cell.Of((month.Interest + (month.Working?.AmortisingInterest ?? Usd.Zero)).Value, 2),
                Cell.Of((month.Working?.Disallowed ?? Usd.Zero).Value, 2), Cell.Of(month.Balance().Value, 2),
                Cell.Of(month.NextFactor.Value, 4),
            ]),
        ], IsMain: true);

    /// <summary>Triggers and reviews met.</summary>
    public static ScreenTable Triggers(ScreenView view) => new("clause-triggers", "Triggers and reviews met",
        [
            Words("Month"), Words("What"), Numbers("Balance", "%"), Numbers("Level", "%"), Numbers("Surcharge", "USD/MWh"), Words("Action"),
            Words("Rule"),
        ],
        [
            .. (Chosen(view) is { } chosen ? RunClause.TriggersOf(chosen.Clause, chosen.Months) : []).Select(met => (ImmutableArray<Cell>)
            [
                Cell.Of($"{met.Month:yyyy-MM}"), Cell.Of(met.Name), met.Ratio is { } ratio ? Cell.Of(100 * ratio, 2) : Cell.Empty,
                met.Level is { } level ? Cell.Of(100 * level, 1) : Cell.Empty,
                met.Surcharge is { } surcharge ? Cell.Of(surcharge.Value, 4) : Cell.Empty, Cell.Of(met.Action), Cell.Of(met.Source),
            ]),
        ]);

    private const double Million = 1e6;

    /// <summary>The balance of each month between the levels, either way, at which each trigger calls for action.</summary>
    public static ChartModel Balance(RecoveryClause clause, ImmutableArray<RecoveryMonth> months)
    {
        var lines = new List<ChartLine>
        {
            ChartLine.Of("Balance", ChartKind.Line, 1, months.Select(month => (double)month.Balance().Value / Million)),
        };
        foreach (var (trigger, i) in clause.Triggers.Select((trigger, i) => (trigger, i)))
        {
            var level = months.Select((_, at) => Level(trigger, months, at)).ToList();
            lines.Add(ChartLine.Of($"{trigger.Name}, {100 * trigger.Level:0.#} %", ChartKind.Dashed, 3 + i, level));
            lines.Add(ChartLine.Of($"{trigger.Name}, owed to customers", ChartKind.Dashed, 3 + i, level.Select(amount => -amount)));
        }
        return new("Balance of each month against the clause's triggers; owed to us is positive", "million USD", [.. months.Select(Name)],
            [.. lines]);
    }

    private static double Level(ClauseTrigger trigger, ImmutableArray<RecoveryMonth> months, int at)
    {
        decimal? year = trigger.Measure == TriggerMeasure.AnnualRevenue ? months[at].Working?.AnnualRevenue?.Value
            : at < 11 ? null : months[(at - 11)..(at + 1)].Sum(month => month.Working?.JurisdictionalCost.Value ?? 0);
        return year is { } known ? (double)(known * trigger.Level) / Million : double.NaN;
    }

    internal static string Name(RecoveryMonth month) => $"{month.Month:yyyy-MM}";
}
