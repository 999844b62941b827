using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Recovery.Filing;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Recovery.Filing;
using Busbar.Supply.Settlement.Booking;
using Busbar.Supply.Settlement.Engine;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Desks;

/// <summary>Opens a filed number: through the filing's formulas to the month's accounts, the day's journal, the hours and lines of our
/// statement, down to meter read and price. A year holds millions of lines, so a day's journal is a link, <c>/explain/journal/…</c>, save
/// on the day that is asked for.</summary>
/// <param name="store">Where everything lies.</param>
/// <param name="asOf">The two clocks.</param>
/// <param name="whole">The day that is opened the whole way down; null for none.</param>
internal sealed class Lineage(FactStore store, AsOf asOf, OperatingDay? whole)
{
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);

    /// <summary>The working of a filing's number.</summary>
    public Outcome<Explain> OfFiling(RecoveryFiling filing, string id)
    {
        var numbers = FilingNumbers.Of(filing.Dataset).OrThrow();
        return numbers.TryFind(id, out var number) ? Number(filing, numbers, number) : new Refusal("unknown-number",
            $"The filing {filing.Key()} has no number '{id}'", id, "Name a number of the filing: factor, balance, cost.555.2025-10.");
    }

    /// <summary>The working of what a day posted to an account; the account may be empty for all of them.</summary>
    public Outcome<Explain> OfJournal(OperatingDay day, string account)
    {
        if (store.ReadDocument<DailyJournals>(new(nameof(DailyJournals), day.ToString()), asOf) is not { } stored)
            return new Refusal("nothing-to-explain", $"There are no entries of {day} at that time", $"{day}",
                $"Run the day (busbar run --from {day} --to {day}), or look at a later time.");
        var postings = stored.Body.Journals.SelectMany(journal => journal.Postings)
            .Where(posting => account.Length == 0 || posting.Account.Number == account).ToImmutableArray();
        if (postings.IsEmpty)
            return new Refusal("unknown-account", $"{day} posts nothing to account '{account}'", account, "Name an account of the entry.");
        var hours = new StatementHours(store, day, asOf);
        return new Explain($"{(account.Length == 0 ? "entries" : $"account {account}")} of {day}",
            Print(postings.Sum(posting => posting.Amount.Value)), "USD", $"Σ of {postings.Length} postings",
            $"DailyJournals {day}, known {stored.KnownAt}, hash {stored.Hash.Hex[..12]}",
            [.. postings.Select(posting => Of(posting, day, hours))]);
    }

    private Explain Number(RecoveryFiling filing, FilingNumbers numbers, FilingNumber number)
    {
        var value = Print(number.Value);
        if (!shown.Add(number.Id)) return Explain.Leaf(number.Words, value, number.Unit, $"{number.Id}, shown above");
        if (number.Expression is { } expression)
            return new(number.Words, value, number.Unit, $"{number.Id} = {Words(expression)}", number.Source,
                [.. Named(expression).Distinct().Select(id => Number(filing, numbers, numbers[id]))]);
        return filing.IsOfStore && number.Id.Split('.') is ["cost", var account, var m]
            && YearMonthPattern.Iso.Parse(m) is { Success: true, Value: var month }
            ? new(number.Words, value, number.Unit, "Σ of the days' postings and of later statements' true-ups", number.Source,
                [.. Days(account, month), .. TrueUps(account, filing.Months.Where(each => each.Month == month.OnDayOfMonth(1)))])
            : Explain.Leaf(number.Words, value, number.Unit, number.Source);
    }

    private ImmutableArray<Explain> Days(string account, YearMonth month)
    {
        var first = month.OnDayOfMonth(1);
        return
        [
            .. new SupplyReads(store).OfDays<DailyJournals>(new(first), new(first.PlusMonths(1).PlusDays(-1)), asOf).Select(day =>
                (day.Body.Day, Amount: day.Body.Journals.SelectMany(journal => journal.Postings)
                    .Where(posting => posting.Account.Number == account).Sum(posting => posting.Amount.Value)))
                .Where(day => day.Amount != 0).Select(day => day.Day == whole ? OfJournal(day.Day, account).OrThrow()
                    : Explain.Leaf($"account {account} of {day.Day}", Print(day.Amount), "USD", $"/explain/journal/{day.Day}/{account}")),
        ];
    }

    /// <summary>What later statements changed in an account of a month: each charge as billed, less what was booked of it before.</summary>
    private IEnumerable<Explain> TrueUps(string account, IEnumerable<RecoveryMonth> months)
    {
        var book = new StatementBook(store);
        foreach (var each in book.TrueUpsOf(months, asOf))
        {
            var entry = each.TrueUp.Entry!;
            var statement = book.OfDay(each.Day, asOf).Select(kept => kept.Statement).First(kept => kept.StatementId == each.StatementId);
            ImmutableArray<Explain> charges =
            [
                .. each.TrueUp.Differences.Zip(entry.Postings).Where(pair => pair.Second.Account.Number == account).Select(pair =>
                {
                    var (code, change) = pair.First;
                    var billed = statement.Line(code)?.Amount.ToCents() ?? Usd.Zero;
                    return new Explain($"{account} {pair.Second.Reference}", Print(change.Value), "USD", "billed − booked before",
                        entry.Id, [
                            Explain.Leaf($"{code} billed", Print(billed.Value), "USD", $"statement {each.StatementId}"),
                            Explain.Leaf($"{code} booked before", Print((billed - change).Value), "USD",
                                $"/explain/settlement/{each.Day}/{code} and true-ups before"),
                        ]);
                }),
            ];
            if (!charges.IsEmpty)
                yield return new($"account {account}, {entry.Id}", Print(charges.Sum(charge => decimal.Parse(charge.Value,
                    CultureInfo.InvariantCulture))), "USD", $"Σ of {charges.Length} charges",
                    $"booked {entry.Date:uuuu-MM-dd}, known when statement {each.StatementId} was kept", charges);
        }
    }

    private static Explain Of(Posting posting, OperatingDay day, StatementHours hours)
    {
        var value = Print(posting.Amount.Value);
        var name = $"{posting.Account.Number} {posting.Reference}";
        if (hours.Of(posting) is { IsEmpty: false } because)
            return new(name, value, "USD", $"Σ of {because.Length} hours of our statement, in cents that sum to its total",
                "FERC Order No. 668", because);
        var source = posting.Reference.Split(' ') switch
        {
            ["statement", ..] => $"/explain/settlement/{day}/total",
            ["contract", var id, ..] => $"ContractPerformance {day}/{id}: delivered energy at the contract's price",
            _ => posting.Reference,
        };
        return Explain.Leaf(name, value, "USD", source);
    }

    private static IEnumerable<string> Named(FilingExpression expression) => expression switch
    {
        FilingExpression.Reference reference => [reference.Id],
        FilingExpression.Operation operation => Named(operation.Left).Concat(Named(operation.Right)),
        FilingExpression.Fold fold => fold.Parts.SelectMany(Named),
        FilingExpression.Rounded rounded => Named(rounded.Of),
        FilingExpression.Choice choice => new[] { choice.Left, choice.Right, choice.Then, choice.Else }.SelectMany(Named),
        _ => [],
    };

    private static string Words(FilingExpression expression) => expression switch
    {
        FilingExpression.Reference reference => reference.Id,
        FilingExpression.Constant constant => Print(constant.Value),
        FilingExpression.Operation operation => $"({Words(operation.Left)} {Sign(operation.Operator)} {Words(operation.Right)})",
        FilingExpression.Fold fold => $"{fold.Function.ToString().ToLowerInvariant()}({string.Join(", ", fold.Parts.Select(Words))})",
        FilingExpression.Rounded rounded => $"round({Words(rounded.Of)}, {rounded.Digits})",
        FilingExpression.Choice choice => $"if {Words(choice.Left)} {choice.Comparison} {Words(choice.Right)}: {Words(choice.Then)}, "
            + $"else {Words(choice.Else)}",
        _ => "",
    };

    private static char Sign(FilingOperator how) => how switch
    {
        FilingOperator.Add => '+', FilingOperator.Subtract => '−', FilingOperator.Multiply => '×', _ => '÷',
    };

    private static string Print(decimal value) => value.ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary>The hours of net purchase and sale behind a market posting, each with its statement lines down to the meter.</summary>
    private sealed class StatementHours
    {
        private readonly Lazy<(NettedDay Netted, ILookup<(ChargeBooking, Instant), Explain> Lines)?> day;

        public StatementHours(FactStore store, OperatingDay of, AsOf asOf) => day = new(() =>
            new SupplyReads(store).OfDay<ShadowStatement>(of, asOf)?.Body is not { } statement
            || Explanations.Of(store, "settlement", $"{of}/total", asOf) is not Outcome<Explain>.Done { Value: var total } ? null
                : (NetHourly.Run(statement.Lines), LinesOf(statement, total)));

        /// <summary>The hours; none for a posting of another kind.</summary>
        public ImmutableArray<Explain> Of(Posting posting) => posting.Reference.Split(' ', 3) is not ["statement", _, var what]
            || day.Value is not { } found ? [] : what.Split(',')[0] switch
        {
            "day-ahead purchases" => Hours(found.Netted.DayAhead.Purchases, found.Lines, isDayAhead: true),
            "day-ahead sales" => Hours(found.Netted.DayAhead.Sales, found.Lines, isDayAhead: true),
            "real-time purchases" => Hours(found.Netted.RealTime.Purchases, found.Lines, isDayAhead: false),
            "real-time sales" => Hours(found.Netted.RealTime.Sales, found.Lines, isDayAhead: false),
            _ => [],
        };

        private static ImmutableArray<Explain> Hours(
            ImmutableArray<NettedHour> hours, ILookup<(ChargeBooking, Instant), Explain> lines, bool isDayAhead) =>
        [
            .. hours.Select(hour =>
            {
                IEnumerable<Explain> At(ChargeBooking booking) => lines[(booking, hour.Interval.Start)];
                ImmutableArray<Explain> because = isDayAhead
                    ? [.. At(ChargeBooking.DayAheadEnergy), .. At(ChargeBooking.DayAhead)]
                    : [.. At(ChargeBooking.RealTimeEnergy), .. At(ChargeBooking.RealTime)];
                return new Explain($"hour from {hour.Interval.Start}", Print(hour.Amount.Value), "USD",
                    $"Σ of {because.Length} lines, net {Print(hour.Energy.Value)} MWh", "our statement, netted by hour", because);
            }),
        ];

        // The working of the day holds each charge's assets, and each asset's lines in the statement's order.
        private static ILookup<(ChargeBooking, Instant), Explain> LinesOf(ShadowStatement statement, Explain total)
        {
            var lines = statement.Lines.ToLookup(line => $"{line.Code}/{line.Asset}");
            return total.Because.SelectMany(charge => charge.Because).SelectMany(asset => lines[asset.Name].Zip(asset.Because))
                .ToLookup(pair => (ChargeCodes.ByCode(pair.First.Code)!.Booking, HourOf(pair.First.Interval.Start)), pair => pair.Second);
        }

        private static Instant HourOf(Instant start) => Instant.FromUnixTimeSeconds(start.ToUnixTimeSeconds() / 3600 * 3600);
    }
}
