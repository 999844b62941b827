using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Store;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Recovery.Filing;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Recovery.Filing;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>Everything a filing of a clause is built from, as it is kept: the package follows from it.</summary>
/// <param name="Name">The clause's name on the command line.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Months">The months filed.</param>
/// <param name="Dataset">Every number of it.</param>
/// <param name="Terms">Who files what.</param>
/// <param name="Prose">Its words.</param>
/// <param name="Source">Where the months come from.</param>
/// <param name="IsOfStore">True where costs open down to the meter.</param>
public sealed record RecoveryFiling(
    string Name, RecoveryClause Clause, ImmutableArray<RecoveryMonth> Months, FilingDataset Dataset, FilingTerms Terms, FilingProse Prose,
    string Source, bool IsOfStore)
{
    /// <summary>Clause and period, <c>own 2025-10..2025-12</c>: versions of one filing share it.</summary>
    public string Key() => FormattableString.Invariant($"{Name} {Months[0].Month:yyyy-MM}..{Months[^1].Month:yyyy-MM}");
}

/// <summary>SMV-01.7: filings of a clause, each version kept.</summary>
public sealed class FilingDesk(FactStore store)
{
    /// <summary>The kind of everything that is filed with a commission; the duty of the rates desk.</summary>
    public const string Kind = nameof(RecoveryFiling);

    private const string Prefix = "clause/";

    /// <summary>What a filing of the schedule is built from.</summary>
    /// <param name="store">Who we are and what was bought from whom; null for costs of a file alone.</param>
    /// <param name="schedule">The clause's months.</param>
    /// <param name="terms">Who files what; null for a draft whose facts stand in brackets.</param>
    /// <param name="prose">Its words; null for the standard ones.</param>
    /// <param name="asOf">The two clocks.</param>
    /// <exception cref="RefusedException">What <see cref="DescribeRecovery"/> refuses.</exception>
    public static RecoveryFiling Describe(FactStore? store, ClauseSchedule schedule, FilingTerms? terms, FilingProse? prose, AsOf asOf)
    {
        var (clause, months) = (schedule.Run.Clause, schedule.Run.Months);
        var services = DescribeRecovery.ServicesOf(clause, months);
        var dataset = DescribeRecovery.Run(new(clause, months, services)
        {
            Purchases = schedule.IsOfStore && clause.EligibleAccounts.Contains("555") ? Purchases(store!, months, asOf) : [],
        }).OrThrow();
        return new(schedule.Name, clause, months, dataset, terms
            ?? Draft(store is null ? null : new SupplyReads(store).Profile(asOf)?.Name, clause, months, services),
            prose ?? StandardProse.For(dataset), schedule.Source, schedule.IsOfStore);
    }

    /// <summary>The package of a filing.</summary>
    /// <exception cref="RefusedException">What <see cref="BuildFiling"/> refuses.</exception>
    public static FilingPackage PackageOf(RecoveryFiling filing) =>
        BuildFiling.Run(new(filing.Dataset, filing.Terms, filing.Prose)).OrThrow();

    /// <summary>Keeps a filing as the next version of its key.</summary>
    /// <exception cref="RefusedException"><c>duty</c>: only the rates desk files.</exception>
    public void Keep(RecoveryFiling filing, Actor who, Instant at)
    {
        using var batch = store.Begin(who, new RunId($"filing {filing.Key()}"));
        batch.PutDocument(new(Kind, Prefix + filing.Key()), filing, at);
        batch.Commit();
    }

    /// <summary>The newest version of each filing.</summary>
    public ImmutableArray<StoredDocument<RecoveryFiling>> All(AsOf asOf) =>
        store.ReadDocuments<RecoveryFiling>(Kind, Prefix, Prefix + "~", asOf);

    /// <summary>Every version of a filing known then, the first first.</summary>
    public ImmutableArray<StoredDocument<RecoveryFiling>> Versions(string key, AsOf asOf) =>
    [
        .. store.Versions<RecoveryFiling>(new(Kind, Prefix + key)).Where(each => each.KnownAt <= asOf.KnownAt
            && (asOf.RecordedBy is not { } by || each.RecordedAt <= by)),
    ];

    /// <summary>A draft's facts: what the store does not know stands in brackets, to be filled in.</summary>
    private static FilingTerms Draft(string? utility, RecoveryClause clause, ImmutableArray<RecoveryMonth> months,
        ImmutableArray<ServiceVoltage> services)
    {
        var dated = months[^1].Month.PlusMonths(2).PlusDays(-1);
        return new(utility ?? "[utility]", "[commission]", "[docket]", clause.Name, clause.LegalSource,
            "[state]", "[county]", dated, dated.PlusDays(1).PlusMonths(1), [new FilingWitness("[witness]", "[title]", "[address]")],
            new FilingTariff("[schedule]", "[sheet]", "[sheet replaced]",
                [.. services.Select((service, i) => new FilingRate(service.Name, $"current.{i + 1}", $"proposed.{i + 1}"))]));
    }

    /// <summary>Account 555 of the months by who sold: the ISO's hours of net purchase with what it settles there, and each contract's
    /// counterparty.</summary>
    private static ImmutableArray<PartyPurchase> Purchases(FactStore store, ImmutableArray<RecoveryMonth> months, AsOf asOf)
    {
        var reads = new SupplyReads(store);
        var (first, last) = (new Kernel.Time.OperatingDay(months[0].Month),
            new Kernel.Time.OperatingDay(months[^1].Month.PlusMonths(1).PlusDays(-1)));
        var days = reads.OfDays<DailyJournals>(first, last, asOf);
        var booked = days.SelectMany(day => day.Body.Journals)
            .Concat(new StatementBook(store).TrueUpsOf(months, asOf).Select(each => each.TrueUp.Entry!))
            .SelectMany(journal => journal.Postings)
            .Where(posting => posting.Account.Number == "555").ToLookup(posting => posting.Reference.Split(' ') is ["contract", var id, ..]
                ? id : "");
        var kept = days.Select(day => day.Body.Day).ToHashSet();
        var delivered = reads.Performances(first, last, asOf).Select(each => each.Body).Where(each => kept.Contains(each.Day))
            .ToLookup(each => each.ContractId);
        var market = SettlementDesk.PurchasedEnergy(reads, kept, asOf);
        return
        [
            .. booked.OrderBy(party => party.Key, StringComparer.Ordinal).Select(party => new PartyPurchase(
                party.Key.Length == 0 ? reads.Profile(asOf)!.Market : delivered[party.Key].FirstOrDefault()?.Counterparty ?? party.Key,
                party.Key.Length == 0 ? market : new(delivered[party.Key].Sum(each => each.Delivered.Values.Sum(hour => hour.Value))),
                party.Aggregate(Usd.Zero, (sum, posting) => sum + posting.Amount),
                party.Key.Length == 0 ? "statements, hours of net purchase" : $"contract {party.Key}")),
        ];
    }
}
