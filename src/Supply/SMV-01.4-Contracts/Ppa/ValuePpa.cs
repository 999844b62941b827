using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Ppa;

/// <summary>Values a physical or a virtual PPA by joint simulation of output, hub price and basis, and says which driver adds what: each
/// path is priced five times on the same draws, one driver more each time, so the pieces sum to the whole.</summary>
public static class ValuePpa
{
    private const double Tail = 0.05;

    /// <summary>The value; no findings. Refuses <c>not-a-ppa</c>, <c>impossible-terms</c>, <c>outside-term</c>,
    /// <c>hours-do-not-match</c>, <c>not-a-number</c>, <c>impossible-simulation</c>, <c>missing-index</c>.</summary>
    public static Outcome<PpaValue> Run(ValuePpaInputs inputs)
    {
        var agreement = AgreementOf.Contract(inputs.Contract);
        if (PpaRefusals.Of(inputs, agreement) is { } refusal) return refusal;
        var hours = PpaHours.Of(inputs, agreement);
        var paths = new PpaPath[inputs.Paths];
        var origin = new SeededRandom(inputs.Seed);
        Parallel.For(0, inputs.Paths, path => paths[path] = new PpaWalk(inputs, agreement, hours, origin.Split((ulong)path)).Run());
        return Summary(inputs, paths, hours);
    }

    private static PpaValue Summary(ValuePpaInputs inputs, PpaPath[] paths, PpaHours hours)
    {
        double[] means =
        [
            hours.Intrinsic, paths.Average(path => path.Shape), paths.Average(path => path.Basis), paths.Average(path => path.Curtailment),
            paths.Average(path => path.Volume),
        ];
        var totals = paths.Select(path => path.Volume).ToArray();
        Array.Sort(totals);
        var tail = totals.AsSpan(0, Math.Max(1, (int)(Tail * totals.Length)));
        var energy = paths.Average(path => path.Energy);
        return new(inputs.Contract.Id, inputs.First, inputs.Last,
            [.. Enum.GetValues<PpaDriver>().Select((driver, i) => new PpaPiece(driver, new(i == 0 ? means[0] : means[i] - means[i - 1])))],
            new(means[^1]), new(Statistics.StandardDeviation(totals) / Math.Sqrt(totals.Length)), new(Quantile.OfSorted(totals, Tail)),
            new(Quantile.OfSorted(totals, 0.5)), new(Quantile.OfSorted(totals, 1 - Tail)), new(Statistics.Mean(tail)), new(energy),
            new(paths.Average(path => path.Curtailed)),
            energy > 0 ? paths.Average(path => path.Revenue) / energy / paths.Average(path => path.HubPrice) : 0);
    }
}

/// <summary>Why a PPA cannot be valued.</summary>
internal static class PpaRefusals
{
    internal static Refusal? Of(ValuePpaInputs inputs, PowerAgreement agreement)
    {
        var where = $"contract {agreement.Id}";
        if (agreement.Quantity is not PlantQuantity plant || agreement.Pricing is TollPricing)
            return new("not-a-ppa", "it is not a share of a plant at a fixed, indexed or difference price", where,
                "Value blocks as deals, and a toll by committing its unit.");
        if (TermsRefusals.Of(agreement) is { } impossible) return impossible;
        if (inputs.First.CompareTo(agreement.FirstDay) < 0 || inputs.Last.CompareTo(agreement.LastDay) > 0
            || inputs.Last.CompareTo(inputs.First) < 0 || inputs.MarkDay.CompareTo(inputs.First) >= 0)
            return new("outside-term", $"{inputs.First} to {inputs.Last}, marked on {inputs.MarkDay}, is not a part of the term to come", where,
                $"Value days from {agreement.FirstDay} to {agreement.LastDay}, after the mark.");
        var (start, end) = (inputs.Calendar.WholeDay(inputs.First).Start, inputs.Calendar.WholeDay(inputs.Last).End);
        foreach (var (series, name) in new[] { (inputs.OutputMw, "expected output"), (inputs.HubPrice, "hub price") })
        {
            if (series.Start != start || series.End != end || series.Step != NodaTime.Duration.FromHours(1))
                return new("hours-do-not-match", $"the {name} is not the hours of {inputs.First} to {inputs.Last}", where,
                    "Give one value an hour on the market's clock.");
            if (series.Values.Any(value => !double.IsFinite(value)))
                return new("not-a-number", $"the {name} has an hour that is no number", where, "Correct it at its source.");
        }
        if (inputs.OutputMw.Values.Any(mw => mw < 0 || mw > (double)plant.Nameplate.Value))
            return new("not-a-number", $"expected output is not between 0 and {plant.Nameplate}", where, "Correct it at its source.");
        if (new PriceOfHour(agreement, new()).Escalated(inputs.Last) is null)
            return new("missing-index", $"{agreement.Clauses.Escalator!.Index} is not known for the years to come", where,
                "Escalate by a rate to value the contract forward.");
        return Faults(inputs) is { } what ? new("impossible-simulation", what, where, "Correct the number.") : null;
    }

    private static string? Faults(ValuePpaInputs inputs) => inputs.Risks switch
    {
        _ when inputs.Paths < 100 => "a simulation has at least 100 paths",
        { Persistence: not (>= 0 and < 1) } => "persistence is at least 0 and below 1",
        { OutputSpread: not (>= 0 and <= 1) } => "the spread of output is between 0 and 1",
        { OutputPriceCorrelation: not (>= -1 and <= 1) } or { BasisOutputCorrelation: not (>= -1 and <= 1) } =>
            "a correlation lies between −1 and 1",
        { LevelVolatility: not >= 0 } or { LevelReversion: not >= 0 } or { HourlyPriceSd: not >= 0 } or { BasisSd: not >= 0 }
            or { YearlyOutputSd: not >= 0 } => "a volatility, reversion or deviation is below 0",
        _ => null,
    };
}
