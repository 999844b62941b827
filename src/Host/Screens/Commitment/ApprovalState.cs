using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Host.Screens.Commitment;

/// <summary>Whether the day's offers were approved by a second person since they were last changed.</summary>
public sealed record ApprovalState(string State, string Note, bool IsApproved)
{
    /// <summary>Nobody built or approved them by hand.</summary>
    public static ApprovalState None { get; } = new("not asked", "built by the cycle; nobody has approved them", false);

    private const string Approved = "OffersApproved";

    /// <summary>The state as of the view's instant, from the events of the day's offers.</summary>
    public static ApprovalState Of(ScreenView view, OperatingDay day, Instant changedAt)
    {
        var events = view.Reads.Store.ReadStream($"offers/{day}", view.AsOf);
        var approval = events.LastOrDefault(each => each.Type == Approved);
        if (approval is null) return events.Length == 0 ? None : new("waits", "built, and not yet approved by another person", false);
        return approval.KnownAt >= changedAt
            ? new("approved", $"by {approval.Who.Name}, {view.Clock.Show(approval.KnownAt)}", true)
            : new("changed since", $"approved by {approval.Who.Name} before the last change", false);
    }
}
