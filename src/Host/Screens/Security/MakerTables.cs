using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Findings;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Host.Desks.Security;
using Busbar.Host.Screens.Shell;
using NodaTime.Text;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Security;

/// <summary>What makers say: what assets are made of, advisories, and the findings that a maker's document judged.</summary>
public static class MakerTables
{
    /// <summary>Most rows of a list on the page; words in <c>find</c> narrow it.</summary>
    public const int ShownMost = 1000;

    /// <summary>The bills of materials in force.</summary>
    public static ScreenTable Bills(ScreenView view) => new("security-bills", "Bills of materials in force",
        [Words("Asset"), Words("Of"), Words("Format"), Numbers("Components", ""), Words("Document (SHA-256)")],
        [
            .. view.Digital.Security.Bills.All(view.AsOf).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Asset, view.Link("/security/components", ("asset", each.Asset))), Cell.Of(each.Subject), Cell.Of(each.Format),
                Cell.Count(each.Lines.Length), Cell.Of(each.File[..16]),
            ]),
        ]);

    /// <summary>The components asked for, those with open findings first: which asset holds what.</summary>
    public static ScreenTable Components(ScreenView view)
    {
        var open = view.Digital.Security.Shown(view.AsOf).Where(each => each.Decided.Finding.IsOpen)
            .ToLookup(each => (each.Decided.Asset, each.Decided.Finding.Component));
        var (words, asset) = (view.Field("find"), view.Field("asset"));
        var asked = view.Digital.Security.Bills.All(view.AsOf).Where(bill => asset == "" || bill.Asset == asset)
            .SelectMany(bill => bill.Lines.Select(line => (bill.Asset, Line: line)))
            .Where(each => words == "" || $"{each.Line.Name} {each.Line.Package} {each.Line.Licences}".Contains(words,
                StringComparison.OrdinalIgnoreCase))
            .Select(each => (each.Asset, each.Line, Open: open[(each.Asset, KeyOf(each.Line))].Count()))
            .OrderByDescending(each => each.Open).ThenBy(each => each.Line.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(each => each.Asset, StringComparer.Ordinal);
        return new("security-components", "Components",
            [
                Words("Component"), Words("Version"), Words("Asset"), Numbers("Open findings", ""), Words("Licences"), Words("Kind"),
                Words("Package"),
            ],
            [
                .. asked.Take(ShownMost).Select(each => (ImmutableArray<Cell>)
                [
                    Cell.Of(each.Line.Name), each.Line.Version == "" ? Cell.Of("not stated").As(Tone.Faint) : Cell.Of(each.Line.Version),
                    Cell.Of(each.Asset, view.Link("/security/components", ("asset", each.Asset))),
                    each.Open == 0 ? Cell.Empty
                        : Cell.Of($"{each.Open}", view.Link("/security/findings", ("asset", each.Asset))).As(Tone.Bad),
                    each.Line.Licences == "" ? Cell.Of("not stated").As(Tone.Faint) : Cell.Of(each.Line.Licences), Cell.Of(each.Line.Kind),
                    Cell.Of(each.Line.Package),
                ]),
            ], IsMain: true);
    }

    /// <summary>Advisories by vulnerability: those that we have open findings of, then the known exploited, then the latest.</summary>
    public static ScreenTable Advisories(ScreenView view)
    {
        var security = view.Digital.Security;
        var (exploited, odds) = (security.Points.Read(view.AsOf).Exploited, security.Predictions.Read(view.AsOf).Scores);
        var open = security.Shown(view.AsOf).Where(each => each.Decided.Finding.IsOpen)
            .SelectMany(each => each.Decided.Finding.Aliases.Concat(each.Decided.Finding.Covers).Distinct()).GroupBy(name => name)
            .ToDictionary(group => group.Key, group => group.Count());
        var words = view.Field("find");
        var asked = security.Advisories.All(view.AsOf).SelectMany(each => each.Lines.Select(line => (Advisory: each, Line: line)))
            .Where(each => words == "" || $"{each.Advisory.Id} {each.Advisory.Title} {each.Advisory.Publisher} {each.Line.Id}"
                .Contains(words, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(each => open.GetValueOrDefault(each.Line.Id)).ThenByDescending(each => exploited.Contains(each.Line.Id))
            .ThenByDescending(each => each.Advisory.Released).ThenBy(each => each.Line.Id, StringComparer.Ordinal);
        return new("security-advisories", "Advisories",
        [
            Words("Vulnerability"), Numbers("Our findings", ""), Words("Exploited"), Numbers("EPSS", "%"), Words("Advisory"), Words("What"),
            Words("Publisher"), Words("Released"), Words("Remedy"), Words("Products affected"),
        ],
        [
            .. asked.Take(ShownMost).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Line.Id),
                open.GetValueOrDefault(each.Line.Id) is > 0 and var ours ? Cell.Count(ours).As(Tone.Bad) : Cell.Empty,
                exploited.Contains(each.Line.Id) ? Cell.Of("known").As(Tone.Bad) : Cell.Empty, Odds(odds.GetValueOrDefault(each.Line.Id)),
                Cell.Of(each.Advisory.Id), Cell.Of(each.Advisory.Title), Cell.Of(each.Advisory.Publisher),
                Cell.Of(view.Clock.Show(each.Advisory.Released)), Remedy(each.Line),
                Cell.Of(string.Join("; ", each.Line.Products.Take(3))
                    + (each.Line.Products.Length > 3 ? $" and {each.Line.Products.Length - 3} more" : "")),
            ]),
        ], IsMain: true);
    }

    /// <summary>Findings that a maker's document says something about, the last said first.</summary>
    public static ScreenTable Judged(ScreenView view) => new("security-judged", "Findings judged by makers (VEX)",
        [
            Words("Said"), Words("Asset"), Words("Component"), Words("Names"), Words("Status"), Words("Why"), Words("Document"),
            Words("Evidence (SHA-256)"),
        ],
        [
            .. view.Digital.Security.Shown(view.AsOf).Where(each => each.Decided.Finding.Judgement is not null)
                .OrderByDescending(each => each.Decided.Finding.Judgement!.At).Take(ShownMost).Select(each =>
                    (Shown: each.Decided, Said: each.Decided.Finding.Judgement!)).Select(each => (ImmutableArray<Cell>)
                [
                    Cell.Of(view.Clock.Show(each.Said.At)), Cell.Of(each.Shown.Asset), Cell.Of(each.Shown.Finding.Component),
                    Cell.Of(string.Join(", ", each.Shown.Finding.Aliases)),
                    Cell.Of(Status(each.Said.Statement)).As(each.Said.IsClosing ? Tone.Good : Tone.Plain), Cell.Of(each.Said.Reason),
                    Cell.Of(each.Said.Scanner), Cell.Of(each.Said.Evidence[..16]),
                ]),
        ]);

    /// <summary>An estimate of exploitation in percent, with its percentile.</summary>
    public static Cell Odds(ExploitScore? score) => score is null ? Cell.Empty : Cell.Of(100 * score.Probability, 1);

    private static string KeyOf(BillLine line) => ComponentKey.Of(new FindingPlace.Package(line.Package, line.Name, line.Version, ""));

    private static Cell Remedy(AdvisoryLine line) => line switch
    {
        { HasVendorFix: true } => Cell.Of("vendor fix").As(Tone.Good),
        { IsNoFixPlanned: true } => Cell.Of("none planned: mitigate").As(Tone.Bad),
        _ => Cell.Of("none stated").As(Tone.Faint),
    };

    private static string Status(FindingStatement statement) => statement switch
    {
        FindingStatement.NotAffected => "not affected", FindingStatement.Fixed => "fixed",
        FindingStatement.UnderInvestigation => "looked into", _ => "affected",
    };
}
