using System.Collections.Immutable;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Supply.Handoffs.Commitment;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Commitment;

/// <summary>The versions of a day's offers.</summary>
public static class OfferTables
{
    /// <summary>Every version, latest first: who made it, when, and how many units differ from the one before.</summary>
    public static ScreenTable Versions(ScreenView view)
    {
        ImmutableArray<Column> columns =
            [Numbers("Version", ""), Words("Known at"), Words("By"), Words("Run"), Numbers("Units changed", ""), Words("Changed")];
        if (view.Day is not { } day) return new("offer-versions", "Versions", columns, []);
        var versions = view.Reads.Store.Versions<FleetOffers>(new HandoffId(nameof(FleetOffers), day.ToString()))
            .Where(version => version.KnownAt <= view.AsOf.KnownAt).ToList();
        return new("offer-versions", "Versions", columns,
        [
            .. versions.Select((version, i) => (Version: version, Changed: i == 0 ? [] : Changed(versions[i - 1].Body, version.Body)))
                .Reverse().Select(each => (ImmutableArray<Cell>)
                [
                    Cell.Count(each.Version.Version), Cell.Of(view.Clock.Show(each.Version.KnownAt)), Cell.Of(each.Version.Who.Name),
                    Cell.Of(each.Version.Run.Value), Cell.Count(each.Changed.Length), Cell.Of(string.Join(", ", each.Changed.Take(4))),
                ]),
        ]);
    }

    private static ImmutableArray<string> Changed(FleetOffers before, FleetOffers after) =>
    [
        .. after.Units.Where(unit => before.Units.FirstOrDefault(each => each.Unit == unit.Unit) is not { } old
            || old.StartUp != unit.StartUp || old.MinimumLoadUsdPerHour != unit.MinimumLoadUsdPerHour
            || !old.Segments.SequenceEqual(unit.Segments)).Select(unit => unit.Unit),
    ];
}
