using System.CommandLine;

namespace Busbar.Host.Commands;

/// <summary><c>busbar security import</c>: what is exposed, what to do by when.</summary>
public static class SecurityCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("security", "Vulnerabilities: scores, versions, decisions, findings")
    {
        SecurityImportCommand.Create(), SecurityEnrichCommand.Create(),
    };
}
