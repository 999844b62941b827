namespace Busbar.Digital.Handoffs.Cybersecurity;

/// <summary>Where in an asset a finding sits: in a package, in a file, or behind a port.</summary>
public abstract record FindingPlace
{
    private FindingPlace() { }

    /// <summary>A package that somebody else wrote.</summary>
    /// <param name="Purl">Its package URL as the report spells it, or empty.</param>
    /// <param name="Name">Its name, with its group where the ecosystem has one: <c>com.google.guava:guava</c>, <c>@types/node</c>.</param>
    /// <param name="Version">The installed version, or empty.</param>
    /// <param name="Ecosystem">The scanner's word for it: <c>npm</c>, <c>debian</c>, <c>pip</c>; or empty.</param>
    public sealed record Package(string Purl, string Name, string Version, string Ecosystem) : FindingPlace;

    /// <summary>A place in a file: source code, a Dockerfile, a manifest.</summary>
    /// <param name="File">Path as the report spells it.</param>
    /// <param name="Line">First line, from 1; 0 when not told.</param>
    /// <param name="Fingerprint">What the scanner says stays the same when lines move, or empty.</param>
    public sealed record Code(string File, int Line, string Fingerprint) : FindingPlace;

    /// <summary>A service on a host.</summary>
    /// <param name="Host">Name or address, lower case.</param>
    /// <param name="Port">From 1 to 65535; 0 for the host as a whole.</param>
    /// <param name="Protocol"><c>tcp</c>, <c>udp</c>, <c>http</c>; or empty.</param>
    public sealed record Service(string Host, int Port, string Protocol) : FindingPlace;
}
