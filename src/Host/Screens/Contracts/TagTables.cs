using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Tags;
using Busbar.Supply.Handoffs.Contracts.Tags;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Contracts;

/// <summary>E-Tags: the list, and one tag's profile, path, history and checkout.</summary>
public static class TagTables
{
    private const int Colours = 8;

    /// <summary>Every tag as it stood, the latest delivery first.</summary>
    public static ScreenTable All(ScreenView view) => new("tags", "e-Tags",
        [
            Words("Tag"), Words("State"), Words("Timing"), Words("Contract"), Words("From"), Words("To"), Numbers("Most", "MW"),
            Numbers("Curtailments", ""), Words("Waits for"), Words("Version"), Words("Made"),
        ],
        [
            .. new TagBook(view.Reads.Store).All(view.AsOf).OrderByDescending(tag => tag.Standing.Tag.Energy[0].Interval.Start)
                .Select(tag => (ImmutableArray<Cell>)
                [
                    Cell.Of($"{tag.Standing.Tag.Id}", view.Link("/tag", ("id", $"{tag.Standing.Tag.Id}"))), StateOf(tag.Standing),
                    Cell.Of(TimingOf(tag.Standing.Timing)), Cell.Of(string.Join(", ", tag.Contracts)),
                    Cell.Of(view.Clock.Show(tag.Standing.Tag.Energy[0].Interval.Start)),
                    Cell.Of(view.Clock.Show(tag.Standing.Tag.Energy[^1].Interval.End)),
                    Cell.Of(tag.Standing.Tag.Energy.Max(block => block.Mw.Value), 1), Cell.Count(tag.Curtailments),
                    tag.Standing.Waiting.IsEmpty ? Cell.Empty : Cell.Of(string.Join(", ", tag.Standing.Waiting)),
                        Cell.Of($"v{tag.Version}"),
                    tag.IsSimulated ? Cell.Of("simulated").As(Tone.Faint) : Cell.Of("by the desk"),
                ]),
        ], IsMain: true);

    /// <summary>MW asked for and MW that may flow, stretch by stretch.</summary>
    public static ScreenTable Stretches(ScreenView view) => new("tag-profile", "Profile",
        [Words("From"), Words("To"), Numbers("Asked", "MW"), Numbers("May flow", "MW"), Words("")],
        [
            .. Of(view, tag => TagStretch.Of(tag.Standing).Select(row => (ImmutableArray<Cell>)
            [
                Cell.Of(view.Clock.Show(row.Interval.Start)), Cell.Of(view.Clock.Show(row.Interval.End)), Cell.Of(row.Asked, 1),
                Cell.Of(row.Flowing, 1).As(row.IsCut ? Tone.Bad : Tone.Plain), row.IsCut ? Cell.Of("curtailed").As(Tone.Bad) : Cell.Empty,
            ])),
        ]);

    /// <summary>Where the energy flows, and what it loses.</summary>
    public static ScreenTable Path(ScreenView view) => new("tag-path", "Physical path",
        [
            Words("Segment"), Words("Entity"), Words("From"), Words("To"), Words("Reservations"), Numbers("Losses", "%"),
                Words("Made good"),
            Words("Answer"),
        ],
        [
            .. Of(view, tag => tag.Standing.Tag.Physical.Select(segment => (ImmutableArray<Cell>)
            [
                Cell.Of($"{segment.Kind}"), Cell.Of(segment.Entity), Cell.Of(segment.From), Cell.Of(segment.To),
                Cell.Of(string.Join(", ", segment.Reservations.Select(held =>
                    $"{held.Oasis}: {Show.Number(held.Capacity.Max(block => block.Mw.Value), 0)} MW"))),
                segment.LossFraction == 0 ? Cell.Empty : Cell.Of(100 * segment.LossFraction, 2),
                segment.LossFraction == 0 ? Cell.Empty : Cell.Of(segment.Losses == LossMethod.InKind ? "in kind" : "in money"),
                AnswerOf(tag, segment.Entity),
            ])),
        ]);

    /// <summary>What happened to the tag.</summary>
    public static ScreenTable Facts(ScreenView view) => new("tag-facts", "What happened to it",
        [Words("Fact"), Words("By"), Words("At"), Words("Why"), Words("Says"), Words("Written by"), Words("Role"), Words("Recorded")],
        [
            .. Of(view, tag => tag.Records.Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(TagBook.NameOf(each.Fact)).As(each.Fact is TagAssessed { IsApproved: false } or TagCurtailed
                    ? Tone.Bad : Tone.Plain),
                Cell.Of(each.Fact.By), Cell.Of(view.Clock.Show(each.Fact.At)), Cell.Of(each.Why), Cell.Of(Says(view, each.Fact)),
                Cell.Of(each.Who.Name), Cell.Of(each.Who.Role), Cell.Of(view.Clock.Show(each.RecordedAt)),
            ])),
        ]);

    /// <summary>The tag's first day checked out against nomination and performance of its contract; empty while these are not
    /// known.</summary>
    public static ScreenTable Checkout(ScreenView view)
    {
        var checkout = Of(view, tag => new[] { CheckoutOf(view, tag) }).FirstOrDefault();
        return new("tag-checkout", checkout is null ? "Checkout" : $"Checkout of the contract on {checkout.Day}",
        [
            Words("Hour"), Numbers("Scheduled", "MWh"), Numbers("Tagged", "MWh"), Numbers("Due", "MWh"), Numbers("Delivered", "MWh"),
            Numbers("Lost in kind", "MWh"), Numbers("Losses paid", "MWh"), Words("Difference"),
        ],
        [
            .. (checkout?.Hours ?? []).Select(hour => (ImmutableArray<Cell>)
            [
                Cell.Of($"HE{hour.Label}"), Cell.Of(hour.Scheduled.Value, 1), Cell.Of(hour.Tagged.Value, 1), Cell.Of(hour.Due.Value, 1),
                Cell.Of(hour.Delivered.Value, 1), Cell.Of(hour.LossInKind.Value, 2), Cell.Of(hour.LossPaid.Value, 2),
                string.Join("; ", checkout!.Differences.Where(each => each.Label == hour.Label).Select(each => each.Cause))
                    is { Length: > 0 } cause ? Cell.Of(cause).As(Tone.Bad) : Cell.Empty,
            ]),
        ]);
    }

    /// <summary>MW of tags over the quarter hours of a day: what may flow as a stack, what is asked above it.</summary>
    public static ChartModel Profile(ScreenView view, OperatingDay day, ImmutableArray<TagStory> tags)
    {
        var starts = view.Calendar.IntervalsOf(day, Duration.FromMinutes(15)).Select(quarter => quarter.Start).ToArray();
        IEnumerable<double> Mw(ImmutableArray<ProfileBlock> blocks) => starts.Select(start => (double)TagStretch.At(blocks, start));
        return new($"MW of {day}", "MW", [.. starts.Select(start => view.Clock.Show(start)[11..])],
        [
            .. tags.Where(tag => !tag.Standing.Energy.IsEmpty).Select((tag, i) =>
                ChartLine.Of($"{tag.Standing.Tag.Id}", ChartKind.Stack, i % Colours + 1, Mw(tag.Standing.Energy))),
            ChartLine.Of("Asked", ChartKind.Dashed, Colours, starts.Select(start =>
                (double)tags.Where(tag => tags.Length == 1 || !tag.Standing.Energy.IsEmpty)
                    .Sum(tag => TagStretch.At(tag.Standing.Tag.Energy, start)))),
        ]);
    }

    /// <summary>On time, late or after the fact.</summary>
    public static string TimingOf(TagTiming timing) => timing.Class switch
    {
        TimingClass.OnTime => "on time",
        TimingClass.Late => "late",
        _ => "after the fact",
    };

    private static IEnumerable<T> Of<T>(ScreenView view, Func<TagStory, IEnumerable<T>> rows) =>
        view.Field("id") is { Length: > 0 } id ? rows(new TagBook(view.Reads.Store).Find(id, view.AsOf)) : [];

    private static TagCheckout? CheckoutOf(ScreenView view, TagStory tag)
    {
        try
        {
            var desk = new TagCheckoutDesk(view.Reads.Store);
            var day = view.Calendar.DayOf(tag.Standing.Tag.Energy[0].Interval.Start);
            return desk.ContractsOf(day, view.AsOf).Intersect(tag.Contracts).FirstOrDefault() is { } contract
                ? desk.Run(day, contract, null, new(0), 1, view.AsOf).OrThrow() : null;
        }
        catch (RefusedException refused) when (refused.Refusal.Code is "no-nomination" or "no-meter")
        {
            return null; // the day has not run
        }
    }

    private static Cell StateOf(TagStanding standing) => Cell.Of(standing.State.ToString().ToLowerInvariant()
        + (standing.Change is null ? "" : ", change pending")).As(standing.State switch
        {
            TagState.Confirmed or TagState.Implemented => Tone.Good,
            TagState.Denied or TagState.Expired => Tone.Bad,
            TagState.Pending => Tone.Plain,
            _ => Tone.Faint,
        });

    private static Cell AnswerOf(TagStory tag, string entity)
    {
        var answer = tag.Records.Select(each => each.Fact).OfType<TagAssessed>().LastOrDefault(fact => fact.By == entity);
        return tag.Standing.Waiting.Contains(entity) ? Cell.Of("waits") : answer is null ? Cell.Of("silent").As(Tone.Faint)
            : Cell.Of(answer.IsApproved ? "approved" : "denied").As(answer.IsApproved ? Tone.Good : Tone.Bad);
    }

    private static string Says(ScreenView view, TagFact fact) => fact switch
    {
        TagCurtailed cut => $"at most {Show.Number(cut.Ceiling.Value, 1)} MW, {view.Clock.Show(cut.Interval.Start)} to "
            + view.Clock.Show(cut.Interval.End),
        TagReloaded reloaded => $"from {view.Clock.Show(reloaded.From)}",
        TagTerminated terminated => $"ends {view.Clock.Show(terminated.End)}",
        TagProfileChanged changed =>
            $"{changed.Energy.Length} blocks, at most {Show.Number(changed.Energy.Max(block => block.Mw.Value), 1)} MW",
        TagSubmitted submitted =>
            $"{submitted.Tag.Energy.Length} blocks, at most {Show.Number(submitted.Tag.Energy.Max(block => block.Mw.Value), 1)} MW",
        _ => "",
    };
}
