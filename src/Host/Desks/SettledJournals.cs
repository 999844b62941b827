using System.Collections.Immutable;
using Busbar.Gateways.Journals;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Booking;
using Busbar.Supply.Trading;

namespace Busbar.Host.Desks;

/// <summary>What settlement books, for the general ledger: each day's entries as posted; for each day an entry that moves the market's
/// charges, account by account, to the asset and book that caused them; and what later statements changed.</summary>
public sealed class SettledJournals(FactStore store)
{
    private readonly SupplyReads reads = new(store);

    /// <summary>The lines of the accounting dates of a period. Every entry is balanced, and so is every account of an allocation.</summary>
    public ImmutableArray<JournalLine> Of(OperatingDay first, OperatingDay last, AsOf asOf)
    {
        var days = reads.OfDays<DailyJournals>(first, last, asOf).SelectMany(day => day.Body.Journals);
        var trueUps = new StatementBook(store).TrueUps(asOf).Select(each => each.TrueUp.Entry).OfType<Journal>()
            .Where(entry => entry.Date >= first.Date && entry.Date <= last.Date).OrderBy(entry => entry.Date);
        return
        [
            .. days.SelectMany(Posted), .. reads.OfDays<ShadowStatement>(first, last, asOf).SelectMany(day => Allocated(day.Body, asOf)),
            .. trueUps.SelectMany(Posted),
        ];
    }

    private static IEnumerable<JournalLine> Posted(Journal entry) => entry.Postings.Select(posting =>
        new JournalLine(entry.Date, entry.Id, posting.Account, "", "", posting.Amount, posting.Reference));

    private IEnumerable<JournalLine> Allocated(ShadowStatement statement, AsOf asOf)
    {
        if (reads.Profile(asOf) is not { } profile || reads.OfDay<DailyJournals>(statement.Day, asOf) is null) return [];
        var contracts = profile.Contracts.Select(contract => contract.Id).ToHashSet();
        var assets = statement.Lines.Select(line => line.Asset).Distinct().ToImmutableDictionary(asset => asset, asset =>
            asset == "load" ? Book.Load : contracts.Contains(asset) ? Book.Contracts : Book.Fleet);
        var parts = AllocateCharges.Run(new(profile.Market, statement, assets, [], ImmutableSortedDictionary<string, decimal>.Empty))
            .OrThrow();
        var entry = $"allocation {statement.Day}";
        return parts.Select(part => new JournalLine(statement.Day.Date, entry, part.Account, part.Book, part.Asset, part.Amount,
                $"{part.Code} {statement.Day}"))
            .Concat(parts.GroupBy(part => part.Account).Select(account => new JournalLine(statement.Day.Date, entry, account.Key, "", "",
                -account.Aggregate(Usd.Zero, (sum, part) => sum + part.Amount), $"statement {statement.Day}, allocated")))
            .Where(line => line.Amount != Usd.Zero);
    }
}
