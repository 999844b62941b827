using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Time;

namespace Busbar.Host.Screens.Commitment;

/// <summary>How far the market's offers of a day have come: built by one person, approved by another, submitted.</summary>
public sealed record ApprovalState(string State, string Note, bool IsApproved)
{
    /// <summary>Nobody built a set for the market.</summary>
    public static ApprovalState None { get; } = new("not asked", "built by the cycle; no set for the market waits for approval", false);

    /// <summary>The state of the last set built by the view's instant.</summary>
    public static ApprovalState Of(ScreenView view, OperatingDay day)
    {
        var known = view.AsOf.KnownAt;
        var last = new OfferBook(view.Reads.Store).Versions(view.Calendar.Name, day)
            .LastOrDefault(version => version.Built.BuiltAt <= known);
        if (last is null) return None;
        var set = $"set v{last.Built.Version} for the market";
        if (last.Submitted is { } sent && sent.SubmittedAt <= known)
            return new(sent.IsRehearsal ? "rehearsed" : "submitted", $"{set}, by {last.SubmittedBy!.Name}", true);
        if (last.Approved is { } approved && approved.ApprovedAt <= known)
            return new("approved", $"{set}, by {last.ApprovedBy!.Name}, {view.Clock.Show(approved.ApprovedAt)}", true);
        return last.Built.BreaksRules > 0
            ? new("breaks rules", $"{set} would be refused by {last.Built.BreaksRules} rules", false)
            : new("waits", $"{set}, built by {last.BuiltBy.Name}; another person approves it", false);
    }
}
