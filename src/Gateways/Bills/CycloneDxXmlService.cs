namespace Busbar.Gateways.Bills;

/// <summary>Services, vulnerabilities, models, annotations and compositions: CycloneDX 1.4 to 1.7 as XML, in the notation of <see
/// cref="Xml.XmlGrammar"/>; versions by their minor number.</summary>
internal static class CycloneDxXmlService
{
    public const string Grammar = """
        servicesType = {@* (service:service ~)*}
        service = {@bom-ref:refType @* provider:organizationalEntity? group:line? name:line @-5 version:line? @6 version:versionType?
            description:line? endpoints:{endpoint:uri*}? authenticated:flag? x-trust-boundary:flag? @5 trustZone:text? data:{@-4
            classification:dataClassificationType* @5 (classification:dataClassificationType* | dataflow:{@name:text @description:text
            @* classification:dataClassificationType? governance:dataGovernance? source:{url:<uri / bomLinkElementType>*}?
            destination:{url:<uri / bomLinkElementType>*}?}*)}? licenses:licenseChoiceType? @7
            patentAssertions:{patentAssertion:patentAssertionType*}? externalReferences:externalReferences? properties:propertiesType?
            services:{(service:service ~)*}? releaseNotes:releaseNotesType? @6 tags:tagsType? ~}
        dataClassificationType = {@flow!:dataFlowType =line}
        dataFlowType = [inbound outbound bi-directional unknown]
        compositionsType = {@* (composition:compositionType ~)*}
        compositionType = {@5 @bom-ref:refType (aggregate:<aggregateType / empty> assemblies:{(assembly:bomReferenceType ~)*}?
            dependencies:{(dependency:bomReferenceType ~)*}? @5 vulnerabilities:{(vulnerability:bomReferenceType ~)*}?)*}
        aggregateType = [complete incomplete incomplete_first_party_only incomplete_third_party_only unknown not_specified @5
            incomplete_first_party_proprietary_only incomplete_first_party_opensource_only incomplete_third_party_proprietary_only
            incomplete_third_party_opensource_only]
        bomReferenceType = {@-4 @ref!:refType @5 @ref!:<refLinkType / bomLinkType> @~}
        vulnerabilitiesType = {@* (vulnerability:vulnerabilityType ~)*}
        vulnerabilityType = {@bom-ref:refType id:line? source:vulnerabilitySourceType? references:{(reference:{@-4 id:line? @5 id:line
            @-4 source:vulnerabilitySourceType? @5 source:vulnerabilitySourceType} ~)*}? ratings:{rating:ratingType*}? cwes:{cwe:int*}?
            description:text? detail:text? recommendation:text? @5 workaround:text? @5 proofOfConcept:{reproductionSteps:text?
            environment:text? supportingMaterial:{attachment:attachedTextType*}?}? advisories:{advisory:advisoryType*}? created:time?
            published:time? updated:time? @5 rejected:time? credits:{organizations:{organization:organizationalEntity*}?
            individuals:{individual:organizationalContact*}?}? tools:{@-4 tool:toolType* @5 (tool:toolType* |
            (components:componentsType? services:servicesType?)?)}? analysis:{state:impactAnalysisStateType?
            justification:impactAnalysisJustificationType? responses:{response:impactAnalysisResponsesType*}? detail:text? @5
            firstIssued:time? @5 lastUpdated:time?}? affects:{target:{(@-4 ref:refType @5 ref:<refLinkType / bomLinkElementType>
            versions:{version:{((@-5 version:line | @6 version:versionType | @-5 range:line | @6 range:versionRangeType)
            status:<impactAnalysisAffectedStatusType / empty>?)?}*}?)?}*}? properties:propertiesType?}
        vulnerabilitySourceType = {(name:line? url:uri?)*}
        ratingType = {source:vulnerabilitySourceType? score:num? severity:severityType? method:scoreSourceType? vector:line?
            justification:text?}
        advisoryType = {title:line? url:uri}
        severityType = [critical high medium low info none unknown]
        impactAnalysisStateType = [resolved resolved_with_pedigree exploitable in_triage false_positive not_affected]
        impactAnalysisJustificationType = [code_not_present code_not_reachable requires_configuration requires_dependency
            requires_environment protected_by_compiler protected_at_runtime protected_at_perimeter protected_by_mitigating_control]
        scoreSourceType = [CVSSv2 CVSSv3 CVSSv31 OWASP other @5 CVSSv4 SSVC]
        impactAnalysisResponsesType = [can_not_fix will_not_fix update rollback workaround_available]
        impactAnalysisAffectedStatusType = [affected unaffected unknown]
        modelCardType = {@bom-ref:refType modelParameters:{approach:{type:machineLearningApproachType?}? task:text?
            architectureFamily:text? modelArchitecture:text? datasets:{(ref:<refLinkType / bomLinkElementType>? |
            dataset:componentDataType?)*}? inputs:{input:{format:text}*}? outputs:{output:{format:text}*}?}?
            quantitativeAnalysis:{performanceMetrics:{performanceMetric:{type:text? value:text? slice:text?
            confidenceInterval:{lowerBound:text? upperBound:text?}?}*}? graphics:{description:text? collection:{graphic:{name:text?
            image:attachedTextType?}*}?}?}? considerations:{users:{user:text*}? useCases:{useCase:text*}?
            technicalLimitations:{technicalLimitation:text*}? performanceTradeoffs:{performanceTradeoff:text*}?
            ethicalConsiderations:{ethicalConsideration:{name:text? mitigationStrategy:text?}*}? @6
            environmentalConsiderations:environmentalConsiderationsType? fairnessAssessments:{fairnessAssessment:{groupAtRisk:text?
            benefits:text? harms:text? mitigationStrategy:text?}*}?}? properties:propertiesType?}
        machineLearningApproachType = [supervised unsupervised reinforcement-learning semi-supervised self-supervised]
        componentDataType = {@bom-ref:refType type:componentDataTypeEnumeration name:text? contents:{attachment:attachedTextType?
            url:uri? properties:propertiesType?}? classification:text? @-6 sensitiveData:any* @7 sensitiveData:text*
            graphics:graphicsCollectionType? description:text? governance:dataGovernance?}
        dataGovernance = {custodians:{custodian:organizationOrIndividualType*}? stewards:{steward:organizationOrIndividualType*}?
            owners:{owner:organizationOrIndividualType*}?}
        organizationOrIndividualType = {(organization:organizationalEntity? | individual:organizationalContact?)}
        graphicsCollectionType = {@-6 description:any? @7 description:text? collection:{graphic:{name:text? image:attachedTextType?}*}?}
        componentDataTypeEnumeration = [source-code configuration dataset definition other]
        annotationsType = {@* (annotation:annotationType ~)*}
        annotatorChoiceType = {(organization:organizationalEntity? | individual:organizationalContact? | component:component? |
            service:service?)}
        annotationType = {@bom-ref:refType @* subjects:{(subject:bomReferenceType ~)*}? annotator:annotatorChoiceType timestamp:time
            text:text ~}
        environmentalConsiderationsType = {energyConsumptions:energyConsumptionsType* properties:propertiesType?}
        energyConsumptionsType = {@* (energyConsumption:energyConsumptionType ~)*}
        energyConsumptionType = {activity:[design data-collection data-preparation training fine-tuning validation deployment inference
            other] energyProviders:energyProviderType+ activityEnergyCost:energyMeasureType co2CostEquivalent:co2MeasureType?
            co2CostOffset:co2MeasureType? properties:propertiesType?}
        energyMeasureType = {value:num unit:[kWh]}
        co2MeasureType = {value:num unit:[tCO2eq]}
        energyProviderType = {@bom-ref:refType description:text? organization:organizationalEntity energySource:[coal oil natural-gas
            nuclear wind solar geothermal hydropower biofuel unknown other] energyProvided:energyMeasureType
            externalReferences:externalReferences?}
        citationsType = {citation:citationType+}
        citationType = {@bom-ref:refType @~ (pointers:{pointer:text+} | expressions:{expression:text+}) timestamp:time
            attributedTo:refLinkType? process:refLinkType? note:text? ~}

        """;
}
