using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways.Shapes;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.DataContracts;

/// <summary>Reads a data contract as YAML by the Open Data Contract Standard, versions 3.0.0 to 3.1.0. A contract is read whole or refused
/// whole, with the line and column of every fault.</summary>
public static class ReadDataContract
{
    private static readonly ImmutableArray<string> texts =
        ["name", "tenant", "dataProduct", "domain", "slaDefaultElement", "contractCreatedTs"];

    /// <summary>The contract, and as findings the fields the standard does not know. Refuses text that is no YAML (<c>not-yaml</c>,
    /// <c>key-twice</c>, <c>yaml-anchor</c>, <c>too-deep</c>, <c>empty-file</c>), another specification (<c>other-specification</c>),
    /// another version (<c>standard-version</c>), and a contract the standard does not allow (<c>bad-contract</c>).</summary>
    public static Outcome<DataContract> Run(SourceFile file)
    {
        var read = YamlNodes.Read(file);
        if (read is not Outcome<Node>.Done { Value: var node }) return ((Outcome<Node>.Refused)read).Refusal;
        var map = node as Node.Map;
        if (map?["dataContractSpecification"] is { } other)
            return new Refusal("other-specification", "This is a contract of the deprecated Data Contract Specification",
                $"{file.Name}:{other.Line}:{other.Column}", "Turn it into the Open Data Contract Standard, version 3.");
        var standard = map?.Text("apiVersion") ?? "";
        if (standard.StartsWith("v2.", StringComparison.Ordinal))
            return new Refusal("standard-version", $"The contract is of version {standard} of the standard", file.Name,
                "Bring it to version 3.");
        var faults = new Faults(file.Name);
        new ContractShapes(isStrict: standard is not ("v3.0.0" or "v3.0.1" or "v3.0.2")).Contract.Check(node, "", faults);
        if (faults.Refusal("bad-contract", "Correct the contract by the Open Data Contract Standard.") is { } refusal) return refusal;
        return Outcome.Of(Contract(map!), faults.Unknown);
    }

    private static DataContract Contract(Node.Map map) => new(
        map.Text("id")!, map.Text("version")!, map.Text("apiVersion")!, map.Text("status")!, Terms(map), map.Texts("tags"),
        [.. map.Maps("schema").Select(Schema)],
        [.. map.Maps("slaProperties").Select(level => new ServiceLevel(level.Text("property")!, (level["value"] as Node.Leaf)?.Value,
            Said(level, "unit"), level.Text("element") ?? Said(map, "slaDefaultElement"), Said(level, "driver")))],
        [.. map.Maps("servers").Select(server => new ContractServer(server.Text("server")!, server.Text("type")!,
            Said(server, "environment"), Without(server, "server", "type", "environment")))],
        Team(map["team"]),
        [.. map.Maps("roles").Select(role => new ContractRole(role.Text("role")!, Said(role, "access"),
            [.. new[] { role.Text("firstLevelApprovers"), role.Text("secondLevelApprovers") }.OfType<string>()]))],
        [.. map.Maps("support").Select(channel => new SupportChannel(
            channel.Text("channel")!, Said(channel, "tool"), Said(channel, "scope"),
            Said(channel, "url")))],
        map["price"] is Node.Map price ? new ContractPrice(price.Number("priceAmount"), Said(price, "priceCurrency"),
            Said(price, "priceUnit"))
            : null,
        Custom(map));

    private static ImmutableSortedDictionary<string, string> Terms(Node.Map map) =>
        texts.Select(name => (name, map.Text(name)))
            .Concat(map["description"] is Node.Map said ? new[] { "purpose", "limitations", "usage" }.Select(
                name => (name, said.Text(name))) : [])
            .Where(each => each.Item2 is not null).ToImmutableSortedDictionary(
                each => each.name, each => each.Item2!, StringComparer.Ordinal);

    private static ContractSchema Schema(Node.Map map) => new(
        map.Text("name")!, map.Text("physicalName") ?? map.Text("name")!, [.. map.Maps("properties").Select(Property)], Quality(map),
        ForeignKeys(map), Custom(map));

    private static ContractProperty Property(Node.Map map) => new(
        Said(map, "name"), map.Text("physicalName") ?? Said(map, "name"), Said(map, "logicalType"), Said(map, "physicalType"),
        map.Flag("required"), map.Flag("unique"),
        map.Flag("primaryKey") ? (int)(map.Number("primaryKeyPosition") is { } place and > 0 ? place : 1) : null,
        Said(map, "classification"), map["logicalTypeOptions"]?.ToTerm() as Term.Map ?? Term.Map.Empty,
        [.. map.Maps("properties").Select(Property)], map["items"] is Node.Map item ? Property(item) : null, Quality(map), ForeignKeys(map),
        Custom(map));

    private static ImmutableArray<QualityRule> Quality(Node.Map map) => [.. map.Maps("quality").Select(Rule)];

    private static QualityRule Rule(Node.Map map)
    {
        var kind = map.Text("type") switch
        {
            "sql" => QualityKind.Sql,
            "custom" => QualityKind.Custom,
            "library" => QualityKind.Library,
            "text" => QualityKind.Text,
            _ => map["metric"] is null && map["rule"] is null ? QualityKind.Text : QualityKind.Library,
        };
        var metric = kind switch
        {
            QualityKind.Sql => Said(map, "query"),
            QualityKind.Custom => Said(map, "engine"),
            _ => map.Text("metric") ?? Said(map, "rule"),
        };
        var given = ContractShapes.Operators.FirstOrDefault(each => map[each] is not null) ?? "";
        var bounds = given.Length == 0 ? [] : map[given] is Node.List list ? list.Items : [map[given]!];
        return new(map.Text("name") ?? map.Text("id") ?? Said(map, "description"), kind, metric, Arguments(map), given,
            [.. bounds.OfType<Node.Leaf>().Where(leaf => leaf.Value?.Kind == CellKind.Number).Select(leaf => leaf.Value!.Value.Number)],
            map.Text("unit")?.StartsWith("percent", StringComparison.OrdinalIgnoreCase) == true || map.Text("unit") == "%",
            Said(map, "dimension"), Said(map, "severity"));
    }

    private static Term.Map Arguments(Node.Map map) => (map["implementation"] ?? map["arguments"])?.ToTerm() switch
    {
        Term.Map arguments => arguments,
        Term.Leaf { Value: { } text } => Term.Of(("text", new Term.Leaf(text))),
        _ => Term.Map.Empty,
    };

    private static ImmutableArray<ForeignKey> ForeignKeys(Node.Map map) =>
        [.. map.Maps("relationships").Select(each => new ForeignKey(Ends(each["from"]), Ends(each["to"])))];

    private static ImmutableArray<string> Ends(Node? node) => node switch
    {
        Node.Leaf { Value: { } one } => [one.Text],
        Node.List list => [.. list.Items.OfType<Node.Leaf>().Select(leaf => leaf.Value?.Text ?? "")],
        _ => [],
    };

    private static ContractTeam Team(Node? node)
    {
        var members = node is Node.List list ? list.Items.OfType<Node.Map>() : (node as Node.Map)?.Maps("members") ?? [];
        return new((node as Node.Map)?.Text("name") ?? "",
            [.. members.Where(member => member["dateOut"] is null).Select(member => (member.Text("username")!, Said(member, "role")))]);
    }

    private static Term.Map Custom(Node.Map map) => new([.. map.Maps("customProperties").DistinctBy(each => each.Text("property"))
        .Select(each => KeyValuePair.Create(each.Text("property")!, each["value"]!.ToTerm()))]);

    private static Term.Map Without(Node.Map map, params string[] names) =>
        new([.. map.Entries.Where(entry => !names.Contains(entry.Key))
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToTerm()))]);

    private static string Said(Node.Map map, string name) => map.Text(name) ?? "";
}
