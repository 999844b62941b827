using System.CommandLine;

namespace Busbar.Host.Commands;

/// <summary><c>busbar security …</c>: what is exposed, what is found, what is done about it.</summary>
public static class SecurityCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("security", "Vulnerabilities, scans, detections")
    {
        SecurityImportCommand.Create(),
        SecurityEnrichCommand.Create(),
        DetectCommand.Create(),
        SecurityLineCommands.Cvss(),
        SecurityLineCommands.Version(),
        SecurityDecideCommand.Create(),
        SecurityDocumentCommands.Bill(),
        SecurityDocumentCommands.Advisory(),
        SecurityDocumentCommands.OwnBill(),
    };
}
