using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Simulators.IsoStatement;

/// <summary>Puts at most one discrepancy into a day's lines: on one day in six, decided by the seed and the day alone.</summary>
internal static class Discrepancies
{
    private const int DaysPerDiscrepancy = 6;

    // A dollar keeps the planted difference clear of a line's rounding, whatever its kind.
    private static readonly Usd LeastAmount = new(1);

    private static readonly ImmutableArray<VarianceCause> Kinds =
    [
        VarianceCause.MissingLine, VarianceCause.UnexpectedLine, VarianceCause.Meter, VarianceCause.PriceVersion, VarianceCause.Sign,
            VarianceCause.Rounding,
    ];

    public static (ImmutableArray<StatementLine> Lines, ImmutableArray<PlantedDiscrepancy> Planted) Plant(
        List<StatementLine> honest, OperatingDay day, ulong seed)
    {
        var chance = new SplitMix64(unchecked(seed ^ ((ulong)day.Date.Year * 10_000 + (ulong)day.Date.Month * 100
            + (ulong)day.Date.Day) * 0x2545F4914F6CDD1D));
        if (chance.Below(DaysPerDiscrepancy) != 0) return ([.. honest], []);
        var kind = Kinds[chance.Below(Kinds.Length)];
        var eligible = Enumerable.Range(0, honest.Count).Where(i => Math.Abs(honest[i].Amount.Value) >= LeastAmount.Value).ToList();
        if (eligible.Count == 0) return ([.. honest], []);
        var at = eligible[chance.Below(eligible.Count)];
        var right = honest[at];
        var (billed, what) = Spoil(right, kind);
        ImmutableArray<StatementLine> lines = [.. honest[..at], .. billed, .. honest[(at + 1)..]];
        var difference = billed.Aggregate(Usd.Zero, (sum, line) => sum + line.Amount) - right.Amount;
        return (lines, [new(right.Code, right.Asset, right.Interval, kind, difference, what)]);
    }

    private static (ImmutableArray<StatementLine> Billed, string What) Spoil(StatementLine right, VarianceCause kind) => kind switch
    {
        VarianceCause.MissingLine => ([], "the line is left out"),
        VarianceCause.UnexpectedLine => ([right, right], "the line is billed twice"),
        VarianceCause.Meter => (
            [Rebilled(right with { Quantity = new BilledQuantity(right.Quantity.Value * 1.1m, right.Quantity.Unit) })],
            "the meter read is a tenth too high"),
        VarianceCause.PriceVersion =>
            (
            [Rebilled(right with { Rate = new BilledRate(right.Rate.Value * 0.9m, right.Rate.Per) })],
            "the price is of an older version, a tenth lower"),
        VarianceCause.Sign => ([right with { Amount = -right.Amount }], "charge and credit are swapped"),
        VarianceCause.Rounding => ([right with { Amount = right.Amount + AwayFromExact(right) }], "the amount is a cent off"),
        _ => throw new InvalidOperationException($"No discrepancy of kind {kind} is planted."),
    };

    private static StatementLine Rebilled(StatementLine line) => line with { Amount = (line.Quantity * line.Rate).ToCents() };

    /// <summary>A cent to the side on which the rounded amount already lies, so that it stays outside the tolerance of half a
    /// cent.</summary>
    private static Usd AwayFromExact(StatementLine right) => right.Amount >= right.Quantity * right.Rate ? new(0.01m) : new(-0.01m);
}
