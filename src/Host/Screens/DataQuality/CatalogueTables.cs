using System.Collections.Immutable;
using Busbar.Host.Desks.Quality;
using Busbar.Host.Screens.Shell;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.DataQuality;

/// <summary>The datasets of the house and what is missing about them.</summary>
public static class CatalogueTables
{
    /// <summary>Every dataset.</summary>
    public static ScreenTable Datasets(ScreenView view) => new("datasets", "Datasets",
    [
        Words("Dataset"), Words("What"), Words("Owner"), Words("Kept as"), Numbers("Rows", ""), Words("Last known"), Words("Unit"),
        Words("Contract"), Words("In contract"),
    ],
    [
        .. new CatalogueDesk(view.Reads.Store).Read(view.AsOf).Rows.Select(row => (ImmutableArray<Cell>)
        [
            Cell.Of(row.Dataset.Name, view.Link("/service/lineage", ("dataset", row.Dataset.Name))), Cell.Of(row.Dataset.Title),
            row.Dataset.Owner == "" ? Cell.Of("nobody").As(Tone.Bad) : Cell.Of(row.Dataset.Owner),
            Cell.Of(row.Dataset.IsExternal ? $"{row.Dataset.Place}, external" : row.Dataset.Place),
            row.Rows is { } rows ? Cell.Of((decimal)rows, 0) : Cell.Empty,
            row.LastKnown is { } last ? Cell.Of(view.Clock.Show(last)) : Cell.Empty,
            Cell.Of(row.Dataset.Columns.FirstOrDefault(column => column.Unit != "")?.Unit ?? ""),
            row.Dataset.Contract is { } contract
                ? Cell.Of(contract, view.Link("/service/contracts", ("dataset", row.Dataset.Name))) : Cell.Empty,
            row.Check is not { } check ? Cell.Empty
                : check.IsKept ? Cell.Of("kept").As(Tone.Good) : Cell.Of($"{check.Broken.Length} broken").As(Tone.Bad),
        ]),
    ], IsMain: true);

    /// <summary>The catalogue's gaps.</summary>
    public static ScreenTable Gaps(ScreenView view) => new("catalogue-gaps", "Gaps",
        [Words("Dataset"), Words("What is missing"), Words("What follows"), Words("Code")],
        [
            .. new CatalogueDesk(view.Reads.Store).Read(view.AsOf).Gaps.Select(gap => (ImmutableArray<Cell>)
                [Cell.Of(gap.Where), Cell.Of(gap.What), Cell.Of(gap.Done), Cell.Of(gap.Code)]),
        ]);
}
