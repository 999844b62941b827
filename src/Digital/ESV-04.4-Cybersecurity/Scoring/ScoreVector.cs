namespace Busbar.Digital.Cybersecurity.Scoring;

/// <summary>Scores a vector by the equations of its version.</summary>
public static class ScoreVector
{
    /// <summary>The scores in tenths; every parsed vector has them.</summary>
    public static CvssScores Run(CvssVector vector) => vector.Version switch
    {
        CvssVersion.V2 => Version2.Score(vector),
        CvssVersion.V30 => Version3<double>.Score(vector),
        CvssVersion.V31 => Version3<decimal>.Score(vector),
        _ => Version4.Score(vector),
    };
}
