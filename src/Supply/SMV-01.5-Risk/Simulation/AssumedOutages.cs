using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>Forced outages of a plant that has no record of its own, by technology and size. Source: Grigg et al., The IEEE Reliability
/// Test System 1996, IEEE Trans. Power Systems 14(3), 1999, table of generating unit reliability; combined cycles and large turbines:
/// RTS-GMLC, Barrows et al., The IEEE Reliability Test System: A Proposed 2019 Update, IEEE Trans. Power Systems 35(1), 2020. They are a
/// test system's, not a measured fleet's: whoever uses them says so.</summary>
public static class AssumedOutages
{
    /// <summary>The means of a technology and capacity, MW.</summary>
    public static OutageModel Of(UnitKind kind, double capacityMw) => kind switch
    {
        UnitKind.Nuclear => new(1_100, 150),
        UnitKind.CombinedCycle => new(967, 33),
        UnitKind.CombustionTurbine => capacityMw < 40 ? new(450, 50) : new(969, 31),
        UnitKind.Steam => capacityMw switch
        {
            < 45 => new(2_940, 60),
            < 90 => new(1_960, 40),
            < 125 => new(1_200, 50),
            < 175 => new(960, 40),
            < 275 => new(950, 50),
            _ => new(1_150, 100),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A plant burns fuel in one of four ways."),
    };
}
