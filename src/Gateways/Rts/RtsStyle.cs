namespace Busbar.Gateways.Rts;

/// <summary>What a commitment case takes from RTS-GMLC.</summary>
public enum RtsStyle
{
    /// <summary>All that the source says: full ramps, the store, the concentrating solar plant, regulation and flexibility
    /// reserves.</summary>
    Published,

    /// <summary>As pglib-uc made its rts_gmlc family: ramps by a third, spinning reserve only, no store and no concentrating solar
    /// power.</summary>
    PglibUc,
}
