using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.History;

/// <summary>One cell of a priority matrix as a log shows it.</summary>
/// <param name="Events">How many updates carry it.</param>
/// <param name="Others">How many updates of the same impact and urgency carry another priority; none in an exact matrix.</param>
public sealed record MatrixCell(int Impact, int Urgency, int Priority, int Events, int Others);

/// <summary>A threshold to the minute that explains a desk's flag of a target kept: the flag is true when no more time passed.</summary>
/// <param name="Time">The smallest that agrees with most.</param>
/// <param name="Largest">The largest from there on that agrees with as many.</param>
/// <param name="AgreesPercent">With how many incidents' flags it agrees, from 0 to 100.</param>
public sealed record SlaThreshold(Duration Time, Duration Largest, double AgreesPercent);

/// <summary>The flag explained by a clock that stops when closed, and by one that stops when resolved, on the incidents that have
/// both.</summary>
/// <param name="Kept">Incidents whose flag says that the target was kept, of all of the priority.</param>
public sealed record SlaExplanation(int Priority, int Incidents, int Kept, int Compared, SlaThreshold Closed, SlaThreshold Resolved);

/// <summary>First call resolution by one definition.</summary>
/// <param name="Definition">What counts, in words.</param>
public sealed record FirstCallRate(string Definition, int Resolved, int Of)
{
    /// <summary>From 0 to 100.</summary>
    public double Percent => 100.0 * Resolved / Of;
}

/// <summary>The share of all time between updates that incidents stood in a state, from 0 to 100.</summary>
public sealed record StateShare(string State, double Percent);

/// <summary>What another desk's log says once it is replayed.</summary>
/// <param name="Matrix">Its priority matrix in the order of impact and urgency.</param>
/// <param name="FirstCall">From the widest definition to the narrowest.</param>
/// <param name="Reopened">Incidents that were reopened.</param>
/// <param name="PriorityChanged">Incidents that had more than one priority.</param>
/// <param name="MedianDaysToClose">From resolved to closed.</param>
/// <param name="Links">Incidents linked, by kind of link.</param>
public sealed record HistoryReplay(
    int Incidents, int Events, ImmutableArray<MatrixCell> Matrix, ImmutableArray<SlaExplanation> Sla,
        ImmutableArray<FirstCallRate> FirstCall,
    int Reopened, int PriorityChanged, double MedianDaysToClose, ImmutableArray<StateShare> States,
    ImmutableSortedDictionary<string, int> Links);
