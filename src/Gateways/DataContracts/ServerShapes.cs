using System.Collections.Frozen;

namespace Busbar.Gateways.DataContracts;

/// <summary>What each type of server states, in the words of <see cref="Shapes.Shape.Fields"/>. Source: Open Data Contract Standard 3.1.0,
/// infrastructure and servers.</summary>
internal static class ServerShapes
{
    private static readonly FrozenDictionary<string, string> words = new Dictionary<string, string>
    {
        ["api"] = "location!:x",
        ["athena"] = "stagingDir!:x schema! catalog regionName",
        ["azure"] = "location!:x format! delimiter",
        ["bigquery"] = "project! dataset!",
        ["clickhouse"] = "host! port!:i database!",
        ["databricks"] = "host catalog! schema!",
        ["denodo"] = "host! port!:i database",
        ["dremio"] = "host! port!:i schema",
        ["duckdb"] = "database! schema",
        ["glue"] = "account! database! location:x format",
        ["cloudsql"] = "host! port!:i database! schema!",
        ["db2"] = "host! port!:i database! schema",
        ["hive"] = "host! port:i database!",
        ["impala"] = "host! port:i database!",
        ["informix"] = "host! port:i database!",
        ["kafka"] = "host! format",
        ["kinesis"] = "region format",
        ["local"] = "path! format!",
        ["mysql"] = "host! port!:i database!",
        ["oracle"] = "host! port!:i serviceName!",
        ["postgresql"] = "host! port!:i database! schema!",
        ["postgres"] = "host! port!:i database! schema!",
        ["presto"] = "host! catalog schema",
        ["pubsub"] = "project!",
        ["redshift"] = "host database! schema! region account",
        ["s3"] = "location!:x endpointUrl:x format delimiter",
        ["sftp"] = "location!:x format delimiter",
        ["snowflake"] = "host port:i account! database! schema! warehouse",
        ["sqlserver"] = "host! port:i database! schema!",
        ["synapse"] = "host! port!:i database!",
        ["trino"] = "host! port!:i catalog! schema!",
        ["vertica"] = "host! port!:i database! schema!",
        ["zen"] = "host! port:i database!",
        ["custom"] =
            "account catalog database dataset delimiter endpointUrl:x format host location:x path port:i project region regionName "
            + "schema serviceName stagingDir warehouse stream",
    }.ToFrozenDictionary();

    /// <summary>The types, parted by spaces.</summary>
    public static string Types { get; } = string.Join(' ', words.Keys.Order(StringComparer.Ordinal));

    /// <summary>The fields of a type; none of one that is not known.</summary>
    public static string Of(string type) => words.GetValueOrDefault(type, "");
}
