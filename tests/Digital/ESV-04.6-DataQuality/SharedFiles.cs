using System.Formats.Tar;
using System.IO.Compression;

namespace Busbar.Digital.DataQuality.Tests;

/// <summary>Finds the reference vectors beside the project; a test that needs one that is not there is skipped.</summary>
internal static class SharedFiles
{
    /// <summary>The files of an archive by their path in it.</summary>
    public static SortedDictionary<string, byte[]> Unpack(string archive)
    {
        var file = Path.Combine(Root(), "..", "shared", "data", "service", "vectors", archive);
        if (!File.Exists(file)) Assert.Skip($"../shared/data/service/vectors/{archive} is absent");
        using var tar = new TarReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        while (tar.GetNextEntry(copyData: true) is { } entry)
            if (entry.DataStream is { } data)
            {
                using var copy = new MemoryStream();
                data.CopyTo(copy);
                files[entry.Name[(entry.Name.StartsWith("./", StringComparison.Ordinal) ? 2 : 0)..]] = copy.ToArray();
            }
        return files;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Busbar.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the tests holds Busbar.slnx.");
    }
}
