namespace Busbar.Gateways.Bills;

/// <summary>How it was made: workflows, tasks and their resources: CycloneDX 1.4 to 1.7 as XML, in the notation of <see
/// cref="Xml.XmlGrammar"/>; versions by their minor number.</summary>
internal static class CycloneDxXmlWorkflow
{
    public const string Grammar = """
        formulationType = {@* (formula:formulaType ~)*}
        formulaType = {@bom-ref:refType @* components:componentsType? services:servicesType? workflows:workflowsType?
            properties:propertiesType?}
        workflowsType = {@* workflow:workflowType* ~}
        workflowType = {@bom-ref!:refType @* uid:text name:text? description:text? resourceReferences:resourceReferencesType?
            tasks:tasksType? taskDependencies:dependenciesType? taskTypes:{taskType:taskTypeEnum*} trigger:triggerType?
            steps:{step:stepType*}? inputs:{input:inputType*}? outputs:{output:outputType*}? timeStart:time? timeEnd:time?
            workspaces:workspacesType? runtimeTopology:dependenciesType? properties:propertiesType? ~}
        resourceReferencesType = {@* resourceReference:resourceReferenceType* ~}
        resourceReferenceType = {@* (ref:<refLinkType / bomLinkElementType> | externalReference:externalReference) ~}
        tasksType = {@* task:taskType* ~}
        taskType = {@bom-ref!:refType @* uid:text name:text? description:text? resourceReferences:resourceReferencesType?
            taskTypes:{taskType:taskTypeEnum*} trigger:triggerType? steps:{step:stepType*}? inputs:{input:inputType*}?
            outputs:{output:outputType*}? timeStart:time? timeEnd:time? workspaces:workspacesType? runtimeTopology:dependenciesType?
            properties:propertiesType? ~}
        taskTypeEnum = [copy clone lint scan merge build test deliver deploy release clean other]
        workspacesType = {@* workspace:workspaceType* ~}
        workspaceType = {@bom-ref!:refType @* (uid:text name:text? aliases:{alias:text*}? description:text?
            resourceReferences:resourceReferencesType? accessMode:accessModeEnum? mountPath:text? managedDataType:text?
            volumeRequest:text? volume:volumeType? properties:propertiesType? ~)*}
        accessModeEnum = [read-only read-write read-write-once write-once write-only]
        volumeType = {uid:text? name:text? mode:<volumeModeEnum / empty>? path:text? sizeAllocated:text? persistent:flag? remote:flag?
            properties:propertiesType?}
        volumeModeEnum = [filesystem block]
        stepType = {@* name:text? description:text? commands:{command:{executed:text? properties:propertiesType?}*}?
            properties:propertiesType? ~}
        triggerType = {@bom-ref!:refType @* uid:text name:text? description:text? resourceReferences:resourceReferencesType?
            type:triggerTypeType event:eventType? conditions:{condition:{description:text? expression:text?
            properties:propertiesType?}*}? timeActivated:time? inputs:{input:inputType*}? outputs:{output:outputType*}?
            properties:propertiesType? ~}
        triggerTypeType = [manual api webhook scheduled]
        eventType = {@* uid:text? description:text? timeReceived:time? data:attachedTextType? source:resourceReferenceType?
            target:resourceReferenceType? properties:propertiesType? ~}
        inputType = {@* (resource:resourceReferenceType | parameters:parametersType | environmentVars:{((environmentVar:propertyType? |
            value:text?))*} | data:attachedTextType) source:resourceReferenceType? target:resourceReferenceType?
            properties:propertiesType? ~}
        outputType = {@* (resource:resourceReferenceType | environmentVars:{((environmentVar:propertyType? | value:text?))*} |
            data:attachedTextType) type:outputTypeEnum? source:resourceReferenceType? target:resourceReferenceType?
            properties:propertiesType? ~}
        outputTypeEnum = [artifact attestation log evidence metrics other]
        parametersType = {parameter:parameterType*}
        parameterType = {@* name:text? value:text? dataType:text? ~}

        """;
}
