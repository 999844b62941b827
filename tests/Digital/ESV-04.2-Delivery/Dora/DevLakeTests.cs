using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Delivery.Dora;
using NodaTime;

namespace Busbar.Digital.Delivery.Tests.Dora;

/// <summary>Every table that DevLake's own tests expect, from the tables they start from.</summary>
public sealed class DevLakeTests
{
    private static readonly DevLakeTables tables = new();

    [Fact]
    public void Deployments_are_generated_from_pipelines_as_expected()
    {
        var runs = tables.Rows("deployment_generator/cicd_pipelines.csv").Select(row => new PipelineRun(row["id"], row["cicd_scope_id"],
            DevLakeTables.ResultOf(row["result"], row["status"]), row["type"] == "DEPLOYMENT", row["environment"],
            Duration.FromSeconds(double.Parse(row["duration_sec"], CultureInfo.InvariantCulture)),
            DevLakeTables.TimeOf(row["finished_date"])));
        var commits = tables.Rows("deployment_generator/cicd_pipeline_commits.csv")
            .Select(row => new PipelineCommit(row["pipeline_id"], row["commit_sha"], row["repo_url"]));
        var found = FindDeployments.Run(new([.. runs], tables.Tasks("deployment_generator/cicd_tasks.csv"), [.. commits]));
        Assert.Equal(
            tables.Deployments("deployment_generator/cicd_deployment_commits.csv").OrderBy(one => one.Id,
                StringComparer.Ordinal).Select(Shown),
            found.Select(Shown));
    }

    [Fact]
    public void Jobs_that_are_called_deploy_go_to_production_as_expected()
    {
        var scopes = tables.ScopesOf("raw_tables/project_mapping.csv", "project1");
        var named = NameEnvironments.Run(new(tables.Tasks("raw_tables/cicd_tasks_for_enrich_env.csv"), scopes, "deploy")).OrThrow();
        Assert.Equal(
            tables.Rows("snapshot_tables/enrich_cicd_tasks.csv").Select(row => (row["id"], row["environment"],
                row["type"] == "DEPLOYMENT")),
            named.Select(task => (task.Id, task.Environment, task.IsDeployment)));
    }

    [Theory]
    [InlineData("prev_success_deployment_commit")]
    [InlineData("connect_incident_to_deployment/prev_success_deployment_commit")]
    public void The_deployment_before_is_the_expected_one(string folder)
    {
        var previous = FindPrevious.Run(tables.Deployments("prev_success_deployment_commit/cicd_deployment_commits_before.csv"));
        Assert.Equal(
            tables.Rows($"{folder}/cicd_deployment_commits_after.csv")
                .Select(row => (row["id"], row["prev_success_deployment_commit_id"])),
            tables.Rows($"{folder}/cicd_deployment_commits_after.csv").Select(row => (row["id"], previous.GetValueOrDefault(row["id"],
                ""))));
    }

    [Fact]
    public void Lead_times_of_changes_are_the_expected_ones()
    {
        var repositories = tables.Rows("change_lead_time/project_mapping.csv")
            .Where(row => row["project_name"] == "project1" && row["table"] == "repos").Select(row => row["row_id"]).ToHashSet();
        var commits = tables.Rows("change_lead_time/pull_request_commits.csv").ToLookup(row => row["pull_request_id"]);
        var comments = tables.Rows("change_lead_time/pull_request_comments.csv").ToLookup(row => row["pull_request_id"]);
        var changes = tables.Rows("change_lead_time/pull_requests.csv").Where(row => repositories.Contains(row["base_repo_id"]))
            .Select(row => new ProposedChange(row["id"], row["author_id"], row["merge_commit_sha"],
                DevLakeTables.TimeOf(row["created_date"])!.Value, DevLakeTables.TimeOf(row["merged_date"]),
                [.. commits[row["id"]].Select(one => new AuthoredCommit(one["commit_sha"],
                    DevLakeTables.TimeOf(one["commit_authored_date"])!.Value))],
                [.. comments[row["id"]].Select(one => new ReviewComment(one["id"], one["account_id"],
                    DevLakeTables.TimeOf(one["created_date"])!.Value))]));
        var fresh = tables.Rows("change_lead_time/commits_diffs.csv")
            .Select(row => new NewCommit(row["old_commit_sha"], row["new_commit_sha"], row["commit_sha"]));
        var scopes = tables.ScopesOf("change_lead_time/project_mapping.csv", "project1");
        var deployments = tables.Deployments("change_lead_time/cicd_deployment_commits.csv").Where(one => scopes.Contains(one.Scope));
        var traces = TraceChanges.Run(new([.. changes], [.. deployments], [.. fresh]));
        Assert.Equal(
            tables.Rows("change_lead_time/project_pr_metrics.csv").Select(row => string.Join(' ', row["id"], row["first_commit_sha"],
                row["pr_coding_time"], row["first_review_id"], row["pr_pickup_time"], row["pr_review_time"], row["deployment_commit_id"],
                row["pr_deploy_time"], row["pr_cycle_time"], Shown(row["first_commit_authored_date"]), Shown(row["first_comment_date"]),
                Shown(row["pr_created_date"]), Shown(row["pr_merged_date"]), Shown(row["pr_deployed_date"]))),
            traces.Select(trace => string.Join(' ', trace.Change.Id, trace.FirstCommit!.Sha, Minutes(trace.Coding), trace.FirstReview?.Id,
                Minutes(trace.Pickup), Minutes(trace.Review), trace.Deployment?.Id, Minutes(trace.Deploy), Minutes(trace.Cycle),
                trace.FirstCommit.Authored, trace.FirstReview?.At, trace.Change.Created, trace.Change.Merged, trace.Deployed)));
    }

    [Theory]
    [InlineData("connect_incident_to_deployment/snapshot_tables")]
    [InlineData("snapshot_tables")]
    public void Incidents_are_blamed_on_the_expected_deployment(string folder)
    {
        var mapping = tables.Rows("connect_incident_to_deployment/raw_tables/project_mapping.csv").Where(row =>
            row["project_name"] == "project1");
        var own = mapping.Select(row => (row["table"], row["row_id"])).ToHashSet();
        var deployments = tables
            .Deployments("connect_incident_to_deployment/prev_success_deployment_commit/cicd_deployment_commits_after.csv")
            .Where(one => own.Contains(("cicd_scopes", one.Scope)));
        var boards = tables.Rows("raw_tables/board_issues.csv").ToLookup(row => row["issue_id"], row => ("boards", row["board_id"]));
        var incidents = folder == "snapshot_tables"
            ? tables.Rows("raw_tables/issues.csv").Where(row => row["type"] == "INCIDENT" && boards[row["id"]].Any(own.Contains))
            : tables.Rows("connect_incident_to_deployment/raw_tables/incidents.csv")
                .Where(row => own.Contains((row["table"], row["scope_id"])));
        var blamed = LinkNearest.Run([.. incidents.Select(row => new ServiceFailure(row["id"], "",
            DevLakeTables.TimeOf(row["created_date"])!.Value, DevLakeTables.TimeOf(row["updated_date"])))], [.. deployments]);
        Assert.Equal(
            tables.Rows($"{folder}/project_incident_deployment_relationships.csv").Select(row => (row["id"], row["deployment_id"])),
            blamed.Select(link => (link.Key, link.Value.Run)));
    }

    [Fact]
    public void A_pattern_that_cannot_run_in_linear_time_is_refused() =>
        Assert.Equal("bad-pattern", SharedFiles.RefusalOf(NameEnvironments.Run(new([], [], "(?=deploy)"))).Code);

    private static string Minutes(Duration? time) =>
        time is { } stretch ? Math.Ceiling(stretch.TotalMinutes).ToString(CultureInfo.InvariantCulture) : "";

    private static string Shown(string time) => $"{DevLakeTables.TimeOf(time)}";

    private static string Shown(Deployment one) => string.Join(' ', one.Id, one.Commit, one.Scope, one.Run, one.Result, one.Repository,
        one.Environment, one.Started, one.Finished);
}
