using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Csv;

/// <summary>A stream that counts what is read and ends with a fault at a limit, so that a compressed bomb cannot fill the memory, and at an
/// end that is not where the file says it is.</summary>
/// <param name="inner">The text.</param>
/// <param name="maxBytes">Most bytes it may have.</param>
/// <param name="statedBytes">How many it says it has, modulo 2³² as gzip's trailer states it (RFC 1952 section 2.3.1); null when it does
/// not say.</param>
internal sealed class BoundedText(Stream inner, long maxBytes, uint? statedBytes) : Stream
{
    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>True once more than the limit was read.</summary>
    public bool IsOverLimit => BytesRead > maxBytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        BytesRead += read;
        if (IsOverLimit) throw new InvalidDataException("The text is over its limit.");
        if (read == 0 && buffer.Length > 0 && statedBytes is { } stated && stated != unchecked((uint)BytesRead))
            throw new InvalidDataException("The text does not end where the file says.");
        return read;
    }

    /// <summary>Why the reading ended with a fault, for the place where it did.</summary>
    public Refusal FaultIn(string where, long maxTextBytes) => IsOverLimit
        ? new("too-much-text", FormattableString.Invariant($"The file unfolds to more than {maxTextBytes} bytes"), where,
            "Split it by year.")
        : new("broken-gzip",
            FormattableString.Invariant($"The compressed file breaks off or is damaged after {BytesRead} bytes of text"), where,
            "Fetch the file again, or unpack it if several compressed files were joined into one.");

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
