using System.Collections.Immutable;
using System.IO.Compression;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Csv;

/// <summary>The CSV files in a zip archive, unpacked within the limit of one file each.</summary>
internal static class ZippedTables
{
    /// <summary>True when the file begins as a zip does.</summary>
    public static bool IsZip(SourceFile file) => file.Content.Span is [(byte)'P', (byte)'K', 3, 4, ..];

    /// <summary>Its tables in the archive's order; none when it holds no CSV. Refuses what is no archive: <c>broken-archive</c>.</summary>
    public static Outcome<ImmutableArray<SourceFile>> Read(SourceFile file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file.Content.ToArray(), writable: false), ZipArchiveMode.Read);
            return zip.Entries.Where(entry => entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).Select(Unpack)
                .ToImmutableArray();
        }
        catch (InvalidDataException)
        {
            return new Refusal("broken-archive",
                $"The file is no zip archive, is damaged, or unfolds to more than {SourceFile.MaxBytes} bytes", file.Name,
                "Fetch the package again.");
        }
    }

    private static SourceFile Unpack(ZipArchiveEntry entry)
    {
        using var content = new BoundedText(entry.Open(), SourceFile.MaxBytes, statedBytes: null);
        using var whole = new MemoryStream();
        content.CopyTo(whole);
        return new(entry.Name, whole.ToArray());
    }
}
