using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Digital.Delivery.Dora;
using NodaTime;

namespace Busbar.Digital.Delivery.Tests.Dora;

/// <summary>The tables of Apache DevLake's tests of its DORA plugin, as the stage's records.</summary>
internal sealed class DevLakeTables
{
    private const string Root = "incubator-devlake/backend/plugins/dora/e2e/";
    private readonly SortedDictionary<string, byte[]> files = SharedFiles.Unpack("dora_devlake.tar.gz");

    /// <summary>The rows of a table, by column.</summary>
    public List<Dictionary<string, string>> Rows(string path)
    {
        var lines = Encoding.UTF8.GetString(files[Root + path]).Split('\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    public ImmutableHashSet<string> ScopesOf(string path, string project) => [.. Rows(path)
        .Where(row => row["project_name"] == project && row["table"] == "cicd_scopes").Select(row => row["row_id"])];

    public ImmutableArray<Deployment> Deployments(string path) => [.. Rows(path).Select(row => new Deployment(
        row["id"], row["cicd_deployment_id"], row["cicd_scope_id"], row["repo_url"], row["environment"], row["commit_sha"],
        ResultOf(row["result"], "DONE"), TimeOf(row["started_date"]), TimeOf(row["finished_date"]), []))];

    public ImmutableArray<PipelineTask> Tasks(string path) => [.. Rows(path).Select(row => new PipelineTask(
        row["id"], row["name"], row["pipeline_id"], row["cicd_scope_id"], ResultOf(row["result"], row["status"]),
        row["type"] == "DEPLOYMENT", row["environment"]))];

    public static DeliveryResult ResultOf(string result, string status) => (result, status) switch
    {
        ("SUCCESS", _) => DeliveryResult.Success,
        ("SKIPPED", _) => DeliveryResult.Skipped,
        ("FAILURE", _) => DeliveryResult.Failure,
        _ => DeliveryResult.Running,
    };

    public static Instant? TimeOf(string text) => text.Length == 0 ? null : Instant.FromDateTimeOffset(
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
}
