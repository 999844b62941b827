using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>Turns the prose of a filing into text: what stands between braces is looked up, and a digit anywhere else is refused, so that
/// no number in words can differ from the schedules.</summary>
internal sealed class FilingTemplates(FilingNumbers numbers, FilingTerms terms, ImmutableArray<FilingSchedule> schedules)
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("MMMM d, uuuu");

    /// <summary>The runs of a text.</summary>
    /// <param name="text">The template.</param>
    /// <param name="where">Which paragraph it is, for a refusal.</param>
    /// <param name="witness">Who speaks; <c>{filing.witness}</c>.</param>
    public Outcome<ImmutableArray<FilingRun>> Read(string text, string where, FilingWitness witness)
    {
        var runs = ImmutableArray.CreateBuilder<FilingRun>();
        for (var at = 0; at < text.Length;)
        {
            var brace = text.IndexOf('{', at);
            var plain = brace < 0 ? text[at..] : text[at..brace];
            if (plain.FirstOrDefault(char.IsNumber) is var digit and not '\0')
                return new Refusal("typed-number", $"A number is typed in the prose, at '{Around(plain, plain.IndexOf(digit))}'", where,
                    "Put the number in the dataset and refer to it between braces.");
            if (plain.Contains('}')) return Unclosed(where);
            if (plain.Length > 0) runs.Add(new(plain));
            if (brace < 0) break;
            var end = text.IndexOf('}', brace);
            if (end < 0) return Unclosed(where);
            if (Look(text[(brace + 1)..end], witness) is not { } run) return FilingFaults.UnknownReference(text[(brace + 1)..end], where);
            runs.Add(run);
            at = end + 1;
        }

        return runs.ToImmutable();
    }

    /// <summary>A day as a sentence says it.</summary>
    public static string Print(LocalDate day) => Day.Format(day);

    private FilingRun? Look(string reference, FilingWitness witness)
    {
        var colon = reference.IndexOf(':');
        var (name, form) = colon < 0 ? (reference, "") : (reference[..colon], reference[(colon + 1)..]);
        if (name.StartsWith("filing.", StringComparison.Ordinal)) return Fact(name["filing.".Length..], witness) is { } fact ? new(fact)
            : null;
        if (name.StartsWith("schedule.", StringComparison.Ordinal))
            return schedules.Any(schedule => schedule.Name == name["schedule.".Length..]) ? new("Schedule " + name["schedule.".Length..])
                : null;
        if (!numbers.TryFind(name, out var number)) return null;
        return form switch
        {
            "" => new(FilingPrint.InProse(number), name),
            "change" => new(FilingPrint.Change(number), name),
            "words" => new(number.Words),
            "source" => new(number.Source),
            _ => null,
        };
    }

    private string? Fact(string name, FilingWitness witness) => name switch
    {
        "utility" => terms.Utility,
        "commission" => terms.Commission,
        "docket" => terms.Docket,
        "clause" => terms.Clause,
        "source" => terms.LegalSource,
        "dated" => Print(terms.Dated),
        "effective" => Print(terms.Effective),
        "schedule" => terms.Tariff.Schedule,
        "sheet" => terms.Tariff.Sheet,
        "witness" => witness.Name,
        "title" => witness.Title,
        "address" => witness.Address,
        _ => null,
    };

    private static Refusal Unclosed(string where) =>
        new("broken-braces", "A brace is opened or closed without its other", where, "Write references as {id}.");

    private static string Around(string text, int at) => text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 20)].Trim();
}
