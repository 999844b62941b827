using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Busbar.Digital.ServiceDesk.Search;

/// <summary>A text to be found again.</summary>
/// <param name="Id">What it is called; putting it again replaces it.</param>
/// <param name="Title">Counts three times.</param>
/// <param name="Body">Counts once.</param>
/// <param name="Tags">Count twice.</param>
public sealed record SearchText(string Id, string Title, string Body, ImmutableArray<string> Tags);

/// <summary>A text that was found.</summary>
/// <param name="Score">How well it fits, from above 0.</param>
public readonly record struct SearchHit(string Id, double Score);

/// <summary>Finds texts by the words in them, best first: an inverted index with BM25 over weighted fields, kept up to date text by text.
/// One writer or any number of readers at a time. Source: Robertson, Zaragoza and Taylor 2004, Simple BM25 extension to multiple weighted
/// fields, CIKM; idf as ln(1 + (N − n + ½)/(n + ½)), which is never negative.</summary>
public sealed class SearchIndex
{
    private const double Saturation = 1.2;
    private const double LengthWeight = 0.75;

    private readonly Dictionary<string, Postings> terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> slots = new(StringComparer.Ordinal);
    private readonly List<Slot> texts = [];
    private List<int> lengths = [];
    private long lengthOfAll;

    /// <summary>How many texts it holds.</summary>
    public int Count => slots.Count;

    /// <summary>Puts a text in, in place of the one of the same id.</summary>
    public void Put(SearchText text)
    {
        Remove(text.Id);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        Weigh(counts, text.Title, 3);
        Weigh(counts, text.Body, 1);
        foreach (var tag in text.Tags) Weigh(counts, tag, 2);
        var length = counts.Values.Sum();
        foreach (var (term, count) in counts)
        {
            if (!terms.TryGetValue(term, out var postings)) terms.Add(term, postings = new());
            postings.Of.Add((texts.Count, count));
            postings.Living++;
        }
        slots.Add(text.Id, texts.Count);
        texts.Add(new(text.Id, [.. counts.Keys]));
        lengths.Add(length);
        lengthOfAll += length;
    }

    /// <summary>Takes a text out; false when there was none.</summary>
    public bool Remove(string id)
    {
        if (!slots.Remove(id, out var slot)) return false;
        foreach (var term in texts[slot].Terms)
        {
            if (--terms[term].Living == 0) terms.Remove(term);
        }
        lengthOfAll -= lengths[slot];
        texts[slot] = new("", []);
        if (texts.Count > 2 * Count + 1000) Compact();
        return true;
    }

    /// <summary>The texts that hold any of the words, best first; equal ones by id.</summary>
    /// <param name="query">Words.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="may">Which of them may be shown; null for all.</param>
    public ImmutableArray<SearchHit> Find(string query, int most, Func<string, bool>? may = null)
    {
        var scores = ArrayPool<double>.Shared.Rent(texts.Count);
        scores.AsSpan(0, texts.Count).Clear();
        var living = CollectionsMarshal.AsSpan(lengths);
        var perLetter = Saturation * LengthWeight * Math.Max(1, Count) / Math.Max(1, lengthOfAll);
        foreach (var term in Words.Of(query).Distinct(StringComparer.Ordinal))
        {
            if (!terms.TryGetValue(term, out var postings)) continue;
            var weight = Math.Log(1 + (Count - postings.Living + 0.5) / (postings.Living + 0.5)) * (Saturation + 1);
            foreach (var (slot, count) in CollectionsMarshal.AsSpan(postings.Of))
                scores[slot] += weight * count / (count + Saturation * (1 - LengthWeight) + perLetter * living[slot]);
        }
        var best = Best(scores.AsSpan(0, texts.Count), most, may);
        ArrayPool<double>.Shared.Return(scores);
        return best;
    }

    /// <summary>Gives the living texts the slots from 0 on, so that replaced ones cost nothing.</summary>
    private void Compact()
    {
        var places = new int[texts.Count];
        var living = 0;
        for (var slot = 0; slot < places.Length; slot++) places[slot] = texts[slot].Id == "" ? -1 : living++;
        lengths = [.. lengths.Where((_, slot) => places[slot] >= 0)];
        texts.RemoveAll(each => each.Id == "");
        for (var slot = 0; slot < texts.Count; slot++) slots[texts[slot].Id] = slot;
        foreach (var postings in terms.Values)
        {
            postings.Of.RemoveAll(each => places[each.Slot] < 0);
            for (var i = 0; i < postings.Of.Count; i++) postings.Of[i] = (places[postings.Of[i].Slot], postings.Of[i].Count);
        }
    }

    private ImmutableArray<SearchHit> Best(ReadOnlySpan<double> scores, int most, Func<string, bool>? may)
    {
        var best = new PriorityQueue<SearchHit, SearchHit>(Comparer<SearchHit>.Create(WorstFirst));
        var least = most == 0 ? double.PositiveInfinity : double.Epsilon;
        for (var slot = 0; slot < scores.Length; slot++)
        {
            if (scores[slot] < least || texts[slot].Id is not { Length: > 0 } id) continue;
            var hit = new SearchHit(id, scores[slot]);
            if (best.Count == most && WorstFirst(hit, best.Peek()) <= 0 || may is not null && !may(id)) continue;
            best.Enqueue(hit, hit);
            if (best.Count > most) best.Dequeue();
            if (best.Count == most) least = best.Peek().Score;
        }
        var hits = new SearchHit[best.Count];
        for (var i = hits.Length - 1; i >= 0; i--) hits[i] = best.Dequeue();
        return [.. hits];
    }

    private static int WorstFirst(SearchHit one, SearchHit other) =>
        one.Score.CompareTo(other.Score) is not 0 and var order ? order : string.CompareOrdinal(other.Id, one.Id);

    private static void Weigh(Dictionary<string, int> counts, string text, int weight)
    {
        foreach (var term in Words.Of(text)) counts[term] = counts.GetValueOrDefault(term) + weight;
    }

    private sealed class Postings
    {
        public List<(int Slot, int Count)> Of { get; } = [];
        public int Living { get; set; }
    }

    private sealed record Slot(string Id, string[] Terms);
}
