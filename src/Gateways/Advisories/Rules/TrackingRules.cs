using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Advisories.Rules;

/// <summary>Mandatory tests about the document's versions: 6.1.14, 6.1.16 to 6.1.22, 6.1.30.</summary>
internal static class TrackingRules
{
    public static ImmutableArray<CsafRule> All { get; } =
    [
        new("6.1.14", Unsorted), new("6.1.16", NotLatest), new("6.1.17", NotDraft),
        new("6.1.18", file => IsReleased(file) ? History(file).Where(each => Major(each.Number) == 0)
            .Select(each => new CsafFault(each.Node, $"Revision {each.Number} is a draft's in a released document")) : []),
        new("6.1.19", file => History(file).Where(each => IsEarly(each.Number))
            .Select(each => new CsafFault(each.Node, $"Revision {each.Number} is a pre-release"))),
        new("6.1.20", file => IsReleased(file) && IsEarly(Version(file))
            ? [new(file.Tracking, $"Version {Version(file)} of a released document is a pre-release")] : []),
        new("6.1.21", Gap),
        new("6.1.22", file => ProductRules.Twice(History(file).Select(each => (each.Number, (Node)each.Node)), "The revision")),
        new("6.1.30", file => History(file).Select(each => each.Number).Append(Version(file))
            .Select(number => number.Contains('.', StringComparison.Ordinal)).Distinct().Count() > 1
            ? [new(file.Tracking, "Whole numbers and semantic versions are mixed")] : []),
    ];

    private static IEnumerable<(string Number, NodaTime.Instant At, Node.Map Node)> History(CsafDocument file) =>
        file.Tracking.Maps("revision_history").Select(each => (each.Text("number")!,
            Moment.Of(each.Text("date")!), each));

    private static string Version(CsafDocument file) => file.Tracking.Text("version")!;

    private static bool IsReleased(CsafDocument file) => file.Tracking.Text("status") is "final" or "interim";

    private static bool IsEarly(string number) => number.Split('+')[0].Contains('-', StringComparison.Ordinal);

    private static BigInteger Major(string number) => Parts(number)[0];

    private static BigInteger[] Parts(string number) =>
        [.. number.Split('+')[0].Split('-')[0].Split('.').Select(part => BigInteger.Parse(part, CultureInfo.InvariantCulture))];

    private static int Compare(string left, string right)
    {
        var (a, b) = (Parts(left), Parts(right));
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
            if (a[i].CompareTo(b[i]) is var order and not 0) return order;
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : IsEarly(right).CompareTo(IsEarly(left));
    }

    private static List<(string Number, NodaTime.Instant At, Node.Map Node)> Sorted(CsafDocument file) =>
        [.. History(file).OrderBy(each => each.At).ThenBy(each => each.Number, Comparer<string>.Create(Compare))];

    private static IEnumerable<CsafFault> Unsorted(CsafDocument file)
    {
        var sorted = Sorted(file);
        return sorted.Zip(sorted.Skip(1)).Where(pair => Compare(pair.First.Number, pair.Second.Number) > 0)
            .Select(pair => new CsafFault(pair.Second.Node, $"Revision {pair.Second.Number} is later than {pair.First.Number}"));
    }

    private static IEnumerable<CsafFault> NotLatest(CsafDocument file)
    {
        var (version, latest) = (Version(file).Split('+')[0], Sorted(file)[^1].Number.Split('+')[0]);
        if (file.Tracking.Text("status") == "draft") (version, latest) = (version.Split('-')[0], latest.Split('-')[0]);
        if (version != latest) yield return new(file.Tracking, $"The document is version {version}, its latest revision {latest}");
    }

    private static IEnumerable<CsafFault> NotDraft(CsafDocument file)
    {
        if ((Major(Version(file)) == 0 || IsEarly(Version(file))) && file.Tracking.Text("status") != "draft")
            yield return new(file.Tracking, $"Version {Version(file)} is a draft's, the status is {file.Tracking.Text("status")}");
    }

    private static IEnumerable<CsafFault> Gap(CsafDocument file)
    {
        var sorted = Sorted(file);
        if (Major(sorted[0].Number) > 1) yield return new(sorted[0].Node, $"The history begins with revision {sorted[0].Number}");
        foreach (var (before, after) in sorted.Zip(sorted.Skip(1)))
            if (Major(after.Number) - Major(before.Number) > 1)
                yield return new(after.Node, $"Between revisions {before.Number} and {after.Number} one is missing");
    }
}
