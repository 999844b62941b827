using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Delivery.Tests;

/// <summary>Finds the reference data beside the project; a test that needs what is not there is skipped.</summary>
internal static class SharedFiles
{
    /// <summary>The files of an archive of vectors by their path in it.</summary>
    public static SortedDictionary<string, byte[]> Unpack(string archive)
    {
        using var tar = new TarReader(new GZipStream(Open($"vectors/{archive}"), CompressionMode.Decompress));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        while (tar.GetNextEntry(copyData: true) is { } entry)
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                using var copy = new MemoryStream();
                entry.DataStream?.CopyTo(copy);
                files[entry.Name[(entry.Name.StartsWith("./", StringComparison.Ordinal) ? 2 : 0)..]] = copy.ToArray();
            }
        return files;
    }

    /// <summary>The lines of a packed table in Latin-1.</summary>
    public static string[] Table(string name)
    {
        using var text = new StreamReader(new GZipStream(Open($"datasets/{name}"), CompressionMode.Decompress), Encoding.Latin1);
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The refusal of an outcome; fails the test when it was done.</summary>
    public static Refusal RefusalOf<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Refusal;

    /// <summary>The codes of an outcome's findings; fails the test when it was refused.</summary>
    public static ImmutableArray<string> FindingsOf<T>(Outcome<T> outcome) =>
        [.. Assert.IsType<Outcome<T>.Done>(outcome).Findings.Select(finding => finding.Code)];

    private static FileStream Open(string path)
    {
        var file = Path.Combine(Root(), "..", "shared", "data", "service", path);
        if (!File.Exists(file)) Assert.Skip($"../shared/data/service/{path} is absent");
        return File.OpenRead(file);
    }

    private static string Root()
    {
        var folder = Path.GetDirectoryName(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Busbar.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("No folder above the tests holds Busbar.slnx.");
    }
}
