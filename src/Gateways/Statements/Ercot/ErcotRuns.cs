using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>ERCOT's words for the runs of settlement, spelled with capitals, spaces or dashes or without. Source: ERCOT Nodal Protocols
/// sections 9.2.4 and 9.5.4 to 9.5.8 (DAM Statement, Initial, Final, True-Up, Resettlement), from memory; the schemas leave the text
/// free.</summary>
internal static class ErcotRuns
{
    /// <summary>The run of a word; null when we do not know it.</summary>
    public static StatementType? Of(string word)
    {
        var letters = new string([.. word.Where(char.IsAsciiLetter).Select(char.ToUpperInvariant)]);
        if (letters.EndsWith("STATEMENT", StringComparison.Ordinal)) letters = letters[..^9];
        return letters switch
        {
            "DAM" => StatementType.DayAhead,
            "INITIAL" or "RTMINITIAL" => StatementType.Initial,
            "FINAL" or "RTMFINAL" => StatementType.Final,
            "TRUEUP" or "RTMTRUEUP" => StatementType.TrueUp,
            "RESETTLEMENT" or "RTMRESETTLEMENT" or "DAMRESETTLEMENT" => StatementType.Resettlement,
            _ => null,
        };
    }

    public static string Word(StatementType type) => type == StatementType.DayAhead ? "DAM" : $"{type}".ToUpperInvariant();
}
