using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Contracts;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Desks.Quality;

/// <summary>A contract held against the store at a clock, as it is kept.</summary>
/// <param name="Report">Every promise and how it stands.</param>
/// <param name="Findings">What was odd.</param>
public sealed record KeptCheck(ContractReport Report, ImmutableArray<Finding> Findings);

/// <summary>A round of checks and what follows from it.</summary>
/// <param name="At">The clock.</param>
/// <param name="Checks">One a contract in force whose dataset the store holds.</param>
/// <param name="Breaches">The breaches that began, changed or ended by it.</param>
public sealed record CheckedRound(Instant At, ImmutableArray<KeptCheck> Checks, ImmutableArray<KeptBreach> Breaches);

/// <summary>Checks every contract in force as of a clock, keeps the results, and takes breaches to the service desk.</summary>
public sealed class CheckRound(FactStore store, DigitalBooks books)
{
    private const string Kind = nameof(KeptCheck);

    /// <summary>Runs the round. A round of the same clock again is another version of the same results.</summary>
    public CheckedRound Run(Instant at)
    {
        var checks = new ContractBook(store).InForce(new(at)).Values.Select(contract => Check(contract, at)).OfType<KeptCheck>()
            .ToImmutableArray();
        using (var batch = store.Begin(Actor.Engine, new RunId($"data check {InstantPattern.General.Format(at)}")))
        {
            foreach (var check in checks) batch.PutDocument(new(Kind, KeyOf(check.Report.Dataset, at)), check, at);
            batch.Commit();
        }
        return new(at, checks, new DataBreachBook(store).Follow(at, books.Tickets, books.Shelf));
    }

    /// <summary>The checks of a dataset known by an instant, from another on, in order.</summary>
    public static ImmutableArray<KeptCheck> Of(FactStore store, string dataset, Instant from, AsOf asOf) =>
        [.. store.ReadDocuments<KeptCheck>(Kind, KeyOf(dataset, from), $"{dataset}@~", asOf).Select(stored => stored.Body)];

    /// <summary>The checks of every dataset that has any.</summary>
    public static ImmutableArray<KeptCheck> All(FactStore store, Instant from, AsOf asOf) =>
        [.. new ContractBook(store).InForce(asOf).Keys.SelectMany(dataset => Of(store, dataset, from, asOf))];

    /// <summary>The last check of each dataset, by dataset.</summary>
    public static ImmutableSortedDictionary<string, KeptCheck> Latest(FactStore store, AsOf asOf)
    {
        var newest = store.DocumentMarks(Kind, asOf).Select(mark => mark.Id).GroupBy(id => id.Key[..id.Key.LastIndexOf('@')])
            .Select(group => group.MaxBy(id => id.Key, StringComparer.Ordinal));
        return newest.Select(id => store.ReadDocument<KeptCheck>(id, asOf)!.Body)
            .ToImmutableSortedDictionary(check => check.Report.Dataset, check => check, StringComparer.Ordinal);
    }

    private KeptCheck? Check(DatasetContract contract, Instant at)
    {
        var read = ContractBook.Read(contract);
        if (new DatasetTables(store).Of(contract.Dataset, at) is not { } table) return null;
        var outcome = CheckContract.Run(new(read, contract.Dataset, [table with { Name = read.Schemas[0].Name }], at));
        return outcome is Outcome<ContractReport>.Done done ? new(done.Value, [.. done.Findings])
            : new(Unmatched(read.Id, read.Version, contract.Dataset, at), [AsFinding(((Outcome<ContractReport>.Refused)outcome).Refusal)]);
    }

    /// <summary>A contract that goes with nothing of its dataset is broken, not passed.</summary>
    private static ContractReport Unmatched(string id, string version, string dataset, Instant at) => new($"{id}@{version}", dataset, at,
        [new(dataset, "", "the contract goes with the data", CheckState.Broken, true, "conformity", null, 0, 0, [])]);

    private static Finding AsFinding(Refusal refusal) => new(refusal.Code, Severity.Error, refusal.What, refusal.Where,
        "it counts as broken");

    private static string KeyOf(string dataset, Instant at) => $"{dataset}@{InstantPattern.General.Format(at)}";
}
