using System.Buffers.Binary;

namespace Busbar.Gateways.Telemetry;

/// <summary>Walks the fields of a Protocol Buffers message (its "Encoding" page). Stops at the first damage.</summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> rest = message;

    /// <summary>The field's number.</summary>
    public int Field { get; private set; }

    /// <summary>The bytes of a text or message; empty for a number.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The bits of a number; 0 for bytes.</summary>
    public ulong Bits { get; private set; }

    /// <summary>True once a field was damaged.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Moves to the next field. False at the end, or at damage.</summary>
    public bool Read()
    {
        if (rest.IsEmpty || IsBroken) return false;
        Bytes = [];
        Bits = 0;
        IsBroken = !TryVarint(ref rest, out var key) || key >> 3 is 0 or > int.MaxValue || !TryValue((int)(key & 7));
        Field = IsBroken ? 0 : (int)(key >> 3);
        return !IsBroken;
    }

    private bool TryValue(int wire)
    {
        var isDone = false;
        switch (wire)
        {
            case 0 when TryVarint(ref rest, out var bits):
                (Bits, isDone) = (bits, true);
                break;
            case 1 when rest.Length >= 8:
                (Bits, isDone) = (BinaryPrimitives.ReadUInt64LittleEndian(rest), true);
                rest = rest[8..];
                break;
            case 2 when TryVarint(ref rest, out var length) && length <= (ulong)rest.Length:
                Bytes = rest[..(int)length];
                rest = rest[(int)length..];
                isDone = true;
                break;
            case 5 when rest.Length >= 4:
                (Bits, isDone) = (BinaryPrimitives.ReadUInt32LittleEndian(rest), true);
                rest = rest[4..];
                break;
        }
        return isDone;
    }

    /// <summary>Takes a number of seven bits a byte, the lowest first.</summary>
    public static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < bytes.Length && i < 10; i++)
        {
            if (i == 9 && bytes[i] > 1) return false;
            value |= (ulong)(bytes[i] & 0x7f) << 7 * i;
            if (bytes[i] >= 0x80) continue;
            bytes = bytes[(i + 1)..];
            return true;
        }
        return false;
    }
}
