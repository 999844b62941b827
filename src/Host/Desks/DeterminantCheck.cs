using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Checkers.Settlement;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>What the independent checker says about a day settled from a file of determinants. It knows the two-settlement of energy by the
/// hour; charges that it does not know are named, never taken for right.</summary>
/// <param name="NotChecked">Codes of the statement that it does not recompute.</param>
public sealed record DeterminantCheck(ImmutableArray<Finding> Findings, ImmutableArray<string> NotChecked)
{
    /// <summary>The check of a day and its statement.</summary>
    public static DeterminantCheck Of(ChargedDay day, ShadowStatement statement)
    {
        ImmutableArray<string> all = [.. statement.Totals.Select(total => total.Code)];
        if (day.Calendar != MarketCalendar.Pjm && day.Calendar != MarketCalendar.IsoNe) return new([], all);
        var known = CodesOfMarket.Of(day.Calendar.Name);
        var assets = statement.Lines.Where(line => known.IsEnergySettlement(line.Code)).Select(line => line.Asset).ToHashSet();
        var subjects = day.Subjects.Where(subject => assets.Contains(subject.Name)).ToList();
        if (assets.Count == 0 || !known.DayAhead.AddRange(known.Balancing).All(all.Contains)
            || subjects.Any(subject => !IsWhole(day, subject))) return new([], all);
        ImmutableArray<ChargeTotal> totals = [.. statement.Totals.Where(total => known.IsEnergySettlement(total.Code))];
        return new(CheckStatement.Run(new(day.Calendar, day.Day, statement with
        {
            Lines = [.. statement.Lines.Where(line => known.IsEnergySettlement(line.Code))], Totals = totals,
            Total = totals.Aggregate(Usd.Zero, (sum, total) => sum + total.Billed),
        },
        [.. subjects.Select(subject => subject.Location).Distinct().Select(at => LocationOf(day, at))],
        [.. subjects.Select(subject => new CheckedAsset(subject.Name, subject.Location, Find(day, EnergyTerms.DaMwh, subject.Name)!,
            Find(day, EnergyTerms.RtMwh, subject.Name)!))], [])), [.. all.Where(code => !known.IsEnergySettlement(code))]);
    }

    private static readonly ImmutableArray<Determinant> prices =
    [
        EnergyTerms.DaEnergyPrice, EnergyTerms.DaCongestionPrice, EnergyTerms.DaLossPrice,
        EnergyTerms.RtEnergyPrice, EnergyTerms.RtCongestionPrice, EnergyTerms.RtLossPrice,
    ];

    private static bool IsWhole(ChargedDay day, SettledSubject subject) => subject.PathSource is null
        && new[] { EnergyTerms.DaMwh, EnergyTerms.RtMwh }.All(each => Find(day, each, subject.Name) is not null)
        && prices.All(each => Find(day, each, subject.Location) is not null);

    private static CheckedLocation LocationOf(ChargedDay day, string at)
    {
        var found = prices.Select(each => Find(day, each, at)!).ToArray();
        Series<decimal> Lmp(int from) => new(found[from].Start, found[from].Step,
            [.. Enumerable.Range(0, found[from].Count).Select(i => found[from][i] + found[from + 1][i] + found[from + 2][i])]);
        return new(at, found[0], found[1], found[2], found[3], found[4], found[5], Lmp(0), Lmp(3));
    }

    private static Series<decimal>? Find(ChargedDay day, Determinant determinant, string at) => day.Determinants.FirstOrDefault(each =>
        each.Name == determinant.Name && each.At == at && each.Values.Step == Duration.FromHours(1))?.Values;
}
