namespace Busbar.Gateways.Bills;

/// <summary>Licences, releases and patents: CycloneDX 1.4 to 1.7 (ECMA-424), in the notation of <see cref="Shapes.Grammar"/>; versions by their minor
/// number.</summary>
internal static class CycloneDxLicence
{
    public const string Grammar = """
        license = {id:spdxId name:text text:attachment url:iri bom-ref@5:refType licensing@5:<@5-6 {altIds:[text]
            licensor:{organization:organizationalEntity individual:organizationalContact =1(organization individual)}
            licensee:{organization:organizationalEntity individual:organizationalContact =1(organization individual)}
            purchaser:{organization:organizationalEntity individual:organizationalContact =1(organization individual)}
            purchaseOrder:text licenseTypes:[(academic appliance client-access concurrent-user core-points custom-metric device
            evaluation named-user node-locked oem perpetual processor-points subscription user other)] lastRenewal:time expiration:time}
            ; @7 licensing> properties@5:[property] acknowledgement@6:licenseAcknowledgementEnumeration =1(id name)}
        licenseChoice = <@-4 {license:license expression:text =1(license expression)} ; @5-5 <[{license!:license}] ^ [{expression!:text
            bom-ref:refType}]1+> ; @6-6 <[{license!:license}] ^ [{expression!:text acknowledgement:licenseAcknowledgementEnumeration
            bom-ref:refType}]1+> ; @7 [<{license!:license} ^ {expression!:text expressionDetails:[{licenseIdentifier!:text
            bom-ref:refType text:attachment url:iri}] acknowledgement:licenseAcknowledgementEnumeration bom-ref:refType
            licensing:licensing properties:[property]}>]>
        licensing = {altIds:[text] licensor:{organization:organizationalEntity individual:organizationalContact =1(organization
            individual)} licensee:{organization:organizationalEntity individual:organizationalContact =1(organization individual)}
            purchaser:{organization:organizationalEntity individual:organizationalContact =1(organization individual)}
            purchaseOrder:text licenseTypes:[(academic appliance client-access concurrent-user core-points custom-metric device
            evaluation named-user node-locked oem perpetual processor-points subscription user other)] lastRenewal:time expiration:time}
        licenseAcknowledgementEnumeration = (declared concluded)
        releaseType = text
        note = {locale:localeType text!:attachment}
        releaseNotes = {type!:releaseType title:text featuredImage:iri socialImage:iri description:text timestamp:time aliases:[text]
            tags:<@-5 [text] ; @6 tags> resolves:[issue] notes:[note] properties:[property]}
        patentFamily = {bom-ref:refType familyId!:text priorityApplication:priorityApplication members:[refLinkType]
            externalReferences:[externalReference]}
        patent = {bom-ref:refType patentNumber!:%patent-number applicationNumber:patentApplicationNumber jurisdiction!:patentJurisdiction
            priorityApplication:priorityApplication publicationNumber:%patent-number title:text abstract:text filingDate:date grantDate:date
            patentExpirationDate:date patentLegalStatus!:(pending granted revoked expired lapsed withdrawn abandoned suspended
            reinstated opposed terminated invalidated in-force) patentAssignee:[<organizationalContact ^ organizationalEntity>]
            externalReferences:[externalReference]}
        patentAssertions = [{bom-ref:refType assertionType!:(ownership license third-party-claim standards-inclusion prior-art
            exclusive-rights non-assertion research-or-evaluation) patentRefs:[refType] asserter!:<organizationalEntity ^
            organizationalContact ^ refLinkType> notes:text}]
        patentApplicationNumber = %patent-number
        patentJurisdiction = %country
        patentFilingDate = date
        priorityApplication = {applicationNumber!:patentApplicationNumber jurisdiction!:patentJurisdiction filingDate!:patentFilingDate}
        standard = {bom-ref:refType name:text version:text description:text owner:text requirements:[{bom-ref:refType identifier:text
            title:text text:text descriptions:[text] openCre:[%enumeration-id] parent:refLinkType properties:[property]
            externalReferences:[externalReference]}] levels:[{bom-ref:refType identifier:text title:text description:text
            requirements:[refLinkType]}] externalReferences:[externalReference] signature:signature}

        """;
}
