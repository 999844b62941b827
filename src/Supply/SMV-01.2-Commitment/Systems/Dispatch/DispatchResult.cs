using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems.Dispatch;

/// <summary>How a commitment is dispatched.</summary>
/// <param name="Usd">Cost, what is missing priced.</param>
/// <param name="Prices">Price of each row.</param>
/// <param name="Outputs">Output of each unit above its minimum, hour by hour.</param>
/// <param name="FreeMw">What plants without commitment deliver.</param>
/// <param name="Missing">What is missing: kind, hour or budget, amount; amounts that a tolerance leaves are not in it.</param>
internal sealed record DispatchResult(
    double Usd, double[] Prices, double[][] Outputs, double[] FreeMw, List<(ShortageKind Kind, int Place, double Amount)> Missing)
{
    /// <summary>Less than this is not missing in the search: what an interior point method leaves at its tolerance.</summary>
    public const double NothingMw = 1e-3;

    /// <summary>Less than this is not missing in the schedule handed out.</summary>
    public const double NothingAtLastMw = 2e-5;

    public double MissingAmount => Missing.Sum(each => each.Amount);
}
