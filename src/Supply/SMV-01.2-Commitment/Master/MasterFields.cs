using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Commitment.Master;

/// <summary>Reads fields of a master file. The first fault stays in <see cref="Refusal"/>, with file, line and field; what is read after
/// it is of no use. A field that nothing reads is refused too: it is a slip of the pen.</summary>
internal sealed class MasterFields(string file)
{
    /// <summary>The first fault, or null so far.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Keeps the first fault.</summary>
    public void Refuse(string code, JsonPlace place, string what, string remedy) =>
        Refusal ??= new(code, what, $"{file}:{place.Line} {place.Path}", remedy);

    /// <summary>A member that must be there; the object itself after a fault.</summary>
    public JsonPlace Member(JsonPlace of, string name)
    {
        if (of.Members.TryGetValue(name, out var found)) return found;
        Refuse("missing-field", of, $"The field '{name}' is missing", $"Add \"{name}\".");
        return of;
    }

    /// <summary>The items of an array that must be there.</summary>
    public ImmutableArray<JsonPlace> Items(JsonPlace of, string name) => ItemsOf(Member(of, name));

    /// <summary>The items of an array that may be left out.</summary>
    public ImmutableArray<JsonPlace> ItemsOrNone(JsonPlace of, string name) => of.Members.ContainsKey(name) ? Items(of, name) : [];

    /// <summary>The items of an array.</summary>
    public ImmutableArray<JsonPlace> ItemsOf(JsonPlace place)
    {
        if (place.Kind == JsonTokenType.StartArray) return place.Items;
        Refuse("not-a-list", place, "A list in square brackets was expected", "Write [ … ].");
        return [];
    }

    /// <summary>A text that is not empty.</summary>
    public string Text(JsonPlace of, string name)
    {
        var place = Member(of, name);
        if (place.Kind == JsonTokenType.String && !string.IsNullOrWhiteSpace(place.Text)) return place.Text;
        Refuse("not-a-text", place, $"A text was expected for '{name}'", "Write it in quotes.");
        return "";
    }

    /// <summary>A number within bounds, both allowed.</summary>
    public decimal Number(JsonPlace of, string name, decimal least, decimal most) => NumberOf(Member(of, name), least, most);

    /// <summary>A number within bounds, or another value when the field is left out.</summary>
    public decimal NumberOr(JsonPlace of, string name, decimal least, decimal most, decimal otherwise) =>
        of.Members.ContainsKey(name) ? Number(of, name, least, most) : otherwise;

    /// <summary>A number within bounds.</summary>
    public decimal NumberOf(JsonPlace place, decimal least, decimal most)
    {
        if (place.Kind != JsonTokenType.Number
            || !decimal.TryParse(place.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            Refuse("not-a-number", place, $"'{place.Text}' is not a number", "Write digits, without quotes and units.");
        else if (value < least || value > most)
            Refuse("out-of-range", place, FormattableString.Invariant($"{value} is outside {least} to {most}"),
                "Correct the number; check its unit.");
        else
            return value;
        return least;
    }

    /// <summary>A whole number within bounds.</summary>
    public int Whole(JsonPlace of, string name, int least, int most)
    {
        var value = Number(of, name, least, most);
        if (!decimal.IsInteger(value))
            Refuse("not-whole", Member(of, name), FormattableString.Invariant($"{value} is not a whole number"), "Round it.");
        return (int)value;
    }

    /// <summary>One of the words of a list, whatever its case; the first after a fault.</summary>
    public T OneOf<T>(JsonPlace of, string name, params ReadOnlySpan<(string Word, T Value)> words)
    {
        var text = Text(of, name);
        var all = new List<string>();
        foreach (var (word, value) in words)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase)) return value;
            all.Add(word);
        }
        Refuse("unknown-word", Member(of, name), $"'{text}' is not known for '{name}'", $"Use one of {string.Join(", ", all)}.");
        return words[0].Value;
    }

    /// <summary>Refuses members that no reader knows.</summary>
    public void Only(JsonPlace of, params ReadOnlySpan<string> known)
    {
        if (of.Kind != JsonTokenType.StartObject)
            Refuse("not-an-object", of, "Fields in curly brackets were expected", "Write { … }.");
        foreach (var (name, place) in of.Members)
            if (!known.Contains(name))
                Refuse("unknown-field", place, $"'{name}' is no field here", $"Use {string.Join(", ", known.ToArray())}.");
    }
}
