using System.Collections.Immutable;
using Busbar.Kernel.Facts;

namespace Busbar.Store.Migrations;

/// <summary>Everyone but an auditor, who makes nothing, opens a ticket, writes on it, watches it, says how it went, and decides what they
/// are asked to approve; the service desk works on it. Operators answer alerts, keep the map, the rotas, the windows and what is
/// promised; both keep contracts of data. Nobody approves what they asked for.</summary>
internal static class M0011ServiceDuties
{
    private static readonly string[] everyones =
    [
        "TicketOpened", "TicketReplied", "TicketReopened", "TicketCancelled", "TicketAttached", "WatcherAdded", "WatcherRemoved",
        "TicketSurveyed", "RequestMade", "ApprovalsAsked", "ApprovalGiven", "ApprovalDelegated", "ImpactStated",
    ];

    private static readonly string[] desks =
    [
        "TicketDescribed", "TicketPlaced", "TicketPrioritised", "TicketAcknowledged", "TicketQueued", "TicketAssigned", "WorkStarted",
        "TicketNoted", "TicketWaited", "TicketResumed", "TicketResolved", "TicketClosed", "TicketMerged", "TicketUnmerged",
        "TicketAbsorbed", "TicketReleased", "TicketSplit", "TicketSplitFrom", "TicketLinked", "TicketUnlinked", "SurveySent",
        "TicketBreached", "AlertEnded", "BreachStated", "BreachEnded", "TaskDone", "KnownErrorStated", "ChangePlanned", "ChangeStarted",
        "ChangeEnded", "MajorDeclared", "CommandPassed", "UpdateSent", "MajorEnded", "ReviewHeld", "ActionDone",
    ];

    private static readonly string[] deskDocuments =
    [
        "DeskRules", "ArticleWritten", "ArticlePublished", "ArticleRetired", "CatalogueItem", "Macro", "ServiceLevels", "DataContract",
        "ServiceMap", "CatalogueEntry",
    ];

    private static readonly string[] operatorDocuments =
    [
        "ServiceMap", "ServiceObjectiveText", "Rota", "FreezeRule", "StormLog", "ProbePlan", "ProbesSeen", "AlertPolicy", "RoutingPlan",
        "DataContract", "ReportPlan", "CatalogueEntry",
    ];

    private static readonly string[] operatorFacts = ["AlertAcknowledged", "WindowPlanned", "WindowApproved", "WindowCancelled"];

    private static readonly string[] gateways =
        ["TicketOpened", "TicketReplied", "TicketNoted", "TicketReopened", "TicketAttached", "TicketLinked", "TakenMail"];

    private static readonly ImmutableArray<string> workers = [Roles.ServiceDesk, Roles.ServiceOperator, Roles.Security];

    private static readonly (string First, string Second)[] fourEyes =
        [("RequestMade", "ApprovalGiven"), ("ChangePlanned", "ApprovalGiven"), ("WindowPlanned", "WindowApproved")];

    public static Migration Step { get; } = new(11, "service duties", _ =>
    [
        .. Grant(Roles.OfPeople.Remove(Roles.Auditor), everyones), .. Grant(workers, desks), .. Grant([Roles.ServiceDesk], deskDocuments),
        .. Grant([Roles.ServiceOperator], operatorDocuments), .. Grant(workers, operatorFacts), .. Grant([Roles.Gateway], gateways),
        .. Grants.FourEyes(fourEyes),
    ]);

    private static IEnumerable<string> Grant(ImmutableArray<string> roles, string[] kinds) =>
        roles.SelectMany(role => Grants.Duties(role, kinds));
}
