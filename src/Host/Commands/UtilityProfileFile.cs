using Busbar.Gateways;
using Busbar.Host.Desks;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Utility;

namespace Busbar.Host.Commands;

/// <summary>A utility profile as JSON, as <c>busbar export document UtilityProfile current</c> writes it. Refuses one that misses a field,
/// names a market that is not known, or has a share out of its range: it would set every later run on a utility that is not
/// there.</summary>
internal static class UtilityProfileFile
{
    private const string Remedy =
        "Export the present profile (busbar export document UtilityProfile current), edit it, and import that.";

    /// <summary>The profile of a file.</summary>
    /// <exception cref="RefusedException"><c>bad-profile</c>, <c>unknown-market</c>.</exception>
    public static UtilityProfile Read(SourceFile source)
    {
        var profile = WholeJson.Read<UtilityProfile>(source, "bad-profile", Remedy);
        Markets.CalendarOf(profile);
        if (string.IsNullOrWhiteSpace(profile.Name)) throw Bad(source, "name", "is empty");
        if (string.IsNullOrWhiteSpace(profile.Location)) throw Bad(source, "location", "is empty");
        if (profile.LoadShare is <= 0 or > 1) throw Bad(source, "loadShare", $"is {profile.LoadShare}; it is above 0 and at most 1");
        if (profile.RetailLossFraction is < 0 or >= 1)
            throw Bad(source, "retailLossFraction", $"is {profile.RetailLossFraction}; it is at least 0 and below 1");
        return profile;
    }

    private static RefusedException Bad(SourceFile source, string field, string why) =>
        new(new("bad-profile", $"The field {field} {why}", $"{source.Name} {field}", Remedy));
}
