using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Supply.Settlement.Statements;

/// <summary>A statement that has come in, and what it is to be held against.</summary>
/// <param name="File">Hash of the file it came in.</param>
/// <param name="KeptAt">The clock.</param>
/// <param name="Participant">Us, as the market spells it.</param>
/// <param name="Accounts">Our accounts in the market.</param>
/// <param name="KnownCodes">Charge codes that we have a rule or a title for.</param>
/// <param name="Kept">Every version kept so far of this account, market and day, oldest first.</param>
/// <param name="Expected">Our own totals by charge code, where the day is settled already; empty otherwise.</param>
public sealed record KeepStatementInputs(
    MarketStatement Statement, ContentHash File, Instant KeptAt, string Participant, ImmutableArray<string> Accounts,
    ImmutableArray<string> KnownCodes, ImmutableArray<KeptStatement> Kept, ImmutableArray<ChargeTotal> Expected);

/// <summary>A statement that passed, as one more version.</summary>
/// <param name="Sequence">From 1, over the versions of its account, market and day.</param>
/// <param name="Change">What it bills beyond the version before; the whole of it for the first.</param>
/// <param name="UnknownCodes">Codes that we have no rule for: kept and shown, never guessed.</param>
public sealed record KeptStatement(
    MarketStatement Statement, ContentHash File, int Sequence, Usd Change, ImmutableArray<string> UnknownCodes);

/// <summary>Decides whether a statement is kept as the next version or put into quarantine: a refusal is the reason, and the file stays as
/// it came. Nothing is corrected.</summary>
public static class KeepStatement
{
    private static readonly Usd cent = new(0.01m);

    /// <summary>The kept version with its findings, or the reason for quarantine.</summary>
    public static Outcome<KeptStatement> Run(KeepStatementInputs inputs)
    {
        var statement = inputs.Statement;
        if ((NotOurs(inputs) ?? NotNew(inputs) ?? NotWhole(statement) ?? TurnedSign(inputs)) is { } reason) return reason;
        var unknown = statement.Lines.Select(line => line.Code).Except(inputs.KnownCodes).ToImmutableArray();
        var last = inputs.Kept.LastOrDefault();
        var kept = new KeptStatement(statement, inputs.File, inputs.Kept.Length + 1, statement.Total - (last?.Statement.Total ?? Usd.Zero),
            unknown);
        return Outcome.Of(kept, unknown.Select(code => new Finding("unknown-charge-code", Severity.Warning,
            $"No rule knows the charge {code} ({statement.Line(code)!.Title}), {statement.Line(code)!.Amount}", Where(statement),
            "kept it as it is; it is not checked")).Concat(PreviousFindings(inputs, last?.Statement)));
    }

    private static Refusal? NotOurs(KeepStatementInputs inputs)
    {
        var statement = inputs.Statement;
        if (statement.Participant != inputs.Participant || !inputs.Accounts.Contains(statement.Account))
            return Quarantine("another-participant", statement,
                $"It bills {statement.Participant}, account {statement.Account}; we are {inputs.Participant}, "
                + $"account {string.Join(", ", inputs.Accounts)}", "Send it back to the market; it is not ours to read.");
        if (inputs.Kept.FirstOrDefault(kept => !IsOfOneChain(kept.Statement, statement)) is { } other)
            return Quarantine("another-day", statement, $"Version {other.Statement.StatementId} is of another day, market or account",
                "Give the versions of this account, market and day.");
        return statement.PublishedAt > inputs.KeptAt ? Quarantine("not-known-yet", statement,
            $"It was published at {statement.PublishedAt}, after the clock {inputs.KeptAt}", "Keep it when it is known.") : null;
    }

    private static Refusal? NotNew(KeepStatementInputs inputs)
    {
        var statement = inputs.Statement;
        if (inputs.Kept.FirstOrDefault(kept => kept.File == inputs.File) is { } same)
            return Quarantine("same-file-twice", statement, $"The same file is kept already, as version {same.Sequence}",
                "Nothing is to be done.");
        if (inputs.Kept.LastOrDefault(kept => kept.Statement.Version >= statement.Version) is not { } newer) return null;
        return newer.Statement.Version == statement.Version
            ? Quarantine("same-version-twice", statement, $"Version {statement.Version} is kept already, with other content",
                "Ask the market which of the two holds.")
            : Quarantine("older-version", statement, $"Version {newer.Statement.Version} is kept, this one is {statement.Version}",
                "An older version is not put over a newer one; ask the market if it was meant to.");
    }

    private static Refusal? NotWhole(MarketStatement statement)
    {
        if (statement.Lines.GroupBy(line => line.Code).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return Quarantine("duplicate-charge", statement, $"The charge {twice.Key} stands twice", "Fetch the file again.");
        var day = MarketCalendar.Named(statement.Market).WholeDay(statement.OperatingDay);
        foreach (var line in statement.Lines)
            if (line.Intervals is { } series && (series.Start != day.Start || series.End != day.End))
                return Quarantine("interval-count", statement,
                    $"{line.Code} has {series.Count} intervals of {series.Step.TotalMinutes} minutes from {series.Start}; the day "
                    + $"runs from {day.Start} to {day.End}, {day.Length / series.Step:0} of them",
                    "A 24-hour file for a day of 23 or 25 hours loses or invents one: fetch the file again.");
            else if (line.Intervals is { } values && line.Unit == Usd.Unit
                && Math.Abs(values.Values.Sum() - line.Amount.Value) > cent.Value / 2 * (values.Count + 1))
                return Quarantine("intervals-do-not-add", statement,
                    $"The intervals of {line.Code} add up to {values.Values.Sum()}, its amount is {line.Amount}", "Fetch the file again.");
        var added = statement.Lines.Aggregate(Usd.Zero, (sum, line) => sum + line.Amount);
        return Math.Abs((added - statement.Total).Value) <= cent.Value / 2 * (statement.Lines.Length + 1) ? null
            : Quarantine("totals-do-not-add", statement, $"The charges add up to {added}, the total is {statement.Total}",
                "Fetch the file again, or dispute the total.");
    }

    /// <summary>A file whose every sign is turned: its charges are close to the opposite of what they should be, and far from that
    /// itself.</summary>
    private static Refusal? TurnedSign(KeepStatementInputs inputs)
    {
        var (name, reference) = !inputs.Expected.IsEmpty
            ? ("our own computation", inputs.Expected.ToDictionary(total => total.Code, total => total.Billed.Value))
            : ("the version before", inputs.Kept.LastOrDefault()?.Statement.Lines.ToDictionary(line => line.Code, line => line.Amount.Value)
                ?? []);
        var shared = inputs.Statement.Lines.Where(line => reference.ContainsKey(line.Code)).ToList();
        var size = shared.Sum(line => Math.Abs(reference[line.Code]));
        var opposite = shared.Sum(line => Math.Abs(line.Amount.Value + reference[line.Code]));
        var same = shared.Sum(line => Math.Abs(line.Amount.Value - reference[line.Code]));
        return size > 0 && opposite < size / 4 && same > size ? Quarantine("sign-flipped", inputs.Statement,
            $"Its charges are the opposite of {name}: {shared.Sum(line => line.Amount.Value)} against "
            + $"{shared.Sum(line => reference[line.Code])}", "Turn the sign at the gateway (a charge to us is positive), or ask.")
            : null;
    }

    private static IEnumerable<Finding> PreviousFindings(KeepStatementInputs inputs, MarketStatement? last)
    {
        var statement = inputs.Statement;
        if (statement.PreviousTotals.LastOrDefault() is { } told)
        {
            if (Math.Abs((statement.Total - told.Total - statement.NetAmount).Value) > cent.Value)
                yield return new("net-does-not-add", Severity.Warning,
                    $"The total {statement.Total} less {told.Total} billed before is not the net amount {statement.NetAmount}",
                    Where(statement), "kept both as stated");
            if (last is null || last.Version != told.Version || Math.Abs((last.Total - told.Total).Value) > cent.Value)
                yield return new("previous-differs", Severity.Warning,
                    $"It recalls {told.Total} of version {told.Version}; kept is "
                    + $"{(last is null ? "none" : $"{last.Total} of {last.Version}")}",
                    Where(statement), "kept it; a version between may be missing");
        }
    }

    private static bool IsOfOneChain(MarketStatement a, MarketStatement b) =>
        (a.Market, a.MarketType, a.Account, a.OperatingDay) == (b.Market, b.MarketType, b.Account, b.OperatingDay);

    private static Refusal Quarantine(string code, MarketStatement statement, string what, string remedy) =>
        new(code, what, Where(statement), remedy);

    private static string Where(MarketStatement statement) =>
        $"{statement.StatementId}, {statement.Market} {statement.MarketType} {statement.OperatingDay}";
}
