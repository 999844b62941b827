using System.Collections.Immutable;
using Busbar.Gateways.Shapes;
using NodaTime;

namespace Busbar.Gateways.Advisories.Rules;

/// <summary>Mandatory tests of 2.1 about dates: 6.1.37, 6.1.45, 6.1.49, 6.1.51 to 6.1.53. Nothing that a released document tells happened
/// after its last revision.</summary>
internal static class MomentRules
{
    public static ImmutableArray<CsafRule> All { get; } =
    [
        new("6.1.37", Spelling),
        new("6.1.45", file => CsafDocument.Map(CsafDocument.Map(file.Document, "distribution"), "tlp").Text("label") == "CLEAR"
            ? Late(file, file.Vulnerabilities.Select(each => each["disclosure_date"])) : []),
        new("6.1.49", file => Late(file, Content(file, "ssvc_v2").Select(each => each["timestamp"]))),
        new("6.1.51", file => Late(file, Content(file, "epss").Select(each => each["timestamp"]))),
        new("6.1.52", file => Late(file, Exploited(file).SelectMany(each => new[] { each["date"], each["exploitation_date"] }))),
        new("6.1.53", file => Exploited(file).Where(each => At(each["exploitation_date"]) > At(each["date"]))
            .Select(each => new CsafFault(each, "An exploitation was known before it happened"))),
    ];

    private static IEnumerable<Node.Map> Content(CsafDocument file, string name) => file.Vulnerabilities
        .SelectMany(each => each.Maps("metrics")).Select(each => CsafDocument.Map(CsafDocument.Map(each, "content"), name));

    private static IEnumerable<Node.Map> Exploited(CsafDocument file) =>
        file.Vulnerabilities.SelectMany(each => each.Maps("first_known_exploitation_dates"));

    private static Instant? At(Node? node) => node is Node.Leaf { Value: { } cell } ? Moment.Of(cell.ToString()!) : null;

    private static IEnumerable<CsafFault> Late(CsafDocument file, IEnumerable<Node?> moments)
    {
        if (!file.IsV21 || file.Tracking.Text("status") == "draft") return [];
        var last = file.Tracking.Maps("revision_history").Max(each => At(each["date"]));
        return moments.OfType<Node>().Where(node => At(node) > last)
            .Select(node => new CsafFault(node, "The date is later than the document's last revision"));
    }

    /// <summary>2.1 keeps RFC 3339's letters large.</summary>
    private static IEnumerable<CsafFault> Spelling(CsafDocument file) => !file.IsV21 ? [] : CsafDocument.Walk(file.Root)
        .Where(each => (each.Name.EndsWith("date", StringComparison.Ordinal) || each.Name == "timestamp")
            && each.Node is Node.Leaf { Value: { } cell } && cell.ToString()!.IndexOfAny(['t', 'z']) >= 0)
        .Select(each => new CsafFault(each.Node, "A date and time is written with T and Z"));
}
