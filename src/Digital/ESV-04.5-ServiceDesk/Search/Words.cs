using System.Collections.Frozen;

namespace Busbar.Digital.ServiceDesk.Search;

/// <summary>Turns text into the terms that are searched: letters and digits in lower case, without the commonest English words, plurals
/// cut off by Harman's S-stemmer (Harman 1991, How effective is suffixing?, JASIS 42(1), table 1).</summary>
public static class Words
{
    private const int LettersMost = 40;

    private static readonly FrozenSet<string> silent = FrozenSet.Create(StringComparer.Ordinal,
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "for", "from", "has", "have", "i", "in", "is", "it", "me",
            "my",
        "no", "not", "of", "on", "or", "please", "so", "that", "the", "there", "this", "to", "was", "we", "were", "when", "with", "you");

    /// <summary>The terms of a text, in its order, with repetitions.</summary>
    public static IEnumerable<string> Of(string text)
    {
        for (int i = 0, start = -1; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                if (start < 0) start = i;
                continue;
            }
            if (start < 0) continue;
            var word = text.Substring(start, Math.Min(i - start, LettersMost)).ToLowerInvariant();
            start = -1;
            if (!silent.Contains(word)) yield return Stem(word);
        }
    }

    /// <summary>How much two sets of terms share: what both have over what either has (Jaccard), 0 to 1.</summary>
    public static double Likeness(IReadOnlySet<string> one, IReadOnlySet<string> other)
    {
        if (one.Count == 0 || other.Count == 0) return 0;
        var both = one.Count(other.Contains);
        return (double)both / (one.Count + other.Count - both);
    }

    private static string Stem(string word) => word switch
    {
        { Length: < 4 } => word,
        [.., not ('e' or 'a'), 'i', 'e', 's'] => word[..^3] + "y",
        [.., not ('a' or 'e' or 'o'), 'e', 's'] => word[..^1],
        [.., not ('u' or 's'), 's'] => word[..^1],
        _ => word,
    };
}
