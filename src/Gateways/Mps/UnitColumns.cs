using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Mps;

/// <summary>The unknowns of one unit that both forms have, by hour: on, starts, stops, output above the minimum, spinning reserve (only
/// where
/// some is asked for). Hours before the first and after the last have no column.</summary>
internal sealed class UnitColumns
{
    private readonly int[] on;
    private readonly int[] start;
    private readonly int[] stop;
    private readonly int[] above;
    private readonly int[] spin;

    private UnitColumns(CaseThermal unit, int place, string name, int hours, bool hasSpin)
    {
        (Unit, Place, Name) = (unit, place, name);
        (on, start, stop, above, spin) = (new int[hours], new int[hours], new int[hours], new int[hours], new int[hasSpin ? hours : 0]);
    }

    public CaseThermal Unit { get; }

    /// <summary>Index in the case.</summary>
    public int Place { get; }

    public string Name { get; }

    public int Hours => on.Length;

    /// <summary>Output above the minimum before the horizon.</summary>
    public double AboveBefore => Unit.Before.IsOn ? Unit.Before.OutputMw - Unit.MinMw : 0;

    /// <summary>Most output above the minimum.</summary>
    public double Range => Unit.MaxMw - Unit.MinMw;

    public static UnitColumns Add(MpsModel model, CommitmentCase given, int place, ColumnNames names)
    {
        var (unit, name, hours) = (given.Thermal[place], names.Thermal[place], given.Hours);
        var columns = new UnitColumns(unit, place, name, hours, SystemTerms.IsSpinAsked(given));
        for (var t = 0; t < hours; t++)
        {
            columns.on[t] = model.AddFlag(ColumnNames.At("on", name, t), unit.Cost[0].UsdPerHour);
            columns.start[t] = model.AddFlag(ColumnNames.At("start", name, t));
            columns.stop[t] = model.AddFlag(ColumnNames.At("stop", name, t));
        }
        for (var t = 0; t < hours; t++)
        {
            columns.above[t] = model.AddColumn(ColumnNames.At("above", name, t));
            if (columns.spin.Length > 0) columns.spin[t] = model.AddColumn(ColumnNames.At("spin", name, t));
        }
        return columns;
    }

    public int OnColumn(int t) => on[t];

    public int StartColumn(int t) => start[t];

    public int AboveColumn(int t) => above[t];

    public int SpinColumn(int t) => spin[t];

    public string Row(string what, int t) => ColumnNames.At(what, Name, t);

    public IEnumerable<Term> On(int t, double factor) => At(on, t, factor);

    public IEnumerable<Term> Start(int t, double factor) => At(start, t, factor);

    public IEnumerable<Term> Stop(int t, double factor) => At(stop, t, factor);

    public IEnumerable<Term> Above(int t, double factor) => At(above, t, factor);

    public IEnumerable<Term> Spin(int t, double factor) => At(spin, t, factor);

    /// <summary>Output above the minimum and spinning reserve.</summary>
    public IEnumerable<Term> AboveAndSpin(int t) => [.. Above(t, 1), .. Spin(t, 1)];

    private static IEnumerable<Term> At(int[] columns, int t, double factor) =>
        t >= 0 && t < columns.Length && factor != 0 ? [new(columns[t], factor)] : [];
}
