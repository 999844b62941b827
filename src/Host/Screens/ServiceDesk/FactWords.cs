using System.Globalization;
using System.Text.RegularExpressions;
using Busbar.Digital.ServiceDesk.Tickets;

namespace Busbar.Host.Screens.ServiceDesk;

/// <summary>A ticket's facts in words.</summary>
public static partial class FactWords
{
    /// <summary>What kind of thing happened: the fact's name in words, <c>work started</c>.</summary>
    public static string What(TicketFact fact) => fact switch
    {
        TicketReplied { IsFromRequester: true } it => $"{it.Author} wrote",
        TicketReplied => "replied",
        TicketNoted => "work note",
        _ => Capitals().Replace(fact.GetType().Name, " $0").Trim().ToLowerInvariant(),
    };

    /// <summary>What was said with it; empty when nothing was.</summary>
    public static string Said(TicketFact fact) => fact switch
    {
        TicketOpened it => it.Title,
        TicketDescribed it => it.Title,
        TicketPlaced it => $"{it.Service} {it.Item}".Trim(),
        TicketPrioritised it => string.Create(CultureInfo.InvariantCulture,
            $"impact {it.Impact}, urgency {it.Urgency}: priority {it.Priority}"),
        TicketQueued it => it.Queue,
        TicketAssigned it => it.Agent == "" ? "nobody" : it.Agent,
        TicketNoted it => it.Text,
        TicketReplied it => it.Text,
        TicketWaited it => $"for {it.On.ToString().ToLowerInvariant()}: {it.Why}",
        TicketResolved it => $"{it.Code}: {it.Text}",
        TicketReopened it => it.Why,
        TicketCancelled it => it.Why,
        TicketMerged it => $"into {it.Into}",
        TicketUnmerged it => $"from {it.From}: {it.Why}",
        TicketAbsorbed it => it.Other,
        TicketReleased it => it.Other,
        TicketSplit it => it.Into,
        TicketSplitFrom it => it.Source,
        WatcherAdded it => it.Watcher,
        WatcherRemoved it => it.Watcher,
        TicketLinked it => $"{it.Kind} {it.Target}",
        TicketUnlinked it => $"{it.Kind} {it.Target}",
        TicketAttached it => it.Quarantine == "" ? $"{it.Name}, {it.Type}, {it.Bytes} bytes" : $"{it.Name}, kept closed: {it.Quarantine}",
        TicketSurveyed it => $"{it.Score} of 5. {it.Comment}",
        TicketBreached it => it.Target,
        BreachStated it => $"{it.Dataset}: {string.Join(", ", it.Rules)}",
        TaskDone it => it.Task,
        ApprovalGiven it => $"{(it.IsApproved ? "yes" : "no")}: {it.Why}",
        ApprovalDelegated it => it.To,
        KnownErrorStated it => $"{it.RootCause} Until then: {it.Workaround}",
        ChangePlanned it => $"{it.Plan.Type}: {it.Plan.Steps}",
        ChangeEnded it => $"{it.Outcome}: {it.Why}",
        MajorDeclared it => $"led by {it.Commander}",
        CommandPassed it => it.Commander,
        UpdateSent it => it.Text,
        ReviewHeld it => it.Findings,
        ActionDone it => $"{it.Action}: {it.Proof}",
        _ => "",
    };

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capitals();
}
