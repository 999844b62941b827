namespace Busbar.Gateways.Bills;

/// <summary>The document, its parties and components, licences and what they refer to: CycloneDX 1.4 to 1.7 as XML, in the notation of <see
/// cref="Xml.XmlGrammar"/>; versions by their minor number.</summary>
internal static class CycloneDxXmlBase
{
    public const string Grammar = """
        @-4 refType = text
        @5 refType = text(1..)
        metadata = {@~ timestamp:time? @5 lifecycles:{lifecycle:{(phase:lifecyclePhaseType | (name:line description:text?))}*}?
            tools:{@-4 tool:toolType* @5 (tool:toolType* | (components:componentsType? services:servicesType?)?)}?
            authors:{author:organizationalContact*}? component:component? @6 manufacturer:organizationalEntity?
            manufacture:organizationalEntity? supplier:organizationalEntity? licenses:licenseChoiceType? properties:propertiesType? @7
            distributionConstraints:{tlp:<tlpClassificationType / empty>?}? ~}
        organizationalEntity = {@5 @bom-ref:refType @~ name:line? @6 address:postalAddressType? url:uri* contact:organizationalContact*
            ~}
        toolType = {@~ vendor:line? name:line? @-5 version:line? @6 version:versionType? hashes:{hash:hashType*}?
            externalReferences:externalReferences? ~}
        organizationalContact = {@5 @bom-ref:refType @~ name:line? email:line? phone:line? ~}
        componentsType = {@* (component:component ~)*}
        component = {@type!:classification @mime-type:mimeType @7 @isExternal:flag @bom-ref:refType @* supplier:organizationalEntity? @6
            manufacturer:organizationalEntity? @6 authors:{author:organizationalContact*}? author:line? publisher:line? group:line?
            name:line @-5 version:line? @6-6 version:versionType? @7 (version:versionType | versionRange:versionRangeType)?
            description:line? @-4 scope:scope? @5 scope:<scope / empty>? hashes:{hash:hashType*}? licenses:licenseChoiceType?
            copyright:line? @7 patentAssertions:{patentAssertion:patentAssertionType*}? cpe:cpe? purl:uri? @6 omniborId:text* @6
            swhid:text* swid:swidType? modified:flag? pedigree:pedigreeType? externalReferences:externalReferences?
            properties:propertiesType? components:{(component:component ~)*}? evidence:componentEvidenceType?
            releaseNotes:releaseNotesType? @5 modelCard:modelCardType? @5-5 data:componentDataType? @6 data:componentDataType* @6
            cryptoProperties:cryptoPropertiesType? @6 tags:tagsType? ~}
        licenseType = {@5 @bom-ref:refType @6 @acknowledgement:licenseAcknowledgementEnumerationType (@-5 id:spdxId? | @6 id:spdxId |
            @-5 name:line? | @6 name:line) text:attachedTextType? url:uri? @5-6 licensing:{altIds:{altId:line*}?
            licensor:{(organization:organizationalEntity? | individual:organizationalContact?)}?
            licensee:{(organization:organizationalEntity? | individual:organizationalContact?)}?
            purchaser:{(organization:organizationalEntity? | individual:organizationalContact?)}? purchaseOrder:text?
            licenseTypes:{licenseType:licenseTypeEnum*}? lastRenewal:time? expiration:time? ~}? @7 licensing:licensingType? @5
            properties:propertiesType? ~}
        attachedTextType = {@content-type:line @encoding:encoding =text}
        hashType = {@alg!:hashAlg =hashValue}
        scope = [required optional excluded]
        classification = [application framework library container operating-system device firmware file @5 platform device-driver
            machine-learning-model data @6 cryptographic-asset]
        hashAlg = [MD5 SHA-1 SHA-256 SHA-384 SHA-512 SHA3-256 SHA3-384 SHA3-512 BLAKE2b-256 BLAKE2b-384 BLAKE2b-512 BLAKE3 @7
            Streebog-256 Streebog-512]
        hashValue = token%hash
        mimeType = token%media-type
        encoding = [base64]
        cpe = text%cpe
        swidType = {@tagId!:text @name!:text @version:text @tagVersion:int @patch:flag text:attachedTextType? url:uri? ~}
        urnUuid = text%urn-uuid
        externalReferenceType = [vcs issue-tracker website advisories bom mailing-list social chat documentation support distribution
            license build-meta build-system release-notes other @5 distribution-intake security-contact model-card log configuration
            evidence formulation attestation threat-model adversary-model risk-assessment vulnerability-assertion
            exploitability-statement pentest-report static-analysis-report dynamic-analysis-report runtime-analysis-report
            component-analysis-report maturity-report certification-report quality-metrics codified-infrastructure poam @6
            source-distribution electronic-signature digital-signature rfc-9116 @7 patent patent-family patent-assertion citation]
        externalReferences = {reference:externalReference*}
        externalReference = {@type!:externalReferenceType @* @-4 url:uri @5 url:<uri / bomLinkType> comment:text?
            hashes:{hash:hashType*}? @7 properties:propertiesType?}
        commitsType = {(commit:commitType ~)*}
        commitType = {uid:line? url:uri? author:identifiableActionType? committer:identifiableActionType? message:line? ~}
        patchesType = {(patch:patchType ~)*}
        patchType = {@type!:patchClassification diff:diffType? resolves:{issue:issueType*}? ~}
        patchClassification = [unofficial monkey backport cherry-pick]
        issueClassification = [defect enhancement security]
        diffType = {text:attachedTextType? url:uri? ~}
        issueType = {@type!:issueClassification id:line? name:line? description:line? source:{name:line? url:uri?}?
            references:{url:uri*}? ~}
        identifiableActionType = {timestamp:time? name:line? email:line? ~}
        pedigreeType = {ancestors:componentsType? descendants:componentsType? variants:componentsType? commits:commitsType?
            patches:patchesType? notes:text? ~}
        dependencyType = {@-4 @ref!:refType @5 @ref!:refLinkType @~ @-5 dependency:dependencyType* @6 (dependency:dependencyType?
            provides:{@ref!:refLinkType}?)*}
        dependenciesType = {dependency:dependencyType*}
        licenseChoiceType = {@-6 (license:licenseType* | @-4 expression:line? | @5 expression:{@bom-ref:refType @6
            @acknowledgement:licenseAcknowledgementEnumerationType =line}?) @7 (license:licenseType | expression:licenseExpressionType |
            expression-detailed:licenseExpressionDetailedType)*}
        copyrightsType = {text:text*}
        componentEvidenceType = {@* @5-5 identity:{field:identityFieldType confidence:decimalPercentType?
            methods:{method:{technique:evidenceTechnique confidence:decimalPercentType value:text?}*}? tools:{tool:bomReferenceType*}?}?
            @6 identity:{field:identityFieldType confidence:decimalPercentType? concludedValue:text?
            methods:{method:{technique:evidenceTechnique confidence:decimalPercentType value:text?}*}? tools:{tool:bomReferenceType*}?}*
            @5 occurrences:{occurrence:{@bom-ref:refType @-5 location:any @6 location:text @6 line:int(0..)? @6 offset:int(0..)? @6
            symbol:text? @6 additionalContext:text?}*}? @5 callstack:{frames:{frame:{package:text? module:text function:text?
            parameters:{parameter:text*}? line:int? column:int? fullFilename:text?}*}? tools:{tool:bomReferenceType*}?}?
            licenses:licenseChoiceType? copyright:copyrightsType? ~}
        localeType = text%locale
        releaseNotesType = {@* (type:line title:text? featuredImage:uri? socialImage:uri? description:text? timestamp:time?
            aliases:{alias:line*}? @-5 tags:{tag:line*}? @6 tags:tagsType? resolves:{issue:issueType*}? notes:{note:{(locale:localeType?
            text:attachedTextType)*}*}? properties:propertiesType? ~)*}
        propertiesType = {@* (property:propertyType ~)*}
        propertyType = {@name!:text =line}
        bom = {@-4 @version:int @5 @version:int(1..) @serialNumber:urnUuid @* metadata:metadata? components:componentsType?
            services:servicesType? externalReferences:externalReferences? dependencies:dependenciesType? compositions:compositionsType?
            properties:propertiesType? vulnerabilities:vulnerabilitiesType? @5 annotations:annotationsType? @5
            formulation:formulationType? @6 declarations:declarationsType? @6 definitions:definitionsType? @7 citations:citationsType?
            ~}
        refLinkType = refType
        bomLinkDocumentType = uri%document-link
        bomLinkElementType = uri%element-link
        bomLinkType = <bomLinkDocumentType / bomLinkElementType>
        lifecyclePhaseType = [design pre-build build post-build operations discovery decommission]
        licenseTypeEnum = [academic appliance client-access concurrent-user core-points custom-metric device evaluation named-user
            node-locked oem perpetual processor-points subscription user other]
        identityFieldType = [group name version purl cpe swid hash @6 omniborId swhid]
        decimalPercentType = num(0..1)
        evidenceTechnique = [source-code-analysis binary-analysis manifest-analysis ast-fingerprint hash-comparison instrumentation
            dynamic-analysis filename attestation other]
        versionType = line(..1024)
        versionRangeType = line(1..4096)
        licenseAcknowledgementEnumerationType = [declared concluded]
        postalAddressType = {@bom-ref:refType country:text? region:text? locality:text? postOfficeBoxNumber:text? postalCode:text?
            streetAddress:text?}
        tagsType = {tag:line*}
        tlpClassificationType = [CLEAR GREEN AMBER AMBER_AND_STRICT RED]

        """;
}
