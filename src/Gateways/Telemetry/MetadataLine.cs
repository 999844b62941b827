namespace Busbar.Gateways.Telemetry;

/// <summary>What a <c># HELP</c>, <c># TYPE</c> or <c># UNIT</c> line says of a metric.</summary>
/// <param name="Word">HELP, TYPE or UNIT.</param>
/// <param name="Name">The metric.</param>
/// <param name="Text">The rest of the line.</param>
internal sealed record MetadataLine(string Word, string Name, string Text)
{
    /// <summary>Reads one; null when it is none. In Prometheus' format that is a comment.</summary>
    public static MetadataLine? Read(ReadOnlySpan<char> line, bool isStrict)
    {
        var parts = isStrict ? line.ToString().Split(' ', 4) : line.ToString().Split([' ', '\t'], 4, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < (isStrict ? 4 : 3) || parts[0] != "#" || parts[1] is not ("HELP" or "TYPE" or "UNIT") || !IsName(parts[2]))
            return null;
        var text = parts.Length == 4 ? parts[3] : "";
        return new(parts[1], parts[2], isStrict || parts[1] == "HELP" ? text.TrimEnd('\r') : text.Trim());
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or ':');
}
