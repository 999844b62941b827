namespace Busbar.Supply.Commitment.Systems;

/// <summary>Goes down from a node answer by answer, settling what is nearly settled and the dearest open question each time, until the
/// dual's mixture is one commitment; that and its roundings are dispatched. Source: the sequential Lagrangian heuristics of Frangioni,
/// Gentile and Lacalandra, Electric Power Systems Research 81(2), 2011, 585-593.</summary>
internal static class Dive
{
    private const int Deepest = 60;
    private const int Steps = 6;
    private const double Settled = 0.85;
    private const int Few = 6;

    public static Incumbent? Run(
        SystemModel model, Lane lane, DualSearch node, Incumbent? best, double lean, double tolerance, Func<bool> stop)
    {
        for (var depth = 0; depth < Deepest && !stop(); depth++)
        {
            var mixture = new Mixture(model, node);
            var open = Branch.Of(model, mixture);
            // Dispatching a large system takes as long as many steps of the dual: only when little is open.
            foreach (var level in (ReadOnlySpan<double>)(open.Count < Few || best is null ? [0.5, 0.97] : []))
                if (lane.Try(mixture.Round(level), node.Prices, best) is { } found && found.IsBetterThan(best)) best = found;
            if (open.Count == 0) break;
            var next = Settle(model, lane, node, open, lean);
            if (!next.Run(Steps, tolerance, stop))
            {
                // The other way round, one question alone.
                next = open[0].Answer(model, node, lane.Function, open[0].Fraction < lean);
                if (!next.Run(Steps, tolerance, stop)) break;
            }
            if (best is not null && next.Bound >= best.CutOff) break;
            node = next;
        }
        return best;
    }

    private static DualSearch Settle(SystemModel model, Lane lane, DualSearch node, List<Branch> open, double lean)
    {
        var settled = open.Where(question => question.Fraction >= Settled).ToList();
        if (settled.Count == 0) settled = [open[0]];
        foreach (var question in settled) node = question.Answer(model, node, lane.Function, question.Fraction >= lean);
        return node;
    }
}
