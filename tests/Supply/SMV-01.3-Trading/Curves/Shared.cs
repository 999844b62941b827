namespace Busbar.Supply.Tests.Curves;

/// <summary>Finds the reference files beside the project, or skips the test that wants them.</summary>
internal static class Shared
{
    internal static string File(string path)
    {
        var file = Path.Combine(ProjectRoot.Folder, "..", "shared", "data", path);
        if (!System.IO.File.Exists(file)) Assert.Skip($"../shared/data/{path} is absent");
        return file;
    }
}
