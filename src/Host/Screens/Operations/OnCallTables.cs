using System.Collections.Immutable;
using Busbar.Digital.Operations.OnCall;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Operations;

/// <summary>Who is on call, what nobody covers, and what each carries.</summary>
public static class OnCallTables
{
    private static readonly Duration ahead = Duration.FromDays(28), paged = Duration.FromDays(7);

    /// <summary>Turns of the next four weeks.</summary>
    public static ScreenTable Duties(ScreenView view) => new("on-call", "Turns of four weeks",
        [Words("Team"), Words("Who"), Words("From"), Words("To"), Numbers("For", "h"), Words("By")],
        [
            .. Plans(view).SelectMany(plan => plan.Duties.Select(duty => (plan, duty))).OrderBy(each => each.duty.From)
                .Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.plan.Team), Cell.Of(each.duty.Person), Cell.Of(view.Clock.Show(each.duty.From)),
                    Cell.Of(view.Clock.Show(each.duty.To)),
                Cell.Of((each.duty.To - each.duty.From).TotalHours, 1), Cell.Of(each.duty.Layer),
            ]),
        ], IsMain: true);

    /// <summary>Stretches in which nobody is on call, and people on two lines at once.</summary>
    public static ScreenTable Holes(ScreenView view)
    {
        var plans = Plans(view);
        return new("on-call-holes", "Holes and double duty", [Words("Team"), Words("What"), Words("From"), Words("To")],
        [
            .. plans.SelectMany(plan => plan.Holes.Select(hole => (ImmutableArray<Cell>)
                [Cell.Of(plan.Team), Cell.Of("nobody").As(Tone.Bad), Cell.Of(view.Clock.Show(hole.Start)),
                    Cell.Of(view.Clock.Show(hole.End))])),
            .. CheckRotas.Run(plans).OrThrow().Select(both => (ImmutableArray<Cell>)
                [Cell.Of($"{both.Team} and {both.OtherTeam}"), Cell.Of($"{both.Person} twice").As(Tone.Bad),
                    Cell.Of(view.Clock.Show(both.From)),
                    Cell.Of(view.Clock.Show(both.To))]),
        ]);
    }

    /// <summary>What each person carries of the four weeks.</summary>
    public static ScreenTable Shares(ScreenView view) => new("on-call-shares", "Who carries what",
        [Words("Team"), Words("Who"), Numbers("All", "h"), Numbers("Nights", "h"), Numbers("Weekends", "h"), Numbers("Take-overs", "")],
        [
            .. Plans(view).SelectMany(plan => plan.Shares.Select(share => (ImmutableArray<Cell>)
                [Cell.Of(plan.Team), Cell.Of(share.Person), Cell.Of(share.Hours, 1), Cell.Of(share.NightHours, 1),
                    Cell.Of(share.WeekendHours, 1),
                    Cell.Count(share.TakeOvers)])),
        ]);

    /// <summary>Who was due to be paged in the last week, the latest first.</summary>
    public static ScreenTable Pages(ScreenView view)
    {
        var clock = ReadClock.Of(view.AsOf);
        var paging = view.Digital.Operations.Paging;
        var (sent, addresses) = (paging.Sent(view.AsOf), paging.Addresses(view.AsOf));
        return new("on-call-pages", "Pages of the last week", [Words("When"), Words("Who"), Words("Alert"), Numbers("Try", ""),
            Words("Sent")],
        [
            .. view.Digital.Operations.Rotas.Pages(view.Digital.Operations.Alerts.All(view.AsOf), clock - paged, clock, view.AsOf)
                .Select(page => (ImmutableArray<Cell>)
                    [Cell.Of(view.Clock.Show(page.At)), Cell.Of(page.Person), Cell.Of(page.Key), Cell.Count(page.Step),
                    Sent(view, sent.GetValueOrDefault(PageOut.KeyOf(page.Key, page.At, page.Person)), addresses.ContainsKey(page.Person))]),
        ]);
    }

    private static Cell Sent(ScreenView view, SentPage? sent, bool hasAddress) => sent switch
    {
        { Why: "" } => Cell.Of($"{view.Clock.Show(sent.SentAt)} to {sent.Address}").As(Tone.Good),
        { } => Cell.Of(sent.Why).As(Tone.Bad),
        null => Cell.Of(hasAddress ? "not sent" : "no address").As(hasAddress ? Tone.Faint : Tone.Bad),
    };

    /// <summary>The rotas over the next four weeks.</summary>
    public static ImmutableArray<RotaPlan> Plans(ScreenView view) => ReadClock.Of(view.AsOf) is var clock
        ? view.Digital.Operations.Rotas.Plans(clock, clock + ahead, view.AsOf) : [];
}
