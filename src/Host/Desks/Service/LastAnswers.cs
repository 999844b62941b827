using System.Collections.Concurrent;
using Busbar.Kernel.Facts;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>What the parts of a page ask for more than once: the last answer to each question, for as long as the store stays as it is. A
/// question about now is asked anew every minute, because some answers hang on the clock. Answers are the same for every person.</summary>
public sealed class LastAnswers(FactStore store, IClock clock)
{
    private readonly ConcurrentDictionary<string, Answer> kept = new(StringComparer.Ordinal);

    /// <summary>The answer as of an instant: the last one where it still holds.</summary>
    public T Of<T>(string question, AsOf asOf, Func<T> ask)
    {
        // The mark first: what is written while the answer is made leads to another mark.
        var mark = store.Mark();
        var minute = asOf.KnownAt == Instant.MaxValue ? clock.GetCurrentInstant().ToUnixTimeSeconds() / 60 : 0;
        if (kept.TryGetValue(question, out var last) && last.AsOf == asOf && last.Mark == mark && last.Minute == minute)
            return (T)last.Value!;
        var value = ask();
        kept[question] = new(asOf, mark, minute, value);
        return value;
    }

    private sealed record Answer(AsOf AsOf, StoreMark Mark, long Minute, object? Value);
}
