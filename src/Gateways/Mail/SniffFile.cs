using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Kernel.Facts;

namespace Busbar.Gateways.Mail;

/// <summary>Tells a file by its bytes and holds that against what it claims to be. Programs, scripts and pages that could run are put
/// into quarantine whatever they claim; so is a file whose bytes are not of its claimed type. Source: the formats' own
/// signatures.</summary>
public static class SniffFile
{
    private const string Program = "application/x-executable", Page = "text/html", Drawing = "image/svg+xml", Plain = "text/plain",
        Unknown = "application/octet-stream", Zip = "application/zip", Ole = "application/x-ole-storage", Script = "text/x-script";

    private static readonly ImmutableArray<(byte[] Begins, string Type)> signatures =
    [
        ([0xFF, 0xD8, 0xFF], "image/jpeg"), ([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'], "image/png"), ([.. "GIF8"u8], "image/gif"),
        ([.. "%PDF-"u8], "application/pdf"), ([.. "PK\x03\x04"u8], Zip), ([0x1F, 0x8B], "application/gzip"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], Ole), ([.. "MZ"u8], Program), ([0x7F, .. "ELF"u8], Program),
        ([0xCF, 0xFA, 0xED, 0xFE], Program), ([.. "#!"u8], Script), ([.. "Rar!"u8], "application/vnd.rar"),
        ([.. "7z"u8, 0xBC, 0xAF], "application/x-7z-compressed"), ([.. "BM"u8], "image/bmp"), ([.. "II*\0"u8], "image/tiff"),
        ([.. "MM\0*"u8], "image/tiff"),
    ];

    private static readonly FrozenSet<string> running = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        ".exe", ".com", ".scr", ".dll", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta", ".jar", ".lnk",
            ".sh",
        ".html", ".htm", ".svg", ".xhtml", ".docm", ".xlsm", ".pptm", ".iso", ".url");

    /// <summary>The file with what it is and, if so, why it is in quarantine.</summary>
    public static IncomingFile Of(string name, string claimedType, ReadOnlyMemory<byte> content)
    {
        var claim = claimedType.Split(';')[0].Trim().ToLowerInvariant();
        var type = TypeOf(content.Span);
        var bare = Bare(name);
        var reason = type is Program or Script or Page or Drawing ? $"its bytes are those of {type}"
            : running.Contains(Path.GetExtension(bare)) ? $"its name ends in {Path.GetExtension(bare)}"
            : Fits(claim, type) ? "" : $"it claims to be {claim}, and its bytes are those of {type}";
        return new(bare, claim, type, content, ContentHash.Of(content.Span), reason);
    }

    /// <summary>A name without folders or characters that no file name has; 200 letters at most, cut at the front.</summary>
    private static string Bare(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var bare = string.Concat(last.Where(letter => !char.IsControl(letter)
            && letter is not ('<' or '>' or ':' or '"' or '|' or '?' or '*')
            && letter is not ('\u202A' or '\u202B' or '\u202C' or '\u202D' or '\u202E'))).Trim(' ', '.');
        return bare.Length == 0 ? "unnamed" : bare.Length <= 200 ? bare : bare[^200..];
    }

    private static string TypeOf(ReadOnlySpan<byte> content)
    {
        foreach (var (begins, type) in signatures)
            if (content.StartsWith(begins)) return type;
        var head = content[..Math.Min(content.Length, 4096)];
        if (head.Contains((byte)0) || !IsText(head, content.Length)) return Unknown;
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n').ToLowerInvariant();
        return text.Contains("<svg", StringComparison.Ordinal) ? Drawing
            : text.Contains("<html", StringComparison.Ordinal) || text.Contains("<!doctype html", StringComparison.Ordinal)
                || text.Contains("<script", StringComparison.Ordinal) ? Page
            : Plain;
    }

    /// <summary>UTF-8, where a cut through the last letter is no fault.</summary>
    private static bool IsText(ReadOnlySpan<byte> head, int whole)
    {
        for (var cut = 0; cut < (head.Length < whole ? 4 : 1); cut++)
            if (Utf8.IsValid(head[..^cut])) return true;
        return false;
    }

    private static bool Fits(string claim, string type) => claim == type || claim is "" or Unknown || type switch
    {
        "image/jpeg" => claim is "image/jpg" or "image/pjpeg",
        "image/bmp" => claim is "image/x-ms-bmp",
        "application/gzip" => claim is "application/x-gzip",
        Zip => claim is "application/x-zip-compressed" || claim.StartsWith("application/vnd.openxmlformats-", StringComparison.Ordinal)
            || claim.StartsWith("application/vnd.oasis.opendocument", StringComparison.Ordinal),
        Ole => claim is "application/msword" or "application/vnd.ms-excel" or "application/vnd.ms-powerpoint"
            or "application/vnd.ms-outlook",
        Plain => claim is "application/json" or "application/xml" or "application/yaml"
            || claim.StartsWith("text/", StringComparison.Ordinal) && claim != Page,
        _ => false,
    };
}
