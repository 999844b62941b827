namespace Busbar.Digital.Cybersecurity.Scoring;

/// <summary>What a published "base score" is, beside the vector that it was published with.</summary>
public enum PublishedScore
{
    /// <summary>The base score, as it says.</summary>
    Base,
    /// <summary>The temporal score under the base score's name.</summary>
    Temporal,
    /// <summary>The environmental score under the base score's name.</summary>
    Environmental,
    /// <summary>No score of the vector.</summary>
    Wrong,
}

/// <summary>Holds a published score against its vector: feeds publish temporal scores as base scores.</summary>
public static class ComparePublishedScore
{
    /// <summary>Which score of the vector it is, the base first.</summary>
    public static PublishedScore Run(CvssVector vector, decimal published)
    {
        var scores = ScoreVector.Run(vector);
        return published == scores.Base ? PublishedScore.Base
            : published == scores.Temporal ? PublishedScore.Temporal
            : published == scores.Environmental ? PublishedScore.Environmental
            : PublishedScore.Wrong;
    }
}
