namespace Busbar.Supply.Recovery.Tests;

/// <summary>Finds the reference files beside the project, or skips the test that wants them.</summary>
internal static class SharedFile
{
    public static string Find(string path)
    {
        var file = Path.Combine(RecoveryCase.Folder, "..", "..", "..", "shared", "data", path);
        if (!File.Exists(file)) Assert.Skip($"../shared/data/{path} is absent");
        return file;
    }
}
