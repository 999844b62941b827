namespace Busbar.Gateways.Bills;

/// <summary>The document, its parties, components and what they refer to: CycloneDX 1.4 to 1.7 (ECMA-424), in the notation of <see cref="Shapes.Grammar"/>; versions by their minor
/// number.</summary>
internal static class CycloneDxBase
{
    public const string Grammar = """
        bom = {$schema:<@-4 (http://cyclonedx.org/schema/bom-1.4.schema.json) ; @5-5 (http://cyclonedx.org/schema/bom-1.5.schema.json) ;
            @6 text> bomFormat!:(CycloneDX) specVersion!:text serialNumber:%serial-number version!@-4:int version@5:int(1..) metadata:metadata
            components:[component]* services:[service]* externalReferences:[externalReference] dependencies:[dependency]*
            compositions:[compositions]* vulnerabilities:[vulnerability]* signature:signature annotations@5:[annotations]*
            formulation@5:[formula]* properties@5:[property] declarations@6:{assessors:[{bom-ref:refType thirdParty:flag
            organization:organizationalEntity}] attestations:[{summary:text assessor:refLinkType map:[{requirement:refLinkType
            claims:[refLinkType] counterClaims:[refLinkType] conformance:{score:num(0..1) rationale:text
            mitigationStrategies:[refLinkType]} confidence:{score:num(0..1) rationale:text}}] signature:signature}]
            claims:[{bom-ref:refType target:refLinkType predicate:text mitigationStrategies:[refLinkType] reasoning:text
            evidence:[refLinkType] counterEvidence:[refLinkType] externalReferences:[externalReference] signature:signature}]
            evidence:[{bom-ref:refType propertyName:text description:text data:[{name:text contents:{attachment:attachment url:iri}
            classification:dataClassification sensitiveData:[text] governance:dataGovernance}] created:time expires:time
            author:organizationalContact reviewer:organizationalContact signature:signature}]
            targets:{organizations:[organizationalEntity] components:[component] services:[service]} affirmation:{statement:text
            signatories:[{name:text role:text signature:signature organization:organizationalEntity externalReference:externalReference
            =1(signature externalReference+organization)}] signature:signature} signature:signature} definitions@6:{standards:[standard]
            patents@7:[<patent / patentFamily>]} citations@7:[citation]*}
        refType = <@-4 text ; @5 text1>
        metadata = {timestamp:time tools:<@-4 [tool] ; @5 <{components:[component]* services:[service]*} ^ [tool]>>
            authors:[organizationalContact] component:component manufacture:organizationalEntity supplier:organizationalEntity
            licenses:<@-4 [licenseChoice] ; @5 licenseChoice> properties:[property] lifecycles@5:[<{phase!:(design pre-build build
            post-build operations discovery decommission)} ^ {name!:text description:text}>] manufacturer@6:organizationalEntity
            distributionConstraints@7:{tlp:tlpClassification}}
        tool = {vendor:text name:text version:<@-5 text ; @6 version> hashes:[hash] externalReferences:[externalReference]}
        organizationalEntity = {name:text url:[iri] contact:[organizationalContact] bom-ref@5:refType address@6:postalAddress}
        organizationalContact = {name:text email:email phone:text bom-ref@5:refType}
        postalAddress = {bom-ref:refType country:text region:text locality:text postOfficeBoxNumber:text postalCode:text
            streetAddress:text}
        component = {type!:(application framework library container operating-system device firmware file @5 platform device-driver
            machine-learning-model data @6 cryptographic-asset) mime-type:%media-type bom-ref:refType supplier:organizationalEntity author:text
            publisher:text group:text name!:text version:<@-5 text ; @6 version> description:text scope:(required optional excluded)
            hashes:[hash] licenses:<@-4 [licenseChoice] ; @5 licenseChoice> copyright:text cpe:text purl:text swid:swid modified:flag
            pedigree:{ancestors:[component] descendants:[component] variants:[component] commits:[commit] patches:[patch] notes:text}
            externalReferences:[externalReference] components:[component]* evidence:componentEvidence releaseNotes:releaseNotes
            properties:[property] signature:signature modelCard@5:modelCard data@5:[componentData] manufacturer@6:organizationalEntity
            authors@6:[organizationalContact] omniborId@6:[text] swhid@6:[text] cryptoProperties@6:cryptoProperties tags@6:tags
            versionRange@7:versionRange isExternal@7:flag patentAssertions@7:patentAssertions <2(version versionRange) ?(versionRange
            isExternal)}
        swid = {tagId!:text name!:text version:text tagVersion:int patch:flag text:attachment url:iri}
        attachment = {contentType:text encoding:(base64) content!:text}
        hash = {alg!:hash-alg content!:hash-content}
        hash-alg = (MD5 SHA-1 SHA-256 SHA-384 SHA-512 SHA3-256 SHA3-384 SHA3-512 BLAKE2b-256 BLAKE2b-384 BLAKE2b-512 BLAKE3 @7
            Streebog-256 Streebog-512)
        hash-content = %hash
        commit = {uid:text url:iri author:identifiableAction committer:identifiableAction message:text}
        patch = {type!:(unofficial monkey backport cherry-pick) diff:diff resolves:[issue]}
        diff = {text:attachment url:iri}
        issue = {type!:(defect enhancement security) id:text name:text description:text source:{name:text url:iri} references:[iri]}
        identifiableAction = {timestamp:time name:text email:email}
        externalReference = {url!:<@-4 iri ; @5 <iri / bomLink>> comment:text type!:(vcs issue-tracker website advisories bom
            mailing-list social chat documentation support distribution license build-meta build-system release-notes other @5
            distribution-intake security-contact model-card log configuration evidence formulation attestation threat-model
            adversary-model risk-assessment vulnerability-assertion exploitability-statement pentest-report static-analysis-report
            dynamic-analysis-report runtime-analysis-report component-analysis-report maturity-report certification-report
            codified-infrastructure quality-metrics poam @6 source-distribution electronic-signature digital-signature rfc-9116 @7
            patent patent-family patent-assertion citation) hashes:[hash] properties@7:[property]}
        dependency = {ref!:<@-4 refType ; @5 refLinkType> dependsOn:[<@-4 refType ; @5 refLinkType>]* provides@6:[refLinkType]*}
        compositions = {aggregate!:aggregateType assemblies:[<@-4 text ; @5 <refLinkType / bomLinkElementType>>]* dependencies:[text]*
            signature:signature bom-ref@5:refType vulnerabilities@5:[text]*}
        aggregateType = (complete incomplete incomplete_first_party_only incomplete_third_party_only unknown not_specified @5
            incomplete_first_party_proprietary_only incomplete_first_party_opensource_only incomplete_third_party_proprietary_only
            incomplete_third_party_opensource_only)
        property = <@-5 {~ name:text value:text} ; @6 {name!:text value:text}>
        localeType = %locale
        version = <@-5 text1 ; @6 text>
        versionRange = text1
        range = <@-5 text1 ; @6 versionRange>
        signature = map
        refLinkType = refType
        bomLinkDocumentType = %document-link
        bomLinkElementType = %element-link
        bomLink = <bomLinkDocumentType / bomLinkElementType>
        copyright = {text!:text}
        componentEvidence = {licenses:<@-4 [licenseChoice] ; @5 licenseChoice> copyright:[copyright] identity@5:<@5-5 {field!:(group
            name version purl cpe swid hash) confidence:num(0..1) methods:[{technique!:(source-code-analysis binary-analysis
            manifest-analysis ast-fingerprint hash-comparison instrumentation dynamic-analysis filename attestation other)
            confidence!:num(0..1) value:text}] tools:[<refLinkType / bomLinkElementType>]*} ; @6 <[componentIdentityEvidence] ^
            componentIdentityEvidence>> occurrences@5:[{bom-ref:refType location!:text line@6:int(0..) offset@6:int(0..) symbol@6:text
            additionalContext@6:text}] callstack@5:{frames:[{package:text module!:text function:text parameters:[text] line:int
            column:int fullFilename:text}]}}
        componentIdentityEvidence = {field!:(group name version purl cpe omniborId swhid swid hash) confidence:num(0..1)
            concludedValue:text methods:[{technique!:(source-code-analysis binary-analysis manifest-analysis ast-fingerprint
            hash-comparison instrumentation dynamic-analysis filename attestation other) confidence!:num(0..1) value:text}]
            tools:[<refLinkType / bomLinkElementType>]*}
        tags = [text]
        tlpClassification = (CLEAR GREEN AMBER AMBER_AND_STRICT RED)
        annotations = {bom-ref:refType subjects!:[<refLinkType / bomLinkElementType>]* annotator!:{organization:organizationalEntity
            individual:organizationalContact component:component service:service =1(organization individual component service)}
            timestamp!:time text!:text signature:signature}
        citation = {bom-ref:refType pointers:[text]+ expressions:[text]+ timestamp!:time attributedTo:refLinkType process:refLinkType
            note:text signature:signature =1(pointers expressions) >0(attributedTo process)}

        """;
}
