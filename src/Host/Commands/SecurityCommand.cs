using System.CommandLine;

namespace Busbar.Host.Commands;

<<<<<<< HEAD
/// <summary><c>busbar security import</c>: what is exposed, what to do by when.</summary>
public static class SecurityCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("security", "Vulnerabilities: scores, versions, decisions, findings")
    {
        SecurityImportCommand.Create(), SecurityEnrichCommand.Create(),
=======
/// <summary><c>busbar security …</c>: what is exposed, what is found, what is done about it.</summary>
public static class SecurityCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("security", "Vulnerabilities, scans, detections")
    {
        DetectCommand.Create(),
        SecurityLineCommands.Cvss(),
        SecurityLineCommands.Version(),
        SecurityDecideCommand.Create(),
>>>>>>> main
    };
}
