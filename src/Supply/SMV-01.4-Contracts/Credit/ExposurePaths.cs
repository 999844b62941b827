using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Credit;

/// <summary>Simulates every curve and prices every set along each path. Forward of delivery T at t: F₀·exp(e^{−a(T−t)}·Y − v/2), or F₀ +
/// e^{−a(T−t)}·Y where normal, with Y an Ornstein-Uhlenbeck factor of variance σ²(1 − e^{−2at})/2a and v that of the exponent. Wrong way: a
/// default intensity is lognormal with mean one, of logarithm correlated with the market's factor Z: given Z its mean is exp(ρsZ − ρ²s²/2).
/// Each path draws from its own generator, so threads do not matter.</summary>
internal static class ExposurePaths
{
    internal static ImmutableArray<ExposureProfile> Profiles(MeasureExposureInputs inputs, SimulatedBook book)
    {
        var (paths, dates) = (inputs.Simulation.Paths, book.Dates.Length);
        var parties = inputs.Counterparties.Select((party, i) => (party.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var exposures = new double[parties.Count, dates][];
        var market = new double[dates][];
        for (var date = 0; date < dates; date++)
        {
            market[date] = new double[paths];
            for (var party = 0; party < parties.Count; party++) exposures[party, date] = new double[paths];
        }
        var origin = new SeededRandom(inputs.Simulation.Seed);
        Parallel.For(0, paths, path => Walk(book, inputs.Simulation.MarginDays / 365.0, origin.Split((ulong)path),
            (date, z) => market[date][path] = z, (set, date, exposure) => exposures[parties[set.Counterparty], date][path] += exposure));
        return [.. inputs.Counterparties.Select((party, i) =>
            Profile(inputs, book, party, [.. Enumerable.Range(0, dates).Select(date => exposures[i, date])], market))];
    }

    private static void Walk(
        SimulatedBook book, double margin, SeededRandom chance, Action<int, double> atMarket, Action<SimulatedSet, int, double> atExposure)
    {
        var (now, before) = (new CurveFactors(book.Curves), new CurveFactors(book.Curves));
        var (movesNow, movesBefore) = (new double[book.Months.Length], new double[book.Months.Length]);
        for (var date = 0; date < book.Dates.Length; date++)
        {
            var time = SimulatedBook.Years(book.Dates[0], book.Dates[date]);
            if (margin > 0) now.MoveTo(Math.Max(now.Time, time - margin), chance);
            before.CopyFrom(now);
            now.MoveTo(time, chance);
            now.FillMoves(book.Months.AsSpan(), movesNow);
            if (margin > 0) before.FillMoves(book.Months.AsSpan(), movesBefore);
            atMarket(date, now.Market);
            foreach (var set in book.Sets)
            {
                var owed = Value(set, date, movesNow);
                var collateral = date == 0 || set.Master is null ? set.Held : Due(set, margin > 0 ? Value(set, date, movesBefore) : owed);
                atExposure(set, date, Math.Max(0, owed - collateral));
            }
        }
    }

    private static double Value(SimulatedSet set, int date, ReadOnlySpan<double> moves)
    {
        var value = set.Fixed.IsEmpty ? 0 : set.Fixed[date];
        foreach (ref readonly var cell in set.Cells.AsSpan())
            if (date < cell.FirstGone) value += cell.Value(moves);
        return value;
    }

    // Collateral that the master lets either side ask for; what is held and due less than the minimum transfer away stays.
    private static double Due(SimulatedSet set, double owed)
    {
        var (theirs, ours) = ((double)set.Master!.ThresholdTheirs.Value, (double)set.Master.ThresholdOurs.Value);
        var due = owed > theirs ? owed - theirs : owed < -ours ? owed + ours : 0;
        return Math.Abs(due - set.Held) < (double)set.Master.MinimumTransfer.Value ? set.Held : due;
    }

    private static ExposureProfile Profile(
        MeasureExposureInputs inputs, SimulatedBook book, Counterparty party, double[][] exposures, double[][] market)
    {
        var correlation = inputs.Simulation.WrongWay.FirstOrDefault(each => each.Counterparty == party.Id)?.Correlation ?? 0;
        var tilt = correlation * inputs.Simulation.IntensityVolatility;
        var intensity = inputs.Policy.Ratings.First(terms => terms.Rating == party.Rating).DefaultsAYear;
        var (plain, tilted) = (0.0, 0.0);
        var points = ImmutableArray.CreateBuilder<ExposurePoint>(book.Dates.Length);
        for (var date = 0; date < book.Dates.Length; date++)
        {
            var sorted = exposures[date].ToArray();
            Array.Sort(sorted);
            var mean = Statistics.Mean(exposures[date]);
            points.Add(new(book.Dates[date], new(mean), new(Quantile.OfSorted(sorted, 0.95)), new(Quantile.OfSorted(sorted, 0.99))));
            if (date == 0) continue;
            var defaulting = Math.Exp(-intensity * SimulatedBook.Years(book.Dates[0], book.Dates[date - 1]))
                - Math.Exp(-intensity * SimulatedBook.Years(book.Dates[0], book.Dates[date]));
            plain += defaulting * mean;
            tilted += defaulting * exposures[date].Zip(market[date], (usd, z) => usd * Math.Exp(tilt * z - tilt * tilt / 2)).Average();
        }
        return new(party.Id, points.ToImmutable(), plain > 0 ? tilted / plain : 1, new(inputs.Policy.LossGivenDefault * tilted));
    }
}
