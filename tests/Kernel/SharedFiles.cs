using System.IO.Compression;
using System.Text.Json;

namespace Busbar.Kernel.Tests;

/// <summary>Published files outside the project; a test that needs one is skipped where they are absent.</summary>
internal static class SharedFiles
{
    /// <summary>The rows of a comma-separated file by column name; .gz is unpacked.</summary>
    public static List<Dictionary<string, string>> Rows(string path)
    {
        using var file = File.OpenRead(Locate(path));
        using var reader = new StreamReader(
            path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        var columns = reader.ReadLine()!.Split(',');
        var rows = new List<Dictionary<string, string>>();
        while (reader.ReadLine() is { } line)
            rows.Add(columns.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second));
        return rows;
    }

    /// <summary>A JSON file.</summary>
    public static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllBytes(Locate(path))).RootElement;

    /// <summary>A file of the project itself.</summary>
    public static string InProject(string path) => Path.Combine(Project().FullName, path);

    internal static string Locate(string path)
    {
        var found = Path.Combine(Project().FullName, "..", "shared", "data", path);
        if (!File.Exists(found)) Assert.Skip($"../shared/data/{path} is absent");
        return found;
    }

    private static DirectoryInfo Project()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Busbar.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the project's folder.");
        return folder;
    }
}
