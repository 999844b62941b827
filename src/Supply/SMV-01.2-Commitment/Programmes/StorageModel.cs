using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Programmes;

/// <summary>A store (battery or pumped hydro) in raw numbers. Powers are at the terminals, MW; energy is what can be sold, MWh: losses are
/// taken when charging. It charges or discharges in an hour, never both.</summary>
/// <param name="ChargeMw">Most charging of each hour, 0 or more.</param>
/// <param name="DischargeMw">Most discharging of each hour, 0 or more.</param>
/// <param name="EnergyMwh">Most it holds.</param>
/// <param name="Efficiency">Share of charged energy that comes back, in (0, 1].</param>
/// <param name="HeldMwh">What it holds at first.</param>
/// <param name="FinalLeastMwh">Least it may hold at last.</param>
/// <param name="FinalMostMwh">Most it may hold at last.</param>
/// <param name="FinalUsdPerMwh">What energy held at last is worth.</param>
internal sealed record StorageModel(
    double[] ChargeMw, double[] DischargeMw, double EnergyMwh, double Efficiency, double HeldMwh, double FinalLeastMwh,
    double FinalMostMwh, double FinalUsdPerMwh)
{
    /// <summary>A store whose energy at last is free and worth nothing.</summary>
    public static StorageModel Of(StorageUnit unit, double heldMwh, int hours)
    {
        var (charge, discharge) = (new double[hours], new double[hours]);
        Array.Fill(charge, (double)unit.ChargeMw.Value);
        Array.Fill(discharge, (double)unit.DischargeMw.Value);
        var energy = (double)unit.Energy.Value;
        return new(charge, discharge, energy, (double)unit.RoundTripEfficiency, Math.Clamp(heldMwh, 0, energy), 0, energy, 0);
    }
}
