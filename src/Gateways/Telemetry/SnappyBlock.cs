using System.Buffers.Binary;

namespace Busbar.Gateways.Telemetry;

/// <summary>Unpacks a block of Snappy (its "format description", 2011-10-05): a length, then literals and copies of what was unpacked
/// before.</summary>
internal static class SnappyBlock
{
    /// <summary>The text; null when the block is damaged or would be longer than allowed.</summary>
    public static byte[]? Unpack(ReadOnlySpan<byte> packed, int maxBytes)
    {
        if (!ProtoReader.TryVarint(ref packed, out var length) || length > (ulong)maxBytes) return null;
        var (text, end) = (new byte[(int)length], 0);
        while (packed.Length > 0)
        {
            int size;
            if ((packed[0] & 3) == 0)
            {
                if (!TryLiteral(ref packed, out size) || size > packed.Length || size > text.Length - end) return null;
                packed[..size].CopyTo(text.AsSpan(end));
                packed = packed[size..];
            }
            else if (!TryCopy(ref packed, out size, out var back) || back <= 0 || back > end || size > text.Length - end)
            {
                return null;
            }
            else
            {
                // Byte by byte, because a copy may run into itself.
                for (var i = end; i < end + size; i++) text[i] = text[i - back];
            }
            end += size;
        }
        return end == text.Length ? text : null;
    }

    private static bool TryLiteral(ref ReadOnlySpan<byte> packed, out int size)
    {
        var code = packed[0] >> 2;
        var more = code < 60 ? 0 : code - 59;
        size = 0;
        if (packed.Length <= more) return false;
        Span<byte> digits = stackalloc byte[8];
        packed.Slice(1, more).CopyTo(digits);
        var length = more == 0 ? code : BinaryPrimitives.ReadInt64LittleEndian(digits);
        packed = packed[(1 + more)..];
        if (length >= int.MaxValue) return false;
        size = (int)length + 1;
        return true;
    }

    private static bool TryCopy(ref ReadOnlySpan<byte> packed, out int size, out int back)
    {
        var (tag, bytes) = (packed[0], (packed[0] & 3) switch { 1 => 2, 2 => 3, _ => 5 });
        (size, back) = (0, 0);
        if (packed.Length < bytes) return false;
        (size, back) = bytes switch
        {
            2 => (4 + (tag >> 2 & 7), (tag >> 5) << 8 | packed[1]),
            3 => (1 + (tag >> 2), BinaryPrimitives.ReadUInt16LittleEndian(packed[1..])),
            _ => (1 + (tag >> 2), BinaryPrimitives.ReadInt32LittleEndian(packed[1..])),
        };
        packed = packed[bytes..];
        return true;
    }
}
