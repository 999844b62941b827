namespace Busbar.Supply.Commitment.Programmes;

/// <summary>The most profitable hours of one store, exactly: worth functions carried back from the last hour (<see cref="StoredWorth"/>),
/// then the best move of each hour taken forward, the smallest of equals. Arrays are kept between solutions.
/// <para>Reserves, held in every hour in which somebody pays: spinning up to min(discharge limit, energy held) − output, downward up to
/// output + min(charge limit, room ÷ efficiency), each to be sustained for the hour. So a MWh of output gains energy − spinning + downward
/// price, and the rest of the reward is a concave function of the energy held.</para></summary>
internal sealed class StorageProgramme
{
    private readonly StoredWorth worth = new();
    private double[] at = new double[256];
    private double[] slope = new double[256];
    private int[] start = [];
    private int[] pieces = [];

    /// <summary>Energy held after each hour, MWh.</summary>
    public double[] StoredMwh { get; private set; } = [];

    /// <summary>Output of each hour, negative while charging, MW.</summary>
    public double[] OutputMw { get; private set; } = [];

    /// <summary>No plan earns more than the latest by more than this, USD: 0 but over long stretches of negative prices, where the worth
    /// functions would grow without end and are thinned.</summary>
    public double GapUsd => 2 * worth.ThinnedUsd;

    /// <summary>Profit of the best hours; −∞ when the final energy cannot be reached.</summary>
    public double Solve(StorageModel store, HourlyPrices prices)
    {
        var hours = prices.Hours;
        if (start.Length < hours + 1) (start, pieces) = (new int[hours + 1], new int[hours + 1]);
        if (StoredMwh.Length != hours) (StoredMwh, OutputMw) = (new double[hours], new double[hours]);
        var used = 0;
        worth.Reset(store.FinalLeastMwh, store.FinalMostMwh, store.FinalUsdPerMwh);
        for (var hour = hours - 1; hour >= 0; hour--)
        {
            used = Keep(hour, used);
            Back(store, prices, hour);
        }
        var held = store.HeldMwh;
        if (held < worth.At[0] - 1e-9 || held > worth.At[^1] + 1e-9) return double.NegativeInfinity;
        var profit = 0d;
        for (var hour = 0; hour < hours; hour++)
        {
            var before = held;
            held = Forward(store, prices, hour, held);
            profit += Earned(store, prices, hour, before);
        }
        return profit + held * store.FinalUsdPerMwh;
    }

    private double Earned(StorageModel store, HourlyPrices prices, int hour, double held)
    {
        var output = OutputMw[hour];
        var spinning = Math.Min(store.DischargeMw[hour], held) - output;
        var downward = output + Math.Min(store.ChargeMw[hour], (store.EnergyMwh - held) / store.Efficiency);
        return prices.Energy[hour] * output + prices.SpinningAt(hour) * spinning + prices.DownwardAt(hour) * downward;
    }

    private static double NetPrice(HourlyPrices prices, int hour) =>
        prices.Energy[hour] - prices.SpinningAt(hour) + prices.DownwardAt(hour);

    private void Back(StorageModel store, HourlyPrices prices, int hour)
    {
        var (price, charge, discharge) = (NetPrice(prices, hour), store.ChargeMw[hour], store.DischargeMw[hour]);
        var up = charge * store.Efficiency;
        worth.Move(up, discharge, price / store.Efficiency, price, store.EnergyMwh);
        var (spinning, downward) = (prices.SpinningAt(hour), prices.DownwardAt(hour));
        if (spinning != 0 || downward != 0)
            worth.Reward(spinning, discharge, downward / store.Efficiency, store.EnergyMwh - up, downward * charge);
    }

    private int Keep(int hour, int used)
    {
        (start[hour], pieces[hour]) = (used, worth.Pieces);
        while (used + worth.Pieces + 1 > at.Length)
        {
            Array.Resize(ref at, 2 * at.Length);
            Array.Resize(ref slope, 2 * slope.Length);
        }
        worth.At.CopyTo(at.AsSpan(used));
        worth.Slope.CopyTo(slope.AsSpan(used));
        return used + worth.Pieces + 1;
    }

    /// <summary>The best energy to hold after the hour. The best lies where standing still, a limit or a breakpoint does.</summary>
    private double Forward(StorageModel store, HourlyPrices prices, int hour, double held)
    {
        var after = at.AsSpan(start[hour], pieces[hour] + 1);
        var slopes = slope.AsSpan(start[hour], pieces[hour]);
        var price = NetPrice(prices, hour);
        var buy = price / store.Efficiency;
        var (low, high) = (Math.Max(after[0], held - store.DischargeMw[hour]),
            Math.Min(after[^1], held + store.ChargeMw[hour] * store.Efficiency));
        var still = Math.Clamp(held, Math.Min(low, after[^1]), Math.Max(high, after[0]));
        var (best, to) = (0d, still);
        var (gain, from) = (0d, still);
        var piece = PieceOf(after, still);
        for (var i = piece; i < slopes.Length && from < high; i++)
        {
            var end = Math.Min(after[i + 1], high);
            gain += (slopes[i] - buy) * (end - from);
            if (gain > best + 1e-9) (best, to) = (gain, end);
            from = end;
        }
        (gain, from) = (0d, still);
        for (var i = Math.Min(piece, slopes.Length - 1); i >= 0 && from > low; i--)
        {
            var end = Math.Max(after[i], low);
            gain += (price - slopes[i]) * (from - end);
            if (gain > best + 1e-9) (best, to) = (gain, end);
            from = end;
        }
        StoredMwh[hour] = to;
        OutputMw[hour] = to > held ? (held - to) / store.Efficiency : held - to;
        return to;
    }

    /// <summary>The piece that holds a point: the last that begins at or below it.</summary>
    private static int PieceOf(ReadOnlySpan<double> points, double x)
    {
        var piece = 0;
        while (piece < points.Length - 2 && points[piece + 1] <= x) piece++;
        return piece;
    }
}
