using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Settlement.Bench;

/// <summary>A settled day as it is kept: each column's code, subject and amounts at full precision, then the totals; and the hash of
/// that.</summary>
internal static class DayResult
{
    /// <summary>Settles, writes into a file and hashes.</summary>
    public static (string Hash, long Lines, IReadOnlyList<ChargeTotal> Totals) Settle(ChargedDay day, int threads, Stream into)
    {
        var settled = SettleCharges.Run(day, threads).OrThrow();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = 0L;
        foreach (var column in settled.Columns)
        {
            Put(Encoding.UTF8.GetBytes($"{column.Code.Code} {column.Subject.Name}\n"));
            Put(MemoryMarshal.AsBytes(column.Amounts.Values.AsSpan()));
            lines += column.Amounts.Count;
        }
        foreach (var total in settled.Totals)
            Put(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{total.Code} {total.Exact.Value} {total.Billed.Value}\n")));
        into.Flush();
        return (Convert.ToHexString(hash.GetHashAndReset()), lines, settled.Totals);

        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            into.Write(bytes);
        }
    }

    public static string HashOf(ChargedDay day, int threads) => Settle(day, threads, Stream.Null).Hash;
}
