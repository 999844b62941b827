namespace Busbar.Supply.Commitment.Systems;

/// <summary>Branch and bound on the Lagrangian: each node is the dual under answers to questions such as "is this unit on in that hour?";
/// its bound is as good as convexifying every unit exactly. Two nodes are worked on at a time, in two lanes and merged in order, whatever
/// the number of threads.</summary>
internal sealed class TreeSearch
{
    private const int Together = 2;
    private const int StepsToCompare = 3;
    private const int StepsToFinish = 8;
    private readonly SystemModel model;
    private readonly Lane[] lanes;
    private readonly int threads;
    private readonly PriorityQueue<DualSearch, (double Bound, int Order)> open = new();
    private double unproven = double.PositiveInfinity;
    private int order;

    public TreeSearch(SystemModel model, Lane[] lanes, int threads, DualSearch root)
    {
        (this.model, this.lanes, this.threads) = (model, lanes, threads);
        open.Enqueue(root, (root.Bound, order++));
        Bound = root.Bound;
    }

    /// <summary>No schedule costs less.</summary>
    public double Bound { get; private set; }
    public int Nodes { get; private set; }

    /// <summary>Nothing is left to search.</summary>
    public bool IsDone => open.Count == 0;

    /// <summary>Works on the two nodes with the lowest bounds; answers the best commitment known then.</summary>
    public Incumbent? Round(Incumbent? best, double gapTarget, Func<bool> stop)
    {
        var nodes = new List<DualSearch>();
        while (nodes.Count < Together && open.TryDequeue(out var node, out var at))
        {
            if (best is not null && at.Bound >= best.CutOff * (1 - 1e-9)) continue;
            nodes.Add(node);
        }
        var answers = new NodeAnswer[nodes.Count];
        Lanes.Run(threads, nodes.Count, i => answers[i] = Work(lanes[i], nodes[i], best, gapTarget, stop));
        foreach (var answer in answers) if (answer.Found is { } found && found.IsBetterThan(best)) best = found;
        for (var i = 0; i < answers.Length; i++)
        {
            // A node that was not finished in time goes back as it was.
            foreach (var kid in answers[i].Kids ?? [nodes[i]])
            {
                var kidBound = Math.Max(kid.Bound, nodes[i].Bound);
                if (best is null || kid.Bound < best.CutOff * (1 - 1e-9)) open.Enqueue(kid, (kidBound, order++));
            }
        }
        foreach (var answer in answers) unproven = Math.Min(unproven, answer.Unproven);
        Nodes += nodes.Count;
        var least = open.TryPeek(out _, out var next) ? next.Bound : double.PositiveInfinity;
        Bound = Math.Max(Bound, Math.Min(Math.Min(least, unproven), best?.CutOff ?? least));
        return best;
    }

    /// <summary>Kids of a node, null when it was not finished in time; what was found; and the bound of a node that is closed without proof
    /// that its best is known.</summary>
    private sealed record NodeAnswer(List<DualSearch>? Kids, Incumbent? Found, double Unproven = double.PositiveInfinity);

    private NodeAnswer Work(Lane lane, DualSearch node, Incumbent? best, double gapTarget, Func<bool> stop)
    {
        var tolerance = (best is { IsComplete: true } ? Math.Abs(best.Usd) : Math.Abs(node.Bound)) * Math.Max(0.1 * gapTarget, 1e-6);
        var mixture = new Mixture(model, node);
        Incumbent? found = null;
        foreach (var level in (ReadOnlySpan<double>)[0.5, 0.75, 0.97])
            if (lane.Try(mixture.Round(level), node.Prices, found ?? best) is { } tried && tried.IsBetterThan(found ?? best)) found = tried;
        var questions = Branch.Of(model, mixture);
        if (questions.Count == 0)
        {
            // A mixture of one commitment, dispatched: what it costs is the node's least, unless the dual or the dispatch did not get
            // there.
            var isProven = (found ?? best)?.CutOff <= node.Bound + tolerance;
            return new([], found, isProven ? double.PositiveInfinity : node.Bound);
        }
        var cutOff = (found ?? best)?.CutOff ?? double.PositiveInfinity;
        List<DualSearch>? chosen = null;
        var most = double.NegativeInfinity;
        foreach (var question in questions.Take(Nodes == 0 ? 8 : 3))
        {
            if (stop()) return new(null, found);
            var kids = new List<DualSearch>();
            var score = 1d;
            foreach (var isMore in (ReadOnlySpan<bool>)[false, true])
            {
                var kid = question.Answer(model, node, lane.Function, isMore);
                if (!kid.Run(StepsToCompare, tolerance, () => kid.Bound >= cutOff) || kid.Bound >= cutOff) score *= 1e3 * tolerance;
                else
                {
                    kids.Add(kid);
                    score *= Math.Max(kid.Bound - node.Bound, 1e-3 * tolerance);
                }
            }
            if (score <= most) continue;
            (chosen, most) = (kids, score);
            if (kids.Count < 2) break;
        }
        chosen!.RemoveAll(kid => !kid.Run(StepsToFinish, tolerance, () => stop() || kid.Bound >= cutOff));
        return new(chosen, found);
    }
}
