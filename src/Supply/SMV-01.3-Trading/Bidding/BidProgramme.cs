using System.Collections.Immutable;
using Busbar.Numerics;
using Busbar.Numerics.LinearPrograms;
using Busbar.Supply.Handoffs.Trading.Bidding;

namespace Busbar.Supply.Trading.Bidding;

/// <summary>The choice of bids as a linear programme: MW of four moves an hour (more load, less load, DEC, INC), most expected gain with
/// the mean loss of the worst 5 % within the budget. That mean is the largest of Σ w·loss over weights w that sum to 1, none above
/// 1 ÷ (5 % of the count): rows of such weights are added where the last answer breaks them. Sources: Rockafellar and Uryasev, J. of Risk
/// 2(3), 2000, 21–41; Künzi-Bay and Mayer, Computational Management Science 3(1), 2006, 3–27 (the cuts).</summary>
internal sealed class BidProgramme
{
    /// <summary>Moves of an hour, in the order of the variables.</summary>
    public const int MoreLoad = 0, LessLoad = 1, Decrement = 2, Increment = 3, Moves = 4;

    private const double Tail = 0.05;
    private const double Tolerance = 1e-9;

    // Of two moves worth the same the smaller is taken: without a charge, DEC and INC of one hour would tie with neither.
    private const double TieBreak = 1e-6;
    private readonly double[][] gains;
    private readonly double[] mean;
    private readonly double[] highest;
    private readonly BidLimits limits;

    public BidProgramme(ImmutableArray<double> load, ImmutableArray<SpreadScenario> scenarios, BidLimits limits)
    {
        this.limits = limits;
        gains = [.. scenarios.Select(scenario => scenario.Spread.Values.SelectMany(spread => GainsOf(spread.Value)).ToArray())];
        mean = new double[load.Length * Moves];
        foreach (var gain in gains) Spans.AddScaled(mean, 1.0 / gains.Length, gain);
        var most = limits.VirtualPerHour.Value;
        highest = [.. load.SelectMany(mw => (double[])
            [mw * (limits.HighestLoadPercent / 100 - 1), mw * (1 - limits.LowestLoadPercent / 100), most, most])];
    }

    /// <summary>Mean gain of one MW of a move.</summary>
    public double MeanGain(int move) => mean[move];

    /// <summary>Most MW of a move.</summary>
    public double Highest(int move) => highest[move];

    /// <summary>Mean loss of the worst scenarios.</summary>
    public double CostOfTail(ReadOnlySpan<double> moves) => Spans.Dot(TailLoss(moves), moves);

    /// <summary>The best moves and the worth of one more dollar of budget. Gains grow in step with the moves, so that moves a hair over the
    /// budget are scaled back to it.</summary>
    public (double[] Moves, double GainPerBudget, double[] TailLoss) Solve()
    {
        var (cuts, budget) = (new List<double[]>(), limits.RiskBudget.Value);
        while (true)
        {
            var solved = Programme(cuts, budget).Solve().OrThrow();
            var moves = solved.Values.ToArray();
            var loss = TailLoss(moves);
            var cost = Spans.Dot(loss, moves);
            if (cost > budget + Tolerance * Math.Max(1, budget) && cuts.Count < 2_000)
            {
                cuts.Add(loss);
                continue;
            }
            if (cost > budget)
                for (var i = 0; i < moves.Length; i++) moves[i] *= budget / cost;
            var duals = solved.RowDuals[1..];
            var price = -duals.Sum();
            var average = new double[moves.Length];
            for (var cut = 0; cut < cuts.Count; cut++) Spans.AddScaled(average, price > 0 ? -duals[cut] / price : 0, cuts[cut]);
            return (moves, price, average);
        }
    }

    private IEnumerable<double> GainsOf(double spread) =>
    [
        spread - limits.DeviationCharge.Value, -spread - limits.DeviationCharge.Value,
        spread - limits.VirtualCharge.Value, -spread - limits.VirtualCharge.Value,
    ];

    private LinearProgram Programme(List<double[]> cuts, double budget)
    {
        var programme = new LinearProgram();
        for (var move = 0; move < mean.Length; move++) programme.AddVariable($"move {move}", 0, highest[move], TieBreak - mean[move]);
        programme.AddRow("virtuals of the day",
            [.. Enumerable.Range(0, mean.Length).Where(move => move % Moves >= Decrement).Select(move => new LinearTerm(move, 1))],
            double.NegativeInfinity, limits.VirtualPerDay.Value);
        foreach (var cut in cuts)
            programme.AddRow(
                "worst scenarios", [.. cut.Select((loss, move) => new LinearTerm(move, loss))], double.NegativeInfinity, budget);
        return programme;
    }

    // What one MW of each move loses in the scenarios that are worst for these moves.
    private double[] TailLoss(ReadOnlySpan<double> moves)
    {
        var losses = new double[gains.Length];
        for (var i = 0; i < losses.Length; i++) losses[i] = -Spans.Dot(gains[i], moves);
        var order = Enumerable.Range(0, losses.Length).OrderByDescending(i => losses[i]).ToArray();
        var (loss, left) = (new double[moves.Length], 1.0);
        foreach (var scenario in order)
        {
            var weight = Math.Min(left, 1 / (Tail * losses.Length));
            Spans.AddScaled(loss, -weight, gains[scenario]);
            left -= weight;
            if (left <= 0) break;
        }
        return loss;
    }
}
