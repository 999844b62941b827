using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Contracts;

/// <summary>The formats of text that a contract may name, as patterns.</summary>
internal static class Formats
{
    /// <summary>The pattern of a format; null of one we do not know.</summary>
    public static string? PatternOf(string logicalType, Term format) =>
        (logicalType, (format as Term.Leaf)?.Value?.Text) switch
        {
            ("string", "email") => """^[^@\s]+@[^@\s]+\.[^@\s]+$""",
            ("string", "uuid") => "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
            ("string", "uri") => """^[A-Za-z][A-Za-z0-9+.-]*:\S+$""",
            ("string", "ipv4") => """^((25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(25[0-5]|2[0-4]\d|1?\d?\d)$""",
            ("string", "hostname") => """^[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\.[A-Za-z0-9-]{1,63})*$""",
            _ => null,
        };
}
