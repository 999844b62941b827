using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Trading.Curves;
using NodaTime;

namespace Busbar.Supply.Trading.Curves;

/// <summary>What a curve is built from.</summary>
/// <param name="Calendar">The market whose hours count.</param>
/// <param name="Commodity">What is priced.</param>
/// <param name="Location">Where; every quote is of it.</param>
/// <param name="MarkDay">The day of the mark. What delivers up to it is past.</param>
/// <param name="Version">From 1.</param>
/// <param name="MarkedAt">When the mark is made.</param>
/// <param name="Quotes">Months, quarters, years, strips and the balance of the month; overlaps are welcome.</param>
/// <param name="Prior">A curve whose shape is kept as far as the quotes allow, or null for the flattest curve. A month it lacks takes its
/// newest month of the same name.</param>
/// <param name="FillHoles">True to take a cell that no quote covers from the prior.</param>
/// <param name="Basis">Where the quotes come from.</param>
public sealed record BuildCurveInputs(
    MarketCalendar Calendar, Commodity Commodity, string Location, OperatingDay MarkDay, int Version, Instant MarkedAt,
    ImmutableArray<ForwardQuote> Quotes, ForwardCurve? Prior, bool FillHoles, string Basis);

/// <summary>Makes a monthly curve by block from quotes that overlap: every quote is the time-weighted mean of its cells to 1e-9, and what
/// the quotes leave open differs from the prior's shape (or from one flat price) as smoothly as it can. Quotes that contradict each other,
/// holes, wrong units, past delivery and the like are refused; see the README.</summary>
public static class BuildCurve
{
    private const double Exact = 1e-10;

    /// <summary>The curve, with findings <c>quote-to-the-cent</c> and <c>hole-filled</c>.</summary>
    public static Outcome<ForwardCurve> Run(BuildCurveInputs inputs)
    {
        if (CurveRefusals.Find(inputs) is { } refusal) return refusal;
        var quotes = inputs.Quotes;
        var grid = new CurveGrid(inputs.Calendar, inputs.Commodity, inputs.MarkDay, quotes.Min(q => q.FirstDay),
            quotes.Max(q => q.LastDay));
        if (quotes.FirstOrDefault(quote => grid.SharesOf(quote) is not { Length: > 0 }) is { } empty)
            return CurveRefusals.NoHours(empty);
        // The shortest first: where two say the same, the finer one stands.
        var sorted = quotes.OrderBy(q => grid.SharesOf(q)!.Count(share => share > 0)).ThenBy(q => q.FirstDay)
            .ThenBy(q => q.Id, StringComparer.Ordinal).ToImmutableArray();
        var rows = sorted.Select(quote => grid.SharesOf(quote)!).ToImmutableArray();
        var system = new QuoteSystem(rows, [.. sorted.Select(quote => quote.Price)]);
        if (system.Dependents.FirstOrDefault(d => d.IsContradiction) is { IsContradiction: true } contradiction)
            return CurveRefusals.Contradiction(sorted, contradiction);
        var holes = HolesOf(grid, rows);
        if (!holes.IsEmpty && !inputs.FillHoles) return CurveRefusals.Hole(grid, holes[0]);
        var prior = new double[grid.Count];
        if (inputs.Prior is { } shape)
            for (var cell = 0; cell < grid.Count; cell++)
                if (PriorOf(shape, grid.MonthOf(cell), grid.BlockOf(cell)) is { } price) prior[cell] = price;
                else return CurveRefusals.PriorTooShort(shape, grid.NameOf(cell));
        var kept = system.Independents;
        var spread = SmoothestSpread.Solve(grid.Months, grid.Blocks.Length, [.. kept.Select(i => rows[i])],
            [.. kept.Select(i => sorted[i].Price - Spans.Dot(rows[i], prior))]);
        var prices = Enumerable.Range(0, grid.Count).Select(cell =>
            new ForwardPrice(grid.MonthOf(cell), grid.BlockOf(cell), new UsdPerMwhEstimate(prior[cell] + spread[cell])));
        return Outcome.Of(
            new ForwardCurve(inputs.Commodity, inputs.Calendar.Name, inputs.Location, inputs.MarkDay, inputs.Version, inputs.MarkedAt,
                [.. prices], inputs.Basis),
            [
                .. system.Dependents.Where(d => Math.Abs(d.Apart) > Exact).Select(d => ToTheCent(sorted, d)),
                .. holes.Select(cell => HoleFilled(inputs, grid.NameOf(cell))),
            ]);
    }

    private static ImmutableArray<int> HolesOf(CurveGrid grid, ImmutableArray<double[]> rows) =>
        [.. Enumerable.Range(0, grid.Count).Where(cell => grid.HoursOf(cell) > 0 && rows.All(row => row[cell] == 0))];

    private static double? PriorOf(ForwardCurve prior, OperatingDay month, PeakBlock block)
    {
        var same = prior.Prices.Where(price => price.Block == block && price.Month.Date.Month == month.Date.Month).ToArray();
        return (same.FirstOrDefault(price => price.Month == month) ?? same.MaxBy(price => price.Month))?.Price.Value;
    }

    private static Finding ToTheCent(ImmutableArray<ForwardQuote> quotes, QuoteSystem.Dependent dependent) => new(
        "quote-to-the-cent", Severity.Note,
        FormattableString.Invariant($"{quotes[dependent.Quote].Id} stands {dependent.Apart:0.0000} from what ")
            + $"{string.Join(", ", dependent.On.Select(i => quotes[i].Id))} give",
        quotes[dependent.Quote].Id, "the finer quotes stand; the difference is the rounding of a quote");

    private static Finding HoleFilled(BuildCurveInputs inputs, string cell) => new(
        "hole-filled", Severity.Warning, $"no quote covers {cell}", $"{inputs.Location} {cell}",
        $"taken from the shape of {inputs.Prior!.Basis}, moved with its neighbours");
}
