using System.Formats.Tar;
using System.IO.Compression;

namespace Busbar.Digital.Cybersecurity.Tests;

/// <summary>Finds the reference vectors beside the project; a test that needs one that is not there is skipped.</summary>
internal static class SharedFiles
{
    /// <summary>The files of an archive by their path in it.</summary>
    public static SortedDictionary<string, byte[]> Unpack(string archive)
    {
        using var packed = new MemoryStream(Read($"vectors/{archive}"));
        using var tar = new TarReader(packed);
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

    /// <summary>A file of the service's reference, unpacked where it is gzip.</summary>
    public static byte[] Read(string path)
    {
        var file = Path.Combine(Root(), "..", "shared", "data", "service", path);
        if (!File.Exists(file)) Assert.Skip($"../shared/data/service/{path} is absent");
        if (!path.EndsWith(".gz", StringComparison.Ordinal)) return File.ReadAllBytes(file);
        using var whole = new MemoryStream();
        using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        gzip.CopyTo(whole);
        return whole.ToArray();
    }

    public static string[] Lines(string path) => Lines(Read(path));

    public static string[] Lines(byte[] text) =>
        System.Text.Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Busbar.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the tests holds Busbar.slnx.");
    }
}
