using System.Collections.Frozen;
using Busbar.Gateways.Shapes;
using static Busbar.Gateways.Shapes.Shape;

namespace Busbar.Gateways.Lineage;

/// <summary>What OpenLineage lets each facet look like, by where it hangs and its name. Source: OpenLineage, spec/facets (20 August 2026).
/// A
/// facet nobody knows needs only its producer and schema.</summary>
internal static class FacetShapes
{
    private const string Base = "_producer!:x _schemaURL!:x _deleted:b ";

    private static readonly Shape transformations = new ListOf(Fields.Open("type! subtype description masking:b"));
    private static readonly Shape owners = new ListOf(Fields.Open("name! type"));
    private static readonly Shape tags = new ListOf(Fields.Open("key! value! source field"));
    private static readonly Shape inputFields = new ListOf(Fields.Open("namespace! name! field!", ("transformations", transformations)));
    private static readonly Shape lineageInputs = new ListOf(new Depends(node => (node as Node.Map)?.Text("type") == "JOB"
        ? Fields.Open("namespace name runId:u", ("type!", OneOf("DATASET JOB")), ("transformations", transformations))
        : Fields.Open("namespace! name! field", ("type!", OneOf("DATASET JOB")), ("transformations", transformations))));
    private static readonly Shape lineageFields = Fields.Open("").WithOthers(Fields.Open("", ("inputs!", lineageInputs)));
    private static readonly Shape schemaFields = new ListOf(Fields.Open("name! type description ordinal_position:i",
        ("fields", new Later(() => schemaFields!))));
    private static readonly Fields metrics = Facet("rowCount:i bytes:i fileCount:i lastUpdated:t", ("columnMetrics!", Fields.Open("")
        .WithOthers(Fields.Open("nullCount:i distinctCount:i sum:n count:n min:n max:n",
            ("quantiles", Fields.Open("").WithOthers(Number))))));
    private static readonly Shape assertions = Facet("", ("assertions!", new ListOf(Fields.Open(
        "assertion! success!:b column severity name description expected actual content contentType params:m"))));
    private static readonly Shape statistics = Facet("rowCount:i size:i fileCount:i");

    private static readonly FrozenDictionary<string, Fields> known = new Dictionary<string, Fields>
    {
        ["dataset.catalog"] = Facet("framework! type! name! metadataUri warehouseUri source",
            ("catalogProperties", Fields.Open("").WithOthers(Text))),
        ["dataset.columnLineage"] = Facet("", ("dataset", inputFields), ("fields!", Fields.Open("").WithOthers(
            Fields.Open("transformationDescription transformationType", ("inputFields!", inputFields))))),
        ["dataset.dataQualityMetrics"] = metrics,
        ["dataset.datasetType"] = Facet("datasetType! subType"),
        ["dataset.version"] = Facet("datasetVersion!"),
        ["dataset.dataSource"] = Facet("name uri:x"),
        ["dataset.documentation"] = Facet("description! contentType"),
        ["dataset.hierarchy"] = Facet("", ("hierarchy!", new ListOf(Fields.Open("type! name!")))),
        ["dataset.lifecycleStateChange"] = Facet("", ("lifecycleStateChange!", OneOf("ALTER CREATE DROP OVERWRITE RENAME TRUNCATE")),
            ("previousIdentifier", Fields.Open("name! namespace!"))),
        ["dataset.lineage"] = Facet("", ("inputs", lineageInputs), ("fields", lineageFields)),
        ["dataset.ownership"] = Facet("", ("owners", owners)),
        ["dataset.schema"] = Facet("", ("fields", schemaFields)),
        ["dataset.storage"] = Facet("storageLayer! fileFormat"),
        ["dataset.symlinks"] = Facet("", ("identifiers", new ListOf(Fields.Open("namespace! name! type!")))),
        ["dataset.tags"] = Facet("", ("tags", tags)),
        ["input.dataQualityAssertions"] = (Fields)assertions,
        ["dataset.dataQualityAssertions"] = (Fields)assertions,
        ["input.dataQualityMetrics"] = metrics,
        ["input.inputStatistics"] = (Fields)statistics,
        ["input.subset"] = Facet("", ("inputCondition!", SubsetShapes.Condition)),
        ["output.outputStatistics"] = (Fields)statistics,
        ["output.subset"] = Facet("", ("outputCondition!", SubsetShapes.Condition)),
        ["job.documentation"] = Facet("description! contentType"),
        ["job.jobType"] = Facet("processingType! integration! jobType",
            ("emissionPattern", Fields.Open("eventTrigger! eventContentMode! windowDuration:i"))),
        ["job.lineage"] = Facet("", ("entries!", new ListOf(new Depends(Entry)))),
        ["job.ownership"] = Facet("", ("owners", owners)),
        ["job.sql"] = Facet("query! dialect"),
        ["job.sourceCode"] = Facet("language! sourceCode!"),
        ["job.sourceCodeLocation"] = Facet("type! url!:x repoUrl path version tag branch pullRequestNumber"),
        ["job.tags"] = Facet("", ("tags", tags)),
        ["run.environmentVariables"] = Facet("", ("environmentVariables!", new ListOf(Fields.Open("name! value!")))),
        ["run.errorMessage"] = Facet("message! programmingLanguage! stackTrace"),
        ["run.executionParameters"] = Facet("", ("parameters", new ListOf(Fields.Closed("key! name description value")))),
        ["run.externalQuery"] = Facet("externalQueryId! source!"),
        ["run.extractionError"] = Facet("totalTasks!:i failedTasks!:i",
            ("errors!", new ListOf(Fields.Open("errorMessage! stackTrace task taskNumber:i")))),
        ["run.jobDependencies"] = Facet("trigger_rule", ("upstream", Dependencies()), ("downstream", Dependencies())),
        ["run.nominalTime"] = Facet("nominalStartTime!:t nominalEndTime:t"),
        ["run.parent"] = Facet("", ("run!", Run()), ("job!", Job()), ("root", Fields.Open("", ("run!", Run()), ("job!", Job())))),
        ["run.processing_engine"] = Facet("version! name openlineageAdapterVersion"),
        ["run.tags"] = Facet("", ("tags", tags)),
        ["run.test"] = Facet("", ("tests!", new ListOf(Fields.Open(
            "name! status! severity type description expected actual content contentType params:m")))),
    }.ToFrozenDictionary();

    /// <summary>A map of facets.</summary>
    /// <param name="where">dataset, input, output, job or run.</param>
    public static Shape Of(string where) => new Depends(node => Fields.Open("", node is not Node.Map map ? [] :
        [.. map.Entries.Select(entry => (entry.Key, (Shape)(known.GetValueOrDefault($"{where}.{entry.Key}") ?? Facet("")
            .WithOthers(Any))))]));

    private static Fields Facet(string words, params (string, Shape)[] nested) => Fields.Open(Base + words, nested).WithOthers(Any);

    private static Fields Run() => Fields.Open("runId!:u", ("facets", new Later(() => Of("run"))));

    private static Fields Job() => Fields.Open("namespace! name!", ("facets", new Later(() => Of("job"))));

    private static ListOf Dependencies() => new(Fields.Open("dependency_type sequence_trigger_rule status_trigger_rule",
        ("job!", Fields.Open("namespace! name!")), ("run", Fields.Open("runId!:u"))));

    private static Fields Entry(Node node) => (node as Node.Map)?.Text("type") == "JOB"
        ? Fields.Open("namespace name runId:u", ("type!", OneOf("DATASET JOB")), ("inputs", lineageInputs))
        : Fields.Open("namespace! name!", ("type!", OneOf("DATASET JOB")), ("inputs", lineageInputs), ("fields", lineageFields));
}

/// <summary>Which part of a dataset a run read or wrote: conditions that hold conditions.</summary>
internal static class SubsetShapes
{
    /// <summary>A condition, told by its type.</summary>
    public static Shape Condition { get; } = new Depends(node => (node as Node.Map)?.Text("type") switch
    {
        "binary" => Fields.Open("type! operator!", ("left!", new Later(() => Condition!)), ("right!", new Later(() => Condition!))),
        "compare" => Fields.Open("type! comparison!", ("left!", new Depends(Side)), ("right!", new Depends(Side))),
        "partition" => Fields.Open("type!", ("partitions!", new ListOf(Fields.Open("identifier dimensions!:m")))),
        "location" => Fields.Open("type! locations!:l"),
        _ => Fields.Open("", ("type!", OneOf("binary compare partition location"))),
    });

    private static Fields Side(Node node) => (node as Node.Map)?.Text("type") == "field" ? Fields.Open("type! field!")
        : Fields.Open("value!", ("type!", OneOf("field literal")));
}
