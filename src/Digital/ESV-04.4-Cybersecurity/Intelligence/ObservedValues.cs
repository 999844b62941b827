using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Digital.Cybersecurity.Intelligence;

/// <summary>Which fields of an event say what a STIX object path asks for.</summary>
internal static class ObservedValues
{
    private static readonly ImmutableArray<string> addresses =
        ["SourceIp", "DestinationIp", "IpAddress", "SourceAddress", "DestAddress", "ClientAddress", "src_ip", "dst_ip"];

    private static readonly ImmutableArray<string> images = ["Image", "ParentImage", "TargetFilename", "ImageLoaded", "SourceImage",
        "TargetImage"];

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> fields = ImmutableDictionary.CreateRange(
        new Dictionary<string, ImmutableArray<string>>
        {
            ["ipv4-addr:value"] = addresses, ["ipv6-addr:value"] = addresses,
            ["domain-name:value"] = ["QueryName", "DestinationHostname", "SourceHostname", "Domain"], ["url:value"] = ["Url", "c-uri"],
            ["process:command_line"] = ["CommandLine", "ParentCommandLine"], ["process:pid"] = ["ProcessId"],
            ["network-traffic:src_port"] = ["SourcePort"], ["network-traffic:dst_port"] = ["DestinationPort"],
            ["windows-registry-key:key"] = ["TargetObject"], ["user-account:account_login"] = ["User", "TargetUserName", "SubjectUserName"],
            ["mutex:name"] = ["MutexName"], ["x509-certificate:issuer"] = ["CertIssuerName"], ["x509-certificate:serial_number"] =
                ["CertSerialNumber"], ["directory:path"] = ["CurrentDirectory"],
        });

    /// <summary>True when some field of our events can answer a path.</summary>
    public static bool Knows(string path) => fields.ContainsKey(path) || path is "file:name" or "process:name" || IsHash(path);

    /// <summary>The values of a path in an event.</summary>
    public static IEnumerable<string> Of(string path, SecurityEvent it)
    {
        if (path is "file:name" or "process:name")
            return images.SelectMany(field => it[field]).Select(value => value[(value.LastIndexOfAny(['\\', '/']) + 1)..]).Concat(
                it["OriginalFileName"]);
        if (IsHash(path))
        {
            var name = Letters(path["file:hashes.".Length..]);
            return it["Hashes"].SelectMany(value => value.Split(',')).Select(each => each.Split('=')).Where(each => each.Length == 2
                && Letters(each[0]) == name).Select(each => each[1].ToLowerInvariant());
        }
        var values = fields[path].SelectMany(field => it[field]);
        return path == "user-account:account_login" ? values.SelectMany(value => new[] { value, value[(value.LastIndexOf('\\') + 1)..] })
            : values;
    }

    public static bool IsHash(string path) => path.StartsWith("file:hashes.", StringComparison.Ordinal);

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
