using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Assignment;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>The moves that the desk makes often, by name.</summary>
public sealed class MacroBook(FactStore store, TicketBook tickets, IClock clock)
{
    /// <summary>Every macro as of an instant, by name.</summary>
    public ImmutableArray<Macro> All(AsOf asOf) =>
        [.. store.ReadDocuments<Macro>(nameof(Macro), "", "~", asOf).Select(each => each.Body)];

    /// <summary>Keeps a macro, or another version of it.</summary>
    /// <exception cref="RefusedException"><c>duty</c>.</exception>
    public void Keep(Macro macro, Actor who, Instant at)
    {
        using var batch = store.Begin(who, new RunId($"macro {macro.Name}"));
        batch.PutDocument(new(nameof(Macro), macro.Name), macro, at);
        batch.Commit();
    }

    /// <summary>Makes its moves on a ticket, all or none.</summary>
    /// <exception cref="RefusedException"><c>unknown-macro</c>; what <see cref="RunMacro"/> refuses; <c>duty</c>.</exception>
    public void Run(string name, string id, Actor who)
    {
        var macro = All(AsOf.Latest).FirstOrDefault(each => each.Name == name)
            ?? throw new RefusedException(new("unknown-macro", $"There is no macro '{name}'", "macro", "Choose one of the list."));
        tickets.Move(id, RunMacro.Run(new(macro, tickets.Find(id), who, tickets.Rules(AsOf.Latest), clock.GetCurrentInstant())).OrThrow());
    }
}
