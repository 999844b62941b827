using System.Collections.Immutable;
using Busbar.Gateways.Documents;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Recovery.Filing;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Recovery;

/// <summary>Filings that are kept, the numbers of one, and what moved since the version before.</summary>
public static class FilingTables
{
    /// <summary>The filing in focus: the one asked for, else the newest; null while none is kept.</summary>
    public static StoredDocument<RecoveryFiling>? Chosen(ScreenView view)
    {
        var all = new FilingDesk(view.Reads.Store).All(view.AsOf);
        return all.FirstOrDefault(each => each.Body.Key() == view.Field("filing")) ?? all.MaxBy(each => each.RecordedAt);
    }

    /// <summary>What moved since the version before; null while there is one version.</summary>
    public static (FilingChanges Changes, ImmutableArray<MovedPage> Pages)? Moved(ScreenView view)
    {
        if (Chosen(view) is not { } chosen
            || new FilingDesk(view.Reads.Store).Versions(chosen.Body.Key(), view.AsOf) is not [.., var before, var after]) return null;
        var (old, next) = (FilingDesk.PackageOf(before.Body), FilingDesk.PackageOf(after.Body));
        return (CompareFilings.Run(new(old, next)), MovedPages.Between(old, next).OrThrow());
    }

    /// <summary>Every version of every filing.</summary>
    public static ScreenTable Filings(ScreenView view)
    {
        var desk = new FilingDesk(view.Reads.Store);
        return new("filings", "Filings kept",
            [Words("Filing"), Column.Numbers("Version", ""), Words("By"), Words("At"), Words("Months from"), Words("Docket"), Words("Effective")],
            [
                .. desk.All(view.AsOf).SelectMany(newest => desk.Versions(newest.Body.Key(), view.AsOf)).Select(each =>
                    (ImmutableArray<Cell>)
                    [
                        Cell.Of(each.Body.Key(), view.With("filing", each.Body.Key())), Cell.Count(each.Version), Cell.Of(each.Who.Name),
                        Cell.Of(view.Clock.Show(each.KnownAt)), Cell.Of(each.Body.Source), Cell.Of(each.Body.Terms.Docket),
                        Cell.Of($"{each.Body.Terms.Effective:uuuu-MM-dd}"),
                    ]),
            ]);
    }

    /// <summary>Every number of the filing in focus; each opens down to the books.</summary>
    public static ScreenTable Numbers(ScreenView view)
    {
        var filing = Chosen(view)?.Body;
        return new("filing-numbers", "Numbers of the filing", [Words("Number"), Words("What"), Column.Numbers("Value", ""), Words("Unit"),
            Words("Source or rule")],
            [
                .. (filing is null ? [] : CheckFiling.Run(filing.Dataset).OrThrow().All.Reverse()).Select(number => (ImmutableArray<Cell>)
                [
                    Cell.Of(number.Id, view.Explain("filing", $"{filing!.Key()}/{number.Id}")), Cell.Of(number.Words),
                    Cell.Of(number.Value, number.Unit == "share" ? 4 : number.Digits, view.Explain("filing", $"{filing.Key()}/{number.Id}")),
                    Cell.Of(number.Unit), Cell.Of(number.Source),
                ]),
            ], IsMain: true);
    }

    /// <summary>Numbers that moved since the version before.</summary>
    public static ScreenTable Moves(ScreenView view) => new("filing-moves", "Numbers that moved since the version before",
        [Words("Number"), Words("What"), Column.Numbers("Old", ""), Column.Numbers("New", "")],
        [
            .. (Moved(view)?.Changes.Values ?? []).Select(value => (ImmutableArray<Cell>)
            [
                Cell.Of(value.Id), Cell.Of(value.Words), value.Old is { } old ? Cell.Of(old, 4) : Cell.Empty,
                value.New is { } next ? Cell.Of(next, 4) : Cell.Empty,
            ]),
        ]);
}
