using System.Collections.Immutable;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;
using NodaTime;

namespace Busbar.Gateways.Rts;

/// <summary>Makes a commitment case of some days from the tables of RTS-GMLC (SourceData and day-ahead time series; Barrows et al. 2020,
/// doi:10.1109/TPWRS.2019.2925557): all three areas on one bus. None of it was measured. What the source does not say, or a case cannot
/// hold, is assumed or left out with a finding; the gateways' README compares the case with pglib-uc's own.</summary>
public static class RtsSystem
{
    /// <summary>The tables that are read, by file name without its ending.</summary>
    public static ImmutableArray<string> Tables { get; } =
    [
        "gen", "storage", "DAY_AHEAD_regional_Load", "DAY_AHEAD_wind", "DAY_AHEAD_pv", "DAY_AHEAD_rtpv", "DAY_AHEAD_hydro",
        "DAY_AHEAD_Natural_Inflow", "DAY_AHEAD_regional_Spin_Up_R1", "DAY_AHEAD_regional_Spin_Up_R2", "DAY_AHEAD_regional_Spin_Up_R3",
        "DAY_AHEAD_regional_Reg_Up", "DAY_AHEAD_regional_Reg_Down", "DAY_AHEAD_regional_Flex_Up", "DAY_AHEAD_regional_Flex_Down",
    ];

    /// <summary>Reads the tables.</summary>
    /// <param name="files">One file for each of <see cref="Tables"/>.</param>
    /// <param name="first">First day, of 2020.</param>
    /// <param name="days">How many days.</param>
    /// <param name="style">How much of the source.</param>
    public static Outcome<CommitmentCase> Read(IReadOnlyDictionary<string, SourceFile> files, LocalDate first, int days, RtsStyle style)
    {
        var findings = new List<Finding>();
        try
        {
            var tables = new RtsTables(files, first, days, findings);
            var plants = RtsPlants.Of(tables, style, findings);
            var demand = tables.Sum("DAY_AHEAD_regional_Load");
            var net = demand[0] - plants.Sum(plant => plant.MaxMw[0]);
            var (thermal, stores) = RtsUnits.Of(tables, style, net, findings);
            return Outcome.Of(Reserved(tables, style, findings) with
            {
                Name = $"rts-gmlc_{first:uuuu-MM-dd}", DemandMw = demand, Thermal = thermal, Renewable = plants, Storage = stores,
            }, findings);
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
    }

    /// <summary>A case with its reserves. The three areas' spinning reserves are asked of the system as one.</summary>
    private static CommitmentCase Reserved(RtsTables tables, RtsStyle style, List<Finding> findings)
    {
        ImmutableArray<double> Sum(params ReadOnlySpan<string> names)
        {
            var sum = tables.Zero();
            foreach (var name in names) sum = [.. sum.Zip(tables.Sum($"DAY_AHEAD_regional_{name}"), (one, other) => one + other)];
            return sum;
        }
        var empty = new CommitmentCase("", StartRule.PglibUc, [], Sum("Spin_Up_R1", "Spin_Up_R2", "Spin_Up_R3"), [], [], [], [], [], []);
        findings.Add(new("reserves-pooled", Severity.Note, "Spinning reserve is asked for by area", "DAY_AHEAD_regional_Spin_Up_R1 to R3",
            style == RtsStyle.PglibUc ? "asked of the whole system; regulation and flexibility left out"
                : "asked of the whole system; regulation up is added to it, flexibility up to that as operating reserve"));
        return style == RtsStyle.PglibUc ? empty : empty with
        {
            SpinningMw = Sum("Spin_Up_R1", "Spin_Up_R2", "Spin_Up_R3", "Reg_Up"),
            OperatingMw = Sum("Spin_Up_R1", "Spin_Up_R2", "Spin_Up_R3", "Reg_Up", "Flex_Up"),
            DownwardMw = Sum("Reg_Down", "Flex_Down"),
        };
    }
}
