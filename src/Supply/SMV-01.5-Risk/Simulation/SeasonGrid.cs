namespace Busbar.Supply.Risk.Simulation;

/// <summary>Hours bound to the cells of the seasons (month, kind of day, hour ending), and days to the angle of the year.</summary>
internal sealed class SeasonGrid
{
    internal SeasonGrid(HourGrid grid)
    {
        Grid = grid;
        CellOfHour = [.. Enumerable.Range(0, grid.Hours).Select(hour =>
            SeasonalProfile.CellOf(grid.Calendar, grid.Start + NodaTime.Duration.FromHours(hour)))];
        var first = grid.Calendar.DayOf(grid.Start);
        YearAngle = [.. Enumerable.Range(0, grid.Days).Select(day => 2 * Math.PI * first.Plus(day).Date.DayOfYear / 365.25)];
    }

    internal HourGrid Grid { get; }

    internal int[] CellOfHour { get; }

    /// <summary>One a day, radians from the new year.</summary>
    internal double[] YearAngle { get; }
}
