namespace Busbar.Gateways.Bills;

/// <summary>Cryptography, declarations, standards, licensing and patents: CycloneDX 1.4 to 1.7 as XML, in the notation of <see
/// cref="Xml.XmlGrammar"/>; versions by their minor number.</summary>
internal static class CycloneDxXmlProof
{
    public const string Grammar = """
        cryptoPropertiesType = {assetType:[algorithm certificate protocol related-crypto-material] algorithmProperties:{primitive:[drbg
            mac block-cipher stream-cipher signature hash pke xof kdf key-agree kem ae combiner other unknown @7 key-wrap]? @7
            algorithmFamily:text? parameterSetIdentifier:text? curve:text? @7 ellipticCurve:text?
            executionEnvironment:[software-plain-ram software-encrypted-ram software-tee hardware other unknown]?
            implementationPlatform:[generic x86_32 x86_64 armv7-a armv7-m armv8-a armv8-m armv9-a armv9-m s390x ppc64 ppc64le other
            unknown]? certificationLevel:[none fips140-1-l1 fips140-1-l2 fips140-1-l3 fips140-1-l4 fips140-2-l1 fips140-2-l2
            fips140-2-l3 fips140-2-l4 fips140-3-l1 fips140-3-l2 fips140-3-l3 fips140-3-l4 cc-eal1 cc-eal1+ cc-eal2 cc-eal2+ cc-eal3
            cc-eal3+ cc-eal4 cc-eal4+ cc-eal5 cc-eal5+ cc-eal6 cc-eal6+ cc-eal7 cc-eal7+ other unknown]* mode:[cbc ecb ccm gcm cfb ofb
            ctr other unknown]? padding:[pkcs5 pkcs7 pkcs1v15 oaep raw other unknown]? cryptoFunctions:{cryptoFunction:[generate keygen
            encrypt decrypt digest tag keyderive sign verify encapsulate decapsulate other unknown]*}? classicalSecurityLevel:int(0..)?
            nistQuantumSecurityLevel:int(0..6)?}? certificateProperties:{@7 serialNumber:text? subjectName:text? issuerName:text?
            notValidBefore:time? notValidAfter:time? signatureAlgorithmRef:refType? subjectPublicKeyRef:refType? certificateFormat:text?
            certificateExtension:text? @7 certificateFileExtension:text? @7 fingerprint:hashType? @7
            certificateState:{((state:[pre-activation active suspended deactivated revoked destroyed] reason:text?) | (name:text
            description:text? reason:text?))}* @7 creationDate:time? @7 activationDate:time? @7 deactivationDate:time? @7
            revocationDate:time? @7 destructionDate:time? @7
            certificateExtensions:{certificateExtension:{((commonExtensionName:[basicConstraints keyUsage extendedKeyUsage
            subjectAlternativeName authorityKeyIdentifier subjectKeyIdentifier authorityInformationAccess certificatePolicies
            crlDistributionPoints signedCertificateTimestamp] commonExtensionValue:text) | (customExtensionName:text
            customExtensionValue:text?))}*}? @7 relatedCryptographicAssets:{relatedCryptographicAsset:{type:text? ref:refType?}*}?}?
            relatedCryptoMaterialProperties:{type:[private-key public-key secret-key key ciphertext signature digest
            initialization-vector nonce seed salt shared-secret tag additional-data password credential token other unknown]? id:text?
            state:[pre-activation active suspended deactivated compromised destroyed]? algorithmRef:refType? creationDate:time?
            activationDate:time? updateDate:time? expirationDate:time? value:text? size:int? format:text? securedBy:{mechanism:text?
            algorithmRef:refType?}? @7 fingerprint:hashType? @7 relatedCryptographicAssets:{relatedCryptographicAsset:{type:text?
            ref:refType?}*}?}? protocolProperties:{type:[tls ssh ipsec ike sstp wpa other unknown @7 dtls quic eap-aka eap-aka-prime
            prins 5g-aka]? version:text? cipherSuites:{cipherSuite:{name:text? algorithms:{algorithm:refType*}?
            identifiers:{identifier:text*}? @7 tlsGroups:{group:text*}? @7 tlsSignatureSchemes:{signatureScheme:text*}?}*}?
            ikev2TransformTypes:{@-6 encr:refType* @7 encr:{& name:text? keyLength:int? algorithm:refType?}* @-6 prf:refType* @7 prf:{&
            name:text? algorithm:refType?}* @-6 integ:refType* @7 integ:{& name:text? algorithm:refType?}* @-6 ke:refType* @7 ke:{&
            group:int? algorithm:refType?}* esn:flag? @-6 auth:refType* @7 auth:{& name:text? algorithm:refType?}*}?
            cryptoRef:refType*}? oid:text?}
        declarationsType = {assessors:{assessor:{@bom-ref:refType @~ thirdParty:flag? organization:organizationalEntity?}*}?
            attestations:{attestation:{summary:text? assessor:refLinkType? map:{requirement:refLinkType? claims:{claim:refLinkType*}?
            counterClaims:{counterClaim:refLinkType*}? conformance:{score:num(0..1) rationale:text?
            mitigationStrategies:{mitigationStrategy:refLinkType*}?}? confidence:{score:num(0..1) rationale:text?}?}* ~}*}?
            claims:{claim:{@bom-ref:refType @~ target:refLinkType? predicate:text?
            mitigationStrategies:{mitigationStrategy:refLinkType*}? reasoning:text? evidence:refLinkType* counterEvidence:refLinkType*
            externalReferences:externalReferences? ~}*}? evidence:{evidence:{@bom-ref:refType @~ propertyName:text? description:text?
            data:{name:text? contents:{attachment:attachedTextType? url:uri?}? classification:text? sensitiveData:any*
            governance:dataGovernance?}* created:time? expires:time? author:organizationalContact? reviewer:organizationalContact? ~}*}?
            targets:{organizations:{organization:organizationalEntity*}? components:{component:component*}?
            services:{service:service*}?}? affirmation:{statement:text? signatories:{signatory:{name:text? role:text?
            organization:organizationalEntity? externalReference:externalReference? ~}*}? ~}? ~}
        definitionsType = {standards:standardsType? @7 patents:{(patent:patentType | patentFamily:patentFamilyType)*}?}
        standardsType = {@* (standard:standard ~)*}
        standard = {@bom-ref:refType @~ name:text version:text description:text owner:text requirements:{requirement:{@bom-ref:refType
            @~ identifier:text? title:text? text:text? descriptions:{description:text*}? openCre:text%enumeration-id*
            parent:refLinkType? properties:propertiesType? externalReferences:externalReferences?}*}? levels:{level:{@bom-ref:refType @~
            identifier:text? title:text? description:text? requirements:{requirement:refLinkType*}?}*}?
            externalReferences:externalReferences? ~}
        licensingType = {altIds:{altId:line*}? licensor:{(organization:organizationalEntity? | individual:organizationalContact?)}?
            licensee:{(organization:organizationalEntity? | individual:organizationalContact?)}?
            purchaser:{(organization:organizationalEntity? | individual:organizationalContact?)}? purchaseOrder:text?
            licenseTypes:{licenseType:licenseTypeEnum*}? lastRenewal:time? expiration:time? ~}
        licenseExpressionType = {@bom-ref:refType @acknowledgement:licenseAcknowledgementEnumerationType =line}
        licenseExpressionDetailedType = {@bom-ref:refType @acknowledgement:licenseAcknowledgementEnumerationType @expression!:line
            details:{@license-identifier!:line @bom-ref:refType text:attachedTextType? url:uri? ~}* licensing:licensingType?
            properties:propertiesType? ~}
        patentFamilyType = {@bom-ref:refType @~ familyId:text priorityApplication:priorityApplicationType? members:{ref:refLinkType+}?
            externalReferences:externalReferences?}
        patentType = {@bom-ref:refType @~ patentNumber:patentNumberType applicationNumber:patentNumberType?
            jurisdiction:patentJurisdictionType priorityApplication:priorityApplicationType? publicationNumber:patentNumberType?
            title:text? abstract:text? filingDate:date? grantDate:date? patentExpirationDate:date?
            patentLegalStatus:patentLegalStatusEnum patentAssignee:organizationOrIndividualType* externalReferences:externalReferences?}
        patentAssertionType = {@bom-ref:refType @~ assertionType:patentAssertionTypeEnum patentRefs:{bom-ref:text+}?
            asserter:{(organization:organizationalEntity | contact:organizationalContact | ref:refLinkType)} notes:text?}
        patentLegalStatusEnum = [pending granted revoked expired lapsed withdrawn abandoned suspended reinstated opposed terminated
            invalidated in-force]
        patentAssertionTypeEnum = [ownership license third-party-claim standards-inclusion prior-art exclusive-rights non-assertion
            research-or-evaluation]
        patentNumberType = text%patent
        patentJurisdictionType = text%country
        patentFilingDateType = date
        priorityApplicationType = {applicationNumber:patentNumberType jurisdiction:patentJurisdictionType
            filingDate:patentFilingDateType}

        """;
}
