using System.Security.Cryptography;
using System.Text;

namespace Busbar.Digital.ServiceDesk.Mail;

/// <summary>Ties a reply to its ticket by the address it goes to: <c>desk+T-1.MAC@example.com</c>, MAC being HMAC-SHA-256 of the id cut to
/// 128 bits (RFC 2104 section 5: not below half the hash). Nobody without the key can write one for another ticket.</summary>
public static class ReplyToken
{
    private const int MacBytes = 16;
    private const int LocalLettersMost = 64;

    /// <summary>The address for replies to a ticket; the desk's own where the id would not fit into the 64 letters that a local part
    /// may have (RFC 5321 section 4.5.3.1.1).</summary>
    public static string AddressOf(string ticket, string deskAddress, ReadOnlySpan<byte> key)
    {
        var at = deskAddress.IndexOf('@');
        var local = $"{deskAddress[..at]}+{ticket}.{Mac(ticket, key)}";
        return local.Length <= LocalLettersMost ? local + deskAddress[at..] : deskAddress;
    }

    /// <summary>What an address says: its ticket and whether its code is ours; null where it names none. Case is ignored, as mail
    /// systems do.</summary>
    public static (string Ticket, bool IsOurs)? Read(string address, string deskAddress, ReadOnlySpan<byte> key)
    {
        var (desk, at) = (deskAddress.IndexOf('@'), address.LastIndexOf('@'));
        if (at < 0 || !address[at..].Equals(deskAddress[desk..], StringComparison.OrdinalIgnoreCase)
            || !address.StartsWith(deskAddress[..desk] + "+", StringComparison.OrdinalIgnoreCase)) return null;
        var tag = address[(desk + 1)..at];
        var dot = tag.LastIndexOf('.');
        if (dot <= 0) return (tag, false);
        var ticket = tag[..dot];
        return (ticket, CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Mac(ticket, key)),
            Encoding.UTF8.GetBytes(tag[(dot + 1)..].ToLowerInvariant())));
    }

    private static string Mac(string ticket, ReadOnlySpan<byte> key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(ticket.ToUpperInvariant())).AsSpan(0, MacBytes));
}
