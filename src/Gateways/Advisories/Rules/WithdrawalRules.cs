using System.Collections.Immutable;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Advisories.Rules;

/// <summary>Mandatory tests of 2.1's profiles for what is withdrawn or superseded, 6.1.27.15 to 6.1.27.19. The titles are asked for in
/// English documents only: their translations are not in the standard's text.</summary>
internal static class WithdrawalRules
{
    private const string Withdrawn = "csaf_withdrawn", Superseded = "csaf_superseded";

    public static ImmutableArray<CsafRule> All { get; } =
    [
        Of(15, [Withdrawn, Superseded], file => file.Root["product_tree"] is null, "A document of this category has no product tree"),
        Of(16, [Withdrawn, Superseded], file => file.Tracking.Maps("revision_history").Count() > 1, "There is only one revision"),
        Of(17, [Withdrawn], file => !IsEnglish(file) || IsReasoned(file, "Reasoning for Withdrawal"), "The withdrawal is not reasoned"),
        Of(18, [Superseded], file => !IsEnglish(file) || IsReasoned(file, "Reasoning for Supersession"),
            "The supersession is not reasoned"),
        Of(19, [Superseded], file => !IsEnglish(file) || file.Document.Maps("references").Any(each => each.Text("category") == "external"
            && each.Text("summary")!.StartsWith("Superseding Document", StringComparison.Ordinal)),
            "No reference leads to the superseding document"),
    ];

    private static bool IsReasoned(CsafDocument file, string title) =>
        file.Document.Maps("notes").Where(note => note.Text("title") == title).Select(note => note.Text("category")).ToList()
            is ["description"];

    /// <summary>True of a document in English, or in no language that it says.</summary>
    public static bool IsEnglish(CsafDocument file) =>
        file.Document.Text("lang") is not { } lang || lang.StartsWith("en", StringComparison.OrdinalIgnoreCase);

    private static CsafRule Of(int number, ImmutableArray<string> categories, Func<CsafDocument, bool> holds, string what) =>
        new($"6.1.27.{number}", file => categories.Contains(file.Category) && !holds(file) ? [new(file.Document, what)] : []);
}
