using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr;

/// <summary>One seller's quarter with everything that was ever filed for it.</summary>
/// <param name="Cid">The seller's company identifier.</param>
/// <param name="Quarter">The quarter.</param>
/// <param name="InForce">The filing that stands; null once the quarter is deleted.</param>
/// <param name="Versions">Every filing in order of time, the superseded ones too.</param>
public sealed record FiledQuarter(string Cid, EqrQuarter Quarter, EqrFiling? InForce, ImmutableArray<EqrFiling> Versions);

/// <summary>Folds filings into what stands for each seller and quarter. A later filing supersedes an earlier one, by years where need be,
/// and nothing is thrown away.</summary>
public static class FoldFilings
{
    /// <summary>The quarters in order of seller and time. A report without a quarter is refused.</summary>
    public static Outcome<ImmutableArray<FiledQuarter>> Run(ImmutableArray<EqrFiling> filings)
    {
        if (filings.FirstOrDefault(filing => filing.Quarter is null) is { } nameless)
            return new Refusal("filing-without-quarter", "The filing does not say which quarter it is of", $"filed {nameless.FiledAt}",
                "Give its identification with year and quarter.");
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var quarters =
            from filing in filings
            group filing by (Cid: filing.Says("Seller CID").ToUpperInvariant(), Quarter: filing.Quarter!.Value) into quarter
            orderby quarter.Key.Cid, quarter.Key.Quarter.FirstDay
            select Fold(quarter.Key.Cid, quarter.Key.Quarter, [.. quarter.OrderBy(filing => filing.FiledAt)], findings);
        return Outcome.Of(quarters.ToImmutableArray(), findings);
    }

    private static FiledQuarter Fold(string cid, EqrQuarter quarter, ImmutableArray<EqrFiling> versions,
        ImmutableArray<Finding>.Builder findings)
    {
        EqrFiling? inForce = null;
        foreach (var filing in versions)
        {
            var type = filing.Type.ToUpperInvariant();
            if (type == "NEW" && inForce is not null)
                findings.Add(new("quarter-filed-twice", Severity.Warning,
                    $"{quarter} is filed as NEW at {filing.FiledAt} and was at {inForce.FiledAt}", $"{cid} {quarter}",
                    "the later filing stands; the earlier is kept"));
            if (type is "REPLACE" or "DELETE" or "NOACTION" && inForce is null)
                findings.Add(new("nothing-filed-before", Severity.Warning, $"{type} at {filing.FiledAt} finds nothing filed",
                    $"{cid} {quarter}", type == "REPLACE" ? "it stands as a first filing" : "nothing stands"));
            inForce = type switch { "DELETE" => null, "NOACTION" => inForce, _ => filing };
        }
        return new(cid, quarter, inForce, versions);
    }
}
