using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Knowledge;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Screens.Shell;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.ServiceDesk;

/// <summary>The articles of the knowledge base.</summary>
public static class KnowledgeTables
{
    /// <summary>What the person may read of the words asked for; without words, every article they may read.</summary>
    public static ScreenTable Articles(ScreenView view)
    {
        var reader = DeskRoles.Works(view.Person) ? Audience.Staff : Audience.Employees;
        var words = view.Field("find");
        var found = words != "" ? view.Digital.Knowledge.Find(words, reader, view.AsOf).Select(hit => hit.Article)
            : view.Digital.Knowledge.All(view.AsOf).Values.Where(article => reader == Audience.Staff
                || article.Shown is { } shown && shown.Audience >= reader);
        return new("articles", words == "" ? "Articles" : $"Articles about {words}",
            [Words("Article"), Words("Title"), Words("For"), Words("Standing"), Numbers("Versions", ""), Words("Last written")],
            [
                .. found.Select(article => (ImmutableArray<Cell>)
                [
                    Cell.Of(article.Id, view.Link("/knowledge", ("id", article.Id))), Cell.Of(article.Versions[^1].Title),
                    Cell.Of(article.Versions[^1].Audience.ToString().ToLowerInvariant()),
                    article.Published == 0 ? Cell.Of("not published").As(Tone.Faint)
                        : Cell.Of(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"version {article.Published}"))
                            .As(Tone.Good),
                    Cell.Count(article.Versions.Length), Cell.Of(view.Clock.Show(article.Versions[^1].At)),
                ]),
            ], IsMain: true);
    }
}
