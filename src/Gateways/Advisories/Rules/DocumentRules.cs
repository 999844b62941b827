using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Busbar.Gateways.Advisories.Rules;

/// <summary>Mandatory tests about the document: 6.1.12, 6.1.15, 6.1.26, 6.1.28, and 2.1's sharing groups, 6.1.38 to 6.1.41.</summary>
internal static partial class DocumentRules
{
    private const string EveryoneId = "ffffffff-ffff-ffff-ffff-ffffffffffff";
    private const string NobodyId = "00000000-0000-0000-0000-000000000000";

    private static readonly ImmutableHashSet<string> reserved = ["informationaladvisory", "securityincidentresponse", "securityadvisory",
        "vex", "deprecatedsecurityadvisory", "withdrawn", "superseded"];

    /// <summary>ISO 639-1; longer codes are taken as they are.</summary>
    private static readonly ImmutableHashSet<string> languages = [.. """
        aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff
        fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn
        ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa
        pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug
        uk ur uz ve vi vo wa wo xh yi yo za zh zu
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    public static ImmutableArray<CsafRule> All { get; } =
    [
        new("6.1.12", Language),
        new("6.1.15", file => CsafDocument.Map(file.Document, "publisher").Text("category") == "translator"
            && file.Document["source_lang"] is null ? [new(file.Document, "A translator's document does not say what it translates")] : []),
        new("6.1.26", Reserved),
        new("6.1.28", file => file.Document.Text("lang") is { } lang && lang.Equals(file.Document.Text("source_lang"),
            StringComparison.OrdinalIgnoreCase) ? [new(file.Document, "The document is a translation into its own language")] : []),
        new("6.1.38", file => Shared(file, isPublic: false, (id, _) => id != EveryoneId, "Everyone's group shares what is not public")),
        new("6.1.39", file => Shared(file, isPublic: true, (id, _) => id == EveryoneId
            || (id == NobodyId && file.Tracking.Text("status") == "draft"),
            "What is public is shared with everyone's group")),
        new("6.1.40", file => Shared(file, null, (id, name) => (name != "Public" || id == EveryoneId)
            && (name != "No sharing allowed" || id == NobodyId), "The group's name is kept for everyone or nobody")),
        new("6.1.41", file => Shared(file, null, (id, name) => id == EveryoneId ? name == "Public"
            : id != NobodyId || name == "No sharing allowed", "Everyone's and nobody's group have their own names")),
    ];

    private static IEnumerable<CsafFault> Language(CsafDocument file) => new[] { "lang", "source_lang" }
        .Where(name => file.Document.Text(name) is { } tag && tag.Split('-')[0] is { Length: 2 } code
            && !languages.Contains(code.ToLowerInvariant()))
        .Select(name => new CsafFault(file.Document[name]!, $"'{file.Document.Text(name)}' is no language"));

    /// <summary>A category that is not a profile's must not look like one.</summary>
    private static IEnumerable<CsafFault> Reserved(CsafDocument file)
    {
        var name = file.Category;
        if (name == "csaf_base" || ProfileRules.Profiles(file.IsV21).Contains(name)) yield break;
        var plain = Separators().Replace(name.ToLowerInvariant(), "");
        if (name.StartsWith("csaf_", StringComparison.OrdinalIgnoreCase) || reserved.Contains(plain)
            || (plain.StartsWith("csaf", StringComparison.Ordinal) && (plain == "csafbase" || reserved.Contains(plain[4..]))))
            yield return new(file.Document["category"]!, $"The category '{name}' is kept for a profile");
    }

    private static IEnumerable<CsafFault> Shared(CsafDocument file, bool? isPublic, Func<string, string?, bool> isRight, string what)
    {
        var distribution = CsafDocument.Map(file.Document, "distribution");
        if (!file.IsV21 || distribution["sharing_group"] is not Shapes.Node.Map group) yield break;
        var isClear = CsafDocument.Map(distribution, "tlp").Text("label") == "CLEAR";
        if ((isPublic is null || isPublic == isClear) && !isRight(group.Text("id")!, group.Text("name"))) yield return new(group, what);
    }

    [GeneratedRegex(@"[\s_\p{Pd}]")]
    private static partial Regex Separators();
}
