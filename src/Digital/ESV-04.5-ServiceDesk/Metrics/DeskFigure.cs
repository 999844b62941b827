using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Metrics;

/// <summary>By what the desk's figures are told apart.</summary>
public enum DeskGrouping
{
    /// <summary>The whole desk.</summary>
    None,
    Queue,
    Priority,
}

/// <summary>The facts of one ticket, as known.</summary>
public sealed record TicketHistory(string Id, ImmutableArray<TicketFact> Facts);

/// <summary>What is measured.</summary>
/// <param name="From">Beginning of the period.</param>
/// <param name="To">Its end, not in it.</param>
/// <param name="Terms">What was promised.</param>
/// <param name="Policy">How the clock answers.</param>
/// <param name="Hours">The desk's hours, on which an hour at first contact is counted.</param>
/// <param name="NotAtFirstContact">Queues, services and items whose tickets nobody could resolve at once (hardware on site, access):
/// left out of the net rate, as are alerts, catalogue requests and major incidents.</param>
/// <param name="RepeatDays">Within how many days a like ticket of the same requester counts as the same one come again.</param>
public sealed record MeasureDeskInputs(
    ImmutableArray<TicketHistory> Tickets, Instant From, Instant To, DeskGrouping Grouping, ImmutableArray<TargetTerm> Terms,
    ClockPolicy Policy, WorkCalendar Hours, ImmutableHashSet<string> NotAtFirstContact, int RepeatDays = 7);

/// <summary>One figure of the desk that opens down to its tickets.</summary>
/// <param name="Group">The queue or priority; empty for the whole desk.</param>
/// <param name="Metric">The number with its formula, numerator and denominator.</param>
/// <param name="Counted">The tickets in the numerator; of a median, none.</param>
/// <param name="Among">The tickets in the denominator; of a median, in order of their values.</param>
/// <param name="Low">Lower end of the 95 % interval; null where there is none.</param>
/// <param name="High">Upper end.</param>
public sealed record DeskFigure(
    string Group, Metric Metric, ImmutableArray<string> Counted, ImmutableArray<string> Among, double? Low = null, double? High = null)
{
    private const string Stage = "ESV-04.5";

    /// <summary>A share in per cent, of tickets among tickets; no value where there are none.</summary>
    internal static DeskFigure Share(string group, string name, string formula, IEnumerable<string> counted, IEnumerable<string> among,
        double? target = null)
    {
        ImmutableArray<string> some = [.. counted], all = [.. among];
        return new(group, new(Stage, name, all.IsEmpty ? null : 100.0 * some.Length / all.Length, "%", target,
            target is null ? Better.Neither : Better.Higher, formula,
            [Part("numerator", some.Length, "tickets"), Part("denominator", all.Length, "tickets")]), some, all);
    }

    /// <summary>A quantile, mean or count of values, each of a ticket.</summary>
    internal static DeskFigure Number(string group, string name, string unit, string formula, double? value,
        IEnumerable<(string Ticket, double Value)> values)
    {
        var ordered = values.OrderBy(each => each.Value).ThenBy(each => each.Ticket, StringComparer.Ordinal).ToArray();
        return new(group, new(Stage, name, value, unit, null, Better.Neither, formula,
            [Part("sum", ordered.Sum(each => each.Value), unit), Part("count", ordered.Length, "tickets")]), [],
            [.. ordered.Select(each => each.Ticket)]);
    }

    private static Explain Part(string name, double value, string unit) =>
        Explain.Leaf(name, value.ToString("0.####", CultureInfo.InvariantCulture), unit, "ticket facts");
}
