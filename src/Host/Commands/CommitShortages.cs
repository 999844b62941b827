using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Host.Commands;

/// <summary>Says why a schedule is short: what is asked for, what the hour could give at most (at least), and so which kind of limit is in
/// the
/// way.</summary>
internal static class CommitShortages
{
    /// <summary>One sentence.</summary>
    public static string Why(CommitmentCase given, CaseShortage shortage) => shortage.Kind switch
    {
        ShortageKind.Energy => OfMost(given, shortage.Hour, "load", given.DemandMw[shortage.Hour]),
        ShortageKind.Surplus => OfLeast(given, shortage.Hour),
        ShortageKind.Spinning => OfMost(given, shortage.Hour, "load and spinning reserve", given.DemandMw[shortage.Hour]
            + given.SpinningMw[shortage.Hour]),
        ShortageKind.Operating =>
            FormattableString.Invariant($"operating reserve of {given.OperatingMw[shortage.Hour]:N1} MW: headroom and ")
            + "quick-start power together fall short",
        ShortageKind.Downward => FormattableString.Invariant($"downward reserve of {given.DownwardMw[shortage.Hour]:N1} MW: ")
            + "units on stand too near their minima",
        ShortageKind.Budget =>
            FormattableString.Invariant($"the limit of {given.Budgets.First(budget => budget.Name == shortage.Budget).Limit:N1} ")
            + "cannot be kept while load is served",
        _ => throw new ArgumentOutOfRangeException(nameof(shortage)),
    };

    private static string OfMost(CommitmentCase given, int hour, string what, double askedMw)
    {
        var most = given.Thermal.Sum(unit => MostOf(unit, hour)) + given.Renewable.Sum(plant => plant.MaxMw[hour])
            + given.Storage.Sum(store => store.DischargeMw);
        return FormattableString.Invariant($"{what} of {askedMw:N1} MW; all that is available gives {most:N1} MW: ")
            + (askedMw > most ? "capacity" : "ramps, minimum times, starts or the state before keep units away");
    }

    private static string OfLeast(CommitmentCase given, int hour)
    {
        var least = given.Thermal.Where(unit => unit.IsMustRun).Sum(unit => unit.MinMw) + given.Renewable.Sum(plant => plant.MinMw[hour]);
        return FormattableString.Invariant($"load of {given.DemandMw[hour]:N1} MW; what must run gives {least:N1} MW at the least: ")
            + (given.DemandMw[hour] < least ? "must-run" : "ramps, minimum times or the state before keep units on");
    }

    private static double MostOf(CaseThermal unit, int hour)
    {
        var mw = unit.AvailableMw.IsEmpty ? unit.MaxMw : unit.AvailableMw[hour];
        return mw < unit.MinMw ? 0 : mw;
    }
}
