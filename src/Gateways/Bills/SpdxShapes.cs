using System.Collections.Immutable;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Bills;

/// <summary>The shape of an SPDX document, version 2.3 (ISO/IEC 5962's successor), in the notation of <see cref="Grammar"/>.</summary>
internal static class SpdxShapes
{
    private const string Text = """
        document = {$schema:text SPDXID!:(SPDXRef-DOCUMENT) annotations:[annotation] comment:text creationInfo!:{comment:text
            created!:%moment creators!:[%agent]+ licenseListVersion:text} dataLicense!:(CC0-1.0)
            externalDocumentRefs:[{checksum!:checksum externalDocumentId!:%document-ref spdxDocument!:text}]
            hasExtractedLicensingInfos:[{comment:text crossRefs:[{isLive:flag isValid:flag isWayBackLink:flag match:text order:int
            timestamp:%moment url!:text}] extractedText!:text licenseId!:%licence-ref name:text seeAlsos:[text]}] name!:text
            revieweds:[{comment:text reviewDate!:%moment reviewer:text}] spdxVersion!:text documentNamespace!:%namespace
            documentDescribes:[text] packages:[package] files:[file] snippets:[snippet] relationships:[{spdxElementId!:text comment:text
            relatedSpdxElement!:text relationshipType!:(AMENDS ANCESTOR_OF BUILD_DEPENDENCY_OF BUILD_TOOL_OF CONTAINED_BY CONTAINS
            COPY_OF DATA_FILE_OF DEPENDENCY_MANIFEST_OF DEPENDENCY_OF DEPENDS_ON DESCENDANT_OF DESCRIBED_BY DESCRIBES DEV_DEPENDENCY_OF
            DEV_TOOL_OF DISTRIBUTION_ARTIFACT DOCUMENTATION_OF DYNAMIC_LINK EXAMPLE_OF EXPANDED_FROM_ARCHIVE FILE_ADDED FILE_DELETED
            FILE_MODIFIED GENERATED_FROM GENERATES HAS_PREREQUISITE METAFILE_OF OPTIONAL_COMPONENT_OF OPTIONAL_DEPENDENCY_OF OTHER
            PACKAGE_OF PATCH_APPLIED PATCH_FOR PREREQUISITE_FOR PROVIDED_DEPENDENCY_OF REQUIREMENT_DESCRIPTION_FOR
            RUNTIME_DEPENDENCY_OF SPECIFICATION_FOR STATIC_LINK TEST_CASE_OF TEST_DEPENDENCY_OF TEST_OF TEST_TOOL_OF VARIANT_OF)}]}
        annotation = {annotationDate!:%moment annotationType!:(OTHER REVIEW) annotator!:%agent comment!:text}
        checksum = {algorithm!:(ADLER32 BLAKE2b-256 BLAKE2b-384 BLAKE2b-512 BLAKE3 MD2 MD4 MD5 MD6 SHA1 SHA224 SHA256 SHA384 SHA512
            SHA3-256 SHA3-384 SHA3-512) checksumValue!:%hex}
        package = {SPDXID!:%ref annotations:[annotation] attributionTexts:[text] builtDate:%moment checksums:[checksum] comment:text
            copyrightText:text description:text downloadLocation!:text externalRefs:[{comment:text referenceCategory!:(OTHER PERSISTENT-ID
            PERSISTENT_ID SECURITY PACKAGE-MANAGER PACKAGE_MANAGER) referenceLocator!:%locator referenceType!:text}] filesAnalyzed:flag
            hasFiles:[text] homepage:text licenseComments:text licenseConcluded:text licenseDeclared:text licenseInfoFromFiles:[text]
            name!:text originator:text packageFileName:text packageVerificationCode:{packageVerificationCodeExcludedFiles:[text]
            packageVerificationCodeValue!:text} primaryPackagePurpose:(APPLICATION ARCHIVE CONTAINER DEVICE FILE FIRMWARE FRAMEWORK
            INSTALL LIBRARY OPERATING-SYSTEM OTHER SOURCE) releaseDate:%moment sourceInfo:text summary:text supplier:text
            validUntilDate:%moment versionInfo:text}
        file = {SPDXID!:%ref annotations:[annotation] artifactOfs:[map] attributionTexts:[text] checksums!:[checksum]+ comment:text
            copyrightText:text fileContributors:[text] fileDependencies:[text] fileName!:text fileTypes:[(APPLICATION ARCHIVE AUDIO BINARY
            DOCUMENTATION IMAGE OTHER SOURCE SPDX TEXT VIDEO)] licenseComments:text licenseConcluded:text licenseInfoInFiles:[text]
            noticeText:text}
        snippet = {SPDXID!:%ref annotations:[annotation] attributionTexts:[text] comment:text copyrightText:text licenseComments:text
            licenseConcluded:text licenseInfoInSnippets:[text] name:text ranges!:[{endPointer!:pointer startPointer!:pointer}]+
            snippetFromFile!:text}
        pointer = {reference!:text offset:int lineNumber:int}
        """;

    private static readonly ImmutableDictionary<string, string> patterns = new Dictionary<string, string>
    {
        ["moment"] = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|23:59:60)Z$",
        ["agent"] = @"^(Person|Organization|Tool): *\S.*$",
        ["ref"] = "^SPDXRef-[a-zA-Z0-9.-]+$",
        ["document-ref"] = "^DocumentRef-[a-zA-Z0-9.+-]+$",
        ["licence-ref"] = "^LicenseRef-[a-zA-Z0-9.-]+$",
        ["hex"] = "^[0-9a-fA-F]+$",
        ["locator"] = @"^\S+$",
        ["namespace"] = @"^[A-Za-z][A-Za-z0-9+.-]*:[^\s#]+$",
    }.ToImmutableDictionary();

    /// <summary>A whole document.</summary>
    public static Shape Document { get; } = Grammar.Of("document", Text, 3, patterns);
}
