namespace Busbar.Gateways.Bills;

/// <summary>Services, their data, vulnerabilities and models: CycloneDX 1.4 to 1.7 (ECMA-424), in the notation of <see cref="Shapes.Grammar"/>; versions by their minor
/// number.</summary>
internal static class CycloneDxService
{
    public const string Grammar = """
        service = {bom-ref:refType provider:organizationalEntity group:text name!:text version:<@-5 text ; @6 version> description:text
            endpoints:[iri] authenticated:flag x-trust-boundary:flag data:[<@-4 dataClassification ; @5 serviceData>] licenses:<@-4
            [licenseChoice] ; @5 licenseChoice> externalReferences:[externalReference] services:[service]* releaseNotes:releaseNotes
            properties:[property] signature:signature trustZone@5:text tags@6:tags patentAssertions@7:patentAssertions}
        serviceData = {flow!:dataFlowDirection classification!:dataClassification name:text description:text governance:dataGovernance
            source:[<iri / bomLinkElementType>] destination:[<iri / bomLinkElementType>]}
        dataClassification = <@-4 {flow!:dataFlow classification!:text} ; @5 text>
        dataFlow = (inbound outbound bi-directional unknown)
        dataFlowDirection = (inbound outbound bi-directional unknown)
        dataGovernance = {custodians:[dataGovernanceResponsibleParty] stewards:[dataGovernanceResponsibleParty]
            owners:[dataGovernanceResponsibleParty]}
        dataGovernanceResponsibleParty = {organization:organizationalEntity contact:organizationalContact =1(organization contact)}
        advisory = {title:text url!:iri}
        cwe = int(1..)
        severity = (critical high medium low info none unknown)
        scoreMethod = (CVSSv2 CVSSv3 CVSSv31 OWASP other @5 CVSSv4 SSVC)
        impactAnalysisState = (resolved resolved_with_pedigree exploitable in_triage false_positive not_affected)
        impactAnalysisJustification = (code_not_present code_not_reachable requires_configuration requires_dependency
            requires_environment protected_by_compiler protected_at_runtime protected_at_perimeter protected_by_mitigating_control)
        rating = {source:vulnerabilitySource score:num severity:severity method:scoreMethod vector:text justification:text}
        vulnerabilitySource = {url:text name:text}
        vulnerability = {bom-ref:refType id:text source:vulnerabilitySource references:[{id!:text source!:vulnerabilitySource}]
            ratings:[rating] cwes:[cwe] description:text detail:text recommendation:text advisories:[advisory] created:time
            published:time updated:time credits:{organizations:[organizationalEntity] individuals:[organizationalContact]} tools:<@-4
            [tool] ; @5 <{components:[component]* services:[service]*} ^ [tool]>> analysis:{state:impactAnalysisState
            justification:impactAnalysisJustification response:[(can_not_fix will_not_fix update rollback workaround_available)]
            detail:text firstIssued@5:time lastUpdated@5:time} affects:[{ref!:<@-4 refType ; @5 <refLinkType / bomLinkElementType>>
            versions:[{version:version range:<@-5 range ; @6 versionRange> status:affectedStatus =1(version range)}]}]*
            properties:[property] workaround@5:text proofOfConcept@5:{~ reproductionSteps:text environment:text
            supportingMaterial:[attachment]} rejected@5:time}
        affectedStatus = (affected unaffected unknown)
        modelCard = {bom-ref:refType modelParameters:{approach:{type:(supervised unsupervised reinforcement-learning semi-supervised
            self-supervised)} task:text architectureFamily:text modelArchitecture:text datasets:[<componentData ^ {ref:<refLinkType /
            bomLinkElementType>}>] inputs:[inputOutputMLParameters] outputs:[inputOutputMLParameters]}
            quantitativeAnalysis:{performanceMetrics:[performanceMetric] graphics:graphicsCollection} considerations:{users:[text]
            useCases:[text] technicalLimitations:[text] performanceTradeoffs:[text] ethicalConsiderations:[risk]
            fairnessAssessments:[fairnessAssessment] environmentalConsiderations@6:environmentalConsiderations} properties:[property]}
        inputOutputMLParameters = {format:text}
        componentData = {bom-ref:refType type!:(source-code configuration dataset definition other) name:text
            contents:{attachment:attachment url:iri properties:[property]} classification:dataClassification sensitiveData:[text]
            graphics:graphicsCollection description:text governance:dataGovernance}
        graphicsCollection = {description:text collection:[graphic]}
        graphic = {name:text image:attachment}
        performanceMetric = {type:text value:text slice:text confidenceInterval:{lowerBound:text upperBound:text}}
        risk = {name:text mitigationStrategy:text}
        fairnessAssessment = {groupAtRisk:text benefits:text harms:text mitigationStrategy:text}
        environmentalConsiderations = {energyConsumptions:[energyConsumption] properties:[property]}
        energyConsumption = {activity!:(design data-collection data-preparation training fine-tuning validation deployment inference
            other) energyProviders!:[energyProvider] activityEnergyCost!:energyMeasure co2CostEquivalent:co2Measure
            co2CostOffset:co2Measure properties:[property]}
        energyMeasure = {value!:num unit!:(kWh)}
        co2Measure = {value!:num unit!:(tCO2eq)}
        energyProvider = {bom-ref:refType description:text organization!:organizationalEntity energySource!:(coal oil natural-gas
            nuclear wind solar geothermal hydropower biofuel unknown other) energyProvided!:energyMeasure
            externalReferences:[externalReference]}

        """;
}
