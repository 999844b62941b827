using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Detection;

/// <summary>Reads a condition: names, <c>and</c>, <c>or</c>, <c>not</c>, brackets, <c>1 of</c>, <c>all of</c>, <c>any of</c>, wildcards,
/// <c>them</c>. <c>not</c> binds closest, then <c>and</c>. Source: Sigma specification 2, section "Condition".</summary>
internal sealed class ReadCondition
{
    private const int MaxDepth = 50;

    private readonly ImmutableArray<string> words;
    private readonly ImmutableArray<NamedTest> selections;
    private readonly HashSet<string> asked;
    private readonly string where;
    private int at;
    private int depth;
    private Refusal? fault;

    private ReadCondition(string condition, ImmutableArray<NamedTest> selections, HashSet<string> asked, string where)
    {
        words = [.. condition.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal)
            .Replace("|", " | ", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        (this.selections, this.asked, this.where) = (selections, asked, where);
    }

    /// <summary>The question over an event. Refuses a condition that does not parse (<c>bad-condition</c>), names nothing
    /// (<c>unknown-selection</c>) or counts over several events (<c>unsupported-condition</c>).</summary>
    /// <param name="asked">Takes the names of the selections asked for.</param>
    public static Outcome<Func<SecurityEvent, bool>> Run(
        string condition, ImmutableArray<NamedTest> selections, HashSet<string> asked, string where)
    {
        var reading = new ReadCondition(condition, selections, asked, where);
        if (reading.words.FirstOrDefault(word => word is "|" or "near") is { } foreign)
            return new Refusal("unsupported-condition", $"'{foreign}' counts over several events", where, "Leave it out.");
        var whole = reading.Or();
        if (reading.at < reading.words.Length) reading.Fail($"'{reading.words[reading.at]}' is left over");
        return reading.fault is { } refusal ? refusal : new Outcome<Func<SecurityEvent, bool>>.Done(whole, []);
    }

    private Func<SecurityEvent, bool> Or()
    {
        var left = And();
        while (Take("or"))
        {
            var (first, second) = (left, And());
            left = it => first(it) || second(it);
        }
        return left;
    }

    private Func<SecurityEvent, bool> And()
    {
        var left = Not();
        while (Take("and"))
        {
            var (first, second) = (left, Not());
            left = it => first(it) && second(it);
        }
        return left;
    }

    private Func<SecurityEvent, bool> Not()
    {
        if (++depth > MaxDepth) return Fail("it is nested too deep");
        try
        {
            if (!Take("not")) return Term();
            var inner = Not();
            return it => !inner(it);
        }
        finally
        {
            depth--;
        }
    }

    private Func<SecurityEvent, bool> Term()
    {
        if (fault is not null || at >= words.Length) return Fail("it breaks off");
        if (Take("("))
        {
            var inner = Or();
            return Take(")") ? inner : Fail("a bracket stays open");
        }
        var word = words[at++];
        if (at + 1 < words.Length && Is(words[at], "of"))
        {
            at++;
            return Of(word, words[at++]);
        }
        if (IsWordOfOurs(word)) return Fail($"'{word}' stands where a selection should");
        return Named(word) is [var one] ? one.Holds : Unknown(word);
    }

    private Func<SecurityEvent, bool> Of(string count, string pattern)
    {
        var isThem = Is(pattern, "them");
        ImmutableArray<NamedTest> named = isThem ? [.. selections.Where(each => !each.Name.StartsWith('_'))] : Named(pattern);
        if (named.IsEmpty) return Unknown(pattern);
        foreach (var each in named) asked.Add(each.Name);
        if (Is(count, "all")) return it => named.All(each => each.Holds(it));
        if (Is(count, "any")) return it => named.Any(each => each.Holds(it));
        return int.TryParse(count, out var least) && least > 0 ? it => named.Count(each => each.Holds(it)) >= least
            : Fail($"'{count} of' is no count");
    }

    private ImmutableArray<NamedTest> Named(string pattern)
    {
        var fits = TextPattern.Parse(pattern, isOpenLeft: false, isOpenRight: false, isDashed: false, isCased: true);
        ImmutableArray<NamedTest> named = [.. selections.Where(each => fits.Fits(each.Name))];
        foreach (var each in named) asked.Add(each.Name);
        return named;
    }

    private bool Take(string word)
    {
        if (fault is not null || at >= words.Length || !Is(words[at], word)) return false;
        at++;
        return true;
    }

    private static bool IsWordOfOurs(string word) => word is "(" or ")" || Is(word, "and") || Is(word, "or") || Is(word, "of");

    private static bool Is(string word, string ours) => word.Equals(ours, StringComparison.OrdinalIgnoreCase);

    private Func<SecurityEvent, bool> Unknown(string name)
    {
        fault ??= new("unknown-selection", $"The rule has no selection '{name}'", where, "Name one it has.");
        return _ => false;
    }

    private Func<SecurityEvent, bool> Fail(string what)
    {
        fault ??= new("bad-condition", $"The condition does not parse: {what}", where, "Correct it.");
        return _ => false;
    }
}
