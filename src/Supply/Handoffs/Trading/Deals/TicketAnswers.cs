using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime.Text;

namespace Busbar.Supply.Handoffs.Trading.Deals;

/// <summary>Reads the answers of one ticket and keeps the first fault.</summary>
internal sealed class TicketAnswers(Func<string, string> answer)
{
    /// <summary>No price, volume or fee of a desk is beyond a thousand million.</summary>
    private const decimal Largest = 1_000_000_000m;

    private static readonly FrozenDictionary<string, TicketField> Known = TicketForm.Fields.ToFrozenDictionary(field => field.Name);

    /// <summary>The first fault, or null.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Free text, or its default.</summary>
    public string Text(string name)
    {
        var given = answer(name).Trim();
        if (given.Length > 0) return given;
        if (Known[name].Default is { } otherwise) return otherwise;
        Refuse("missing-field", name, $"{name} is empty", $"Give {Expected(name)}.");
        return "";
    }

    /// <summary>One of the field's words.</summary>
    public string Word(string name)
    {
        var given = Text(name);
        if (given.Length == 0) return given;
        var word = Known[name].Choices.FirstOrDefault(choice => choice.Equals(given, StringComparison.OrdinalIgnoreCase));
        if (word is null) Refuse(name == "unit" ? "wrong-units" : "unknown-word", name, $"'{given}' is not a {name}", $"Give {Expected(name)}.");
        return word ?? "";
    }

    /// <summary>What a word means.</summary>
    public T Word<T>(string name, FrozenDictionary<string, T> words, T otherwise) =>
        words.TryGetValue(Word(name), out var value) ? value : otherwise;

    /// <summary>A number.</summary>
    public decimal Number(string name) => Number(name, Text(name));

    /// <summary>A number from a part of a field.</summary>
    public decimal Number(string name, string given)
    {
        if (given.Length == 0 && Refusal is not null) return 0;
        if (decimal.TryParse(given, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && Math.Abs(value) <= Largest) return value;
        Refuse("not-a-number", name, $"'{given}' in {name} is not a number within a thousand million",
            "Give digits, point and sign only, without unit, currency or commas.");
        return 0;
    }

    /// <summary>A whole number.</summary>
    public int Whole(string name)
    {
        var value = Number(name);
        if (value == Math.Truncate(value)) return (int)value;
        Refuse("not-whole", name, $"{value} in {name} is not a whole number", "Give a whole number.");
        return 0;
    }

    /// <summary>A date.</summary>
    public OperatingDay Day(string name)
    {
        var given = Text(name);
        if (given.Length == 0) return OperatingDay.Of(2000, 1, 1);
        if (LocalDatePattern.Iso.Parse(given) is { Success: true, Value: { Year: >= 1990 and <= 2100 } date }) return new(date);
        Refuse("bad-date", name, $"'{given}' in {name} is not a date of 1990 to 2100", "Give the date as 2027-03-01.");
        return OperatingDay.Of(2000, 1, 1);
    }

    /// <summary>Numbers hour by hour from runs, <c>50*8,60*16</c>.</summary>
    public ImmutableArray<decimal> Runs(string name, string given)
    {
        var values = ImmutableArray.CreateBuilder<decimal>();
        foreach (var run in given.Split(','))
        {
            var parts = run.Split('*');
            var count = 1;
            if (parts.Length > 2 || parts.Length == 2 && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out count)
                && count is > 0 and <= TicketForm.MostHourlyDays * 25))
                Refuse("bad-run", name, $"'{run}' in {name} is not a run of hours", "Give value*hours, as in 50*8,60*16.");
            var value = Number(name, parts[0]);
            if (values.Count + count > TicketForm.MostHourlyDays * 25)
                Refuse("term-too-long", name, $"{name} has more than {TicketForm.MostHourlyDays} days of hours", "Split the deal by year.");
            if (Refusal is not null) return [0];
            values.AddRange(Enumerable.Repeat(value, count));
        }
        return values.ToImmutable();
    }

    /// <summary>Keeps the first fault.</summary>
    public void Refuse(string code, string name, string what, string remedy) => Refusal ??= new(code, what, name, remedy);

    private static string Expected(string name) => Known[name] switch
    {
        { Choices.IsEmpty: false } field => "one of " + string.Join(", ", field.Choices.Order(StringComparer.Ordinal)),
        { Asks: TicketAnswer.Number } field => $"a number of {field.Unit}",
        { Asks: TicketAnswer.Day } => "a date as 2027-03-01",
        { Asks: TicketAnswer.Hourly } field => $"a number of {field.Unit}, or one for each hour as 50*8,60*16",
        _ => $"the {name}",
    };
}
