using System.Collections.Immutable;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Desks;

/// <summary>SMV-01.7: the month's deferral, interest and factor.</summary>
public static class RecoveryDesk
{
    /// <summary>Closes the month before the session's day: its days' entries, and what later statements changed. A true-up counts by the
    /// date it is booked on, which is the day its statement became known, or the first open one after it; where that month was closed
    /// without it, the next closing takes it. A closed month stays as it is.</summary>
    public static void CloseMonth(DeskSession desk)
    {
        var month = desk.Day.Date.PlusMonths(-1);
        var (first, last) = (new OperatingDay(month), new OperatingDay(month.PlusMonths(1).PlusDays(-1)));
        var journals = desk.FindAll<DailyJournals>(nameof(DailyJournals), first.ToString(), last.ToString());
        var (before, sales) = (Before(desk, month), Mwh.Zero);
        foreach (var day in journals.Select(entry => entry.Day))
        {
            desk.Day = day;
            sales += new Mwh(SettlementDesk.MeteredLoad(desk).Values.Sum()) * (1 - desk.Profile.RetailLossFraction);
        }

        var closing = desk.Take(Supply.Recovery.CloseMonth.Run(new(
            month, desk.Clock, desk.Profile.Clause, before, [.. journals.SelectMany(entry => entry.Journals)],
            new Mwh(decimal.Round(sales.Value, 3)), journals.Length, Period.DaysBetween(first.Date, last.Date) + 1)
        {
            TrueUps = TrueUps(desk, before, last),
        }));
        desk.Save(nameof(RecoveryMonth), KeyOf(month), closing);
    }

    /// <summary>True when the month was closed by the session's clock.</summary>
    public static bool IsClosed(DeskSession desk, OperatingDay month) =>
        desk.Find<RecoveryMonth>(nameof(RecoveryMonth), KeyOf(month.Date)) is not null;

    private static ImmutableArray<Journal> TrueUps(DeskSession desk, ImmutableArray<RecoveryMonth> before, OperatingDay last)
    {
        var taken = before.SelectMany(month => month.TrueUps).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. desk.FindAll<StatementTrueUp>(nameof(StatementTrueUp), "", "~").Select(each => each.TrueUp.Entry).OfType<Journal>()
                .Where(entry => entry.Date >= desk.Profile.Clause.FirstMonth && entry.Date <= last.Date && !taken.Contains(entry.Id)),
        ];
    }

    private static ImmutableArray<RecoveryMonth> Before(DeskSession desk, LocalDate month) =>
        desk.FindAll<RecoveryMonth>(nameof(RecoveryMonth), KeyOf(desk.Profile.Clause.FirstMonth), KeyOf(month.PlusMonths(-1)));

    private static string KeyOf(LocalDate month) => LocalDatePattern.Iso.Format(month);
}
