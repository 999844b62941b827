using System.Collections.Immutable;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Risk;

namespace Busbar.Gateways.RiskFiles;

/// <summary>Sensitivities as Open Source Risk Engine prints them:
/// <c>#TradeId,IsPar,Factor_1,ShiftSize_1,Factor_2,ShiftSize_2,Currency,Base NPV,Delta,Gamma</c>. Deltas are for one shift, gammas for a
/// shift
/// squared; a cut names the risk class as commodity and the curve as location. Refuses factors without type, name and place, numbers
/// that are
/// none, and more than one currency.</summary>
public static class OreSensitivityCsv
{
    /// <summary>The unit of the moves.</summary>
    public const string Step = "shift";

    private const decimal Most = 1e15m;
    private static readonly ImmutableArray<string> wanted = ["#TradeId", "Factor_1", "Factor_2", "Currency", "Delta", "Gamma"];
    private static readonly Column delta = new("Delta", "currency a shift", -Most, Most);
    private static readonly Column gamma = new("Gamma", "currency a shift squared", -Most, Most);

    /// <summary>Reads the file. A trade's book is the portfolio that <paramref name="bookOf"/> names; a trade that it does not name is
    /// left out
    /// with a finding. Without it every trade is read, with no book.</summary>
    public static Outcome<ImmutableArray<Sensitivity>> Read(SourceFile file, IReadOnlyDictionary<string, string>? bookOf = null)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header) return rows.Refusal!;
        if (header.Places(rows, "a table of sensitivities", wanted) is not { } at) return rows.Refusal!;
        var (read, left, currency) = (ImmutableArray.CreateBuilder<Sensitivity>(), new SortedSet<string>(StringComparer.Ordinal), "");
        while (rows.Read() && header.Fits(rows))
        {
            var (trade, theirs, book) = (rows.Text(at[0]), rows.Text(at[3]), "");
            if (currency.Length == 0) currency = theirs;
            if (theirs != currency)
                rows.Refuse("two-currencies", $"'{theirs}' stands beside '{currency}'", "Currency", "Bring every row to one currency.");
            if (bookOf is not null && !bookOf.TryGetValue(trade, out book!)) left.Add(trade);
            else if (RowOf(rows, at, trade, book) is { } row) read.Add(row);
        }
        if (rows.Refusal is { } refusal) return refusal;
        var lost = new Finding("trades-without-portfolio", Severity.Warning,
            $"{left.Count} trades are in no portfolio: {string.Join(", ", left)}", rows.File, "left out");
        return Outcome.Of(read.ToImmutable(), left.Count == 0 ? rows.Findings : rows.Findings.Add(lost));
    }

    private static Sensitivity? RowOf(CsvRows rows, ImmutableArray<int> at, string trade, string book)
    {
        var (first, second) = (rows.Text(at[1]), rows.Text(at[2]));
        if (OreFactor.Of(first) is not { } factor)
        {
            rows.Refuse("wrong-factor", $"'{first}' is not type/name/place", "Factor_1", "Spell it as the risk engine does.");
            return null;
        }
        if (second.Length > 0 && OreFactor.Of(second) is null)
            rows.Refuse("wrong-factor", $"'{second}' is not type/name/place", "Factor_2", "Spell it as the risk engine does.");
        return new(trade, new(book, OreFactor.RiskClassOf(factor.Key), OreFactor.CurveOf(factor.Key), factor.Tenor), factor.Key,
            OreFactor.Of(second)?.Key ?? "", Step, (double)delta.Read(rows, at[4]), (double)gamma.Read(rows, at[5]));
    }
}
