using System.Collections.Immutable;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Recovery.Form1;

/// <summary>What page 397 is built from.</summary>
/// <param name="Filer">The utility.</param>
/// <param name="Filing">Id of the filing to be.</param>
/// <param name="Through">The quarter it reaches to, from January.</param>
/// <param name="Days">The settled days' entries; those of other years and later quarters are passed over.</param>
public sealed record BuildSettlementPageInputs(string Filer, string Filing, EqrQuarter Through, ImmutableArray<DailyJournals> Days)
{
    /// <summary>Entries by which later statements changed days' books, of whatever day; each counts by its accounting date.</summary>
    public ImmutableArray<Journal> TrueUps { get; init; } = [];
}


/// <summary>Builds Form 1's page 397 from the market entries of the ledger, the true-ups of later statements among them. The lines come
/// from the expense and revenue accounts, the total from what is owed to or by the ISO (232, 143), so that the page's identity says
/// whether the entries are whole.</summary>
public static class BuildSettlementPage
{
    private const string MarketEntry = " market";

    /// <summary>The page; a finding tells of days without entries. Refused when a day is given twice.</summary>
    public static Outcome<SettlementPage> Run(BuildSettlementPageInputs inputs)
    {
        var days = inputs.Days.Where(day => day.Day.Date.Year == inputs.Through.Year && day.Day.Date <= inputs.Through.LastDay)
            .ToImmutableArray();
        if (days.GroupBy(day => day.Day).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new Refusal("day-twice", $"{twice.Key} is given {twice.Count()} times; its amounts would count as often",
                $"{inputs.Filer} {inputs.Through}", "Give the latest entries of each day.");
        var trueUps = inputs.TrueUps.Where(entry => entry.Date.Year == inputs.Through.Year && entry.Date <= inputs.Through.LastDay);
        var postings = days.SelectMany(day => day.Journals)
            .Where(journal => journal.Id.Contains(MarketEntry, StringComparison.Ordinal)).Concat(trueUps)
            .SelectMany(journal => journal.Postings).ToLookup(LineOf);
        var page = new SettlementPage(inputs.Filer, inputs.Filing, inputs.Through.LastDay, Sum("purchases"), Sum("sales"), Sum("rights"),
            Sum("ancillary"),
            [.. postings["other"].GroupBy(posting => posting.Account).OrderBy(other => other.Key.Number, StringComparer.Ordinal)
                .Select(other => new SettlementItem($"{other.Key.Number} {other.Key.Title}", SumOf(other)))],
            -Sum("owed"));
        var missing = inputs.Through.LastDay.DayOfYear - days.Length;
        return Outcome.Of(page, missing == 0 ? [] : [new Finding("days-without-entries", Severity.Warning,
            $"{missing} of {inputs.Through.LastDay.DayOfYear} days have no entries", $"{inputs.Filer} {inputs.Through}",
            "the page holds the days there are")]);

        Usd Sum(string line) => SumOf(postings[line]);
    }

    /// <summary>The line of a posting: by its account, and within 555 by what its reference says it is.</summary>
    private static string LineOf(Posting posting)
    {
        if (posting.Account == Accounts.AccountsPayable || posting.Account == Accounts.OtherReceivables) return "owed";
        if (posting.Account == Accounts.SalesForResale) return "sales";
        if (posting.Reference.Contains("transmission right", StringComparison.OrdinalIgnoreCase)) return "rights";
        if (posting.Reference.Contains("ancillary", StringComparison.OrdinalIgnoreCase)) return "ancillary";
        return posting.Account == Accounts.PurchasedPower ? "purchases" : "other";
    }

    private static Usd SumOf(IEnumerable<Posting> postings) => postings.Aggregate(Usd.Zero, (sum, posting) => sum + posting.Amount);
}
