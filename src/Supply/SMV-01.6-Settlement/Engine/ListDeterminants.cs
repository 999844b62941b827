using System.Collections.Immutable;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>One determinant and the place at which a charge reads it: subject, location, zone or region; empty for the market.</summary>
public readonly record struct DeterminantAt(Determinant Of, string At);

/// <summary>Lists what a charge of one subject reads on a day, so that a store need bring no more than that to settle or explain its
/// lines. What stands only when given is listed too; a place that is another subject's name tells that the two net.</summary>
public static class ListDeterminants
{
    /// <summary>Each once, in the order of the formula; none when the charge is not billed on the day.</summary>
    public static ImmutableArray<DeterminantAt> Run(ChargedDay day, string code, SettledSubject subject) =>
        ChargeCodes.Find(day.Calendar.Name, code)?.On(day.Day) is not { } version ? []
            : [.. Reads(day, version.Quantity, subject).Concat(Reads(day, version.Rate, subject)).Distinct()];

    private static IEnumerable<DeterminantAt> Reads(ChargedDay day, Formula formula, SettledSubject subject) => formula switch
    {
        Formula.Read read => DayIndex.PlacesOf(read.Of, subject).Select(place => new DeterminantAt(read.Of, place)),
        Formula.OverNetted over => day.Subjects.Where(one => over.Nets(subject, one)).SelectMany(one => Reads(day, over.Of, one)),
        Formula.OverSubjects over => day.Subjects.SelectMany(one => Reads(day, over.Of, one)),
        _ => formula.Parts.SelectMany(part => Reads(day, part, subject)),
    };
}
