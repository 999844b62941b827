using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>A case of at most 64 hours in the numbers that the solver works with: classes of equal units, requirements by row, and what
/// plants without commitment can deliver by hour.</summary>
internal sealed class SystemModel
{
    /// <summary>A pattern of hours on is one word; longer horizons are rolled over.</summary>
    public const int MostHours = 64;

    private SystemModel(CommitmentCase @case, ImmutableArray<UnitClass> classes)
    {
        (Case, Classes) = (@case, classes);
        Rows = SystemRows.Of(@case, classes.Count(each => each.StartRow >= 0));
        Requirement = new double[Rows.Fixed];
        @case.DemandMw.CopyTo(Requirement);
        Put(@case.SpinningMw, Rows.Spinning);
        Put(@case.OperatingMw, Rows.Operating);
        Put(@case.DownwardMw, Rows.Downward);
        for (var i = 0; i < @case.Budgets.Length; i++) Requirement[Rows.Budgets + i] = -@case.Budgets[i].Limit;
        foreach (var each in classes.Where(each => each.StartRow >= 0))
            Requirement[Rows.Starts + each.StartRow] = -(double)each.Unit.MostStarts!.Value * each.Count;
        (FreeLow, FreeHigh) = (new double[Hours], new double[Hours]);
        foreach (var plant in @case.Renewable)
            for (var hour = 0; hour < Hours; hour++)
            {
                FreeLow[hour] += plant.MinMw[hour];
                FreeHigh[hour] += plant.MaxMw[hour];
            }
        ClassOf = new int[@case.Thermal.Length];
        foreach (var each in classes) foreach (var member in each.Members) ClassOf[member] = each.Index;
    }

    public CommitmentCase Case { get; }
    public ImmutableArray<UnitClass> Classes { get; }
    public SystemRows Rows { get; }

    /// <summary>What each row asks for; budgets and start limits as "not less than minus the limit".</summary>
    public double[] Requirement { get; }

    /// <summary>Least and most that plants without commitment deliver, each hour.</summary>
    public double[] FreeLow { get; }

    /// <inheritdoc cref="FreeLow"/>
    public double[] FreeHigh { get; }

    /// <summary>Class of each unit of the case.</summary>
    public int[] ClassOf { get; }
    public int Hours => Case.Hours;
    public int Units => Case.Thermal.Length;

    /// <inheritdoc cref="UnitClasses.Of"/>
    public static SystemModel Of(CommitmentCase @case, bool isFreeBefore = false) => new(@case, UnitClasses.Of(@case, isFreeBefore));

    /// <summary>Whether no unit starts oftener than it may.</summary>
    public bool KeepsStartLimits(ulong[] patterns)
    {
        for (var unit = 0; unit < patterns.Length; unit++) if (!Classes[ClassOf[unit]].KeepsStartLimit(patterns[unit])) return false;
        return true;
    }

    private void Put(ImmutableArray<double> values, int row)
    {
        if (row >= 0) values.CopyTo(0, Requirement, row, Hours);
    }
}
