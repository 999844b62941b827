namespace Busbar.Digital.ServiceDesk.Tickets;

/// <summary>What a ticket is about. A known error is no kind of its own but the standing of a problem whose cause and workaround are
/// known (ITIL 4, Problem management).</summary>
public enum TicketKind
{
    /// <summary>A service does not work as promised.</summary>
    Incident,
    /// <summary>Somebody wants something from the catalogue, or asks.</summary>
    Request,
    /// <summary>The cause of incidents.</summary>
    Problem,
    /// <summary>Something is to be altered.</summary>
    Change,
    /// <summary>A dataset does not keep its contract.</summary>
    DataIncident,
}

/// <summary>How far a ticket has come.</summary>
public enum TicketStage
{
    /// <summary>Nobody has begun.</summary>
    New,
    /// <summary>Somebody works on it.</summary>
    Working,
    /// <summary>It waits for somebody outside the desk.</summary>
    Waiting,
    /// <summary>Service is restored or the wish fulfilled, on the desk's word.</summary>
    Resolved,
    /// <summary>Agreed, or agreed by silence.</summary>
    Closed,
    /// <summary>Given up before it was resolved.</summary>
    Cancelled,
}

/// <summary>How a ticket or a message came. Phone and chat are live: they can be resolved in the same contact.</summary>
public enum Channel
{
    Phone,
    Chat,
    Mail,
    Portal,
    Alert,
    Agent,
}

/// <summary>Whom a ticket waits for.</summary>
public enum WaitingOn
{
    /// <summary>Whoever asked.</summary>
    Customer,
    /// <summary>A supplier.</summary>
    Vendor,
    /// <summary>A change that mends it.</summary>
    Change,
}

/// <summary>What resolved a ticket.</summary>
public enum ResolutionCode
{
    Fixed,
    WorkedAround,
    Answered,
    Fulfilled,
    /// <summary>It went away on its own, or its alert ended.</summary>
    Recovered,
    NoFault,
    NotOurs,
}

/// <summary>What a ticket is tied to, besides its item.</summary>
public enum LinkKind
{
    /// <summary>The problem behind it.</summary>
    Problem,
    /// <summary>The change that caused it.</summary>
    CausedBy,
    /// <summary>The change that mends it.</summary>
    MendedBy,
    /// <summary>A problem whose workaround was used.</summary>
    KnownError,
    /// <summary>A configuration item.</summary>
    Item,
    /// <summary>An article of the knowledge base.</summary>
    Article,
    /// <summary>Another ticket, for whatever reason.</summary>
    Related,
}

/// <summary>Who may read it.</summary>
public enum Audience
{
    /// <summary>The desk and operations.</summary>
    Staff,
    /// <summary>Everyone in the company.</summary>
    Employees,
    /// <summary>Customers too.</summary>
    Customers,
}
