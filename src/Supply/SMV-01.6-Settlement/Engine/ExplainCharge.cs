using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>Shows the working of one settled amount: the charge's formula in words and with its numbers, down to each determinant with its
/// source and version. It evaluates the very tree that settled the amount.</summary>
public static class ExplainCharge
{
    /// <summary>The line of a charge, subject and interval (<c>HE05</c>, <c>HE02X</c>, <c>HE05:10</c>, <c>day</c>); refused when there is
    /// none, or the determinants are not whole.</summary>
    public static Outcome<Explain> Run(ChargedDay inputs, string code, string subject, string label)
    {
        if (!inputs.Codes.Contains(code)) return Unknown($"{code} is not among the day's charges", code, inputs.Codes);
        var day = new DayIndex(inputs with { Codes = [code] });
        if (WholeCharges.Check(day) is { } refusal) return refusal;
        var (found, version) = day.Charges.FirstOrDefault();
        if (version is null) return Unknown($"{inputs.Calendar.Name} bills no {code} on {inputs.Day}", code, inputs.Codes);
        var billed = day.Billed(version).ToList();
        if (billed.FirstOrDefault(one => one.Name == subject) is not { } who)
            return Unknown($"{code} does not bill '{subject}'", subject, billed.Select(one => one.Name));
        var working = new Working(day, who);
        var step = day.StepOf(version, who);
        var labels = working.Labels(step);
        return labels.IndexOf(label) is >= 0 and var i
            ? working.Line(found, version, step, i)
            : Unknown($"{code} of {subject} has no interval {label}", label, labels);
    }

    private static Refusal Unknown(string what, string where, IEnumerable<string> known) =>
        new("unknown-line", what, where, $"Ask for one of: {string.Join(", ", known)}.");

    internal static Explain Line(DayIndex day, ChargeCode code, SettledSubject subject, int interval)
    {
        var version = code.On(day.Settled.Day)!;
        return new Working(day, subject).Line(code, version, day.StepOf(version, subject), interval);
    }

    /// <summary>The working for one subject of a day.</summary>
    private sealed class Working(DayIndex day, SettledSubject subject)
    {
        private readonly Evaluator evaluator = new(day);
        private readonly Dictionary<(Formula, Duration), decimal[]> known = new(Evaluator.ByReference.Instance);

        public ImmutableArray<string> Labels(Duration step) =>
            [.. Enumerable.Range(0, (int)(day.Whole.Length / step)).Select(i => LabelAt(step, i))];

        public Explain Line(ChargeCode code, ChargeVersion version, Duration step, int i)
        {
            var (quantity, rate) = (Value(version.Quantity, step, i), Value(version.Rate, step, i));
            return new($"{code.Code}/{subject.Name}/{LabelAt(step, i)}", FormulaWords.Number(quantity * rate), Usd.Unit,
                $"{version.Words} = {FormulaWords.Number(quantity)} × {FormulaWords.Number(rate)}", version.Source,
                [Top("quantity", version.Unit, version.Quantity, step, i), Top("rate", $"USD/{version.Unit}", version.Rate, step, i)]);
        }

        private Explain Top(string name, string unit, Formula formula, Duration step, int i) =>
            formula is Formula.Read or Formula.Named ? Node(formula, step, i) : Node(formula.As(name, unit), step, i);

        private Explain Node(Formula formula, Duration step, int i)
        {
            var value = FormulaWords.Number(Value(formula, step, i));
            return formula switch
            {
                Formula.Read read => Leaf(read.Of, step, i),
                Formula.FromCalendar count => Explain.Leaf(FormulaWords.NameOf(count.Of), value, "", $"calendar, {day.Settled.Day}"),
                Formula.Constant constant => Explain.Leaf(constant.Name, value, "", constant.Source),
                Formula.WhenGiven given when !day.Stands(given, subject) =>
                    Explain.Leaf(FormulaWords.Of(given.Of), value, "", $"not given: {given.Why}"),
                Formula.WhenGiven given => Node(given.Of, step, i),
                Formula.OverDay sum => new(FormulaWords.Of(formula), value, "", $"Σ of {FormulaWords.Of(sum.Of)}", "", [.. Days(sum.Of)]),
                Formula.OverSubjects sum => new(FormulaWords.Of(formula), value, "", $"Σ of {FormulaWords.Of(sum.Of)}", "",
                    [.. day.Subjects.Where(one => day.IsGiven(sum.Of, one)).Select(one => Of(one, sum.Of, step, i))]),
                Formula.OverNetted sum => new(FormulaWords.Of(formula), value, "", $"Σ of {FormulaWords.Of(sum.Of)}", "",
                    [.. day.NettedWith(sum, subject).Select(one => Of(one, sum.Of, step, i))]),
                Formula.BySegment by => Segments(by, value) ?? Node(by.Whole, step, i),
                Formula.Named named => new(named.Name, value, named.Unit,
                    $"{FormulaWords.Of(named)} = {FormulaWords.With(named, part => Value(part, step, i))}", "",
                    [.. Leaves(named.Of).Distinct().Select(part => Node(part, step, i))]),
                _ => Node(formula.As(FormulaWords.Of(formula), ""), step, i),
            };
        }

        private Explain Of(SettledSubject other, Formula formula, Duration step, int i)
        {
            var working = new Working(day, other);
            return Explain.Leaf(other.Name, FormulaWords.Number(working.Value(formula, step, i)), "",
                FormulaWords.With(formula, part => working.Value(part, step, i)));
        }

        private IEnumerable<Explain> Days(Formula formula)
        {
            var step = day.Finest(formula, subject);
            return Enumerable.Range(0, (int)(day.Whole.Length / step)).Select(i => Explain.Leaf(LabelAt(step, i),
                FormulaWords.Number(Value(formula, step, i)), "", FormulaWords.With(formula, part => Value(part, step, i))));
        }

        private Explain? Segments(Formula.BySegment by, string value)
        {
            var step = day.StepOf(by, subject);
            if (day.SegmentsOf(by, subject, step) is not { } segments) return null;
            var runs = Enumerable.Range(0, segments.Length).Where(i => segments[i] > 0).GroupBy(i => segments[i]);
            return new(FormulaWords.Of(by), value, "", "Σ of what is above nothing in each segment", "",
            [
                .. runs.Select(run => new Explain($"segment {run.Key}",
                    FormulaWords.Number(Math.Max(0, run.Sum(i => Value(by.Of, step, i)))), "",
                    "the greater of 0 and Σ of its intervals", "",
                    [.. run.Select(i => Explain.Leaf(LabelAt(step, i), FormulaWords.Number(Value(by.Of, step, i)), "",
                        FormulaWords.With(by.Of, part => Value(part, step, i))))])),
            ]);
        }

        private Explain Leaf(Determinant determinant, Duration step, int i)
        {
            var places = DayIndex.PlacesOf(determinant, subject);
            if (places.Length == 1) return At(determinant, places[0], step, i, "");
            var sink = At(determinant, places[0], step, i, " at the sink");
            var source = At(determinant, places[1], step, i, " at the source");
            return new(determinant.Name, FormulaWords.Number(Value(determinant, step, i)), determinant.Unit,
                $"sink − source = {sink.Value} − {source.Value}", "", [sink, source]);
        }

        private Explain At(Determinant determinant, string place, Duration step, int i, string end)
        {
            var series = day.At(determinant, place)!;
            var one = subject with { Location = place, PathSource = null };
            var value = determinant.Reach == Reach.Location
                ? new Working(day, one).Value(determinant, step, i)
                : Value(determinant, step, i);
            var start = day.Whole.Start + step * i;
            var at = $"{place} {LabelAt(step, i)} {new DeliveryInterval(start, start + step)}".TrimStart();
            return Explain.Leaf(determinant.Name + end, FormulaWords.Number(value), determinant.Unit,
                $"{series.Source}, version {series.Version}, {at}{Rule(series, determinant.Bridge, step, i)}");
        }

        /// <summary>The named rule by which a value of another interval was used, with that value.</summary>
        private string Rule(DeterminantSeries series, Bridge bridge, Duration step, int i)
        {
            var values = series.Values;
            if (values.Step == step) return "";
            if (values.Step < step)
                return $"; the {(bridge == Bridge.SpreadsAndSums ? "sum" : "mean")} of its values by {values.Step.TotalMinutes} minutes";
            var raw = values[(int)(step * i / values.Step)];
            return bridge == Bridge.SpreadsAndSums
                ? $"; {FormulaWords.Number(raw)} of {values.Step.TotalMinutes} minutes ÷ {values.Step / step:0}"
                : $"; holds through {(values.Count == 1 ? "the day" : $"its {values.Step.TotalMinutes} minutes")}";
        }

        private string LabelAt(Duration step, int i)
        {
            var start = day.Whole.Start + step * i;
            return day.Settled.Calendar.LabelOf(new(start, start + step));
        }

        private decimal Value(Formula formula, Duration step, int i)
        {
            if (!known.TryGetValue((formula, step), out var values))
                known[(formula, step)] = values = evaluator.Values(formula, subject, step).ToArray();
            return values.Length == 1 ? values[0] : values[i];
        }

        private static IEnumerable<Formula> Leaves(Formula formula) => formula switch
        {
            Formula.Constant { Name: "" } => [],
            Formula.Read or Formula.Named or Formula.Constant or Formula.FromCalendar or Formula.OverDay or Formula.OverSubjects
                or Formula.OverNetted or Formula.BySegment or Formula.WhenGiven => [formula],
            _ => formula.Parts.SelectMany(Leaves),
        };
    }
}
