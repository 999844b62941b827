using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Delivery.Dora;

/// <summary>A run of a pipeline.</summary>
/// <param name="IsDeployment">True when the forge or a naming rule says that it deploys.</param>
/// <param name="Environment">Where to, or empty.</param>
/// <param name="Took">How long it ran.</param>
/// <param name="Finished">When it ended, or null while it runs.</param>
public sealed record PipelineRun(
    string Id, string Scope, DeliveryResult Result, bool IsDeployment, string Environment, Duration Took, Instant? Finished);

/// <summary>One job of a run.</summary>
/// <param name="IsDeployment">True when this job deploys, whatever the run is called.</param>
public sealed record PipelineTask(
    string Id, string Name, string Run, string Scope, DeliveryResult Result, bool IsDeployment, string Environment);

/// <summary>A commit that a run was of.</summary>
public sealed record PipelineCommit(string Run, string Commit, string Repository);

/// <summary>What pipelines did.</summary>
public sealed record FindDeploymentsInputs(
    ImmutableArray<PipelineRun> Runs, ImmutableArray<PipelineTask> Tasks, ImmutableArray<PipelineCommit> Commits);

/// <summary>Reads deployments out of pipelines: a run deploys when it is a deployment itself or has a job that is, and neither was skipped.
/// It goes to the environment it names, or to production when one of those jobs does. It began its length before its end. Source: Apache
/// DevLake's deployment generator (plugins/dora).</summary>
public static class FindDeployments
{
    /// <summary>A deployment for each commit of each run that deploys, by id.</summary>
    public static ImmutableArray<Deployment> Run(FindDeploymentsInputs inputs)
    {
        var jobs = inputs.Tasks.Where(task => task.IsDeployment && task.Result != DeliveryResult.Skipped).ToLookup(task => task.Run);
        var commits = inputs.Commits.ToLookup(commit => commit.Run);
        return [.. inputs.Runs
            .Where(run => run.Result != DeliveryResult.Skipped && (run.IsDeployment || jobs[run.Id].Any()))
            .SelectMany(run => commits[run.Id].Select(commit => new Deployment(
                $"{run.Id}:{commit.Repository}", run.Id, run.Scope, commit.Repository,
                run.Environment.Length == 0 && jobs[run.Id].Any(job => job.Environment == Deployment.Production)
                    ? Deployment.Production : run.Environment,
                commit.Commit, run.Result, run.Finished - run.Took, run.Finished, [])))
            .OrderBy(deployment => deployment.Id, StringComparer.Ordinal)];
    }
}
