using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Handoffs.Recovery.Form1;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Recovery.Eqr;
using Busbar.Supply.Recovery.Form1;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Recovery;

/// <summary>The Electric Quarterly Report of the newest quarter, what was filed before, and Form 1's pages of its year.</summary>
public static class FercTables
{
    // The page and the export of each of its tables show one year: it is built once for what the store holds and the day it is asked on.
    private static readonly ConditionalWeakTable<FactStore,
        ConcurrentDictionary<(AsOf, LocalDate), (StoreMark Mark, Built Built)>> kept = [];
    private const int MostKept = 32;

    private sealed record Built(
        EqrQuarter? Quarter, (EqrFiling? Filing, EqrValidation? Validation, Refusal? Refusal) Report, Form1Year? Year);

    /// <summary>The newest quarter that has settled days; null while none has.</summary>
    public static EqrQuarter? Quarter(ScreenView view) => Of(view).Quarter;

    /// <summary>The quarter's report as it would be built now with what the rules say of it, or why it cannot be.</summary>
    public static (EqrFiling? Filing, EqrValidation? Validation, Refusal? Refusal) Report(ScreenView view) => Of(view).Report;

    /// <summary>Form 1's pages of the quarter's year; null while nothing is booked.</summary>
    public static Form1Year? Year(ScreenView view) => Of(view).Year;

    private static Built Of(ScreenView view)
    {
        var (store, known) = (view.Reads.Store, kept.GetValue(view.Reads.Store, _ => []));
        var (mark, key) = (store.Mark(), (view.AsOf, ReadClock.Of(view.AsOf).InUtc().Date));
        if (known.TryGetValue(key, out var made) && made.Mark == mark) return made.Built;
        var built = Newest(view) is { } quarter
            ? new Built(quarter, Build(view, quarter), new FercDesk(store).Year(quarter.Year, view.AsOf)) : new(null, default, null);
        if (known.Count >= MostKept) known.Clear();
        known[key] = (mark, built);
        return built;
    }

    private static EqrQuarter? Newest(ScreenView view) => view.Days.LastOrDefault(day =>
        view.Reads.OfDay<DailyJournals>(day, view.AsOf) is not null) is { Date.Year: > 1 } day
        ? new(day.Date.Year, (day.Date.Month + 2) / 3) : null;

    private static (EqrFiling?, EqrValidation?, Refusal?) Build(ScreenView view, EqrQuarter quarter)
    {
        var book = new EqrBook(view.Reads.Store);
        try
        {
            var filing = book.Build(quarter, "NEW", "", view.AsOf, ReadClock.Of(view.AsOf)).OrThrow();
            return (filing, book.Validate(filing, view.AsOf), null);
        }
        catch (RefusedException refused)
        {
            return (null, null, refused.Refusal);
        }
    }

    /// <summary>Every filing of every quarter.</summary>
    public static ScreenTable Quarters(ScreenView view) => new("eqr-quarters", "Quarterly reports filed",
        [Words("Seller"), Words("Quarter"), Words("Filed"), Words("Type"), Numbers("Contracts", ""), Numbers("Transactions", ""),
            Words("Stands")],
        [
            .. new EqrBook(view.Reads.Store).All(view.AsOf).SelectMany(each => each.Versions.Select(version => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Cid), Cell.Of(each.Quarter.ToString()), Cell.Of(view.Clock.Show(version.FiledAt)), Cell.Of(version.Type),
                Cell.Count(version.Contracts.Rows.Length), Cell.Count(version.Transactions.Rows.Length),
                ReferenceEquals(version, each.InForce) ? Cell.Of("in force").As(Tone.Good) : Cell.Of("superseded, kept").As(Tone.Faint),
            ])),
        ]);

    /// <summary>What breaks a rule in the report that would be built.</summary>
    public static ScreenTable EqrFindings(ScreenView view) => new("eqr-findings", "Rules the report breaks",
        [Words("Rule"), Words("Severity"), Words("Where"), Words("What")],
        [
            .. (Report(view).Validation?.Findings ?? []).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Code), Cell.Of(each.Severity.ToString().ToLowerInvariant()).As(each.Severity == Severity.Error ? Tone.Bad
                    : Tone.Plain), Cell.Of(each.Where), Cell.Of(each.What),
            ]),
        ]);

    /// <summary>Page 397.</summary>
    public static ScreenTable Settlements(ScreenView view) => new("form1-397", "Form 1, page 397: ISO settlement statements",
        [
            Words("From January to"), Numbers("Net purchases", "USD"), Numbers("Net sales", "USD"), Numbers("Transmission rights", "USD"),
            Numbers("Ancillary services", "USD"), Numbers("Other", "USD"), Numbers("Total owed", "USD"),
        ],
        [
            .. (Year(view)?.Settlements ?? []).Select(page => (ImmutableArray<Cell>)
            [
                Cell.Of($"{page.Through:uuuu-MM-dd}"), Cell.Of(page.NetPurchases.Value, 2), Cell.Of(page.NetSales.Value, 2),
                Cell.Of(page.TransmissionRights.Value, 2), Cell.Of(page.AncillaryServices.Value, 2),
                Cell.Of(page.Others.Sum(item => item.Amount.Value), 2), Cell.Of(page.Total.Value, 2),
            ]),
        ], IsMain: true);

    /// <summary>Page 326.</summary>
    public static ScreenTable Purchases(ScreenView view) =>
        Counterparties("form1-326", "Form 1, page 326: purchased power", Year(view)?.Purchases ?? []);

    /// <summary>Page 310.</summary>
    public static ScreenTable Resales(ScreenView view) =>
        Counterparties("form1-310", "Form 1, page 310: sales for resale", Year(view)?.Resales ?? []);

    /// <summary>What should tie, with its difference as it is.</summary>
    public static ScreenTable Identities(ScreenView view) => new("form1-identities", "Reconciliation",
        [Words("Identity"), Words("Where"), Numbers("Shown", "USD"), Numbers("Expected", "USD"), Numbers("Difference", "USD"),
            Words("Verdict")],
        [
            .. (Year(view)?.Check.Identities ?? []).Where(each => !each.Rule.EndsWith(".ROW", StringComparison.Ordinal)
                || each.Verdict != IdentityVerdict.Ties).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Rule), Cell.Of(each.Where), Cell.Of(each.Shown.Value, 2), Cell.Of(each.Expected.Value, 2),
                Cell.Of(each.Difference.Value, 2), each.Verdict == IdentityVerdict.Ties ? Cell.Of("ties").As(Tone.Good)
                    : Cell.Of(each.Verdict == IdentityVerdict.Differs ? "differs" : "rounding").As(Tone.Bad),
            ]),
        ]);

    private static ScreenTable Counterparties(string name, string title, ImmutableArray<CounterpartyRow> rows) => new(name, title,
        [Words("Counterparty"), Words("Class"), Numbers("Energy", "MWh"), Numbers("Demand", "USD"), Numbers("Energy charge", "USD"),
            Numbers("Other", "USD"), Numbers("Total", "USD")],
        [
            .. rows.Select(row => (ImmutableArray<Cell>)
            [
                Cell.Of(row.Counterparty), Cell.Of(row.Class), Cell.Of(row.Energy.Value, 3), Cell.Of(row.Demand.Value, 2),
                Cell.Of(row.EnergyCharge.Value, 2), Cell.Of(row.Other.Value, 2), row.Total is { } total ? Cell.Of(total.Value, 2)
                    : Cell.Empty,
            ]),
        ]);
}
