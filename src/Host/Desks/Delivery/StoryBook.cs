using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Delivery.Flow;
using Busbar.Digital.Delivery.Stories;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Delivery;

/// <summary>The team's board.</summary>
/// <param name="Key">What its stories are called by: <c>DESK</c> for <c>DESK-12</c>, as messages of commits name them.</param>
/// <param name="Columns">From left to right: work begins with the second and is done in the last.</param>
public sealed record BoardSetting(string Key, ImmutableArray<BoardColumn> Columns)
{
    /// <summary>What holds until somebody says otherwise.</summary>
    public static BoardSetting Default { get; } = new("DESK",
        [new("to do", null, IsWaiting: true), new("doing", 4), new("to review", 4, IsWaiting: true), new("review", 2), new("done", null)]);
}

/// <summary>How work flowed over the last ninety days.</summary>
/// <param name="Efficiency">The part of the finished stories' time in which somebody worked on them; null where none was.</param>
/// <param name="Forecast">When the open stories will be done, or why that cannot be said.</param>
public sealed record BoardFlow(FlowFigures Figures, double? Efficiency, Outcome<CompletionForecast> Forecast);

/// <summary>Stories with their acceptance and their way over the board, a stream a story. What is out of turn or over a limit is refused by
/// the stage, what a role may not make by the store.</summary>
public sealed class StoryBook(FactStore store, EvidenceBook evidence, LastAnswers answers, IClock clock)
{
    private const string Prefix = "story/";
    private const int KeyMost = 12;
    private static readonly Duration period = Duration.FromDays(90);
    private readonly FactStreams<StoryFact> streams = new(store, Prefix);
    private readonly Lock moving = new();

    /// <summary>The board's columns.</summary>
    public BoardSetting Setting(AsOf asOf) =>
        store.ReadDocument<BoardSetting>(new(nameof(BoardSetting), Kinds.Current), asOf)?.Body ?? BoardSetting.Default;

    /// <summary>Puts other columns into force.</summary>
    /// <exception cref="RefusedException">What <see cref="SetBoard"/> refuses; <c>bad-key</c>; <c>duty</c>.</exception>
    public void Keep(BoardSetting setting, Actor who)
    {
        if (setting.Key is not { Length: > 1 and <= KeyMost } key || !char.IsAsciiLetterUpper(key[0])
            || !key.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter)))
            throw new RefusedException(new("bad-key", $"'{setting.Key}' is no key", "key", "Give 2 to 12 capitals: DESK."));
        lock (moving)
        {
            SetBoard.Run(Board(AsOf.Latest), setting.Columns).OrThrow();
            using var batch = store.Begin(who, new RunId("board"));
            batch.PutDocument(new(nameof(BoardSetting), Kinds.Current), setting, clock.GetCurrentInstant());
            batch.Commit();
        }
    }

    /// <summary>Every story as of an instant, by when it was written.</summary>
    public ImmutableArray<TrackedStory> All(AsOf asOf) => answers.Of("stories", asOf, () => Track(asOf));

    /// <summary>The board as of an instant.</summary>
    public Board Board(AsOf asOf) => new(Setting(asOf).Columns, [.. Track(asOf).Select(each => each.Card)]);

    /// <summary>What happened to a story as of an instant.</summary>
    /// <exception cref="RefusedException"><c>unknown-story</c>.</exception>
    public ImmutableArray<StoryFact> History(string id, AsOf asOf) => streams.Of(id, asOf) is { IsEmpty: false } facts ? facts
        : throw new RefusedException(new("unknown-story", $"No story is called '{id}'", "story", "Choose one of the board."));

    /// <summary>Each story against the tests of the newest build that has tests, by its id.</summary>
    public Outcome<ImmutableSortedDictionary<string, StoryState>> States(AsOf asOf) => answers.Of("story states", asOf, () =>
        CheckStories.Run([.. All(asOf).Select(each => each.Story)], evidence.NewestTests(asOf))
            .Select(states => states.ToImmutableSortedDictionary(each => each.Story.Id, each => each, StringComparer.Ordinal)));

    /// <summary>How the stories flowed as of an instant; null before the first.</summary>
    public BoardFlow? Flow(AsOf asOf)
    {
        var (stories, now) = (All(asOf), ReadClock.Of(asOf, clock));
        if (stories.IsEmpty || MeasureFlow.Run([.. stories.Select(each => each.Item)], now - period, now)
            is not Outcome<FlowFigures>.Done { Value: var figures }) return null;
        return new(figures, MeasureEfficiency.Run(stories, now - period, now), ForecastCompletion.Run(new(
            [.. stories.Select(each => each.Finished).OfType<Instant>().Select(each => each.InUtc().Date)], now.InUtc().Date,
            stories.Count(each => each.Finished is null), Seed: 1)));
    }

    /// <summary>Writes a story anew under the next number.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="RefusedException">What <see cref="MoveStory"/> refuses; <c>duty</c>.</exception>
    public string Write(string title, string requirement, ImmutableArray<AcceptanceCriterion> criteria, Actor by)
    {
        lock (moving)
        {
            var key = Setting(AsOf.Latest).Key;
            var last = store.Streams($"{Prefix}{key}-").Select(stream => int.TryParse(stream.AsSpan(Prefix.Length + key.Length + 1),
                NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty(0).Max();
            var id = string.Create(CultureInfo.InvariantCulture, $"{key}-{last + 1}");
            Append(id, new StoryWritten(clock.GetCurrentInstant(), by, title.Trim(), requirement.Trim(), criteria));
            return id;
        }
    }

    /// <summary>Writes a story again.</summary>
    /// <exception cref="RefusedException">As <see cref="Move"/>.</exception>
    public void Rewrite(string id, string title, string requirement, ImmutableArray<AcceptanceCriterion> criteria, Actor by) =>
        Move(id, at => new StoryWritten(at, by, title.Trim(), requirement.Trim(), criteria));

    /// <summary>Moves, blocks or frees a story.</summary>
    /// <exception cref="RefusedException"><c>unknown-story</c>; what <see cref="MoveStory"/> refuses; <c>duty</c>;
    /// <c>stream-moved</c>.</exception>
    public void Move(string id, Func<Instant, StoryFact> next)
    {
        History(id, AsOf.Latest);
        lock (moving) Append(id, next(clock.GetCurrentInstant()));
    }

    /// <summary>Takes in a story with all that happened to it, as another board tells it.</summary>
    /// <exception cref="RefusedException"><c>duty</c>; <c>stream-moved</c>: the story is here already.</exception>
    public void TakeIn(string id, ImmutableArray<StoryFact> facts, Actor by) => streams.Append(id, 0, by, fact => fact.At, [.. facts]);

    private void Append(string id, StoryFact next)
    {
        var facts = streams.Of(id, AsOf.Latest);
        var story = TrackStory.Run(new(id, facts, Setting(AsOf.Latest).Columns, next.At));
        MoveStory.Run(new(Board(AsOf.Latest), story, id, next)).OrThrow();
        streams.Append(id, facts.Length, next.By, fact => fact.At, next);
    }

    private ImmutableArray<TrackedStory> Track(AsOf asOf)
    {
        var (columns, now) = (Setting(asOf).Columns, ReadClock.Of(asOf, clock));
        return
        [
            .. streams.All(asOf).Select(each => TrackStory.Run(new(each.Id, each.Facts, columns, now))).OfType<TrackedStory>()
                .OrderBy(each => each.Created).ThenBy(each => each.Story.Id, StringComparer.Ordinal),
        ];
    }
}
