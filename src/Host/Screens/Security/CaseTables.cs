using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Busbar.Digital.Cybersecurity.Cases;
using Busbar.Host.Desks.Security;
using Busbar.Host.Screens.Shell;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Security;

/// <summary>Security cases, and what happened to one.</summary>
public static partial class CaseTables
{
    /// <summary>The cases.</summary>
    public static ScreenTable All(ScreenView view) => new("security-cases", "Cases",
        [Words("Case"), Words("What"), Words("Asset"), Numbers("Severity", ""), Words("Stage"), Words("Determined"), Words("With"),
            Words("Techniques"), Words("Detected")],
        [
            .. new CaseBook(view.Reads.Store).All(view.AsOf).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Id, view.Link("/security/case", ("id", each.Id))), Cell.Of(each.Opened.Title), Cell.Of(each.Opened.Asset),
                each.Severity == 0 ? Cell.Empty : Cell.Count(each.Severity).As(each.Severity == 1 ? Tone.Bad : Tone.Plain),
                each.MergedInto == "" ? Cell.Of(each.Stage.ToString().ToLowerInvariant()).As(each.IsOpen ? Tone.Plain : Tone.Good)
                    : Cell.Of($"goes on in {each.MergedInto}").As(Tone.Faint),
                each.Determination is { } told ? Cell.Of(Word($"{told.As}")) : Cell.Empty,
                    each.Analyst == "" ? Cell.Of("nobody").As(Tone.Faint)
                    : Cell.Of(each.Analyst),
                Cell.Of(string.Join(", ", each.Techniques)), Cell.Of(view.Clock.Show(each.Opened.DetectedAt)),
            ]),
        ], IsMain: true);

    /// <summary>What happened to the case in focus, the newest first.</summary>
    public static ScreenTable Facts(ScreenView view)
    {
        var id = view.Field("id");
        return new("security-case-facts", $"History of {id}", [Words("When"), Words("Who"), Words("What"), Words("Words")],
        [
            .. (id == "" ? [] : new CaseBook(view.Reads.Store).History(id, view.AsOf)).Reverse().Select(fact => (ImmutableArray<Cell>)
                [Cell.Of(view.Clock.Show(fact.At)), Cell.Of(fact.By.Name), Cell.Of(Word(fact.GetType().Name)), Cell.Of(Said(fact))]),
        ]);
    }

    /// <summary>A name in words: <c>case triaged</c>.</summary>
    public static string Word(string name) => Capitals().Replace(name, " $0").Trim().ToLowerInvariant();

    private static string Said(CaseFact fact) => fact switch
    {
        CaseOpened it => it.Title,
        AlertAttached it => it.Alert,
        CaseTriaged it => $"severity {it.Severity}",
        CaseDismissed it => it.Why,
        CaseAssigned it => it.Analyst,
        TechniqueSeen it => it.Technique,
        CaseNoted it => it.Text,
        CaseDetermined it => $"{Word($"{it.As}")}: {it.Why}",
        CaseContained it => it.How,
        CaseEradicated it => it.How,
        CaseRecovered it => it.How,
        LessonsRecorded it => it.Lessons,
        CaseReopened it => it.Why,
        CaseMerged it => $"into {it.Into}",
        CaseAbsorbed it => it.Other,
        CaseUnmerged it => $"from {it.From}: {it.Why}",
        CaseReleased it => it.Other,
        _ => "",
    };

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capitals();
}
