using System.Text;

namespace Busbar.Gateways.Documents.Office;

/// <summary>A zip archive whose entries are stored as they are and all dated 1 January 1980, the format's first day: equal parts make equal
/// bytes on every machine and with every version of a compressor. Source: PKWARE APPNOTE 6.3.10, 4.3.7, 4.3.12, 4.3.16.</summary>
internal static class StoredZip
{
    private const ushort Version = 20;
    private const ushort NamesAreUtf8 = 0x0800;
    private const ushort FirstDay = 0x0021;

    /// <summary>The archive of parts in their order.</summary>
    public static byte[] Of(IReadOnlyList<(string Name, byte[] Bytes)> parts)
    {
        using var archive = new MemoryStream();
        using var to = new BinaryWriter(archive);
        using var directory = new MemoryStream();
        using var index = new BinaryWriter(directory);
        foreach (var (name, bytes) in parts)
        {
            var (at, label) = ((uint)archive.Position, Encoding.UTF8.GetBytes(name));
            to.Write(0x04034B50u);
            Describe(to, label, bytes);
            to.Write((ushort)0);
            to.Write(label);
            to.Write(bytes);
            index.Write(0x02014B50u);
            index.Write(Version);
            Describe(index, label, bytes);
            // No extra field, no comment, first disk, no attributes.
            for (var i = 0; i < 4; i++) index.Write((ushort)0);
            index.Write(0u);
            index.Write(at);
            index.Write(label);
        }

        index.Flush();
        var (start, length) = ((uint)archive.Position, (uint)directory.Length);
        to.Write(directory.ToArray());
        to.Write(0x06054B50u);
        to.Write(0u);
        to.Write((ushort)parts.Count);
        to.Write((ushort)parts.Count);
        to.Write(length);
        to.Write(start);
        to.Write((ushort)0);
        to.Flush();
        return archive.ToArray();
    }

    private static void Describe(BinaryWriter to, byte[] name, byte[] bytes)
    {
        to.Write(Version);
        to.Write(NamesAreUtf8);
        to.Write((ushort)0);
        to.Write((ushort)0);
        to.Write(FirstDay);
        to.Write(Crc32(bytes));
        to.Write((uint)bytes.Length);
        to.Write((uint)bytes.Length);
        to.Write((ushort)name.Length);
    }

    /// <summary>CRC-32 of ISO 3309, reflected polynomial EDB88320.</summary>
    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var each in bytes)
        {
            crc ^= each;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
