using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Store;

namespace Busbar.Host.Desks.Security;

/// <summary>The names that the advisories in force give to one vulnerability, where they give it several; read anew when an advisory has
/// come since, by whatever process.</summary>
internal sealed class AdvisoryNames(FactStore store)
{
    private readonly Lock reading = new();
    private (long Seq, ImmutableArray<ImmutableArray<string>> Names) held = (0, []);

    /// <summary>The names, in capitals, the advisory's own before the others.</summary>
    public ImmutableArray<ImmutableArray<string>> Known()
    {
        lock (reading)
        {
            var seq = store.DocumentMarks(AdvisoryBook.Kind, AsOf.Latest) is [.., var mark] ? mark.Seq : 0;
            if (seq != held.Seq) held = (seq, Read());
            return held.Names;
        }
    }

    private ImmutableArray<ImmutableArray<string>> Read() =>
    [
        .. AdvisoryBook.InForce(store, AsOf.Latest).SelectMany(each => each.Lines).Where(line => !line.Aliases.IsEmpty)
            .Select(line => line.Aliases.Prepend(line.Id).Select(name => name.ToUpperInvariant()).ToImmutableArray()),
    ];
}
