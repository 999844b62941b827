using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.ServiceDesk.Tickets;

/// <summary>Priority from impact and urgency, as data.</summary>
/// <param name="Name">What it is called where it is chosen.</param>
/// <param name="Impacts">The impacts in words, the widest first.</param>
/// <param name="Urgencies">The urgencies in words, the most urgent first.</param>
/// <param name="Rows">A row an impact, a cell an urgency; 0 where the house has no priority for the pair.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record PriorityMatrix(
    string Name, ImmutableArray<string> Impacts, ImmutableArray<string> Urgencies, ImmutableArray<ImmutableArray<int>> Rows, string Source)
{
    /// <summary>The matrix of the public ServiceNow incident log, exact over its 141,712 events; wide impact with low urgency never
    /// occurs there.</summary>
    public static PriorityMatrix ServiceNow { get; } = new("servicenow", ["high", "medium", "low"], ["high", "medium", "low"],
        [[1, 2, 0], [2, 3, 4], [3, 4, 4]], "UCI 498, incident management process enriched event log");

    /// <summary>iTop's: a department, a group or a person by four urgencies.</summary>
    public static PriorityMatrix ITop { get; } = new("itop", ["department", "group", "person"], ["critical", "high", "medium", "low"],
        [[1, 1, 2, 4], [1, 2, 3, 4], [2, 3, 3, 4]], "iTop 3.2, itop-incident-mgmt-itil");

    /// <summary>Ours: ServiceNow's with the empty cell filled as its mirror image is.</summary>
    public static PriorityMatrix Busbar { get; } = ServiceNow with
    {
        Name = "busbar", Rows = ServiceNow.Rows.SetItem(0, [1, 2, 3]), Source = "UCI 498; impact 1 with urgency 3 as 3 with 1",
    };

    /// <summary>The priority of a pair, each from 1. Refuses <c>no-such-priority</c>.</summary>
    public Outcome<int> Of(int impact, int urgency) =>
        impact >= 1 && impact <= Rows.Length && urgency >= 1 && urgency <= Rows[impact - 1].Length && Rows[impact - 1][urgency - 1] is > 0
            and var priority
            ? priority
            : new Refusal("no-such-priority", $"The matrix {Name} has no priority for impact {impact} with urgency {urgency}", "priority",
                $"Choose an impact of 1 to {Impacts.Length} ({string.Join(", ", Impacts)}) and an urgency of 1 to {Urgencies.Length} "
                + $"({string.Join(", ", Urgencies)}).");
}
