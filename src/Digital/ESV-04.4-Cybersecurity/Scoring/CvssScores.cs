namespace Busbar.Digital.Cybersecurity.Scoring;

/// <summary>Qualitative severity: v3.1 section 5 and v4.0 section 6; in version 2 (where the guide names none) the National Vulnerability
/// Database's three.</summary>
public enum CvssSeverity
{
    /// <summary>0.0 (not in version 2).</summary>
    None,
    /// <summary>0.1 to 3.9; in version 2 from 0.0.</summary>
    Low,
    /// <summary>4.0 to 6.9.</summary>
    Medium,
    /// <summary>7.0 to 8.9; in version 2 to 10.0.</summary>
    High,
    /// <summary>9.0 to 10.0 (not in version 2).</summary>
    Critical,
}

/// <summary>What a vector scores, in tenths from 0 to 100 so that nothing is rounded twice.</summary>
/// <param name="Version">Its version.</param>
/// <param name="BaseTenths">The base metrics alone. In version 4, which has one score, the same as <paramref name="FinalTenths"/>.</param>
/// <param name="TemporalTenths">With exploit and remedy; the base where none is stated.</param>
/// <param name="EnvironmentalTenths">With the asset's own metrics, computed also where none is stated (v3.1 then differs from the base for
/// some changed scopes).</param>
/// <param name="FinalTenths">The score of the last group that the vector states.</param>
public readonly record struct CvssScores(
    CvssVersion Version, int BaseTenths, int TemporalTenths, int EnvironmentalTenths, int FinalTenths)
{
    /// <summary>0.0 to 10.0.</summary>
    public decimal Base => Points(BaseTenths);

    /// <summary>0.0 to 10.0.</summary>
    public decimal Temporal => Points(TemporalTenths);

    /// <summary>0.0 to 10.0.</summary>
    public decimal Environmental => Points(EnvironmentalTenths);

    /// <summary>0.0 to 10.0.</summary>
    public decimal Final => Points(FinalTenths);

    /// <summary>Of the final score.</summary>
    public CvssSeverity Severity => (Version, FinalTenths) switch
    {
        (CvssVersion.V2, >= 70) => CvssSeverity.High,
        (CvssVersion.V2, < 40) => CvssSeverity.Low,
        (_, >= 90) => CvssSeverity.Critical,
        (_, >= 70) => CvssSeverity.High,
        (_, >= 40) => CvssSeverity.Medium,
        (_, > 0) => CvssSeverity.Low,
        _ => CvssSeverity.None,
    };

    private static decimal Points(int tenths) => new(tenths, 0, 0, false, 1);
}
