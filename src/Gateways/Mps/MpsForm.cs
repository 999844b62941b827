namespace Busbar.Gateways.Mps;

/// <summary>How a commitment case is put as a mixed-integer programme. Both have the same best schedules; the second is larger and
/// closer to them when integrality is left out.</summary>
public enum MpsForm
{
    /// <summary>The reference model of pglib-uc, MODEL.tex, equation by equation.</summary>
    Reference,

    /// <summary>Three binaries an hour with tightened limits, ramps and segments, and starts matched to stops (Knueven, Ostrowski and
    /// Watson,
    /// INFORMS J. Computing 32(4), 2020, and the sources named at each row).</summary>
    Tight,
}
