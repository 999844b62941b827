using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;

namespace Busbar.Supply.Recovery;

/// <summary>What a clause is run from.</summary>
/// <param name="Clause">The clause as data.</param>
/// <param name="Months">Facts of consecutive months, each once, in any order.</param>
/// <param name="ClosedAt">The clock of the run.</param>
public sealed record RunClauseInputs(RecoveryClause Clause, ImmutableArray<ClauseMonth> Months, Instant ClosedAt);

/// <summary>A trigger or review that a run met.</summary>
/// <param name="Name">The trade's name.</param>
/// <param name="Month">First day of the month whose closing met it.</param>
/// <param name="Ratio">Balance as a fraction of the year's revenue or cost; null for a review.</param>
/// <param name="Level">The fraction that calls for action; null for a review.</param>
/// <param name="Action">What must be done.</param>
/// <param name="Source">The rule.</param>
/// <param name="Surcharge">The rider that would amortise the balance over the least months of the rule, without return.</param>
public sealed record TriggerMet(
    string Name, LocalDate Month, decimal? Ratio, decimal? Level, string Action, string Source, UsdPerMwh? Surcharge);

/// <summary>A clause over a period: the schedule of its months and what it called for.</summary>
public sealed record ClauseRun(RecoveryClause Clause, ImmutableArray<RecoveryMonth> Months, ImmutableArray<TriggerMet> Triggers);

/// <summary>Runs a clause over many months: cost to deferral to balance to factor, with the triggers each balance meets.</summary>
public static class RunClause
{
    /// <summary>The schedule; refused when a month is missing, given twice, or cannot be run.</summary>
    public static Outcome<ClauseRun> Run(RunClauseInputs inputs)
    {
        var facts = inputs.Months.Sort((a, b) => a.Month.CompareTo(b.Month));
        if (Refuse(inputs.Clause, facts) is { } refusal) return refusal;
        ImmutableArray<RecoveryMonth> months = [];
        var findings = new List<Finding>();
        foreach (var month in facts)
        {
            if (ClauseTerms.Check(inputs.Clause, month.Month) is { } terms) return terms;
            var days = month.Month.Calendar.GetDaysInMonth(month.Month.Year, month.Month.Month);
            switch (ClauseStep.Of(inputs.Clause, months, month, days, inputs.ClosedAt))
            {
                case Outcome<RecoveryMonth>.Refused refused:
                    return refused.Refusal;
                case Outcome<RecoveryMonth>.Done done:
                    months = months.Add(done.Value);
                    findings.AddRange(done.Findings);
                    break;
            }
        }
        return Outcome.Of(new ClauseRun(inputs.Clause, months, TriggersOf(inputs.Clause, months)),
            findings.Concat(ClauseTriggers.NotMeasured(inputs.Clause, months)));
    }

    /// <summary>The triggers and reviews that closed months met, as a run over them would say.</summary>
    public static ImmutableArray<TriggerMet> TriggersOf(RecoveryClause clause, ImmutableArray<RecoveryMonth> months) =>
        ClauseTriggers.Met(clause, months);

    private static Refusal? Refuse(RecoveryClause clause, ImmutableArray<ClauseMonth> facts)
    {
        if (facts.IsEmpty) return new("no-months", "There is no month to run", clause.Name, "Give the costs and sales of a month.");
        foreach (var (earlier, later) in facts.Zip(facts.Skip(1)))
        {
            if (earlier.Month == later.Month)
                return new("month-twice", $"{later.Month:yyyy-MM} is given twice", clause.Name, "Give each month once.");
            if (earlier.Month.PlusMonths(1) != later.Month)
                return new("month-missing", $"{earlier.Month:yyyy-MM} is followed by {later.Month:yyyy-MM}", clause.Name,
                    $"Give {earlier.Month.PlusMonths(1):yyyy-MM} too; a balance carries from month to month.");
        }
        return null;
    }
}
