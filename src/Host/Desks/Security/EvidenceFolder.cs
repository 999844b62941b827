using System.Collections.Immutable;
using System.IO.Compression;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>A pack of evidence as a folder, or as one zip file whose bytes are the same for the same pack.</summary>
public static class EvidenceFolder
{
    /// <summary>The first that a zip file can say.</summary>
    private static readonly Instant fixedTime = Instant.FromUtc(1980, 1, 1, 0, 0);

    /// <summary>Writes a pack into a folder that is not there yet, or is empty.</summary>
    /// <exception cref="RefusedException"><c>folder-not-empty</c>.</exception>
    public static void Write(DirectoryInfo folder, ImmutableArray<EvidenceFile> pack)
    {
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
            throw new RefusedException(new("folder-not-empty", "The folder holds files", folder.FullName, "Name a new folder."));
        foreach (var file in pack)
        {
            var path = Path.Combine(folder.FullName, file.Path.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, [.. file.Content]);
        }
    }

    /// <summary>Reads a folder back.</summary>
    public static ImmutableArray<EvidenceFile> Read(DirectoryInfo folder) => !folder.Exists
        ? throw new RefusedException(new("no-folder", "There is no such folder", folder.FullName, "Name the folder of a pack."))
        :
        [
            .. folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => new EvidenceFile(
                Path.GetRelativePath(folder.FullName, file.FullName).Replace(Path.DirectorySeparatorChar, '/'),
                [.. File.ReadAllBytes(file.FullName)])).OrderBy(file => file.Path, StringComparer.Ordinal),
        ];

    /// <summary>The pack as one zip file.</summary>
    public static byte[] Zip(ImmutableArray<EvidenceFile> pack)
    {
        using var whole = new MemoryStream();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var file in pack)
            {
                var entry = zip.CreateEntry(file.Path, CompressionLevel.SmallestSize);
                entry.LastWriteTime = fixedTime.ToDateTimeOffset();
                using var content = entry.Open();
                content.Write(file.Content.AsSpan());
            }
        return whole.ToArray();
    }
}
