using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways.Shapes;
using static Busbar.Gateways.Shapes.Shape;

namespace Busbar.Gateways.Stix;

/// <summary>What the objects of STIX 2.1 may look like. Source: STIX 2.1 (OASIS standard, 10 June 2021), sections 3 to 7.</summary>
internal static partial class StixShapes
{
    private const string Identifier =
        "^[a-z][a-z0-9-]+[a-z0-9]--[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$";

    private static readonly Shape id = Written("a STIX identifier", Identifier);
    private static readonly Shape stamp = Written("a timestamp in UTC",
        @"^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?Z$");
    private static readonly Shape texts = new ListOf(Text, Min: 1);
    private static readonly Shape phases = new ListOf(Fields.Open("kill_chain_name! phase_name!"), Min: 1);
    private static readonly Shape confidence = new Leaves("a whole number from 0 to 100", cell =>
        cell is { Kind: CellKind.Number, Number: >= 0 and <= 100 } number && number.Number == Math.Floor(number.Number));

    /// <summary>Fields in words: <c>!</c> must be there; kinds as <see cref="Fields"/> has them, and T a timestamp, r an identifier, R a
    /// list of them, L a list of texts that is not empty, k kill chain phases, o one of the words behind it parted by commas.</summary>
    private static readonly ImmutableDictionary<string, string> objects = ImmutableDictionary.CreateRange(new Dictionary<string, string>
    {
        ["attack-pattern"] = "name! description aliases:l kill_chain_phases:k",
        ["campaign"] = "name! description aliases:L first_seen:T last_seen:T objective",
        ["course-of-action"] = "name! description", ["grouping"] = "name description context! object_refs!:R",
        ["identity"] = "name! description roles:L identity_class sectors:L contact_information", ["incident"] = "name! description",
        ["indicator"] = "name description indicator_types:L pattern! pattern_type! pattern_version valid_from!:T valid_until:T "
            + "kill_chain_phases:k",
        ["infrastructure"] = "name! description infrastructure_types:L aliases:L kill_chain_phases:k first_seen:T last_seen:T",
        ["intrusion-set"] = "name! description aliases:L first_seen:T last_seen:T goals:L resource_level primary_motivation "
            + "secondary_motivations:L",
        ["location"] = "name description latitude:n longitude:n precision:n region country administrative_area city street_address "
            + "postal_code",
        ["malware"] = "name description is_family!:b malware_types:L aliases:L kill_chain_phases:k first_seen:T last_seen:T "
            + "operating_system_refs:R "
            + "architecture_execution_envs:L implementation_languages:L capabilities:L sample_refs:R",
        ["malware-analysis"] = "product! version submitted:T analysis_started:T analysis_ended:T result result_name sample_ref:r",
        ["note"] = "abstract content! authors:L object_refs!:R",
        ["observed-data"] = "first_observed!:T last_observed!:T number_observed!:i objects:m object_refs:R",
        ["opinion"] = "explanation authors:L opinion!:o,strongly-disagree,disagree,neutral,agree,strongly-agree object_refs!:R",
        ["report"] = "name! description report_types:L published!:T object_refs!:R",
        ["threat-actor"] = "name! description threat_actor_types:L aliases:L roles:L goals:L first_seen:T last_seen:T sophistication",
        ["tool"] = "name! description aliases:L tool_types:L tool_version kill_chain_phases:k", ["vulnerability"] = "name! description",
        ["relationship"] = "relationship_type! description source_ref!:r target_ref!:r start_time:T stop_time:T",
        ["sighting"] = "description first_seen:T last_seen:T count:i sighting_of_ref!:r observed_data_refs:R where_sighted_refs:R "
            + "summary:b",
    });

    private static readonly ImmutableDictionary<string, string> observables = ImmutableDictionary.CreateRange(new Dictionary<string, string>
    {
        ["autonomous-system"] = "number!:i name rir", ["directory"] = "path!", ["domain-name"] = "value!",
            ["email-addr"] = "value! display_name",
        ["email-message"] = "is_multipart!:b date:T subject body from_ref:r to_refs:R", ["file"] = "name size:i hashes:m mime_type",
        ["ipv4-addr"] = "value!", ["ipv6-addr"] = "value!", ["mac-addr"] = "value!", ["mutex"] = "name!",
        ["network-traffic"] = "protocols!:L src_ref:r dst_ref:r src_port:i dst_port:i start:T end:T",
            ["process"] = "pid:i command_line cwd",
        ["software"] = "name! cpe vendor version", ["url"] = "value!", ["user-account"] = "user_id account_login account_type display_name",
        ["windows-registry-key"] = "key", ["x509-certificate"] = "serial_number issuer subject hashes:m",
            ["artifact"] = "url payload_bin hashes:m",
    });

    private static readonly ImmutableDictionary<string, Shape> shapes =
        objects.Keys.Select(type => (Type: type, Shape: Core(type, objects[type])))
        .Concat(observables.Keys.Select(type => (Type: type, Shape: Parse("type! id!:r", type, observables[type]))))
        .Append((Type: "marking-definition", Shape: Parse("type! spec_version! id!:r created!:T definition_type definition:m name",
            "marking-definition", "")))
        .ToImmutableDictionary(each => each.Type, each => each.Shape);

    /// <summary>An object of a bundle, by its type; of a type of somebody's own only what every object has.</summary>
    public static Shape Any { get; } = new Depends(node => node is Node.Map map && map.Text("type") is { } type
        ? shapes.GetValueOrDefault(type) ?? (type.StartsWith("x-", StringComparison.Ordinal) ? Core(type, "")
            : Parse("type! id!:r", type, ""))
        : Fields.Open("type!", ("id!", id)));

    public static Shape Bundle { get; } = Fields.Open("type!", ("id!",
        Written("a bundle's identifier", Identifier.Replace("[a-z][a-z0-9-]+[a-z0-9]",
        "bundle", StringComparison.Ordinal))), ("objects", new ListOf(Any, Min: 1))).With(Whole);

    private static Shape Core(string type, string words) => Parse(
        "type! spec_version!:o,2.0,2.1 id!:r created!:T modified!:T created_by_ref:r labels:L revoked:b lang object_marking_refs:R "
            + "confidence:c",
        type, words);

    private static Shape Parse(string common, string type, string words) =>
        Fields.Open("external_references:a granular_markings:a extensions:a",
        [.. $"{common} {words}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Field)]).WithOthers(Shape.Any)
        .With((map, path, faults) => Check(type, map, path, faults));

    private static (string, Shape) Field(string word)
    {
        var (name, kind) = word.Split(':') is [var left, var right] ? (left, right) : (word, "");
        return (name, kind switch
        {
            "T" => stamp, "r" => id, "R" => new ListOf(id, Min: 1), "L" => texts, "k" => phases, "c" => confidence, "n" => Number,
                "i" => Natural,
            "b" => Flag, "m" => Shape.Any, "l" => new ListOf(Text), _ when kind.StartsWith('o') => OneOf(kind[2..].Replace(',', ' ')),
            _ => Text,
        });
    }

    private static void Whole(Node.Map map, string path, Faults faults)
    {
        if (map.Text("type") != "bundle") faults.Add(map, path, "is no bundle");
    }

    /// <summary>What holds beyond single fields.</summary>
    private static void Check(string type, Node.Map map, string path, Faults faults)
    {
        if (map["type"] is { } told && !TypeName().IsMatch(type)) faults.Add(told, $"{path}.type", "is no name of a type");
        if (map["id"] is { } own && map.Text("id")?.StartsWith($"{type}--", StringComparison.Ordinal) == false)
            faults.Add(own, $"{path}.id", $"does not begin with {type}--");
        foreach (var (from, to) in new[] { ("created", "modified"), ("valid_from", "valid_until"), ("first_seen", "last_seen"),
            ("first_observed", "last_observed"), ("start_time", "stop_time") })
            if (StixTime.Read(map.Text(from)) is { } first && StixTime.Read(map.Text(to)) is { } last
                && (first > last || first == last && from is "valid_from" or "start_time" && first == last))
                faults.Add(map[to]!, $"{path}.{to}", $"is not after {from}");
        if (type == "malware" && map.Flag("is_family") && map.Text("name") is null) faults.Add(map, path, "is a family without a name");
        if (type == "observed-data" && map["objects"] is null == map["object_refs"] is null)
            faults.Add(map, path, "has not either objects or object_refs");
        if (type == "file" && map["name"] is null && map["hashes"] is null) faults.Add(map, path, "has neither a name nor hashes");
        if (map.Text("relationship_type") is { } kind && !TypeName().IsMatch(kind)) faults.Add(map, path, "has no name of a relationship");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex TypeName();
}
