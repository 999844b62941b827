using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>Refuses a day whose determinants do not carry its charges: a code that no market table has, a name twice, a determinant
/// missing, a series that does not cover the day's 23, 24 or 25 hours, or of an interval for which no named rule stands. Nothing is filled
/// and nothing is dropped.</summary>
internal static class WholeCharges
{
    public static Refusal? Check(DayIndex day) =>
        KnownCodes(day.Settled) ?? UniqueNames(day.Settled) ?? WholeSeries(day) ?? EveryRead(day);

    private static Refusal? KnownCodes(ChargedDay day)
    {
        var unknown = day.Codes.FirstOrDefault(code => ChargeCodes.Find(day.Calendar.Name, code) is null);
        if (unknown is not null)
            return new("unknown-code", $"{day.Calendar.Name} has no charge code '{unknown}' here", $"{day.Day}",
                $"Use some of {string.Join(", ", ChargeCodes.Of(day.Calendar.Name).Select(code => code.Code))}.");
        return Twice(day.Codes) is { } code
            ? new("duplicate-code", $"Charge code {code} is asked for twice", $"{day.Day}", "Ask once.")
            : null;
    }

    private static Refusal? UniqueNames(ChargedDay day)
    {
        if (Twice(day.Subjects.Select(subject => subject.Name)) is { } subject)
            return new("duplicate-subject", $"'{subject}' stands twice among the day's subjects", $"{day.Day} {subject}",
                "Give each load, unit, virtual and right its own name.");
        return Twice(day.Determinants.Select(each => $"{each.Name} of '{each.At}'")) is { } twice
            ? new("duplicate-determinant", $"{twice} is given twice", $"{day.Day} {twice}", "Give the version that holds, once.")
            : null;
    }

    private static string? Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any())?.Key;

    private static Refusal? WholeSeries(DayIndex day)
    {
        foreach (var each in day.Settled.Determinants)
        {
            var (values, whole) = (each.Values, day.Whole);
            if (values.Step != whole.Length && values.Step.TotalMinutes is not (5 or 15 or 60))
                return new("another-interval", $"{each.Name} of '{each.At}' has intervals of {values.Step.TotalMinutes} minutes",
                    each.Source, "Give hours, quarter hours, five minutes, or one value for the day.");
            if (values.Start == whole.Start && values.End == whole.End) continue;
            return new("hours-do-not-match",
                $"{each.Name} of '{each.At}' has {values.Count} values from {values.Start}, the day has "
                + $"{whole.Length.TotalHours} hours in {day.Settled.Calendar.Name}, from {whole.Start}{LostIntervals.Describe(day, each)}",
                $"{day.Settled.Day} {each.Source}",
                "Import the whole day: look for a repeated or skipped hour that the file has dropped, merged or filled.");
        }
        return null;
    }

    private static Refusal? EveryRead(DayIndex day)
    {
        foreach (var (code, version) in day.Charges)
            foreach (var subject in day.Billed(version))
            {
                var step = day.StepOf(version, subject);
                if ((Read(day, code, version.Quantity, subject, step) ?? Read(day, code, version.Rate, subject, step)) is { } refusal)
                    return refusal;
            }
        return null;
    }

    private static Refusal? Read(DayIndex day, ChargeCode code, Formula formula, SettledSubject subject, Duration step)
    {
        switch (formula)
        {
            case Formula.Read read:
                return DayIndex.PlacesOf(read.Of, subject).Select(place => Read(day, code, read.Of, subject, place, step))
                    .FirstOrDefault(refusal => refusal is not null);
            case Formula.WhenGiven given when !(given.By is { } by ? [by] : given.Of.Reads).Any(read =>
                day.Find(read, subject) is not null):
                return null;
            case Formula.OverNetted over:
                return day.NettedWith(over, subject).Select(one => Read(day, code, over.Of, one, step))
                    .FirstOrDefault(refusal => refusal is not null);
            case Formula.BySegment segments:
                return day.Find(segments.Segments.MinimumRun, subject) is null ? Read(day, code, segments.Whole, subject, step)
                    : segments.Parts[..^1].Select(part => Read(day, code, part, subject, day.StepOf(segments, subject)))
                        .FirstOrDefault(refusal => refusal is not null);
            case Formula.OverSubjects over:
                return day.Subjects.Where(one => day.IsGiven(over.Of, one)).Select(one => Read(day, code, over.Of, one, step))
                    .FirstOrDefault(refusal => refusal is not null);
            case Formula.OverDay sum:
                return Read(day, code, sum.Of, subject, day.Finest(sum.Of, subject));
            default:
                foreach (var part in formula.Parts)
                    if (Read(day, code, part, subject, step) is { } refusal) return refusal;
                return null;
        }
    }

    private static Refusal? Read(
        DayIndex day, ChargeCode code, Determinant determinant, SettledSubject subject, string place, Duration step)
    {
        var where = $"{day.Settled.Day} {code.Code} {subject.Name}";
        if (day.At(determinant, place) is not { } series)
            return new("missing-determinant", $"{code.Code} {code.Title} reads {determinant.Name} of "
                + $"{(determinant.Reach == Reach.Market ? day.Settled.Calendar.Name : $"'{place}'")}, which is not given", where,
                "Give it, or leave the charge out.");
        var isLawful = series.Values.Step == step || determinant.Bridge == Bridge.HoldsAndAverages
            || (determinant.Bridge == Bridge.SpreadsAndSums && (series.Values.Step < step || series.Values.Step != day.Whole.Length));
        return isLawful ? null : new("another-interval",
            $"{determinant.Name} has intervals of {series.Values.Step.TotalMinutes} minutes and {code.Code} bills {step.TotalMinutes}: "
            + "no named rule turns one into the other", where, "Give it by the charge's own interval.");
    }
}
