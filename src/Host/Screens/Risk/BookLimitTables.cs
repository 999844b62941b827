using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Supply.Risk.Limits;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Risk;

/// <summary>How far the book's limits are used, and their picture.</summary>
public static class BookLimitTables
{
    private const int UsesShown = 24;

    /// <summary>Every use, the fullest first.</summary>
    public static ScreenTable Uses(ScreenView view) => new("limit-uses", "Limits of the book",
        [
            Words("Limit"), Words("Of"), Numbers("Used", "%"), Words("State"), Numbers("Measured", ""), Numbers("Maximum", ""),
            Words("Unit"), Words("Where"), Words("Owner"), Numbers("Warns at", "%"), Words("Measure"),
        ],
        [
            .. (new CloseBook(view.Reads.Store).Newest(view.AsOf)?.Limits?.Uses ?? []).Select(use => (ImmutableArray<Cell>)
            [
                Cell.Of(use.Limit.Limit.Name), Cell.Of(use.Of), Cell.Of(100 * use.Utilisation, 0).As(ToneOf(use.State)),
                Cell.Of(use.State.ToString().ToLowerInvariant()).As(ToneOf(use.State)),
                Quantity(use, use.Measured), Quantity(use, (double)use.Limit.Limit.Maximum), Cell.Of(UnitOf(use)), Cell.Of(use.Where),
                Cell.Of(use.Limit.Limit.Owner), Cell.Of(100 * use.Limit.WarnAt, 0), Cell.Of(use.Limit.Limit.Measure),
            ]),
        ], IsMain: true);

    /// <summary>Used share of each limit under its maximum.</summary>
    public static ChartModel Picture(LimitReport report)
    {
        ImmutableArray<LimitUse> uses = [.. report.Uses.Take(UsesShown)];
        var title = report.Uses.Length > UsesShown ? $"The {UsesShown} fullest limits" : "Limits, the fullest first";
        ChartLine Bars(string name, LimitState state, int colour) => ChartLine.Of(name, ChartKind.Bars, colour,
            uses.Select(use => use.State == state ? 100 * use.Utilisation : double.NaN));
        return new(title, "% used", [.. uses.Select(use => $"{use.Of} {ShortNameOf(use)}")],
            [
                Bars("Within", LimitState.Within, 1), Bars("Warning", LimitState.Warning, 2), Bars("Breached", LimitState.Breached, 6),
                ChartLine.Of("Maximum", ChartKind.Line, 5, uses.Select(_ => 100.0)),
            ]);
    }

    /// <summary>A quantity of a limit with the decimals that its unit needs.</summary>
    internal static Cell Quantity(LimitUse use, double value) =>
        Cell.Of(value, use.Limit.Limit.Measure == LimitMeasure.Concentration ? 2 : 0);

    /// <summary>The unit a limit is measured in.</summary>
    internal static string UnitOf(LimitUse use) => use.Limit.Limit.Measure switch
    {
        LimitMeasure.Volume => "MWh",
        LimitMeasure.Tenor => "months",
        LimitMeasure.Concentration => "share",
        _ => "USD",
    };

    // The axis has no room for the limit's own name.
    private static string ShortNameOf(LimitUse use) => use.Limit.Limit.Measure switch
    {
        LimitMeasure.Volume => "volume",
        LimitMeasure.Tenor => "tenor",
        var measure => measure,
    };

    private static Tone ToneOf(LimitState state) => state switch
    {
        LimitState.Breached => Tone.Bad,
        LimitState.Within => Tone.Good,
        _ => Tone.Plain,
    };
}
