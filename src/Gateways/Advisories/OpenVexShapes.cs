using System.Collections.Immutable;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Advisories;

/// <summary>The shape of an OpenVEX document, version 0.2.0, in the notation of <see cref="Grammar"/>.</summary>
internal static class OpenVexShapes
{
    private const string Text = """
        document = {@context!:%context @id!:%iri author!:text role:text timestamp!:time last_updated:time version!:int(1..) tooling:text
            statements!:[statement]+*}
        statement = {@id:%iri version:int(1..) vulnerability!:{@id:%iri name!:text description:text aliases:[text]*} timestamp:time
            last_updated:time products:[{@id:%iri identifiers:identifiers hashes:hashes subcomponents:[subcomponent]* >0(@id identifiers)}]*
            status!:(not_affected affected fixed under_investigation) supplier:text status_notes:text justification:(component_not_present
            vulnerable_code_not_present vulnerable_code_not_in_execute_path vulnerable_code_cannot_be_controlled_by_adversary
            inline_mitigations_already_exist) impact_statement:text action_statement:text action_statement_timestamp:time}
        subcomponent = {@id:%iri identifiers:identifiers hashes:hashes >0(@id identifiers)}
        identifiers = {purl:text cpe22:text cpe23:text >0(purl cpe22 cpe23)}
        hashes = {md5:text sha1:text sha-256:text sha-384:text sha-512:text sha3-224:text sha3-256:text sha3-384:text sha3-512:text
            blake2s-256:text blake2b-256:text blake2b-512:text}
        """;

    private static readonly ImmutableDictionary<string, string> patterns = new Dictionary<string, string>
    {
        ["context"] = @"^https://openvex\.dev/ns/v0\.2\.0$",
        ["iri"] = """^[A-Za-z][A-Za-z0-9+.\-]*:(?:[^\s\p{C}<>"{}|\\^`%]|%[0-9A-Fa-f]{2})*$""",
    }.ToImmutableDictionary();

    /// <summary>A whole document.</summary>
    public static Shape Document { get; } = Grammar.Of("document", Text, 2, patterns);
}
