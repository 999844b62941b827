using System.Formats.Tar;
using System.IO.Compression;

namespace Busbar.Kernel.Tests.Clocks;

/// <summary>libical's recurrence vectors: a rule, its start, where a search begins, and the starts that libical finds.</summary>
internal static class RecurrenceVectors
{
    public static List<(string Rule, string Start, string? StartAt, string[] Expected)> Read(string name)
    {
        using var archive = new TarReader(new GZipStream(
            File.OpenRead(SharedFiles.Locate("service/vectors/icalendar_rrule.tar.gz")), CompressionMode.Decompress));
        while (archive.GetNextEntry() is { } entry)
            if (Path.GetFileName(entry.Name) == name)
            {
                using var text = new StreamReader(entry.DataStream!);
                return [.. Parse(text.ReadToEnd())];
            }
        throw new FileNotFoundException(name);
    }

    private static IEnumerable<(string, string, string?, string[])> Parse(string text)
    {
        var (rule, start, startAt) = ("", "", (string?)null);
        foreach (var line in text.Split('\n'))
            if (line.StartsWith("RRULE:", StringComparison.Ordinal)) (rule, startAt) = (line.Trim(), null);
            else if (line.StartsWith("DTSTART:", StringComparison.Ordinal)) start = line[8..].Trim();
            else if (line.StartsWith("START-AT:", StringComparison.Ordinal)) startAt = line[9..].Trim();
            else if (line.StartsWith("INSTANCES:", StringComparison.Ordinal))
                yield return (rule, start, startAt, line[10..].Trim().Split(',', StringSplitOptions.RemoveEmptyEntries));
    }
}
