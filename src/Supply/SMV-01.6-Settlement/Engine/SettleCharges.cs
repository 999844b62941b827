using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>Settles one operating day of any number of subjects under any charge codes of a market, in columns. Days are independent of
/// each other. Inputs in any order and any number of threads give the same bytes: subjects are taken by name, sums in that order.</summary>
public static class SettleCharges
{
    /// <summary>The day's columns and totals, in whole cents once a charge. A charge without a rule on the day has none, and one that
    /// the tariff settles in shorter intervals than its determinants have leaves a note.</summary>
    public static Outcome<SettledColumns> Run(ChargedDay inputs, int threads = 1)
    {
        var day = new DayIndex(inputs);
        if (WholeCharges.Check(day) is { } refusal) return refusal;
        var columns = Columns(day, threads);
        return Outcome.Of(new SettledColumns(inputs, columns, TotalsOf(columns, threads)), CoarserThanTariff(day));
    }

    internal static ImmutableArray<SettledColumn> Columns(DayIndex day, int threads)
    {
        var work = day.Charges.SelectMany(charge => day.Billed(charge.Version).Select(subject => (charge.Code, charge.Version, subject)))
            .ToArray();
        var columns = new SettledColumn[work.Length];
        Parallel.For(0, work.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new Evaluator(day),
            (i, _, evaluator) =>
            {
                var (code, version, subject) = work[i];
                var step = day.StepOf(version, subject);
                columns[i] = new(code, subject, new(day.Whole.Start, step,
                    ImmutableCollectionsMarshal.AsImmutableArray(evaluator.Amounts(version, subject, step))));
                return evaluator;
            }, _ => { });
        return ImmutableCollectionsMarshal.AsImmutableArray(columns);
    }

    /// <summary>Charges side by side, each summed in the order of its columns.</summary>
    private static ImmutableArray<ChargeTotal> TotalsOf(ImmutableArray<SettledColumn> columns, int threads)
    {
        var charges = columns.GroupBy(column => column.Code.Code).ToArray();
        var totals = new ChargeTotal[charges.Length];
        Parallel.For(0, charges.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var (code, exact) = (charges[i].First().Code, 0m);
            foreach (var column in charges[i])
                foreach (var amount in column.Amounts.Values) exact += amount;
            totals[i] = new(code.Code, code.Title, new(exact), new Usd(exact).ToCents());
        });
        return ImmutableCollectionsMarshal.AsImmutableArray(totals);
    }

    private static IEnumerable<Finding> CoarserThanTariff(DayIndex day)
    {
        foreach (var (code, version) in day.Charges)
            if (version.Step is { } tariff && day.Billed(version).Any(subject => day.StepOf(version, subject) > tariff))
                yield return new("coarser-than-tariff", Severity.Note,
                    $"The tariff settles {code.Code} in intervals of {tariff.TotalMinutes} minutes; its determinants are coarser",
                    $"{day.Settled.Day} {code.Code}", "Settled by the determinants' own interval, as if each were even within it.");
    }
}
