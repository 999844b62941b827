using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways.Shapes;
using static Busbar.Gateways.Shapes.Shape;

namespace Busbar.Gateways.DataContracts;

/// <summary>What the Open Data Contract Standard lets a contract look like. Source: Bitol, Open Data Contract Standard 3.1.0 (2 June 2026)
/// and 3.0.0 to 3.0.2. Version 3.1 knows all its fields; 3.0 lets fields of one's own stand below the top level.</summary>
internal sealed class ContractShapes
{
    /// <summary>Bounds of a rule's number; a rule has exactly one.</summary>
    public static readonly ImmutableArray<string> Operators =
    [
        "mustBe", "mustNotBe", "mustBeGreaterThan", "mustBeGreaterOrEqualTo", "mustBeLessThan", "mustBeLessOrEqualTo", "mustBeBetween",
        "mustNotBeBetween",
    ];

    private static readonly Shape id = Written("an id of letters, digits, _ and -", "^[A-Za-z0-9_-]+$");
    private static readonly Shape reference = Written("table.field or a path",
        """^([A-Za-z_][A-Za-z0-9_]*\.[A-Za-z_][A-Za-z0-9_]*|(((https?://)?[A-Za-z0-9._/-]+\.yaml#)?/?"""
            + """[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+(/[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+)*))$""");

    private readonly bool isStrict;
    private readonly Shape definitions;
    private readonly Shape custom;
    private readonly Shape quality;
    private readonly Shape role;
    private readonly (string, Shape)[] element;

    /// <summary>The shapes of a version of the standard.</summary>
    /// <param name="isStrict">True of 3.1: fields of one's own are faults below the top level too.</param>
    public ContractShapes(bool isStrict)
    {
        this.isStrict = isStrict;
        definitions = new ListOf(Fields("url! type! description", ("id", id)));
        custom = new ListOf(Fields("property! value!:a description", ("id", id)));
        quality = new ListOf(Quality());
        role = Fields("role! description access firstLevelApprovers secondLevelApprovers", ("id", id), ("customProperties", custom));
        element = [("id", id), ("authoritativeDefinitions", definitions), ("customProperties", custom), ("quality", quality)];
    }

    /// <summary>A whole contract.</summary>
    public Shape Contract =>
        Shape.Fields.Closed("version! id! status! name tenant tags:l dataProduct domain slaDefaultElement contractCreatedTs:t",
        ("kind!", OneOf("DataContract")), ("apiVersion!", OneOf("v3.1.0 v3.0.2 v3.0.1 v3.0.0")),
        ("description", Shape.Fields.Open("usage purpose limitations", ("authoritativeDefinitions", definitions),
            ("customProperties", custom))),
        ("servers", new ListOf(new Depends(Server))),
        ("schema", new ListOf(Fields("name! description businessName physicalType physicalName dataGranularityDescription tags:l",
            [.. element, ("logicalType", OneOf("object")), ("properties", new ListOf(Property(isItem: false))),
                ("relationships", new ListOf(Relationship(hasFrom: true)))]))),
        ("support", new ListOf(Fields("channel! url description tool scope invitationUrl", ("id", id), ("customProperties", custom)))),
        ("price", Fields("priceAmount:n priceCurrency priceUnit", ("id", id))),
        ("team", new Depends(node => node is Node.List ? new ListOf(Member()) : Fields("name description tags:l", ("id", id),
            ("members", new ListOf(Member())), ("customProperties", custom), ("authoritativeDefinitions", definitions)))),
        ("roles", new ListOf(role)),
        ("slaProperties", new ListOf(Fields("property! value!:s valueExt:s unit element driver description scheduler schedule",
            ("id", id)))),
        ("authoritativeDefinitions", definitions), ("customProperties", custom));

    private Fields Fields(string words, params (string, Shape)[] nested) =>
        isStrict ? Shape.Fields.Closed(words, nested) : Shape.Fields.Open(words, nested);

    private Fields Member() => Fields("username! name description role dateIn dateOut replacedByUsername tags:l", ("id", id),
        ("customProperties", custom), ("authoritativeDefinitions", definitions));

    private Shape Server(Node node)
    {
        var type = (node as Node.Map)?.Text("type") ?? "";
        var words = "server! description environment " + ServerShapes.Of(type);
        // Tools add settings of their own to a server; they are noticed in every version.
        return Shape.Fields.Open(words, ("id", id), ("type!", OneOf(ServerShapes.Types)), ("roles", new ListOf(role)),
            ("customProperties", custom));
    }

    /// <summary>A field. Which options it may have hangs on its logical type.</summary>
    private Depends Property(bool isItem) => new(node =>
    {
        var map = node as Node.Map;
        var type = map?.Text("logicalType") ?? "";
        var words =
            "description businessName physicalType physicalName primaryKey:b primaryKeyPosition:i required:b unique:b partitioned:b "
            + "partitionKeyPosition:i classification encryptedName transformSourceObjects:l transformLogic transformDescription "
            + $"criticalDataElement:b tags:l name{(isItem ? "" : "!")}";
        List<(string, Shape)> nested =
        [
            .. element, ("logicalType", OneOf("string date timestamp time number integer object array boolean")),
            ("examples", new ListOf(Any)), ("logicalTypeOptions", Options(type)),
            ("relationships", new ListOf(Relationship(hasFrom: false))),
        ];
        if (type is "object" or "" || isItem) nested.Add(("properties", new ListOf(Property(isItem: false))));
        if (type is "array" or "") nested.Add(("items", Property(isItem: true)));
        return Fields(words, [.. nested]);
    });

    private static Shape Options(string type) => type switch
    {
        "string" => Shape.Fields.Closed("pattern format", ("minLength", Natural), ("maxLength", Natural)),
        "date" => Shape.Fields.Closed("format exclusiveMaximum maximum exclusiveMinimum minimum"),
        "timestamp" or "time" =>
            Shape.Fields.Closed("format exclusiveMaximum maximum exclusiveMinimum minimum timezone:b defaultTimezone"),
        "integer" => Shape.Fields.Closed("multipleOf:n maximum:n exclusiveMaximum:n minimum:n exclusiveMinimum:n",
            ("format", OneOf("i8 i16 i32 i64 i128 u8 u16 u32 u64 u128"))),
        "number" => Shape.Fields.Closed("multipleOf:n maximum:n exclusiveMaximum:n minimum:n exclusiveMinimum:n",
            ("format", OneOf("f32 f64"))),
        "object" => Shape.Fields.Closed("", ("maxProperties", Natural), ("minProperties", Natural),
            ("required", new ListOf(Text, Min: 1, IsUnique: true))),
        "array" => Shape.Fields.Closed("uniqueItems:b", ("maxItems", Natural), ("minItems", Natural)),
        _ => Shape.Fields.Open("").WithOthers(Any),
    };

    private Fields Quality()
    {
        var range = new ListOf(Number, Min: 2, IsUnique: true);
        return Fields("name description method businessImpact schedule scheduler severity unit tags:l metric rule query engine "
            + "mustBe:a mustNotBe:a mustBeGreaterThan:n mustBeGreaterOrEqualTo:n mustBeLessThan:n mustBeLessOrEqualTo:n "
            + "arguments:m dialect",
            ("id", id), ("type", OneOf("text library sql custom")), ("authoritativeDefinitions", definitions), ("customProperties", custom),
            ("dimension", OneOf("accuracy completeness conformity consistency coverage timeliness uniqueness")),
            ("mustBeBetween", range), ("mustNotBeBetween", range), ("implementation", new Depends(node => node is Node.Map ? Any : Text)))
            .With((rule, path, faults) => CheckRule(rule, path, faults));
    }

    private void CheckRule(Node.Map rule, string path, Faults faults)
    {
        var type = rule.Text("type") ?? (rule["metric"] is null && (isStrict || rule["rule"] is null) ? "" : "library");
        if (type == "custom" && (rule["engine"] is null || rule["implementation"] is null))
            faults.Add(rule, path, "is of type custom and lacks 'engine' or 'implementation'");
        if (type == "sql" && rule["query"] is null) faults.Add(rule, path, "is of type sql and has no 'query'");
        if (type == "library") CheckMetric(rule, path, faults);
        if (type is "sql" or "library" && rule.Entries.Count(entry => Operators.Contains(entry.Key)) is var count && count != 1)
            faults.Add(rule, path, $"has {count} of the operators {string.Join(", ", Operators)}; one was expected");
        if (isStrict && type is "text" or "" && Operators.FirstOrDefault(each => rule[each] is not null) is { } bound)
            faults.Add(rule, path, $"has {bound} and neither metric nor query to hold against it");
        foreach (var (name, of) in new[] { ("query", "sql"), ("engine", "custom"), ("implementation", "custom") })
            if (isStrict && rule[name] is { } value && type != of) faults.Add(value, $"{path}.{name}", $"goes with type {of} only");
    }

    private void CheckMetric(Node.Map rule, string path, Faults faults)
    {
        // Version 3.0 called the metric "rule" and knew none of today's names.
        if (rule["metric"] is null && (isStrict || rule["rule"] is null)) faults.Add(rule, path, "is of type library and has no 'metric'");
        if (rule["metric"] is { } metric && isStrict)
            OneOf("nullValues missingValues invalidValues duplicateValues rowCount").Check(metric, $"{path}.metric", faults);
    }

    private Fields Relationship(bool hasFrom)
    {
        Shape ends = new Depends(node => node is Node.List ? new ListOf(reference, Min: 1) : reference);
        List<(string, Shape)> nested = [("type", OneOf("foreignKey")), ("to!", ends), ("customProperties", custom)];
        if (hasFrom) nested.Add(("from!", ends));
        return Fields("", [.. nested]).With((map, path, faults) =>
        {
            if (hasFrom && map["from"] is { } from && map["to"] is { } to && from is Node.List != to is Node.List)
                faults.Add(map, path, "has one end single and the other a list");
        });
    }
}
