using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Approvals;
using Busbar.Digital.ServiceDesk.Catalogue;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>What can be asked for, and the requests for it.</summary>
public sealed class CatalogueBook(FactStore store, TicketBook tickets, IClock clock)
{
    /// <summary>What every desk offers until the house says something else.</summary>
    public static ImmutableArray<CatalogueItem> Usual { get; } =
    [
        new("desk-access", "Access to a desk system", "service-desk", Audience.Employees,
        [
            new("system", "System", FieldKind.Choice, true, ["trading", "settlement", "rates", "operations"]),
            new("reason", "What it is needed for", FieldKind.Text, true, [], Least: 5, Most: 400),
            new("until", "Until", FieldKind.Day, false, []),
        ],
        [new("owner of the system", ApprovalMode.Any, ["demo-administrator", "administrator"], Duration.FromDays(3))],
        ["grant the role", "tell the person"], Duration.FromHours(8)),
        new("market-data-series", "A new series of market data", "market-data", Audience.Employees,
        [
            new("source", "Source", FieldKind.Text, true, [], Most: 200),
                new("hours", "Hours of history", FieldKind.Number, true, [], 0, 200_000),
            new("licensed", "Is it licensed", FieldKind.Flag, true, []),
        ], [], ["check the licence", "set up the import", "write the contract of the data"], Duration.FromHours(40)),
        new("question", "A question", "service-desk", Audience.Customers,
            [new("question", "Question", FieldKind.Text, true, [], Least: 3, Most: 4000)], [], [], Duration.FromHours(16)),
    ];

    /// <summary>The items of the catalogue as of an instant.</summary>
    public ImmutableArray<CatalogueItem> Items(AsOf asOf) =>
        store.ReadDocuments<CatalogueItem>(nameof(CatalogueItem), "", "~", asOf).Select(each => each.Body).ToImmutableArray() is
            { IsEmpty: false } own ? own : Usual;

    /// <summary>Offers an item, or offers it otherwise than before.</summary>
    /// <exception cref="RefusedException"><c>duty</c>.</exception>
    public void Offer(CatalogueItem item, Actor who, Instant at)
    {
        using var batch = store.Begin(who, new RunId($"catalogue {item.Name}"));
        batch.PutDocument(new(nameof(CatalogueItem), item.Name), item, at);
        batch.Commit();
    }

    /// <summary>Asks for an item.</summary>
    /// <returns>The request's id.</returns>
    /// <exception cref="RefusedException"><c>unknown-catalogue-item</c>; what <see cref="RequestItem"/> refuses.</exception>
    public string Ask(string name, ImmutableSortedDictionary<string, string> answers, Actor who, Audience reader)
    {
        var item = Items(AsOf.Latest).FirstOrDefault(each => each.Name == name) ?? throw new RefusedException(new("unknown-catalogue-item",
            $"The catalogue has no '{name}'", "catalogue", "Choose one that is offered."));
        var facts = RequestItem.Run(new("REQ-new", item, answers, who, reader, Channel.Portal, tickets.Rules(AsOf.Latest),
            clock.GetCurrentInstant())).OrThrow();
        return tickets.Open((TicketOpened)facts[0], facts[1..]);
    }
}
