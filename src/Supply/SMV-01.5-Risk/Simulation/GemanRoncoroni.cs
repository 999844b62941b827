using Busbar.Numerics;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>The logarithm of a spot price with spikes that turn back by themselves: it reverts to a trend with yearly and half-yearly
/// waves,
/// jumps upward while below a threshold above that trend, and downward once above it. For prices that stay above zero.
/// Source: Geman and Roncoroni, Understanding the Fine Structure of Electricity Prices, J. Business 79(3), 2006, 1225–1261; the
/// discretisation, one jump a step at most and an Euler step of the reverting part, is QuantLib's (GemanRoncoroniProcess).</summary>
/// <param name="Start">Logarithm of the first price.</param>
/// <param name="Level">Trend's constant.</param>
/// <param name="Growth">Trend a year.</param>
/// <param name="Wave">Amplitude of the yearly wave.</param>
/// <param name="HalfWave">Amplitude of the half-yearly wave.</param>
/// <param name="WavePhase">Phase of the yearly wave.</param>
/// <param name="HalfWavePhase">Phase of the half-yearly wave.</param>
/// <param name="Threshold">Height above the trend beyond which jumps go down.</param>
/// <param name="JumpPeriod">Period of the jump season, years.</param>
/// <param name="JumpPhase">Phase of the jump season, years.</param>
/// <param name="Variance">Variance a year.</param>
/// <param name="VarianceWave">Its seasonal part.</param>
/// <param name="VariancePhase">Phase of that.</param>
/// <param name="Reversion">Speed of reversion a year.</param>
/// <param name="MostJumps">Jumps a year in the height of the season.</param>
/// <param name="JumpDecay">Decay of the truncated exponential jump size.</param>
/// <param name="LargestJump">Largest jump.</param>
/// <param name="StepsPerYear">Steps in a year, 8,760 for hours.</param>
public sealed record GemanRoncoroni(
    double Start, double Level, double Growth, double Wave, double HalfWave, double WavePhase, double HalfWavePhase, double Threshold,
    double JumpPeriod, double JumpPhase, double Variance, double VarianceWave, double VariancePhase, double Reversion, double MostJumps,
    double JumpDecay, double LargestJump, int StepsPerYear) : SpotModel
{
    /// <inheritdoc/>
    internal override void Fill(SeededRandom random, ReadOnlySpan<double> normals, Span<double> path)
    {
        var (x, step) = (Start, 1.0 / StepsPerYear);
        for (var i = 0; i < path.Length; i++)
        {
            var time = (i + 0.5) * step;
            var jump = -Math.Log(1 + random.NextUniform() * (Math.Exp(-JumpDecay * LargestJump) - 1)) / JumpDecay;
            var wait = -Math.Log(1 - random.NextUniform());
            if (x > Trend(time) + Threshold) x -= jump;
            else
            {
                x += Drift(time, x) * step + Deviation(time, step) * normals[i];
                if (wait < step * Intensity(time)) x += jump;
            }
            path[i] = x;
        }
    }

    private double Trend(double time) => Level + Growth * time + Wave * Math.Cos(WavePhase + 2 * Math.PI * time)
        + HalfWave * Math.Cos(HalfWavePhase + 4 * Math.PI * time);

    private double Drift(double time, double x) => Growth - Wave * 2 * Math.PI * Math.Sin(WavePhase + 2 * Math.PI * time)
        - HalfWave * 4 * Math.PI * Math.Sin(HalfWavePhase + 4 * Math.PI * time) + Reversion * (Trend(time) - x);

    private double Deviation(double time, double step)
    {
        var wave = Math.Cos(Math.PI * time + VariancePhase);
        return Math.Sqrt((Variance + VarianceWave * wave * wave) / (2 * Reversion) * (1 - Math.Exp(-2 * Reversion * step)));
    }

    private double Intensity(double time) =>
        MostJumps * (2 / (1 + Math.Abs(Math.Sin(Math.PI * (time - JumpPhase) / JumpPeriod))) - 1);
}
