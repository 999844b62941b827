using System.Collections.Immutable;
using Busbar.Gateways;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Accruals;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Statements;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>A statement as a gateway read it, with its determinants where the market gives them.</summary>
public sealed record StatementRead(MarketStatement Statement, DeterminantExtract? Determinants);

/// <summary>Who we are to a market: the name and the accounts by which its documents know us.</summary>
public sealed record MarketParticipant(string Market, string Participant, ImmutableArray<string> Accounts);

/// <summary>A file that was not kept: it lies in the store as it came, and the reason stays listed.</summary>
public sealed record QuarantinedStatement(string File, ContentHash Hash, Instant At, Refusal Reason);

/// <summary>What a kept version of a statement changed in the books.</summary>
public sealed record StatementTrueUp(string Market, OperatingDay Day, string StatementId, AccrualTrueUp TrueUp);

/// <summary>A version that was kept.</summary>
/// <param name="TrueUp">What was booked for it; null while the day itself is not booked.</param>
public sealed record KeptVersion(KeptStatement Kept, ImmutableArray<Finding> Findings, StatementTrueUp? TrueUp);

/// <summary>The statements of our markets, every version of each, and what was put into quarantine. A statement that is kept brings the
/// day's books to it; what is not kept stays listed with its reason, and the file as it came.</summary>
public sealed class StatementBook(FactStore store)
{
    /// <summary>Every version kept, by operating day, market, account and sequence.</summary>
    public ImmutableArray<KeptStatement> All(AsOf asOf) => [.. Read(asOf, "", "~").Select(each => each.Body)];

    /// <summary>The versions of an operating day.</summary>
    public ImmutableArray<KeptStatement> OfDay(OperatingDay day, AsOf asOf) =>
        [.. Read(asOf, $"{day}/", $"{day}/~").Select(each => each.Body)];

    /// <summary>Every version of the account, market and day of a statement, oldest first.</summary>
    public ImmutableArray<KeptStatement> Chain(MarketStatement statement, AsOf asOf) =>
        [.. Read(asOf, $"{ChainOf(statement)}/", $"{ChainOf(statement)}/~").Select(each => each.Body)];

    /// <summary>The determinants that came with a version; null when none did.</summary>
    public DeterminantExtract? Determinants(KeptStatement kept, AsOf asOf) =>
        store.ReadDocument<DeterminantExtract>(new(nameof(DeterminantExtract), KeyOf(kept)), asOf)?.Body;

    /// <summary>What is in quarantine, the newest first: files that were not kept since.</summary>
    public ImmutableArray<QuarantinedStatement> Quarantine(AsOf asOf)
    {
        var kept = All(asOf).Select(each => each.File).ToHashSet();
        return
        [
            .. store.ReadDocuments<QuarantinedStatement>(nameof(QuarantinedStatement), "", "~", asOf).Select(each => each.Body)
                .Where(each => !kept.Contains(each.Hash)).OrderByDescending(each => each.At),
        ];
    }

    /// <summary>What the versions kept changed in the books, in the order of days.</summary>
    public ImmutableArray<StatementTrueUp> TrueUps(AsOf asOf, string first = "", string last = "~") =>
        [.. store.ReadDocuments<StatementTrueUp>(nameof(StatementTrueUp), first, last, asOf).Select(each => each.Body)];

    /// <summary>The true-ups that closed months hold in their costs.</summary>
    public ImmutableArray<StatementTrueUp> TrueUpsOf(IEnumerable<RecoveryMonth> months, AsOf asOf)
    {
        var taken = months.SelectMany(month => month.TrueUps).ToHashSet(StringComparer.Ordinal);
        return taken.Count == 0 ? [] : [.. TrueUps(asOf).Where(each => each.TrueUp.Entry is { } entry && taken.Contains(entry.Id))];
    }

    /// <summary>Who we are to a market; null when nobody has said.</summary>
    public MarketParticipant? Us(string market, AsOf asOf) =>
        store.ReadDocument<MarketParticipant>(new(nameof(MarketParticipant), market), asOf)?.Body;

    /// <summary>Writes down who we are to a market.</summary>
    public void Name(MarketParticipant us, Actor who, Instant at)
    {
        using var batch = store.Begin(who, new RunId($"participant {us.Market}"));
        batch.PutDocument(new(nameof(MarketParticipant), us.Market), us, at);
        batch.Commit();
    }

    /// <summary>Keeps a statement as the next version and brings the books to it; what is wrong with it puts it into quarantine.</summary>
    /// <exception cref="RefusedException">Why it is in quarantine; <c>same-file-twice</c> and <c>no-participant</c>, which are not;
    /// <c>duty</c>.</exception>
    public KeptVersion Keep(SourceFile file, Outcome<StatementRead> read, Actor who, Instant at)
    {
        var hash = ContentHash.Of(file.Content.Span);
        if (read is not Outcome<StatementRead>.Done { Value: var (statement, determinants), Findings: var findings })
            throw Quarantined(file, hash, ((Outcome<StatementRead>.Refused)read).Refusal, who, at);
        var us = Us(statement.Market, AsOf.Latest) ?? throw new RefusedException(new("no-participant",
            $"Nobody has said who we are to {statement.Market}", statement.StatementId,
            $"Say it once: busbar settle participant --market {statement.Market} --name NAME --account NUMBER."));
        var outcome = KeepStatement.Run(new(statement, hash, at, us.Participant, us.Accounts,
            [.. ChargeCodes.Of(statement.Market).Select(code => code.Code)], Chain(statement, AsOf.Latest),
            ShadowOf(statement, new(at))?.Totals ?? []));
        if (outcome is not Outcome<KeptStatement>.Done { Value: var kept, Findings: var more })
            throw Quarantined(file, hash, ((Outcome<KeptStatement>.Refused)outcome).Refusal, who, at);
        var trueUp = TrueUpOf(kept, at);
        using var batch = store.Begin(who, new RunId($"statement {KeyOf(kept)}"));
        batch.PutFile(file.Name, file.Content);
        batch.PutDocument(new(nameof(KeptStatement), KeyOf(kept)), kept, at);
        if (determinants is not null) batch.PutDocument(new(nameof(DeterminantExtract), KeyOf(kept)), determinants, at);
        if (trueUp is not null) batch.PutDocument(new(nameof(StatementTrueUp), KeyOf(kept)), trueUp, at);
        batch.Commit();
        return new(kept, [.. findings, .. more], trueUp);
    }

    /// <summary>A version against another of its account, market and day.</summary>
    public Outcome<StatementComparison> Compare(KeptStatement before, KeptStatement after, AsOf asOf) =>
        CompareStatements.Run(new(before.Statement, after.Statement, Determinants(before, asOf), Determinants(after, asOf), []));

    /// <summary>Our own computation of a statement's day, where the utility is in that market and the day is settled.</summary>
    public ShadowStatement? ShadowOf(MarketStatement statement, AsOf asOf) => new SupplyReads(store) is var reads
        && reads.Profile(asOf)?.Market == statement.Market ? reads.OfDay<ShadowStatement>(statement.OperatingDay, asOf)?.Body : null;

    private RefusedException Quarantined(SourceFile file, ContentHash hash, Refusal reason, Actor who, Instant at)
    {
        if (reason.Code is not "same-file-twice" && file.Content.Length > 0)
        {
            using var batch = store.Begin(who, new RunId($"quarantine {hash.Hex[..12]}"));
            batch.PutFile(file.Name, file.Content);
            batch.PutDocument(new(nameof(QuarantinedStatement), hash.Hex), new QuarantinedStatement(file.Name, hash, at, reason), at);
            batch.Commit();
        }
        return new RefusedException(reason);
    }

    /// <summary>The books of a day that is booked, brought to a statement: the accrual of our own statement and every true-up since are
    /// what is booked so far of the charges that it or a version before it bills. In closed months nothing is booked: the first open day
    /// takes it.</summary>
    private StatementTrueUp? TrueUpOf(KeptStatement kept, Instant at)
    {
        var (statement, asOf) = (kept.Statement, new AsOf(at));
        if (ShadowOf(statement, asOf) is not { } shadow
            || new SupplyReads(store).OfDay<DailyJournals>(statement.OperatingDay, asOf) is null) return null;
        var codes = Chain(statement, asOf).Select(each => each.Statement).Append(statement).SelectMany(each => each.Lines)
            .Select(line => line.Code).ToHashSet();
        var booked = TrueUps(asOf, $"{ChainOf(statement)}/", $"{ChainOf(statement)}/~").SelectMany(each => each.TrueUp.Differences)
            .Concat(shadow.Totals.Select(total => new ChargeAmount(total.Code, total.Billed))).Where(each => codes.Contains(each.Code))
            .GroupBy(each => each.Code).Select(code => new ChargeAmount(code.Key, new(code.Sum(each => each.Amount.Value))));
        var today = MarketCalendar.Named(statement.Market).DayOf(at).Date;
        var closed = store.ReadDocuments<RecoveryMonth>(nameof(RecoveryMonth), "", "~", asOf)
            .Select(each => each.Body.Month.PlusMonths(1).PlusDays(-1)).DefaultIfEmpty(today.PlusDays(-1)).Max();
        return new(statement.Market, statement.OperatingDay, statement.StatementId, TrueUpAccrual.Run(new(statement.Market,
            statement.OperatingDay, LocalDate.Max(today, closed.PlusDays(1)), statement.StatementId, [.. booked],
            [.. statement.Lines.Select(line => new ChargeAmount(line.Code, line.Amount.ToCents()))], closed)).OrThrow());
    }

    private ImmutableArray<StoredDocument<KeptStatement>> Read(AsOf asOf, string first, string last) =>
        store.ReadDocuments<KeptStatement>(nameof(KeptStatement), first, last, asOf);

    private static string ChainOf(MarketStatement statement) =>
        $"{statement.OperatingDay}/{statement.Market} {statement.MarketType} {statement.Account}";

    private static string KeyOf(KeptStatement kept) => FormattableString.Invariant($"{ChainOf(kept.Statement)}/{kept.Sequence:D3}");
}
