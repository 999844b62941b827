using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Contracts;
using Busbar.Host.Desks.Quality;
using Busbar.Host.Screens.Shell;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.DataQuality;

/// <summary>What datasets promise and how each promise stood at its last check.</summary>
public static class PromiseTables
{
    private const int SamplesMost = 3;

    /// <summary>The last checks of the dataset asked for, else of all.</summary>
    public static ImmutableArray<KeptCheck> Asked(ScreenView view) =>
    [
        .. CheckRound.Latest(view.Reads.Store, view.AsOf).Values.Where(check =>
            view.Field("dataset") is "" || check.Report.Dataset == view.Field("dataset")),
    ];

    /// <summary>Every promise, the broken ones first.</summary>
    public static ScreenTable Promises(ScreenView view) => new("promises", "Promises",
    [
        Words("Dataset"), Words("Promise"), Words("State"), Words("Dimension"), Numbers("Measured", ""), Numbers("Rows", ""),
        Numbers("Failing", ""), Words("First failed rows"), Words("Checked at"),
    ],
    [
        .. Asked(view).SelectMany(kept => kept.Report.Checks.Select(check => (kept.Report, check)))
            .OrderByDescending(each => each.check.State == CheckState.Broken).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Report.Dataset, view.Link("/service/contracts", ("dataset", each.Report.Dataset))), Cell.Of(each.check.Name),
                StateOf(each.check), Cell.Of(each.check.Dimension),
                each.check.Measured is { } measured ? Cell.Of(measured, 3) : Cell.Empty, Cell.Count(each.check.Rows),
                Cell.Count(each.check.Failing), Cell.Of(string.Join("; ", each.check.Samples.Take(SamplesMost).Select(SampleWords.Of))),
                Cell.Of(view.Clock.Show(each.Report.AsOf)),
            ]),
    ], IsMain: true);

    /// <summary>What was odd about the last checks.</summary>
    public static ScreenTable Findings(ScreenView view) => new("check-findings", "What the checks found odd",
        [Words("Dataset"), Words("What"), Words("Where"), Words("What was done"), Words("Code")],
        [
            .. Asked(view).SelectMany(kept => kept.Findings.Select(finding => (ImmutableArray<Cell>)
            [
                Cell.Of(kept.Report.Dataset), Cell.Of(finding.What), Cell.Of(finding.Where), Cell.Of(finding.Done), Cell.Of(finding.Code),
            ])),
        ]);

    private static Cell StateOf(ContractCheck check) => check.State switch
    {
        CheckState.Kept => Cell.Of("kept").As(Tone.Good),
        CheckState.Broken => Cell.Of(check.IsBinding ? "broken" : "broken, a warning").As(Tone.Bad),
        _ => Cell.Of("unchecked").As(Tone.Faint),
    };
}
