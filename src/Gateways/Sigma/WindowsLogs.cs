using System.Collections.Immutable;

namespace Busbar.Gateways.Sigma;

/// <summary>What Sigma calls the logs and events of Windows. Source: the Sigma taxonomy's log sources, and Sysmon's list of
/// events.</summary>
internal static class WindowsLogs
{
    private const string Sysmon = "Microsoft-Windows-Sysmon/Operational";
    private const string PowerShell = "Microsoft-Windows-PowerShell/Operational";

    private static readonly ImmutableDictionary<string, string> services = ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase,
        new Dictionary<string, string>
        {
            [Sysmon] = "sysmon", ["Security"] = "security", ["System"] = "system", ["Application"] = "application",
            [PowerShell] = "powershell", ["Windows PowerShell"] = "powershell-classic",
            ["Microsoft-Windows-TaskScheduler/Operational"] = "taskscheduler", ["Microsoft-Windows-WMI-Activity/Operational"] = "wmi",
            ["Microsoft-Windows-Windows Defender/Operational"] = "windefend", ["DNS Server"] = "dns-server",
            ["Microsoft-Windows-NTLM/Operational"] = "ntlm", ["Microsoft-Windows-Bits-Client/Operational"] = "bits-client",
            ["Microsoft-Windows-CodeIntegrity/Operational"] = "codeintegrity-operational",
            ["Microsoft-Windows-Windows Firewall With Advanced Security/Firewall"] = "firewall-as",
            ["Microsoft-Windows-AppLocker/EXE and DLL"] = "applocker", ["Microsoft-Windows-DNS-Client/Operational"] = "dns-client",
            ["Microsoft-Windows-TerminalServices-LocalSessionManager/Operational"] = "terminalservices-localsessionmanager",
            ["Microsoft-Windows-SMBClient/Security"] = "smbclient-security", ["OpenSSH/Operational"] = "openssh",
        });

    private static readonly ImmutableDictionary<string, string> categories = ImmutableDictionary.CreateRange(new Dictionary<string, string>
    {
        [$"{Sysmon} 1"] = "process_creation", ["Security 4688"] = "process_creation", [$"{Sysmon} 2"] = "file_change",
        [$"{Sysmon} 3"] = "network_connection", [$"{Sysmon} 4"] = "sysmon_status", [$"{Sysmon} 16"] = "sysmon_status",
        [$"{Sysmon} 5"] = "process_termination", [$"{Sysmon} 6"] = "driver_load", [$"{Sysmon} 7"] = "image_load",
        [$"{Sysmon} 8"] = "create_remote_thread", [$"{Sysmon} 9"] = "raw_access_thread", [$"{Sysmon} 10"] = "process_access",
        [$"{Sysmon} 11"] = "file_event", [$"{Sysmon} 12"] = "registry_event registry_add registry_delete",
        [$"{Sysmon} 13"] = "registry_event registry_set", [$"{Sysmon} 14"] = "registry_event registry_rename",
        [$"{Sysmon} 15"] = "create_stream_hash", [$"{Sysmon} 17"] = "pipe_created", [$"{Sysmon} 18"] = "pipe_created",
        [$"{Sysmon} 19"] = "wmi_event", [$"{Sysmon} 20"] = "wmi_event", [$"{Sysmon} 21"] = "wmi_event", [$"{Sysmon} 22"] = "dns_query",
        [$"{Sysmon} 23"] = "file_delete", [$"{Sysmon} 26"] = "file_delete", [$"{Sysmon} 24"] = "clipboard_change",
        [$"{Sysmon} 25"] = "process_tampering", [$"{Sysmon} 27"] = "file_block_executable", [$"{Sysmon} 28"] = "file_block_shredding",
        [$"{Sysmon} 29"] = "file_executable_detected", [$"{Sysmon} 255"] = "sysmon_error", [$"{PowerShell} 4103"] = "ps_module",
        [$"{PowerShell} 4104"] = "ps_script", ["Windows PowerShell 400"] = "ps_classic_start",
    });

    /// <summary>Names by which rules know a field that another event spells differently.</summary>
    public static readonly ImmutableArray<(string Category, string From, string To)> Aliases =
    [
        ("process_creation", "NewProcessName", "Image"), ("process_creation", "ParentProcessName", "ParentImage"),
        ("process_creation", "SubjectUserName", "User"), ("", "Provider_Name", "SourceName"),
    ];

    public static string Service(string channel) => services.GetValueOrDefault(channel, "");

    public static ImmutableArray<string> Categories(string channel, string eventId, string eventType)
    {
        ImmutableArray<string> all = [.. categories.GetValueOrDefault($"{channel} {eventId}", "").Split(' ',
            StringSplitOptions.RemoveEmptyEntries)];
        return eventId != "12" ? all
            : all.Remove(eventType.StartsWith("Delete", StringComparison.OrdinalIgnoreCase) ? "registry_add" : "registry_delete");
    }
}
