using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Trading.Deals;

/// <summary>The words of a deal line, taken one by one, and the answers they give. The first word that does not belong is kept as the
/// refusal; after it nothing is taken.</summary>
internal sealed class DealWords
{
    private readonly List<(string Text, int Place, bool IsQuoted)> words = [];
    private readonly Dictionary<string, string> answers;
    private readonly Dictionary<string, int> places = [];
    private readonly int length;
    private int at;

    public DealWords(string line, IEnumerable<string> fields)
    {
        answers = fields.ToDictionary(field => field, _ => "");
        length = line.Length;
        Split(line);
    }

    /// <summary>The first fault, or null.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The next word unless it is quoted text or there is none.</summary>
    public string? Next => Refusal is null && at < words.Count && !words[at].IsQuoted ? words[at].Text : null;

    /// <summary>The answer of a field, empty so far.</summary>
    public string AnswerOf(string field) => answers[field];

    public bool HasAnswered(string field) => answers[field].Length > 0;

    /// <summary>Answers a field from what the line means.</summary>
    public void Answer(string field, string text) => answers[field] = text;

    /// <summary>Where the word stands that answered a field.</summary>
    public string PlaceOf(string field) => places.TryGetValue(field, out var place) ? $"character {place + 1}, {field}" : field;

    /// <summary>Passes a keyword.</summary>
    public string Skip() => words[at++].Text;

    /// <summary>Takes the next word as the answer of a field, if it is what is expected there.</summary>
    public string Take(string field, string expected, Func<string, bool>? fits = null)
    {
        if (Refusal is not null) return "";
        if (at >= words.Count || fits is not null && (words[at].IsQuoted || !fits(words[at].Text)))
        {
            Expect(expected);
            return "";
        }
        var (text, place, _) = words[at++];
        if (field.Length == 0) return text;
        (answers[field], places[field]) = (text, place);
        return text;
    }

    /// <summary>Takes words up to one that cannot belong to a location.</summary>
    public void TakeLocation(string field, string expected)
    {
        var first = at;
        while (Refusal is null && at < words.Count && (words[at].IsQuoted || !DealLine.EndsLocation(words[at].Text))) at++;
        if (at == first || at == words.Count)
        {
            if (at == words.Count && at > first) expected = "a block as 5x16 or a term as Mar-27 after the location";
            Expect(expected);
            return;
        }
        (answers[field], places[field]) = (string.Join(' ', words[first..at].Select(word => word.Text)), words[first].Place);
    }

    /// <summary>Refuses the next word.</summary>
    public void Expect(string expected)
    {
        var (found, place) = at < words.Count ? ($"'{words[at].Text}' was not understood", words[at].Place) : ("The line ends too early", length);
        Refusal ??= new("not-understood", $"{found}: expected {expected}", $"character {place + 1}", $"Write {expected} there.");
    }

    private void Split(string line)
    {
        for (var i = 0; i < line.Length;)
        {
            if (char.IsWhiteSpace(line[i]))
            {
                i++;
                continue;
            }
            var (start, isQuoted) = (i, false);
            var text = new System.Text.StringBuilder();
            for (; i < line.Length && (isQuoted || !char.IsWhiteSpace(line[i])); i++)
                if (line[i] == '"') isQuoted = !isQuoted;
                else text.Append(line[i]);
            if (isQuoted)
                Refusal ??= new("open-quote", "A quote is opened and not closed", $"character {start + 1}", "Close the quote.");
            if (text.Length > 0) words.Add((text.ToString(), start, line[start] == '"'));
        }
    }
}
