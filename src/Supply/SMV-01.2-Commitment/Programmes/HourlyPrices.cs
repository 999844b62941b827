namespace Busbar.Supply.Commitment.Programmes;

/// <summary>What a price taker is paid, hour by hour: for energy (USD/MWh, any sign), and for a MW of spinning and of downward reserve held
/// (USD/MW, 0 or more). An empty reserve array is a reserve that nobody buys.</summary>
internal readonly record struct HourlyPrices(double[] Energy, double[] Spinning, double[] Downward)
{
    /// <summary>Energy alone.</summary>
    public static HourlyPrices OfEnergy(double[] energy) => new(energy, [], []);

    public int Hours => Energy.Length;

    public double SpinningAt(int hour) => Spinning.Length == 0 ? 0 : Spinning[hour];

    public double DownwardAt(int hour) => Downward.Length == 0 ? 0 : Downward[hour];
}
