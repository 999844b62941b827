using System.Collections.Immutable;

namespace Busbar.Digital.Delivery.Projects;

/// <summary>A task that is done, with the hours it was thought to take and took.</summary>
public sealed record EstimatedTask(string Id, string Project, decimal HoursEstimated, decimal HoursTaken);

/// <summary>A project's hours, thought and taken.</summary>
public sealed record ProjectHours(string Project, int Tasks, decimal Estimated, decimal Taken)
{
    /// <summary>True when the hours taken are within 10 % of the estimate.</summary>
    public bool IsOnBudget => Math.Abs(Taken - Estimated) <= 0.1m * Estimated;
}

/// <summary>How good estimates were.</summary>
/// <param name="Exact">The share of tasks that took just their estimate; 0 to 1.</param>
/// <param name="WithinTenth">The share within 10 % of it.</param>
/// <param name="MedianRatio">Half of the tasks took at most this many times their estimate; null without tasks.</param>
/// <param name="Projects">By name.</param>
public sealed record EstimateFigures(int Tasks, double Exact, double WithinTenth, double? MedianRatio,
    ImmutableArray<ProjectHours> Projects)
{
    /// <summary>Projects within 10 % of their estimate.</summary>
    public int OnBudget => Projects.Count(project => project.IsOnBudget);
}

/// <summary>Holds what tasks took against what they were thought to take.</summary>
public static class MeasureEstimates
{
    /// <summary>The figures; shares of no tasks are 0.</summary>
    public static EstimateFigures Run(ImmutableArray<EstimatedTask> tasks)
    {
        var ratios = tasks.Where(task => task.HoursEstimated > 0).Select(task => (double)(task.HoursTaken / task.HoursEstimated)).Order()
            .ToArray();
        double Share(Func<EstimatedTask, bool> holds) => tasks.IsEmpty ? 0 : (double)tasks.Count(holds) / tasks.Length;
        return new(tasks.Length, Share(task => task.HoursTaken == task.HoursEstimated),
            Share(task => Math.Abs(task.HoursTaken - task.HoursEstimated) <= 0.1m * task.HoursEstimated),
            ratios.Length == 0 ? null : Numerics.Quantile.OfSorted(ratios, 0.5),
            [.. tasks.GroupBy(task => task.Project).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ProjectHours(
                group.Key, group.Count(), group.Sum(task => task.HoursEstimated), group.Sum(task => task.HoursTaken)))]);
    }
}
