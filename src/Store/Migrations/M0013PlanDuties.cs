using System.Collections.Immutable;
using Busbar.Kernel.Facts;

namespace Busbar.Store.Migrations;

/// <summary>Everyone but an auditor raises a demand; operators assess it, turn it into an initiative or decline it, nobody their own into
/// an initiative. Operators, the desk and security write stories and move them on the board; operators set its columns. A forge's post
/// that ends a deployment ends its change record too.</summary>
internal static class M0013PlanDuties
{
    private static readonly ImmutableArray<string> workers = [Roles.ServiceOperator, Roles.ServiceDesk, Roles.Security];

    public static Migration Step { get; } = new(13, "plan duties", _ =>
    [
        .. Roles.OfPeople.Remove(Roles.Auditor).SelectMany(role => Grants.Duties(role, ["DemandRaised"])),
        .. Grants.Duties(Roles.ServiceOperator, ["DemandAssessed", "DemandTurned", "DemandDeclined", "BoardSetting"]),
        .. workers.SelectMany(role => Grants.Duties(role, ["StoryWritten", "CardMoved", "CardBlocked", "CardFreed"])),
        .. Grants.Duties(Roles.Gateway, ["TicketResolved"]),
        .. Grants.FourEyes([("DemandRaised", "DemandTurned")]),
    ]);
}
