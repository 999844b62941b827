using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Stix;

/// <summary>Timestamps of STIX: RFC 3339 in UTC. A 60th second is read as the 59th.</summary>
internal static class StixTime
{
    public static Instant? Read(string? text) => text is null ? null
        : InstantPattern.ExtendedIso.Parse(text.Replace(":60", ":59", StringComparison.Ordinal)) is { Success: true } parsed ? parsed.Value
            : null;
}
