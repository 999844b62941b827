using Busbar.Numerics;
using Busbar.Supply.Commitment.Systems.Dispatch;
using Busbar.Supply.Commitment.Systems.Stack;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>The search for a commitment of at most 64 hours: the dual first, then commitments made of its mixture, then dives and branch
/// and bound until the gap is closed or time is up.</summary>
internal sealed class SystemSearch
{
    private const int LargeSystem = 200;
    private const int CutRounds = 20;
    private const int StepsPerRound = 10;
    private const double FinalTolerance = 1e-9;
    private const double LastShare = 0.15;
    private const int MostIdleKicks = 400;
    private const int KicksPerRound = 2;
    private const int NodesForShortage = 200;
    private readonly CommitSystemInputs inputs;
    private readonly SystemModel model;
    private readonly List<SolveProgress> progress = [];
    private readonly SeededRandom chance;
    private Incumbent? best;
    private double bound = double.NegativeInfinity;
    private double longestDispatch;
    private bool hasSearched;
    private ulong kicks;

    public SystemSearch(CommitSystemInputs inputs) =>
        (this.inputs, model, chance) = (inputs, SystemModel.Of(inputs.Case), new(inputs.Seed));

    private bool IsLarge => model.Units > LargeSystem;

    private double Gap => best is null ? double.PositiveInfinity : (best.Usd - bound) / Math.Max(1e-9, Math.Abs(best.Usd));

    public SystemSolution Run()
    {
        var function = new DualFunction(model, inputs.Threads);
        var prices = FirstPrices.Of(model);
        var shortage = ShortagePrice.Of(model, prices);
        var warm = inputs.Yesterday is { EnergyUsdPerMwh.IsEmpty: false } earlier ? new WarmStart(model, earlier) : null;
        var root = new DualSearch(model, function, warm?.Prices() ?? prices, shortage);
        root.Climb(IsLate, () => Note(root.Bound, "dual"));
        var merit = new MeritOrder(model);
        Lane[] lanes = IsLarge ? [LaneOf(inputs.Threads)] : [LaneOf(1), LaneOf(1)];
        if (warm is not null)
            Take(lanes[0].Try(lanes[0].Mend(warm.Patterns(new Mixture(model, root).Round(0.8)), chance, IsLate), root.Prices, best),
                "yesterday");
        Round(root, lanes[0]);
        if (!IsLarge && !IsDone()) Descend(root, lanes);
        var cut = IsLarge ? root : root.Child(function, CutPool.Empty, root.Holds);
        if (!IsLarge && best is { IsComplete: true } && !IsDone()) AddCuts(cut);
        if (!IsDone()) Better(lanes[0]);
        if (!IsDone() && !IsLarge) Branch(cut, lanes);
        hasSearched = true;
        if (!IsDone()) Kick(root, IsLarge ? [LaneOf(1), LaneOf(1)] : lanes);
        return new(Finish(root, lanes[0], shortage), [.. progress], shortage);

        Lane LaneOf(int threads) => new(model, merit, shortage, threads, IsLate);
    }

    /// <summary>The best commitment dispatched to the last digit; without one in time, what the dual's prices ask of each unit, dispatched
    /// quickly.</summary>
    private SystemSchedule Finish(DualSearch root, Lane lane, double shortage)
    {
        if (best is null)
        {
            var patterns = lane.Mend(new Mixture(model, root).Round(0.97), chance, IsLate);
            best = new(patterns, QuickDispatch.Run(model, patterns, root.Prices, shortage));
            Report("quick");
        }
        var dispatcher = new Dispatcher(model, shortage, inputs.Threads, () => inputs.ElapsedSeconds() >= inputs.TimeLimitSeconds);
        var dispatch = dispatcher.Solve(best.Patterns, best.Prices, FinalTolerance, double.PositiveInfinity);
        return ScheduleOf.Run(model, best.Patterns, bound, shortage, dispatch ?? best.Dispatch);
    }

    /// <summary>The search ends a little before its time, so that the last dispatch is in it.</summary>
    private bool IsLate() =>
        inputs.ElapsedSeconds() >= inputs.TimeLimitSeconds - Math.Min(2 * longestDispatch, LastShare * inputs.TimeLimitSeconds);

    /// <summary>A schedule with shortage is not good enough while one without may be found: its gap counts only after a search.</summary>
    private bool IsDone() => IsLate() || Gap <= inputs.GapTarget && (best!.IsComplete || hasSearched);

    /// <summary>Rounds of cuts for as long as they raise the bound.</summary>
    private void AddCuts(DualSearch root)
    {
        for (var round = 0; round < CutRounds && !IsLate(); round++)
        {
            var (before, cuts) = (root.Bound, CapacityCuts.Of(model, new Mixture(model, root)));
            if (cuts.Count == 0) return;
            foreach (var cut in cuts) root.Add(cut);
            root.Run(StepsPerRound, DualSearch.CloseEnough * Math.Abs(root.Bound), IsLate);
            Note(root.Bound, "cuts");
            root.DropIdleCuts();
            if (root.Bound < before + 3 * DualSearch.CloseEnough * Math.Abs(before)) return;
        }
    }

    /// <summary>Roundings of the mixture at several levels: cheap, and nearly always the first complete schedule.</summary>
    private void Round(DualSearch root, Lane lane)
    {
        var mixture = new Mixture(model, root);
        foreach (var level in (ReadOnlySpan<double>)[0.8, 0.97, 0.9, 0.7, 0.6, 0.5])
        {
            if (best is not null && IsDone()) return;
            var began = inputs.ElapsedSeconds();
            Take(lane.Try(lane.Mend(mixture.Round(level), chance, IsLate), root.Prices, best), "rounding");
            longestDispatch = Math.Max(longestDispatch, inputs.ElapsedSeconds() - began);
        }
        Better(lane);
    }

    /// <summary>Single moves from the best commitment.</summary>
    private void Better(Lane lane)
    {
        if (best is not null && !IsDone()) Take(Polish.Descend(lane, best, chance, IsDone), "moves");
    }

    /// <summary>Kicks until time is up or many in a row led nowhere.</summary>
    private void Kick(DualSearch root, Lane[] lanes)
    {
        var mixture = new Mixture(model, root);
        for (var idle = 0; best is not null && idle < MostIdleKicks && !IsDone(); idle++)
            if (KickOnce(mixture, lanes)) idle = 0;
    }

    /// <summary>One kick a lane; answers whether one led to a better commitment.</summary>
    private bool KickOnce(Mixture mixture, Lane[] lanes)
    {
        var found = new Incumbent?[lanes.Length];
        var (from, part) = (best!, kicks);
        kicks += (ulong)lanes.Length;
        Lanes.Run(inputs.Threads, lanes.Length, lane => found[lane] =
            Polish.Kick(model, lanes[lane], mixture, from, chance.Split(part + (ulong)lane), IsLate));
        foreach (var each in found) Take(each, "kick");
        return !ReferenceEquals(from, best);
    }

    private void Descend(DualSearch root, Lane[] lanes)
    {
        var tolerance = 1e-5 * Math.Abs(root.Bound);
        double[] leans = [0.5, 0.3, 0.7, 0.15];
        for (var i = 0; i < leans.Length && !IsDone(); i += lanes.Length)
        {
            var found = new Incumbent?[lanes.Length];
            Lanes.Run(inputs.Threads, lanes.Length,
                lane => found[lane] = Dive.Run(model, lanes[lane], root, best, leans[i + lane], tolerance, IsLate));
            foreach (var each in found) Take(each, "dive");
        }
    }

    private void Branch(DualSearch root, Lane[] lanes)
    {
        var (tree, mixture) = (new TreeSearch(model, lanes, inputs.Threads, root), new Mixture(model, root));
        while (!tree.IsDone && !IsDone())
        {
            hasSearched = tree.Nodes >= NodesForShortage;
            Take(tree.Round(best, inputs.GapTarget, IsLate), "tree");
            Note(tree.Bound, "tree");
            for (var i = 0; i < KicksPerRound && best is not null && !IsDone(); i++) if (KickOnce(mixture, lanes)) i = -1;
        }
    }

    private void Take(Incumbent? found, string step)
    {
        if (found is null || !found.IsBetterThan(best)) return;
        best = found;
        Report(step);
    }

    private void Note(double proven, string step)
    {
        if (proven <= bound + 1e-9 * Math.Abs(proven)) return;
        bound = proven;
        Report(step);
    }

    private void Report(string step)
    {
        progress.Add(new(inputs.ElapsedSeconds(), best?.CutOff ?? double.PositiveInfinity, bound, step));
        inputs.Progress?.Invoke(progress[^1]);
    }
}
