using System.Collections.Immutable;
using Busbar.Gateways.Csv;

namespace Busbar.Gateways.Prices;

/// <summary>A locational price is the sum of energy, congestion and loss; a row where it is not has a component missing, a sign turned or a
/// column mistaken.</summary>
internal static class LmpIdentity
{
    /// <summary>The names that series have, total first.</summary>
    public static ImmutableArray<string> Components { get; } = ["lmp", "energy", "congestion", "loss"];

    /// <summary>Refuses a total that is off its parts by more than the market rounds.</summary>
    public static void Check(CsvRows rows, string column, decimal total, decimal sum, decimal tolerance)
    {
        if (rows.Refusal is null && Math.Abs(total - sum) > tolerance)
            rows.Refuse("lmp-identity", FormattableString.Invariant($"The price is {total}, its components add up to {sum}"), column,
                "Check the columns and the sign of congestion, or fetch the file again.");
    }
}
