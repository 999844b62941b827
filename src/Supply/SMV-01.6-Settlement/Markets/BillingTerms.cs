using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>What the terms of every market are made of: determinants by whose they are and how they stand for other intervals, and counts
/// of the calendar.</summary>
internal static class BillingTerms
{
    public const string MwHour = "MW-h";

    public static Formula DaysInMonth { get; } = new Formula.FromCalendar(CalendarCount.DaysInMonth);

    public static Formula DaysInYear { get; } = new Formula.FromCalendar(CalendarCount.DaysInYear);

    /// <summary>Hours of the interval.</summary>
    public static Formula Hours { get; } = new Formula.FromCalendar(CalendarCount.HoursInInterval);

    /// <summary>Megawatts through the interval.</summary>
    public static Formula Hourly(Formula megawatts) => megawatts * Hours;

    /// <summary>Megawatts provided through the interval, a sale.</summary>
    public static Formula Provided(Formula megawatts) => -Hourly(megawatts);

    /// <summary>A level of the subject's own: megawatts, a rate, a count.</summary>
    public static Determinant Own(string name, string unit) => new(name, unit, Reach.Subject, Bridge.HoldsAndAverages);

    /// <summary>Energy of the subject's own.</summary>
    public static Determinant OwnEnergy(string name) => new(name, Mwh.Unit, Reach.Subject, Bridge.SpreadsAndSums);

    /// <summary>Money of the subject's own.</summary>
    public static Determinant OwnMoney(string name) => new(name, Usd.Unit, Reach.Subject, Bridge.SpreadsAndSums);

    /// <summary>A total of the whole market.</summary>
    public static Determinant Total(string name, string unit) => new(name, unit, Reach.Market, Bridge.SpreadsAndSums);

    /// <summary>A price of the subject's location.</summary>
    public static Determinant Price(string name) => new(name, UsdPerMwh.Unit, Reach.Location, Bridge.HoldsAndAverages);

    /// <summary>A price of capacity that the whole market has.</summary>
    public static Determinant MarketPrice(string name) => MarketRate(name, $"USD/{MwHour}");

    /// <summary>A rate that the whole market has, in a unit of its own.</summary>
    public static Determinant MarketRate(string name, string unit) => new(name, unit, Reach.Market, Bridge.HoldsAndAverages);
}
