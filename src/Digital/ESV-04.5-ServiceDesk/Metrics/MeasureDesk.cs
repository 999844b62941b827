using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Metrics;

/// <summary>Measures the desk over a period, each figure with numerator, denominator and the tickets behind both. Facts after the end of
/// the
/// period are not counted, but for the repeat window.</summary>
public static class MeasureDesk
{
    private const double SatisfactionTarget = 85;

    /// <summary>The figures, group by group. Refuses <c>bad-period</c>, and what the clock refuses.</summary>
    public static Outcome<ImmutableArray<DeskFigure>> Run(MeasureDeskInputs inputs)
    {
        if (inputs.To <= inputs.From)
            return new Refusal("bad-period", $"The period ends {inputs.To}, not after {inputs.From}", "period", "Correct the period.");
        var known = inputs.Tickets.Where(each => each.Facts is [TicketOpened, ..])
            .Select(each => (History: each, Ticket: FoldTicket.Run(new(each.Id, each.Facts)).OrThrow())).ToImmutableArray();
        var later = known.ToLookup(each => each.Ticket.Requester, each => each.Ticket);
        var all = known.Where(each => each.Ticket.Opened.At < inputs.To)
            .Select(each => each.Ticket.LastAt < inputs.To ? each : AsOf(each.History, inputs.To)).ToImmutableArray();
        ImmutableArray<Ticket> incidents = [.. all.Select(each => each.Ticket).Where(ticket => !ticket.Links.IsEmpty)];
        var figures = ImmutableArray.CreateBuilder<DeskFigure>();
        var groups = all.GroupBy(each => GroupOf(each.Ticket, inputs.Grouping)).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            ImmutableArray<Ticket> tickets = [.. group.Select(each => each.Ticket)];
            var resolved = tickets.Where(ticket => IsWork(ticket) && IsIn(ticket.FirstResolvedAt, inputs));
            figures.AddRange(FirstContact.Of(group.Key, [.. resolved], later, inputs));
            figures.AddRange(Satisfaction(group.Key, tickets, inputs));
            foreach (var term in inputs.Terms)
            {
                var kept = Kept(group.Key, term, group.Where(each => IsWork(each.Ticket)).Select(each => each.History), inputs);
                if (kept is Outcome<DeskFigure>.Refused refused) return refused.Refusal;
                figures.Add(kept.OrThrow());
            }
            figures.AddRange(Times(group.Key, tickets, inputs));
            figures.AddRange(Backlog(group.Key, tickets, inputs));
            figures.Add(Changes(group.Key, tickets, incidents, inputs));
        }
        return figures.ToImmutable();
    }

    private static (TicketHistory History, Ticket Ticket) AsOf(TicketHistory history, Instant to)
    {
        ImmutableArray<TicketFact> facts = [.. history.Facts.Where(fact => fact.At < to)];
        return (history with { Facts = facts }, FoldTicket.Run(new(history.Id, facts)).OrThrow());
    }

    private static IEnumerable<DeskFigure> Satisfaction(string group, ImmutableArray<Ticket> tickets, MeasureDeskInputs inputs)
    {
        var answered = tickets.Where(ticket => IsIn(ticket.Survey?.At, inputs)).ToArray();
        var pleased = answered.Where(ticket => ticket.Survey!.Score >= 4).ToArray();
        var figure = DeskFigure.Share(group, "User satisfaction", "answers of 4 or 5 of 5 ÷ answers in the period",
            pleased.Select(ticket => ticket.Id), answered.Select(ticket => ticket.Id), SatisfactionTarget);
        var interval = WilsonInterval.Of(pleased.Length, answered.Length);
        yield return figure with { Low = interval?.Low, High = interval?.High };
        var asked = tickets.Where(ticket => IsIn(ticket.SurveySentAt, inputs)).ToArray();
        yield return DeskFigure.Share(group, "Response rate", "answered ÷ asked in the period",
            asked.Where(ticket => ticket.Survey is not null).Select(ticket => ticket.Id), asked.Select(ticket => ticket.Id));
    }

    /// <summary>Met over stopped in the period and still open past their deadline at its end.</summary>
    private static Outcome<DeskFigure> Kept(string group, TargetTerm term, IEnumerable<TicketHistory> tickets, MeasureDeskInputs inputs)
    {
        List<string> met = [], due = [];
        foreach (var ticket in tickets)
        {
            var read = ReadTargets.Run(new(LogTicket.Of(ticket.Facts), [term], inputs.Policy, inputs.To));
            if (read is Outcome<ImmutableArray<TargetState>>.Refused refused) return refused.Refusal;
            foreach (var state in read.OrThrow())
            {
                if (state.Standing == TargetStanding.Cancelled || !(IsIn(state.Stopped, inputs) || state is { Stopped: null,
                    BreachedAt: not null }))
                    continue;
                due.Add(ticket.Id);
                if (state.Standing == TargetStanding.Met) met.Add(ticket.Id);
            }
        }
        return DeskFigure.Share(group, $"SLA {term.Name}", "met ÷ (stopped in the period + open past the deadline at its end)", met, due);
    }

    private static IEnumerable<DeskFigure> Times(string group, ImmutableArray<Ticket> tickets, MeasureDeskInputs inputs)
    {
        IEnumerable<DeskFigure> Spread(string name, string unit, string formula, IEnumerable<(string Ticket, Duration Time)> times)
        {
            var values = times.Select(each => (each.Ticket, Value: unit == "min" ? each.Time.TotalMinutes
                : each.Time.TotalHours)).ToArray();
            foreach (var (word, level) in new[] { ("median", 0.5), ("p90", 0.9) })
                yield return DeskFigure.Number(group, $"{name}, {word}", unit, formula,
                    values.Length == 0 ? null : Quantile.Of([.. values.Select(each => each.Value)], level), values);
        }

        return
        [
            .. Spread("Time to acknowledge", "min", "acknowledged − opened", from ticket in tickets
                where IsIn(ticket.AcknowledgedAt, inputs) select (ticket.Id, ticket.AcknowledgedAt!.Value - ticket.Opened.At)),
            .. Spread("Time to detect", "min", "opened − impact began", from ticket in tickets
                where ticket.ImpactBegan is not null && IsIn(ticket.Opened.At, inputs)
                select (ticket.Id, ticket.Opened.At - ticket.ImpactBegan!.Value)),
            .. Spread("Time to restore", "h", "first resolved − impact began, of incidents; the opening where nobody said",
                from ticket in tickets
                where ticket.Kind is TicketKind.Incident or TicketKind.DataIncident && IsIn(ticket.FirstResolvedAt, inputs)
                select (ticket.Id, ticket.FirstResolvedAt!.Value - (ticket.ImpactBegan ?? ticket.Opened.At))),
            .. Spread("First resolution", "h", "first resolved − opened", from ticket in tickets
                where IsWork(ticket) && IsIn(ticket.FirstResolvedAt, inputs) select (ticket.Id,
                    ticket.FirstResolvedAt!.Value - ticket.Opened.At)),
            .. Spread("Total resolution", "h", "last resolved − opened, reopenings in it", from ticket in tickets
                where IsWork(ticket) && IsIn(ticket.ResolvedAt, inputs) select (ticket.Id, ticket.ResolvedAt!.Value - ticket.Opened.At)),
        ];
    }

    private static IEnumerable<DeskFigure> Backlog(string group, ImmutableArray<Ticket> tickets, MeasureDeskInputs inputs)
    {
        var ages = tickets.Where(ticket => ticket.IsOpen).Select(ticket => (ticket.Id,
            Value: (inputs.To - ticket.Opened.At).TotalDays)).ToArray();
        yield return DeskFigure.Number(group, "Backlog", "tickets", "open at the end of the period", ages.Length, ages);
        foreach (var (word, level) in new[] { ("median", 0.5), ("p90", 0.9) })
            yield return DeskFigure.Number(group, $"Backlog age, {word}", "d", "end of the period − opened, of what is open",
                ages.Length == 0 ? null : Quantile.Of([.. ages.Select(each => each.Value)], level), ages);
    }

    private static DeskFigure Changes(string group, ImmutableArray<Ticket> tickets, ImmutableArray<Ticket> incidents,
        MeasureDeskInputs inputs)
    {
        var ended = tickets.Where(ticket => IsIn(ticket.Change?.EndedAt, inputs)).ToArray();
        return DeskFigure.Share(group, "Change success", "changes that succeeded and caused no incident ÷ changes ended in the period",
            ended.Where(change => AssessChange.WentWell(change, incidents)).Select(ticket => ticket.Id), ended.Select(ticket => ticket.Id));
    }

    private static bool IsWork(Ticket ticket) => ticket.Kind is not (TicketKind.Problem or TicketKind.Change);

    private static bool IsIn(Instant? at, MeasureDeskInputs inputs) => at >= inputs.From && at < inputs.To;

    private static string GroupOf(Ticket ticket, DeskGrouping grouping) => grouping switch
    {
        DeskGrouping.Queue => ticket.Queue,
        DeskGrouping.Priority => ticket.Priority.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
