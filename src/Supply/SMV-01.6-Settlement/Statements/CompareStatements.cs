using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Settlement.Statements;

/// <summary>Two versions of one statement, with the determinants of both where they are known.</summary>
/// <param name="Links">Which determinants a charge is quantity times price of; charges without a link are compared by amount
/// only.</param>
public sealed record CompareStatementsInputs(
    MarketStatement Before, MarketStatement After, DeterminantExtract? DeterminantsBefore, DeterminantExtract? DeterminantsAfter,
    ImmutableArray<DeterminantLink> Links);

/// <summary>A charge is a quantity times a price times a factor in each interval.</summary>
/// <param name="Code">The charge.</param>
/// <param name="Quantity">The determinant that is its quantity.</param>
/// <param name="Price">The determinant that is its price.</param>
/// <param name="Factor">1, or −1 for a charge that pays us.</param>
public sealed record DeterminantLink(string Code, DeterminantName Quantity, DeterminantName Price, decimal Factor);

/// <summary>Names a determinant by code and dimensions, as <see cref="Determinant"/> spells them.</summary>
public sealed record DeterminantName(string Code, string Keys);

/// <summary>What changed from one version to the next.</summary>
/// <param name="Change">Total after less total before.</param>
/// <param name="Codes">The charges that changed, largest change first.</param>
/// <param name="Determinants">The determinants that changed, in the order of code, keys and time.</param>
public sealed record StatementComparison(
    string StatementBefore, string StatementAfter, Usd Change, ImmutableArray<CodeChange> Codes,
    ImmutableArray<DeterminantChange> Determinants);

/// <summary>One charge that changed.</summary>
/// <param name="Before">Null when it is new.</param>
/// <param name="After">Null when it is gone.</param>
/// <param name="Intervals">Where it changed.</param>
/// <param name="NotInIntervals">The part of the change that no interval shows (rounding, a charge of the day as a whole).</param>
public sealed record CodeChange(
    string Code, string Title, Usd? Before, Usd? After, ImmutableArray<IntervalChange> Intervals, Usd NotInIntervals)
{
    /// <summary>After less before.</summary>
    public Usd Change => (After ?? Usd.Zero) - (Before ?? Usd.Zero);
}

/// <summary>The amount of one interval in both versions; zero where a version has none.</summary>
/// <param name="ByQuantity">The part that the change of the quantity makes, at the price before; null without a link.</param>
/// <param name="ByPrice">The part that the change of the price makes, on the quantity after; null without a link.</param>
public sealed record IntervalChange(DeliveryInterval Interval, Usd Before, Usd After, Usd? ByQuantity, Usd? ByPrice)
{
    /// <summary>After less before.</summary>
    public Usd Change => After - Before;
}

/// <summary>A determinant that changed in one interval, or over the day when it has none.</summary>
public sealed record DeterminantChange(
    string Code, string Keys, string Unit, DeliveryInterval Interval, decimal? Before, decimal? After);

/// <summary>Compares a version of a statement with another, down to the interval and the determinant. The parts sum to the whole: the
/// intervals and what is in none make the charge's change, the charges make the total's.</summary>
public static class CompareStatements
{
    /// <summary>The comparison; refused when the two are not versions of one statement.</summary>
    public static Outcome<StatementComparison> Run(CompareStatementsInputs inputs)
    {
        var (before, after) = (inputs.Before, inputs.After);
        if ((before.Market, before.MarketType, before.Account, before.OperatingDay)
            != (after.Market, after.MarketType, after.Account, after.OperatingDay))
            return new Refusal("another-day", $"{before.StatementId} and {after.StatementId} are not versions of one statement",
                $"{before.Market} {before.OperatingDay}, {after.Market} {after.OperatingDay}", "Give two versions of one account and day.");
        var codes = before.Lines.Concat(after.Lines).Select(line => line.Code).Distinct()
            .Select(code => ChangeOf(inputs, before.Line(code), after.Line(code)))
            .Where(change => change.Change != Usd.Zero || !change.Intervals.IsEmpty || change.Before is null || change.After is null)
            .OrderByDescending(change => Math.Abs(change.Change.Value)).ThenBy(change => change.Code, StringComparer.Ordinal);
        var added = before.Lines.Aggregate(-before.Total, (sum, line) => sum + line.Amount)
            - after.Lines.Aggregate(-after.Total, (sum, line) => sum + line.Amount);
        return Outcome.Of(new StatementComparison(before.StatementId, after.StatementId, after.Total - before.Total, [.. codes],
            Determinants(inputs)), added == Usd.Zero ? [] : new[]
        {
            new Finding("totals-do-not-add", Severity.Note, $"The totals change by {added} more than the charges do",
                $"{before.StatementId}, {after.StatementId}", "compared both as stated"),
        });
    }

    private static CodeChange ChangeOf(CompareStatementsInputs inputs, MarketStatementLine? before, MarketStatementLine? after)
    {
        var known = (after ?? before)!;
        var (old, now) = (Values(before), Values(after));
        var link = inputs.Links.FirstOrDefault(each => each.Code == known.Code);
        ImmutableArray<IntervalChange> intervals =
        [
            .. old.Keys.Union(now.Keys).Order().Where(at => old.GetValueOrDefault(at) != now.GetValueOrDefault(at))
                .Select(at => Split(inputs, link, at, old.GetValueOrDefault(at), now.GetValueOrDefault(at))),
        ];
        var change = (after?.Amount ?? Usd.Zero) - (before?.Amount ?? Usd.Zero);
        return new(known.Code, known.Title, before?.Amount, after?.Amount, intervals,
            intervals.Aggregate(change, (left, interval) => left - interval.Change));
    }

    private static IntervalChange Split(
        CompareStatementsInputs inputs, DeterminantLink? link, DeliveryInterval at, decimal old, decimal now)
    {
        if (link is null || At(inputs.DeterminantsBefore, link.Quantity, at) is not { } oldQuantity
            || At(inputs.DeterminantsBefore, link.Price, at) is not { } oldPrice
            || At(inputs.DeterminantsAfter, link.Quantity, at) is not { } quantity
            || At(inputs.DeterminantsAfter, link.Price, at) is not { } price)
            return new(at, new(old), new(now), null, null);
        return new(at, new(old), new(now), new(link.Factor * (quantity - oldQuantity) * oldPrice),
            new(link.Factor * quantity * (price - oldPrice)));
    }

    private static decimal? At(DeterminantExtract? extract, DeterminantName name, DeliveryInterval at) => extract?.Determinants
        .FirstOrDefault(one => one.Code == name.Code && one.Keys == name.Keys)?.Values is { } series
        && series.Step == at.Length && series.Start <= at.Start && at.End <= series.End ? series.At(at.Start) : null;

    private static Dictionary<DeliveryInterval, decimal> Values(MarketStatementLine? line) => line?.Intervals is not { } series ? []
        : Enumerable.Range(0, series.Count).ToDictionary(series.IntervalAt, i => series[i]);

    private static ImmutableArray<DeterminantChange> Determinants(CompareStatementsInputs inputs)
    {
        if (inputs.DeterminantsBefore is not { } before || inputs.DeterminantsAfter is not { } after) return [];
        var day = MarketCalendar.Named(inputs.After.Market).WholeDay(inputs.After.OperatingDay);
        var (old, now) = (ByPlace(before, day), ByPlace(after, day));
        return
        [
            .. old.Keys.Union(now.Keys)
                .Where(place => !old.TryGetValue(place, out var was) || !now.TryGetValue(place, out var isNow) || was.Value != isNow.Value)
                .OrderBy(place => place.Code, StringComparer.Ordinal).ThenBy(place => place.Keys, StringComparer.Ordinal)
                .ThenBy(place => place.At)
                .Select(place => new DeterminantChange(place.Code, place.Keys, (now.GetValueOrDefault(place) ?? old[place]).Unit, place.At,
                    old.GetValueOrDefault(place)?.Value, now.GetValueOrDefault(place)?.Value)),
        ];
    }

    private static Dictionary<Place, Reading> ByPlace(DeterminantExtract extract, DeliveryInterval day) => extract.Determinants
        .SelectMany(one => one.Values is { } series
            ? Enumerable.Range(0, series.Count).Select(i => (Place: new Place(one.Code, one.Keys, series.IntervalAt(i)),
                Read: new Reading(series[i], one.Unit)))
            : [(new(one.Code, one.Keys, day), new(one.Scalar ?? 0, one.Unit))])
        .ToDictionary(each => each.Place, each => each.Read);

    private readonly record struct Place(string Code, string Keys, DeliveryInterval At);

    private sealed record Reading(decimal Value, string Unit);
}
