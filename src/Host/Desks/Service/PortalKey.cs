using System.Security.Cryptography;
using System.Text;

namespace Busbar.Host.Desks.Service;

/// <summary>The code that lets a customer without an account follow their own ticket: HMAC-SHA-256 of its id under the desk's mail key, so
/// that nobody finds another's by guessing (RFC 2104).</summary>
public static class PortalKey
{
    /// <summary>The code of a ticket.</summary>
    public static string Of(string ticket, ReadOnlySpan<byte> key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"portal {ticket}")).AsSpan(0, 16));

    /// <summary>True when the code is the ticket's.</summary>
    public static bool Fits(string ticket, string code, ReadOnlySpan<byte> key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(ticket, key)), Encoding.UTF8.GetBytes(code));
}
