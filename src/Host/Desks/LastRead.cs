using Busbar.Kernel.Facts;
using Busbar.Store;

namespace Busbar.Host.Desks;

/// <summary>What was made last of the documents of one kind, kept until another version of one is recorded, by whatever process.</summary>
/// <typeparam name="T">What is made of them.</typeparam>
/// <param name="store">Where they are kept.</param>
/// <param name="kind">Their kind.</param>
/// <param name="none">What holds before the first.</param>
public sealed class LastRead<T>(FactStore store, string kind, T none)
{
    private readonly Lock reading = new();
    private (long Seq, T Made) kept = (0, none);

    /// <summary>What they make as of an instant.</summary>
    public T Of(AsOf asOf, Func<T> make)
    {
        lock (reading)
        {
            var seq = store.DocumentMarks(kind, asOf) is [.., var mark] ? mark.Seq : 0;
            if (seq != kept.Seq) kept = (seq, make());
            return kept.Made;
        }
    }
}
