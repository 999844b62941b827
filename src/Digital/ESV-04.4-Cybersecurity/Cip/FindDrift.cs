namespace Busbar.Digital.Cybersecurity.Cip;

/// <summary>Holds each look at an asset against the baseline in force, and what differs against the changes authorised by then.</summary>
internal static class FindDrift
{
    /// <summary>Each difference once, by when it was first seen; one that lasts is not told again while the baseline stays.</summary>
    public static IEnumerable<Drift> Of(string asset, List<CipFact> facts)
    {
        BaselineRecorded? baseline = null;
        var told = new HashSet<(BaselineKind, string, string)>();
        foreach (var fact in facts)
            if (fact is BaselineRecorded recorded)
            {
                baseline = recorded;
                told.Clear();
            }
            else if (fact is BaselineObserved look && baseline is not null)
                foreach (var (kind, name, was, now) in Differences(baseline, look))
                    if (told.Add((kind, name, now)))
                        yield return new(asset, kind, name, was, now, look.At, Explanation(kind, name, now, look, facts));
    }

    private static IEnumerable<(BaselineKind Kind, string Name, string Was, string Is)> Differences(BaselineRecorded baseline,
        BaselineObserved look)
    {
        var (was, now) = (Values(baseline.Items), Values(look.Items));
        return was.Keys.Union(now.Keys).Order().Select(key => (key.Kind, key.Name, Was: was.GetValueOrDefault(key, ""),
            Is: now.GetValueOrDefault(key, ""))).Where(each => each.Was != each.Is);
    }

    /// <summary>By kind and name; items of one name and kind are one, with their values in order.</summary>
    private static Dictionary<(BaselineKind Kind, string Name), string> Values(IEnumerable<BaselineItem> items) =>
        items.GroupBy(item => (item.Kind, item.Name)).ToDictionary(group => group.Key, group => string.Join(" + ", group.Select(item =>
            item.Value.Length == 0 ? "present" : item.Value).Order(StringComparer.Ordinal)));

    private static string Explanation(BaselineKind kind, string name, string now, BaselineObserved look, List<CipFact> facts) =>
        facts.OfType<ChangeAuthorised>().LastOrDefault(change => change.At <= look.At && change.Items.Any(item =>
            item.Kind == kind && item.Name == name && (item.Value == "" || item.Value == now)))?.Change ?? "";
}
