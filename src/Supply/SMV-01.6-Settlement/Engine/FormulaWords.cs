using System.Globalization;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>Prints a formula in the trade's words, or with numbers in the place of its determinants.</summary>
public static class FormulaWords
{
    /// <summary>The formula with each determinant by its name. A named part prints its name alone below the top.</summary>
    public static string Of(Formula formula, bool inner = false) => Print(formula, null, inner);

    /// <summary>The formula with the value of each determinant and named part in its place.</summary>
    public static string With(Formula formula, Func<Formula, decimal> valueOf) => Print(formula, valueOf, false);

    /// <summary>A number without trailing zeros.</summary>
    public static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Print(Formula formula, Func<Formula, decimal>? valueOf, bool inner) => formula switch
    {
        Formula.Named named when !inner => Print(named.Of, valueOf, inner: false),
        Formula.Constant constant => Number(constant.Value),
        Formula.WhenGiven given when valueOf is null => Print(given.Of, null, inner: true),
        Formula.Read or Formula.WhenGiven or Formula.FromCalendar or Formula.Named or Formula.OverDay or Formula.OverSubjects
            or Formula.OverNetted or Formula.BySegment when valueOf is not null =>
            Signed(Number(valueOf(formula))),
        Formula.Read read => read.Of.Name,
        Formula.FromCalendar count => NameOf(count.Of),
        Formula.Named named => named.Name,
        Formula.OverDay sum => $"sum over the day of {Group(sum.Of)}",
        Formula.OverSubjects sum => $"sum over all of {Group(sum.Of)}",
        Formula.OverNetted sum => $"net of its place of {Group(sum.Of)}",
        Formula.BySegment by => $"sum over segments of the greater of 0 and {Group(by.Of)}",
        Formula.Outside outside => $"{Print(outside.Of, valueOf, true)} where |{Print(outside.Size, valueOf, true)}| is more than "
            + Print(outside.Band, valueOf, true),
        Formula.Absolute absolute => $"|{Print(absolute.Of, valueOf, true)}|",
        Formula.Share share => $"{Group(share.Part, valueOf)} ÷ {Group(share.Whole, valueOf)}",
        Formula.Pair { Operation: Operation.Lesser } pair =>
            $"the lesser of {Print(pair.Left, valueOf, true)} and {Print(pair.Right, valueOf, true)}",
        Formula.Pair { Operation: Operation.Greater } pair =>
            $"the greater of {Print(pair.Left, valueOf, true)} and {Print(pair.Right, valueOf, true)}",
        Formula.Pair { Operation: Operation.Minus, Left: Formula.Constant { Value: 0, Name: "" } } pair =>
            $"−{Group(pair.Right, valueOf)}",
        Formula.Pair { Operation: Operation.Plus } pair => $"{Term(pair.Left, valueOf)} + {Term(pair.Right, valueOf)}",
        Formula.Pair { Operation: Operation.Minus } pair => $"{Term(pair.Left, valueOf)} − {Group(pair.Right, valueOf)}",
        Formula.Pair { Operation: Operation.Times } pair => $"{Group(pair.Left, valueOf)} × {Group(pair.Right, valueOf)}",
        Formula.Pair { Operation: Operation.Over } pair => $"{Group(pair.Left, valueOf)} ÷ {Group(pair.Right, valueOf)}",
        _ => throw new InvalidOperationException($"No words for {formula.GetType().Name}."),
    };

    internal static string NameOf(CalendarCount count) => count switch
    {
        CalendarCount.DaysInMonth => "days in the month",
        CalendarCount.DaysInYear => "days in the year",
        _ => "hours in the interval",
    };

    private static string Signed(string number) => number[0] == '-' ? $"({number})" : number;

    /// <summary>A term of a sum: products and sums stand as they are.</summary>
    private static string Term(Formula formula, Func<Formula, decimal>? valueOf) =>
        formula is Formula.Pair { Operation: Operation.Lesser or Operation.Greater }
            ? Group(formula, valueOf) : Print(formula, valueOf, inner: true);

    private static string Group(Formula formula, Func<Formula, decimal>? valueOf = null)
    {
        var text = Print(formula, valueOf, inner: true);
        return formula is Formula.Pair or Formula.Share or Formula.Outside ? $"({text})" : text;
    }
}
