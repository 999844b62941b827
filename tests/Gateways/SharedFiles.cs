namespace Busbar.Gateways.Tests;

/// <summary>Finds the real files beside the project; a test that needs one that is not there is skipped.</summary>
internal static class SharedFiles
{
    public static SourceFile Load(string path) => SourceFile.Load(Find(path, File.Exists)).OrThrow();

    /// <summary>A folder of the real files.</summary>
    public static string Folder(string path) => Find(path, Directory.Exists);

    private static string Find(string path, Func<string, bool> exists)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Busbar.slnx"))) continue;
            var file = Path.Combine(folder.FullName, "..", "shared", "data", path);
            if (exists(file)) return file;
            break;
        }
        Assert.Skip($"../shared/data/{path} is absent");
        throw new InvalidOperationException();
    }
}
