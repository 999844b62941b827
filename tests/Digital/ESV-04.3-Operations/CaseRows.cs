namespace Busbar.Digital.Operations.Tests;

/// <summary>A text table under cases/operations: blank lines and lines that begin with # are for the reader, the rest are cells divided by
/// bars.</summary>
internal static class CaseRows
{
    public static IEnumerable<string[]> Of(string name) =>
        File.ReadLines(Path.Combine(VectorArchive.Root(), "cases", "operations", name))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries));
}
