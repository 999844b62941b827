namespace Busbar.Digital.Cybersecurity.Versions;

/// <summary>Whose order two versions are compared by.</summary>
public enum VersionScheme
{
    /// <summary>Semantic Versioning 2.0.0, with or without a leading v: npm, Cargo, Hex, Swift.</summary>
    SemVer,
    /// <summary>Go modules: Semantic Versioning with a v; <c>+incompatible</c> does not count.</summary>
    Go,
    /// <summary>NuGet: four numbers, pre-releases without regard to case.</summary>
    NuGet,
    /// <summary>Maven's <c>ComparableVersion</c>.</summary>
    Maven,
    /// <summary>PEP 440; what it does not know sorts before, as older <c>packaging</c> had it.</summary>
    PyPI,
    /// <summary>Debian policy 5.6.12: epoch, upstream version, revision.</summary>
    Debian,
    /// <summary>RubyGems' <c>Gem::Version</c>.</summary>
    RubyGems,
    /// <summary>Instants of RFC 3339.</summary>
    DateTime,
    /// <summary>Byte by byte.</summary>
    Lexicographic,
}
