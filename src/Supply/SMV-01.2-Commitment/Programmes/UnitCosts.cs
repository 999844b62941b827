namespace Busbar.Supply.Commitment.Programmes;

/// <summary>What one unit costs, and what it is paid.</summary>
internal sealed class UnitCosts
{
    /// <summary>Cost of each hour on at the minimum, less whatever an hour on earns.</summary>
    public required double[] On { get; init; }

    /// <summary>Cost of a further unit of energy by segment; hour h begins at h × <see cref="SlopeStride"/>.</summary>
    public required double[] Slope { get; init; }

    /// <summary>Number of segments, or 0 when every hour has the same slopes.</summary>
    public required int SlopeStride { get; init; }

    /// <summary>Cost of a start by hour and category.</summary>
    public required double[] Start { get; init; }

    /// <summary>Cost of a start by hour when the unit has been off since before the horizon.</summary>
    public required double[] InitialStart { get; init; }

    /// <summary>Energy price by hour.</summary>
    public required double[] Energy { get; init; }

    /// <summary>Price of spinning reserve by hour, not below zero.</summary>
    public required double[] Spinning { get; init; }

    /// <summary>Price of downward reserve by hour, not below zero; null when there is none.</summary>
    public double[]? Downward { get; init; }
}
