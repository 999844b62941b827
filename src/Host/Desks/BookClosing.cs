using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>SMV-01.5: closes the desk's book at the end of a day, when the policy's clock says so.</summary>
public static class BookClosing
{
    /// <summary>When a policy that names no time closes the book.</summary>
    public static LocalTime Usual { get; } = new(17, 30);

    /// <summary>Closes the book of the day at its marks, where there is a policy and no close of these marks yet. Marks that are missing on
    /// a business day, and what the stages refuse, are findings: the desk's day goes on.</summary>
    public static void Close(DeskSession desk)
    {
        var asOf = new AsOf(desk.Clock, desk.RecordedBy);
        var policy = desk.TradingPolicy(asOf);
        if (policy.Counterparties.IsEmpty || desk.RecordedBy is not null) return;
        desk.Clock = desk.Calendar.At(desk.Day, policy.CloseAt ?? Usual);
        asOf = new(desk.Clock);
        var book = desk.Closes();
        if (desk.Curves().MarkedAt(desk.Day, asOf) is not { } at)
        {
            if (desk.Calendar.IsBusinessDay(desk.Day))
                desk.Note([new("not-marked", Severity.Warning, $"Nothing is marked of {desk.Day} at {desk.Clock}", "forward curves",
                    "the book was not closed; busbar book close --from --to closes it once it is marked")]);
            return;
        }
        if (book.Newest(new(at)) is { } done && done.Position.MeasuredAt == at) return;
        try
        {
            desk.Note(book.Run(new(at), policy.ClosePaths, SeedOf(desk.Day)).Findings);
        }
        catch (RefusedException refused)
        {
            desk.Note([new(refused.Refusal.Code, Severity.Error, refused.Refusal.What, refused.Refusal.Where,
                $"the book was not closed; {refused.Refusal.Remedy}")]);
        }
    }

    private static ulong SeedOf(OperatingDay day) => (ulong)(day.Date.Year * 10_000 + day.Date.Month * 100 + day.Date.Day);
}
