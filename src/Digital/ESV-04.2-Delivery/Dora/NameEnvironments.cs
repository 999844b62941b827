using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Delivery.Dora;

/// <summary>Jobs whose forge names no environment.</summary>
/// <param name="Scopes">The scopes of the project that the pattern is for.</param>
/// <param name="Production">A pattern of the names of jobs that go to production; any case.</param>
public sealed record NameEnvironmentsInputs(ImmutableArray<PipelineTask> Tasks, ImmutableHashSet<string> Scopes, string Production);

/// <summary>Names production where a job that deploys is called so and its forge says nothing. Source: Apache DevLake's task enricher.
/// </summary>
public static class NameEnvironments
{
    /// <summary>The jobs in their order. Refuses a pattern that cannot run in linear time (<c>bad-pattern</c>).</summary>
    public static Outcome<ImmutableArray<PipelineTask>> Run(NameEnvironmentsInputs inputs)
    {
        try
        {
            var pattern = new Regex(inputs.Production,
                RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
            return inputs.Tasks.Select(task => task.IsDeployment && task.Environment.Length == 0 && inputs.Scopes.Contains(task.Scope)
                && pattern.IsMatch(task.Name) ? task with { Environment = Deployment.Production } : task).ToImmutableArray();
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return new Refusal("bad-pattern", fault.Message, inputs.Production, "Write a pattern without look-around and back references.");
        }
    }
}
