using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Settlement.Engine;
using NodaTime;

namespace Busbar.Settlement.Bench;

/// <summary>One value of a whole day.</summary>
internal sealed record DayValue(string Name, string At, decimal Value);

/// <summary>Days of determinants in a store: intervals as series of record, one a determinant and place, and the day's single values in
/// one document.</summary>
internal sealed class StoredDays(FactStore store)
{
    private sealed record DayValues(ImmutableArray<DayValue> Values);

    public void Put(ChargedDay day)
    {
        var whole = day.Calendar.WholeDay(day.Day);
        using var batch = store.Begin(Actor.Engine, new($"import bench {day.Day}"));
        foreach (var each in day.Determinants.Where(each => each.Values.Count > 1))
            batch.PutSeries(KeyOf(each.Name, each.At), each.Values, Publication.At(whole.End), $"generated {day.Day}");
        batch.PutDocument(new("DayValues", $"{day.Day}"), new DayValues([.. day.Determinants.Where(each => each.Values.Count == 1)
            .Select(each => new DayValue(each.Name, each.At, each.Values[0]))]), whole.End);
        batch.Commit();
    }

    private HashSet<SeriesKey>? stored;

    /// <summary>The day with the determinants of a list, each with the fact it was read from as its source.</summary>
    public ChargedDay Read(ChargedDay outline, IReadOnlyList<(string Name, string At)> wanted)
    {
        var whole = outline.Calendar.WholeDay(outline.Day);
        var values = store.ReadDocument<DayValues>(new("DayValues", $"{outline.Day}"), AsOf.Latest)!;
        var daily = values.Body.Values.ToDictionary(each => (each.Name, each.At), each => each.Value);
        // A plant may come without a desired output or a netting place: what no day has is asked for in vain.
        stored ??= store.SeriesKeys().ToHashSet();
        var series = wanted.Where(each => !daily.ContainsKey(each) && stored.Contains(KeyOf(each.Name, each.At))).ToList();
        var readings = series.Count == 0 ? []
            : store.ReadMany([.. series.Select(each => KeyOf(each.Name, each.At))], whole.Start, whole.End, AsOf.Latest);
        return outline with
        {
            Determinants =
            [
                .. wanted.Where(daily.ContainsKey).Select(each => new DeterminantSeries(each.Name, each.At,
                    new(whole.Start, whole.Length, [daily[each]]), $"document {values.Seq} {values.Hash}", values.Version)),
                .. series.Zip(readings).Select(pair => new DeterminantSeries(pair.First.Name, pair.First.At, new(pair.Second.From,
                    pair.Second.Step, ImmutableCollectionsMarshal.AsImmutableArray(pair.Second.Exact)), Source(pair.Second.FactSeq[0]))),
            ],
        };
    }

    private string Source(long seq) => store.SourceOf(seq) is var fact ? $"{fact.Source}, fact {fact.Seq} {fact.Hash}" : "";

    private static SeriesKey KeyOf(string name, string at) =>
        new($"pjm/{(at.Length == 0 ? "market" : at)}/{name.ToLowerInvariant().Replace(' ', '-')}", "as billed");
}
