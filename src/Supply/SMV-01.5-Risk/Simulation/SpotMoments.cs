using Busbar.Numerics;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>What a price path looks like, for comparing a model with its history.</summary>
/// <param name="Mean">USD/MWh.</param>
/// <param name="StandardDeviation">USD/MWh.</param>
/// <param name="Skewness">Third standardised moment.</param>
/// <param name="Kurtosis">Fourth standardised moment; 3 for a normal one.</param>
/// <param name="Persistence">Correlation of the deviations from the profile with the hour before.</param>
/// <param name="SpikeShare">Share of hours more than three standard deviations above the profile.</param>
/// <param name="NegativeShare">Share of hours with a price below zero.</param>
public sealed record SpotMoments(
    double Mean, double StandardDeviation, double Skewness, double Kurtosis, double Persistence, double SpikeShare, double NegativeShare)
{
    // The profile repeats when the path is longer.
    internal static SpotMoments Of(ReadOnlySpan<double> prices, ReadOnlySpan<double> profile)
    {
        var left = new double[prices.Length];
        var negatives = 0;
        for (var i = 0; i < prices.Length; i++)
        {
            left[i] = prices[i] - profile[i % profile.Length];
            if (prices[i] < 0) negatives++;
        }
        var mean = Statistics.Mean(prices);
        var deviation = Statistics.StandardDeviation(prices);
        var (third, fourth) = (0.0, 0.0);
        foreach (var price in prices)
        {
            var z = (price - mean) / deviation;
            third += z * z * z;
            fourth += z * z * z * z;
        }
        var (middle, wide) = (Statistics.Mean(left), Statistics.StandardDeviation(left));
        var lagged = 0.0;
        for (var i = 1; i < left.Length; i++) lagged += (left[i] - middle) * (left[i - 1] - middle);
        return new(mean, deviation, third / prices.Length, fourth / prices.Length, lagged / ((left.Length - 1) * wide * wide),
            left.Count(each => each > middle + 3 * wide) / (double)left.Length, negatives / (double)prices.Length);
    }
}
