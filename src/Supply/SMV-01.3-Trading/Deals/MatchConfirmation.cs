using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Trading.Deals;

/// <summary>What the counterparty or the broker says was dealt, seen from our side.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Issuer">Who wrote it: the counterparty's id or the broker's name.</param>
/// <param name="Ticket">What it says; our book and trader are not on it and are not compared.</param>
public sealed record ConfirmationPaper(string Reference, string Issuer, TradeTicket Ticket);

/// <summary>Our ticket and their paper.</summary>
public sealed record MatchConfirmationInputs(TradeTicket Ticket, ConfirmationPaper Paper);

/// <summary>A field on which two papers differ.</summary>
/// <param name="Field">Its name on the form.</param>
/// <param name="Ours">What ours says, empty when ours lacks the field.</param>
/// <param name="Theirs">What theirs says.</param>
public sealed record TicketDifference(string Field, string Ours, string Theirs);

/// <summary>Compares our ticket with the other side's paper, field by field of the written form. Book and trader are ours alone; broker
/// and fee are compared with the broker's paper only.</summary>
public static class MatchConfirmation
{
    private static readonly ImmutableArray<string> OursAlone = ["book", "trader"];
    private static readonly ImmutableArray<string> Brokers = ["broker", "fee"];

    /// <summary>Every difference, in the order of the form; empty when they match.</summary>
    public static ImmutableArray<TicketDifference> Run(MatchConfirmationInputs inputs)
    {
        var isBrokers = inputs.Ticket.Broker.Length > 0 && inputs.Paper.Issuer == inputs.Ticket.Broker;
        return
        [
            .. Compare(inputs.Ticket, inputs.Paper.Ticket)
                .Where(each => !OursAlone.Contains(each.Field) && (isBrokers || !Brokers.Contains(each.Field))),
        ];
    }

    /// <summary>Every field on which two tickets differ.</summary>
    internal static ImmutableArray<TicketDifference> Compare(TradeTicket ours, TradeTicket theirs)
    {
        var (here, there) = (TicketForm.Write(ours).ToDictionary(), TicketForm.Write(theirs).ToDictionary());
        return
        [
            .. TicketForm.Fields.Select(field => field.Name)
                .Select(name => new TicketDifference(name, here.GetValueOrDefault(name, ""), there.GetValueOrDefault(name, "")))
                .Where(each => each.Ours != each.Theirs),
        ];
    }
}
