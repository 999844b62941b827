using System.IO.Compression;
using Busbar.Gateways;
using Busbar.Supply.Tests;

namespace Busbar.Supply.Risk.Tests;

/// <summary>Reads the shared folder's published figures; a test that needs one is skipped where the folder is absent.</summary>
internal static class SharedFigures
{
    /// <summary>The rows of a comma-separated file, each by its header's names.</summary>
    internal static List<Dictionary<string, string>> Rows(string name, string folder = "risk")
    {
        using var reader = new StreamReader(Open(folder, name));
        var header = reader.ReadLine()!.TrimStart('#').Split(',');
        var rows = new List<Dictionary<string, string>>();
        while (reader.ReadLine() is { } line) rows.Add(header.Zip(line.Split(',')).ToDictionary());
        return rows;
    }

    /// <summary>A file's text.</summary>
    internal static string Text(string name)
    {
        using var reader = new StreamReader(Open("risk", name));
        return reader.ReadToEnd();
    }

    /// <summary>A file as the gateways take it.</summary>
    internal static SourceFile File(string name, string folder = "risk") => SourceFile.Load(PathOf(folder, name)).OrThrow();

    private static string PathOf(string folder, string name)
    {
        var path = Path.Combine(ProjectRoot.Folder, "..", "shared", "data", folder, name);
        if (!System.IO.File.Exists(path)) Assert.Skip($"../shared/data/{folder}/{name} is absent");
        return path;
    }

    private static Stream Open(string folder, string name)
    {
        var file = System.IO.File.OpenRead(PathOf(folder, name));
        return name.EndsWith(".gz") ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
