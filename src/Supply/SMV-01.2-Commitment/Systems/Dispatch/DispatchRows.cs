namespace Busbar.Supply.Commitment.Systems.Dispatch;

/// <summary>Rows of a dispatch: those of the case without its start limits, which a commitment settles.</summary>
internal sealed class DispatchRows
{
    private readonly SystemRows? rows;

    private DispatchRows(int hours, SystemRows? rows)
    {
        this.rows = rows;
        Energy = [.. Enumerable.Range(0, hours).Select(hour => (int[])[hour])];
        Spinning = [.. Enumerable.Range(0, hours).Select(hour => (int[])[.. ReserveRows(hour)])];
    }

    /// <summary>How many.</summary>
    public int Count => rows?.Starts ?? 0;

    /// <summary>Rows that output of an hour counts in.</summary>
    public int[][] Energy { get; }

    /// <summary>Rows that spinning reserve of an hour counts in.</summary>
    public int[][] Spinning { get; }

    public static DispatchRows Of(SystemModel model) => new(model.Hours, model.Rows);

    /// <summary>Rows of energy alone, for who only asks for limits.</summary>
    public static DispatchRows OfEnergy(int hours) => new(hours, null);

    /// <summary>The rows that segments count in by different amounts: row, and what each segment gives.</summary>
    public List<(int Row, double[] Gives)> Extras(UnitClass each, int hour)
    {
        var list = new List<(int, double[])>();
        if (rows is null) return list;
        if (rows.Downward >= 0)
            list.Add((rows.Downward + hour, [.. each.SlopeUsd.Select((_, l) => l < each.Model.DownwardSegments ? 1d : 0)]));
        foreach (var (budget, use) in each.Uses) list.Add((rows.Budgets + budget, [.. use.PerMwhAbove.Select(per => -per)]));
        return list;
    }

    private IEnumerable<int> ReserveRows(int hour)
    {
        if (rows is { Spinning: >= 0 }) yield return rows.Spinning + hour;
        if (rows is { Operating: >= 0 }) yield return rows.Operating + hour;
    }
}
