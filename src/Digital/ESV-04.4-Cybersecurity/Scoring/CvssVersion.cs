namespace Busbar.Digital.Cybersecurity.Scoring;

/// <summary>Which Common Vulnerability Scoring System a vector is written in.</summary>
public enum CvssVersion
{
    /// <summary>Version 2.0 of 2007; its vectors have no prefix.</summary>
    V2,
    /// <summary>Version 3.0 of 2015.</summary>
    V30,
    /// <summary>Version 3.1 of 2019.</summary>
    V31,
    /// <summary>Version 4.0 of 2023.</summary>
    V40,
}
