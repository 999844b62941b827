using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways;

/// <summary>A file from outside, as it lies on disk: plain text or gzip, told apart by the first two bytes (RFC 1952 section
/// 2.3.1).</summary>
/// <param name="Name">The file's name without its folder, as messages spell it.</param>
/// <param name="Content">Its bytes, compressed or not.</param>
public sealed record SourceFile(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>Largest file that is taken into memory: 512 MB as it lies on disk.</summary>
    public const long MaxBytes = 512L << 20;

    /// <summary>Reads a file into memory. Refuses one that is missing, a folder, unreadable, or larger than
    /// <see cref="MaxBytes"/>.</summary>
    public static Outcome<SourceFile> Load(string path)
    {
        if (Directory.Exists(path))
            return new Refusal("file-is-folder", "This is a folder; a file was expected", path, "Name the files inside it, one by one.");
        var file = new FileInfo(path);
        if (!file.Exists) return new Refusal("file-not-found", "No such file", path, "Check the path.");
        if (file.Length > MaxBytes)
            return new Refusal("file-too-large", FormattableString.Invariant($"The file has {file.Length} bytes, the most is {MaxBytes}"),
                path, "Split it by year, or compress it with gzip.");
        try
        {
            return new SourceFile(file.Name, File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Refusal("file-unreadable", fault.Message, path, "Check that you may read the file and that its disk answers.");
        }
    }

    /// <summary>The rows of the file, decompressed on the way.</summary>
    internal CsvRows OpenText() => OpenText(ReadLimits.Default);

    internal CsvRows OpenText(ReadLimits limits, char separator = ',') => new(Unfold(limits.MaxTextBytes), Name, limits, separator);

    /// <summary>The text of the file as a stream, decompressed on the way.</summary>
    internal BoundedText OpenStream() => Unfold(ReadLimits.Default.MaxTextBytes);

    /// <summary>The whole text in memory, decompressed. Refuses one that is longer than the limit, or damaged.</summary>
    internal Outcome<ReadOnlyMemory<byte>> ReadText(int maxBytes)
    {
        using var text = Unfold(maxBytes);
        using var whole = new MemoryStream();
        try
        {
            text.CopyTo(whole);
        }
        catch (InvalidDataException)
        {
            return text.FaultIn(Name, maxBytes);
        }
        return new ReadOnlyMemory<byte>(whole.GetBuffer(), 0, checked((int)whole.Length));
    }

    private BoundedText Unfold(long maxBytes)
    {
        var bytes = MemoryMarshal.TryGetArray(Content, out var part)
            ? new MemoryStream(part.Array!, part.Offset, part.Count, writable: false)
            : new MemoryStream(Content.ToArray(), writable: false);
        return Content.Span is [0x1F, 0x8B, .. var rest]
            ? new(new GZipStream(bytes, CompressionMode.Decompress), maxBytes, StatedBytes(rest))
            : new(bytes, maxBytes, statedBytes: null);
    }

    /// <summary>The length that the trailer states. .NET reads a gzip file whose trailer is cut off without a word, so it is checked
    /// here.</summary>
    private static uint StatedBytes(ReadOnlySpan<byte> rest) =>
        rest.Length < 4 ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(rest[^4..]);
}
