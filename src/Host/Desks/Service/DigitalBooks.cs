using Busbar.Host.Desks.Delivery;
using Busbar.Host.Desks.Portfolio;
using Busbar.Host.Desks.Security;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>The books of the digital stream: one of each a process, because their shelves are kept in memory.</summary>
public sealed class DigitalBooks
{
    /// <summary>The books over a store; the clock dates what people do.</summary>
    public DigitalBooks(FactStore store, IClock clock)
    {
        Store = store;
        Answers = new(store, clock);
        Shelf = new(store);
        Tickets = new(store, Shelf, clock);
        Levels = new(store);
        Portfolio = new(store, this);
        Demands = new(store, Portfolio, clock);
        Maps = new(store);
        Operations = new(store, this, clock);
        Knowledge = new(store);
        Catalogue = new(store, Tickets, clock);
        Macros = new(store, Tickets, clock);
        Delivery = new(store, this, clock);
        Evidence = new(store);
        Stories = new(store, Evidence, Answers, clock);
        Odds = new(Tickets, Levels);
        Security = new(store, Maps, Answers, clock);
    }

    /// <summary>Alerts, probes, objectives, rotas, windows.</summary>
    public OperationsBooks Operations { get; }

    /// <summary>Where they are kept.</summary>
    public FactStore Store { get; }

    /// <summary>What was asked last.</summary>
    public LastAnswers Answers { get; }

    /// <summary>The tickets as they stand.</summary>
    public TicketShelf Shelf { get; }

    /// <summary>The service desk's tickets.</summary>
    public TicketBook Tickets { get; }

    /// <summary>The map of services.</summary>
    public MapBook Maps { get; }

    /// <summary>The knowledge base.</summary>
    public KnowledgeBook Knowledge { get; }

    /// <summary>What can be asked for.</summary>
    public CatalogueBook Catalogue { get; }

    /// <summary>The moves that the desk makes often.</summary>
    public MacroBook Macros { get; }

    /// <summary>How likely tickets come in late.</summary>
    public BreachOddsBook Odds { get; }

    /// <summary>What may be funded, and what is.</summary>
    public PortfolioBook Portfolio { get; }

    /// <summary>What the business asks for.</summary>
    public DemandBook Demands { get; }

    /// <summary>What is exposed, and the risks that are borne.</summary>
    public SecurityBooks Security { get; }

    /// <summary>What forges told.</summary>
    public DeliveryBook Delivery { get; }

    /// <summary>Reports of builds and projects.</summary>
    public EvidenceBook Evidence { get; }

    /// <summary>Stories and their board.</summary>
    public StoryBook Stories { get; }

    /// <summary>What the desk promises.</summary>
    public LevelBook Levels { get; }
}
