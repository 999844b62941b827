using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Search;
using Busbar.Numerics;

namespace Busbar.Digital.ServiceDesk.Tests.Search;

public sealed class SearchIndexTests
{
    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, 60).Select(i => $"w{(char)('a' + i % 26)}{i}")];

    [Fact]
    public void Hits_and_scores_are_those_of_brute_force_after_any_number_of_replacements()
    {
        var random = new SeededRandom(11);
        var index = new SearchIndex();
        var kept = new SortedDictionary<string, SearchText>(StringComparer.Ordinal);
        for (var i = 0; i < 3000; i++)
        {
            var id = $"d{random.NextBelow(150):000}";
            if (random.NextBelow(5) == 0) Assert.Equal(kept.Remove(id), index.Remove(id));
            else
            {
                kept[id] = new(id, Text(random, 4), Text(random, 30), [Text(random, 1)]);
                index.Put(kept[id]);
            }
            Assert.Equal(kept.Count, index.Count);
            if (i % 300 != 299) continue;
            var query = Text(random, 3);
            var expected = Brute(kept.Values, query);
            var found = index.Find(query, 10);
            Assert.Equal(expected.Take(10).Select(hit => hit.Id), found.Select(hit => hit.Id));
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-9));
            Assert.Equal(expected.Where(hit => hit.Id[^1] == '7').Take(3).Select(hit => hit.Id),
                index.Find(query, 3, id => id[^1] == '7').Select(hit => hit.Id));
        }
        Assert.Empty(index.Find("the of and", 10));
        Assert.Empty(index.Find(Vocabulary[0], 0));
    }

    [Theory]
    [InlineData("Prices, PRICE!", "price price")]
    [InlineData("The batteries of two buses", "battery two buse")]
    [InlineData("status glass gas", "status glass gas")]
    [InlineData("", "")]
    public void Words_are_lower_case_without_the_commonest_and_without_plurals(string text, string terms) =>
        Assert.Equal(terms, string.Join(' ', Words.Of(text)));

    private static string Text(SeededRandom random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Vocabulary[random.NextBelow(random.NextBelow(60) + 1)]));

    /// <summary>BM25 with weighted fields, straight from the formula.</summary>
    private static List<SearchHit> Brute(IEnumerable<SearchText> texts, string query)
    {
        var all = texts.Select(text => (text.Id, Terms: Enumerable.Repeat(text.Title, 3).Append(text.Body)
            .Concat(text.Tags.SelectMany(tag => Enumerable.Repeat(tag, 2))).SelectMany(part => part.Split(' ')).ToList())).ToList();
        var mean = all.Average(each => each.Terms.Count);
        return
        [
            .. all.Select(each => new SearchHit(each.Id, query.Split(' ').Distinct().Sum(term =>
            {
                double count = each.Terms.Count(word => word == term), holders = all.Count(other => other.Terms.Contains(term));
                return Math.Log(1 + (all.Count - holders + 0.5) / (holders + 0.5)) * count * 2.2
                    / (count + 1.2 * (0.25 + 0.75 * each.Terms.Count / mean));
            }))).Where(hit => hit.Score > 0).OrderByDescending(hit => Math.Round(hit.Score, 12)).ThenBy(hit => hit.Id,
                StringComparer.Ordinal),
        ];
    }
}
