using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Recovery.Prudence;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Recovery;

/// <summary>A decision as known then, and hindsight in a table of its own.</summary>
public static class PrudenceTables
{
    /// <summary>The replay of the decision in focus, or why there is none; null where no decision is kept.</summary>
    public static Outcome<PrudenceRecord>? Replay(ScreenView view)
    {
        var desk = new PrudenceDesk(view.Reads.Store);
        var asked = view.Field("decision");
        if (asked.Length == 0 && desk.Decisions(view.AsOf) is not [.., _]) return null;
        try
        {
            return desk.Replay(asked.Length > 0 ? asked : desk.Decisions(view.AsOf)[^1].Id, view.AsOf);
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
    }

    /// <summary>Everything that can be replayed.</summary>
    public static ScreenTable Decisions(ScreenView view) => new("decisions", "Decisions", [Words("Decision"), Words("What")],
        [
            .. new PrudenceDesk(view.Reads.Store).Decisions(view.AsOf).Select(each => (ImmutableArray<Cell>)
                [Cell.Of(each.Id, view.With("decision", each.Id)), Cell.Of(each.Words)]),
        ], IsMain: true);

    /// <summary>What the desk held.</summary>
    public static ScreenTable Documents(ScreenView view) => new("known-then", "Held at the decision",
        [Words("What it told"), Words("Document"), Words("Known at"), Words("Version")],
        [
            .. (Then(view)?.Documents ?? []).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Evidence.ToString().ToLowerInvariant()), Cell.Of(each.Id.ToString()), Cell.Of(view.Clock.Show(each.KnownAt)),
                Cell.Of(each.Version.Hex[..12]),
            ]),
        ]);

    /// <summary>What could have been done, as expected then.</summary>
    public static ScreenTable Alternatives(ScreenView view) => new("alternatives", "Alternatives open then",
        [Numbers("Rank", ""), Words("Alternative"), Numbers("Expected cost", "USD"), Numbers("Above the first", "USD"), Words("Breaches"),
            Words("Choice")],
        [
            .. (Then(view)?.Ranking ?? []).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Count(each.Rank), Cell.Of(each.Alternative.Name), Cell.Of(each.Alternative.ExpectedCost.Value, 2),
                Cell.Of(each.AboveFirst.Value, 2), Cell.Of(string.Join(", ", each.Alternative.Breaches)),
                each.IsChosen ? Cell.Of("chosen").As(Tone.Good) : Cell.Empty,
            ]),
        ]);

    /// <summary>What came of each, known only later.</summary>
    public static ScreenTable Outcomes(ScreenView view) => new("hindsight", "Hindsight: known later, no part of the test",
        [Words("Alternative"), Numbers("Cost", "USD"), Words("Known at"), Words("Source")],
        [
            .. (Record(view)?.Later?.Costs ?? []).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Alternative), Cell.Of(each.Cost.Value, 2), Cell.Of(view.Clock.Show(each.KnownAt)), Cell.Of(each.Source),
            ]),
        ]);

    private static KnownThen? Then(ScreenView view) => Record(view)?.Then;

    private static PrudenceRecord? Record(ScreenView view) => (Replay(view) as Outcome<PrudenceRecord>.Done)?.Value;
}
