using System.Collections.Immutable;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Advisories;

/// <summary>The shape of a CSAF document (OASIS CSAF 2.0 section 3 and 2.1 section 3), in the notation of <see cref="Grammar"/>; versions
/// by their minor number.</summary>
internal static class CsafShapes
{
    private const string Text = """
        csaf = {~ document!:{~ acknowledgments:acknowledgments_t aggregate_severity:{~ namespace:iri text!:text1} category!:%word
            csaf_version!:(@-0 2.0 @1 2.1) distribution@-0:{~ text:text1 tlp:{~ label!:(AMBER GREEN RED WHITE) url:iri} #1}
            distribution!@1:{sharing_group:{id!:%group-id name:text1} text:text1 tlp!:{label!:(AMBER AMBER+STRICT CLEAR GREEN RED)
            url:iri}} lang:lang_t notes:notes_t publisher!:{~ category!:(coordinator discoverer other translator user vendor @1
            multiplier) contact_details:text1 issuing_authority:text1 name!:text1 namespace!:iri} references:references_t
            source_lang:lang_t title!:text1 tracking!:{~ aliases:[text1]+* current_release_date!:time generator:{~ date:time engine!:{~
            name!:text1 version:text1}} id!:%trimmed initial_release_date!:time revision_history!:[{~ date!:time legacy_version:text1
            number!:version_t summary!:text1}]+ status!:(draft final interim) version!:version_t} license_expression@1:text1
            x_extensions@1:extensions_t} product_tree:{~ branches:branches_t full_product_names:[full_product_name_t]+
            product_groups:[{~ group_id!:product_group_id_t product_ids!:[product_id_t]+* summary:text1}]+ relationships@-0:[{~
            category!:(default_component_of external_component_of installed_on installed_with optional_component_of)
            full_product_name!:full_product_name_t product_reference!:product_id_t relates_to_product_reference!:product_id_t}]+
            product_paths@1:[{beginning_product_reference!:product_id_t full_product_name!:full_product_name_t subpaths!:[subpath_t]+}]+
            #1} vulnerabilities:[{~ acknowledgments:acknowledgments_t cve:%cve cwe@-0:{~ id!:%cwe name!:text1} discovery_date:time
            flags:[{~ date:time group_ids:product_groups_t label!:(component_not_present inline_mitigations_already_exist
            vulnerable_code_cannot_be_controlled_by_adversary vulnerable_code_not_in_execute_path vulnerable_code_not_present)
            product_ids:products_t}]+* ids:[{~ system_name!:text1 text!:text1 group_ids@1:product_groups_t product_ids@1:products_t}]+*
            involvements:[{~ date:time party!:(coordinator discoverer other user vendor) status!:(completed contact_attempted disputed
            in_progress not_contacted open) summary:text1 contact@1:text1 group_ids@1:product_groups_t product_ids@1:products_t}]+*
            notes:notes_t product_status:{~ first_affected:products_t first_fixed:products_t fixed:products_t known_affected:products_t
            known_not_affected:products_t last_affected:products_t recommended:products_t under_investigation:products_t
            unknown@1:products_t #1} references:references_t release_date@-0:time remediations:[{~ category!:(mitigation no_fix_planned
            none_available vendor_fix workaround @1 fix_planned optional_patch) date:time details!:text1 entitlements:[text1]+
            group_ids:product_groups_t product_ids:products_t restart_required:{~ category!:(connected dependencies machine none parent
            service system vulnerable_component zone) details:text1} url:iri}]+ scores@-0:[{~ cvss_v2:cvss2 cvss_v3:cvss3
            products!:products_t #2}]+ threats:[{~ category!:(exploit_status impact target_set) date:time details!:text1
            group_ids:product_groups_t product_ids:products_t}]+ title:text1 cwes@1:[{id!:%cwe name!:%word version!:%cwe-version}]+*
            disclosure_date@1:time first_known_exploitation_dates@1:[{date!:time exploitation_date!:time group_ids:product_groups_t
            product_ids:products_t #3}]+* metrics@1:[{content!:{cvss_v2:cvss2 cvss_v3:cvss3 cvss_v4:cvss4 epss:{percentile!:%share
            probability!:%share timestamp!:time} qualitative_severity_rating:(critical high low medium none) ssvc_v2:ssvc
            x_extensions:extensions_t #1} products!:products_t source:iri}]+* x_extensions@1:extensions_t #1}]+
            $schema!@1:(https://docs.oasis-open.org/csaf/csaf/v2.1/schema/csaf.json) x_extensions@1:extensions_t}
        acknowledgments_t = [{~ names:[text1]+ organization:text1 summary:text1 urls:[iri]+ #1}]+
        branches_t = [{~ branches:branches_t category!:(architecture host_name language patch_level product_family product_name
            product_version product_version_range service_pack specification vendor @-0 legacy @1 platform) name!:text1
            product:full_product_name_t #3}]+
        full_product_name_t = {~ name!:text1 product_id!:product_id_t product_identification_helper:{~ cpe:%cpe hashes:<@-0 [{~
            file_hashes!:[{~ algorithm!:text1 value!:%hash-any}]+ filename!:text1}]+ ; @1 [{file_hashes!:[{algorithm!:%algorithm
            value!:%hash}]+* filename!:text1}]+*> model_numbers:[text1]+* purl@-0:%purl-any sbom_urls:<@-0 [iri]+ ; @1 [iri]+*>
            serial_numbers:[text1]+* skus:<@-0 [text1]+ ; @1 [text1]+*> x_generic_uris:<@-0 [{~ namespace!:iri uri!:iri}]+ ; @1
            [{namespace!:iri uri!:iri}]+*> purls@1:[%purl]+* #1} x_extensions@1:extensions_t}
        lang_t = %language
        notes_t = [{~ audience:text1 category!:(description details faq general legal_disclaimer other summary) text!:text1 title:text1
            group_ids@1:product_groups_t product_ids@1:products_t}]+
        product_group_id_t = text1
        product_groups_t = [product_group_id_t]+*
        product_id_t = text1
        products_t = [product_id_t]+*
        references_t = [{~ category:(external self) summary!:text1 url!:iri}]+
        version_t = %version
        extensions_t = [{$schema!:iri category!:(essential significant supplementary) content!:map critical!:flag}]+*
        ssvc = {~ schemaVersion!:(2.0.0) timestamp!:time selections!:[{~ namespace!:text1 key!:text1 version!:text1 name:text1
            definition:text1 values!:[{~ key!:text1 name:text1 definition:text1}]+*}]+ target_ids:[text1]+*
            decision_point_resources:[{~ uri!:iri summary:text1}]+ references:[{~ uri!:iri summary:text1}]+}
        subpath_t = {category!:(default_component_of external_component_of installed_on installed_with optional_component_of)
            next_product_reference!:product_id_t}
        cvss2 = {~ version!:(2.0) vectorString!:text baseScore!:num(0..10)}
        cvss3 = {~ version!:(3.0 3.1) vectorString!:text baseScore!:num(0..10) baseSeverity!:(NONE LOW MEDIUM HIGH CRITICAL)}
        cvss4 = {~ version!:(4.0) vectorString!:text baseScore!:num(0..10) baseSeverity!:(NONE LOW MEDIUM HIGH CRITICAL)}
        """;

    private const string Semantic =
        """(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?""";

    private static readonly ImmutableDictionary<string, string> patterns = new Dictionary<string, string>
    {
        ["word"] = """^[^\s\-_.](.*[^\s\-_.])?$""",
        ["trimmed"] = """^\S(.*\S)?$""",
        ["cve"] = "^CVE-[0-9]{4}-[0-9]{4,}$",
        ["cwe"] = @"^CWE-[1-9]\d{0,5}$",
        ["cwe-version"] = @"^[1-9]\d*\.([0-9]|([1-9]\d+))(\.\d+)?$",
        ["cpe"] = Formats.Cpe,
        ["hash-any"] = "^[0-9a-fA-F]{32,}$",
        ["hash"] = "^[0-9a-f]{32,}$",
        ["algorithm"] = "^[0-9a-z][0-9a-z-]*$",
        ["purl-any"] = @"^pkg:[A-Za-z.\-+][A-Za-z0-9.\-+]*/.+",
        ["purl"] = @"^pkg:[a-z][a-z0-9.\-]*/.+",
        ["language"] = "^(([A-Za-z]{2,3}(-[A-Za-z]{3}(-[A-Za-z]{3}){0,2})?|[A-Za-z]{4,8})(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
            + "(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[A-WY-Za-wy-z0-9](-[A-Za-z0-9]{2,8})+)*(-[Xx](-[A-Za-z0-9]{1,8})+)?"
            + "|[Xx](-[A-Za-z0-9]{1,8})+|[Ii]-[Dd][Ee][Ff][Aa][Uu][Ll][Tt]|[Ii]-[Mm][Ii][Nn][Gg][Oo])$",
        ["version"] = $@"^(0|[1-9][0-9]*|{Semantic}(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?)$",
        ["group-id"] = "^([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|0{8}-(0{4}-){3}0{12}|f{8}-(f{4}-){3}f{12})$",
        ["share"] = @"^(0\.[0-9]+|1\.0+)$",
    }.ToImmutableDictionary();

    /// <summary>Version 2.0.</summary>
    public static Shape V20 { get; } = Grammar.Of("csaf", Text, 0, patterns);

    /// <summary>Version 2.1.</summary>
    public static Shape V21 { get; } = Grammar.Of("csaf", Text, 1, patterns);
}
