using System.Reflection;

namespace Busbar.Digital.ServiceDesk.Tests;

/// <summary>Finds the reference files beside the project, or skips the test that wants them.</summary>
internal static class SharedFiles
{
    public static string Path(string path)
    {
        var file = System.IO.Path.Combine(Root(), "..", "shared", "data", path);
        if (!File.Exists(file)) Assert.Skip($"../shared/data/{path} is absent");
        return file;
    }

    /// <summary>A file of the project itself.</summary>
    public static string InProject(string path) => System.IO.Path.Combine(Root(), path);

    private static string Root()
    {
        var folder = System.IO.Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "Busbar.slnx")))
            folder = System.IO.Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("No folder above the tests holds Busbar.slnx.");
    }
}
