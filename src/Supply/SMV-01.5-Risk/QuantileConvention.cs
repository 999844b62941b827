namespace Busbar.Supply.Risk;

/// <summary>Which value of a sample is its p-quantile: the nine types of Hyndman and Fan 1996, doi:10.1080/00031305.1996.10473566. They
/// differ by thousands of dollars on the same losses, so a report names its own.</summary>
public enum QuantileConvention
{
    /// <summary>Type 1: the ⌈n·p⌉-th smallest value; the convention of Open Source Risk Engine's historical simulation.</summary>
    OrderStatistic,
    /// <summary>Type 7: linear between the order statistics around 1 + (n − 1)·p; the default of NumPy, R and spreadsheets.</summary>
    Interpolated,
    /// <summary>Type 2: type 1, and the mean of two values where n·p is whole; the default of SAS.</summary>
    AveragedSteps,
    /// <summary>Type 3: the value nearest to rank n·p, the even one of two.</summary>
    NearestEven,
    /// <summary>Type 4: linear around rank n·p.</summary>
    StepsOfDistribution,
    /// <summary>Type 5: linear around rank n·p + ½ (Hazen).</summary>
    Midpoints,
    /// <summary>Type 6: linear around rank (n + 1)·p (Weibull); the default of Minitab and SPSS.</summary>
    MeanRanks,
    /// <summary>Type 8: linear around rank (n + ⅓)·p + ⅓, nearly unbiased for the median of any law.</summary>
    MedianRanks,
    /// <summary>Type 9: linear around rank (n + ¼)·p + ⅜, nearly unbiased for normal samples (Blom).</summary>
    NormalScores,
}
