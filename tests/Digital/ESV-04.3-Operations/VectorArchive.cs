using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace Busbar.Digital.Operations.Tests;

/// <summary>The files of a reference archive beside the project, by their path in it; skips the test that wants them when it is
/// absent.</summary>
internal static class VectorArchive
{
    public static SortedDictionary<string, byte[]> Files(string archive)
    {
        using var file = File.OpenRead(PathOf(archive));
        using var tar = new TarReader(new GZipStream(file, CompressionMode.Decompress));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)) continue;
            using var bytes = new MemoryStream();
            entry.DataStream?.CopyTo(bytes);
            files[entry.Name] = bytes.ToArray();
        }
        return files;
    }

    public static string Text(string archive, string path) => Encoding.UTF8.GetString(Files(archive)[path]);

    public static string PathOf(string name)
    {
        var path = Path.Combine(Root(), "..", "shared", "data", "service", "vectors", name);
        if (!File.Exists(path)) Assert.Skip($"../shared/data/service/vectors/{name} is absent");
        return path;
    }

    /// <summary>The folder that holds Busbar.slnx.</summary>
    public static string Root()
    {
        var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Busbar.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("No folder above the tests holds Busbar.slnx.");
    }
}
