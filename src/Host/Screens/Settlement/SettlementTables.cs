using System.Collections.Immutable;
using Busbar.Host.Screens.Shell;
using Busbar.Supply.Handoffs.Settlement;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Settlement;

/// <summary>The tables of the settlement page.</summary>
public static class SettlementTables
{
    /// <summary>Our statement against the ISO's, one row a day.</summary>
    public static ScreenTable Days(ScreenView view)
    {
        ImmutableArray<Column> columns =
        [
            Words("Day"),
            Words("Statement"),
            Numbers("Ours", "USD"),
            Numbers("ISO", "USD"),
            Numbers("Difference", "USD"),
            Numbers("Lines", ""),
            Numbers("In variance", ""),
            Words("Against"),
        ];
        if (view.First is not { } first || view.Last is not { } last)
            return new("settlement-days", "Statements by day", columns, []);
        return new(
            "settlement-days",
            "Statements by day",
            columns,
            [
                .. view
                    .Reads.OfDays<Reconciliation>(first, last, view.AsOf)
                    .Select(stored => stored.Body)
                    .Select(body =>
                        (ImmutableArray<Cell>)
                            [
                                Cell.Of(body.Day.ToString(), view.Link("/supply/settlement", ("day", body.Day.ToString()))),
                                Cell.Of(body.StatementType),
                                Cell.Of(body.ShadowTotal.Value, 2, view.Explain("settlement", $"{body.Day}/total")),
                                Cell.Of(body.IsoTotal.Value, 2),
                                Cell.Of((body.IsoTotal - body.ShadowTotal).Value, 2),
                                Cell.Count(body.LinesCompared),
                                Cell.Count(body.Variances.Length).As(body.Variances.IsEmpty ? Tone.Plain : Tone.Bad),
                                Cell.Of(body.IsAgainstSimulation ? "simulated statement" : "ISO statement"),
                            ]
                    ),
            ]
        );
    }

    /// <summary>One total a charge code: exact, as billed, and the rounding kept visible.</summary>
    public static ScreenTable Totals(ScreenView view)
    {
        ImmutableArray<Column> columns =
        [
            Words("Code"),
            Words("Charge"),
            Numbers("Lines", ""),
            Numbers("Exact", "USD"),
            Numbers("Billed", "USD"),
            Numbers("Residue", "USD"),
        ];
        if (Statement(view) is not { } body)
            return new("charge-totals", "Totals by charge code", columns, []);
        return new(
            "charge-totals",
            "Totals by charge code",
            columns,
            [
                .. body.Totals.Select(total =>
                    (ImmutableArray<Cell>)
                        [
                            Cell.Of(total.Code, view.Link("/supply/settlement", ("day", body.Day.ToString()), ("q", total.Code))),
                            Cell.Of(total.Title),
                            Cell.Count(body.Lines.Count(line => line.Code == total.Code)),
                            Cell.Of(total.Exact.Value, 4),
                            Cell.Of(total.Billed.Value, 2, view.Explain("settlement", $"{body.Day}/{total.Code}")),
                            Cell.Of(total.Residue.Value, 4),
                        ]
                ),
            ]
        );
    }

    /// <summary>Every line of our statement.</summary>
    public static ScreenTable Lines(ScreenView view)
    {
        ImmutableArray<Column> columns =
        [
            Words("Code"),
            Words("Asset"),
            Words("Location"),
            Words("Hour"),
            Numbers("Quantity", ""),
            Words("Unit"),
            Numbers("Rate", "USD/unit"),
            Numbers("Amount", "USD"),
        ];
        if (Statement(view) is not { } body)
            return new("settlement-lines", "Statement lines", columns, [], true);
        return new(
            "settlement-lines",
            "Statement lines",
            columns,
            [
                .. body.Lines.Select(line =>
                {
                    var label = view.Clock.Label(line.Interval.Start);
                    return (ImmutableArray<Cell>)
                        [
                            Cell.Of(line.Code),
                            Cell.Of(line.Asset),
                            Cell.Of(line.Location),
                            Cell.Of(label),
                            Cell.Of(line.Quantity.Value, 3),
                            Cell.Of(line.Quantity.Unit),
                            Cell.Of(line.Rate.Value, 2),
                            Cell.Of(line.Amount.Value, 4, view.Explain("settlement", $"{body.Day}/{line.Code}/{line.Asset}/{label}")),
                        ];
                }),
            ],
            true
        );
    }

    /// <summary>Every line that differs from the ISO's, with its likely cause.</summary>
    public static ScreenTable Variances(ScreenView view)
    {
        ImmutableArray<Column> columns =
        [
            Words("Code"),
            Words("Asset"),
            Words("Hour"),
            Numbers("Ours", "USD"),
            Numbers("ISO", "USD"),
            Numbers("Difference", "USD"),
            Words("Cause"),
            Words("Evidence"),
        ];
        var body = view.Day is { } day ? view.Reads.OfDay<Reconciliation>(day, view.AsOf)?.Body : null;
        return new(
            "variances",
            "Lines in variance",
            columns,
            [
                .. (body?.Variances ?? []).Select(line =>
                {
                    var label = view.Clock.Label(line.Interval.Start);
                    return (ImmutableArray<Cell>)
                        [
                            Cell.Of(line.Code),
                            Cell.Of(line.Asset),
                            Cell.Of(label),
                            Cell.Of(line.Shadow.Value, 2, view.Explain("settlement", $"{body!.Day}/{line.Code}/{line.Asset}/{label}")),
                            Cell.Of(line.Iso.Value, 2),
                            Cell.Of(line.Difference.Value, 2).As(Tone.Bad),
                            Cell.Of(CauseName(line.Cause)),
                            Cell.Of(line.Evidence),
                        ];
                }),
            ]
        );
    }

    /// <summary>The day's postings.</summary>
    public static ScreenTable Postings(ScreenView view)
    {
        ImmutableArray<Column> columns =
        [
            Words("Journal"),
            Words("Account"),
            Words("Title"),
            Numbers("Debit", "USD"),
            Numbers("Credit", "USD"),
            Words("Reference"),
        ];
        var body = view.Day is { } day ? view.Reads.OfDay<DailyJournals>(day, view.AsOf)?.Body : null;
        var rows = (body?.Journals ?? []).SelectMany(journal => journal.Postings.Select(posting => PostingRows.Of(journal.Id, posting)));
        return new("postings", "Journal postings", columns, [.. rows]);
    }

    private static ShadowStatement? Statement(ScreenView view) =>
        view.Day is { } day ? view.Reads.OfDay<ShadowStatement>(day, view.AsOf)?.Body : null;

    internal static string CauseName(VarianceCause cause) =>
        cause switch
        {
            VarianceCause.MissingLine => "missing line",
            VarianceCause.MissingHour => "missing hour",
            VarianceCause.UnexpectedLine => "unexpected line",
            VarianceCause.Meter => "meter",
            VarianceCause.Award => "award",
            VarianceCause.PriceVersion => "price version",
            VarianceCause.Sign => "sign",
            VarianceCause.Rounding => "rounding",
            VarianceCause.Unexplained => "unexplained",
            _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "A variance has one of nine causes."),
        };
}
